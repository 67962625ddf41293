"""``python -m cascade_xl``."""

import sys

from cascade_xl.cli import main

sys.exit(main())

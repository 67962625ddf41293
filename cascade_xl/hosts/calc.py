"""What LibreOffice's extension starts for one click: ``python -m cascade_xl.hosts.calc BUTTON VERSION [HEX]``.

Its standard input and output are the pipe to LibreOffice, and only that: whatever else prints goes to standard error.
The third argument is what the officer was asked for, as the hexadecimal digits of its UTF-16-BE bytes.
"""

import os
import sys
from typing import BinaryIO

from cascade_xl.hosts.xl import calc


def main() -> None:
    button, addin, argument = [*sys.argv[1:], ""][:3]
    calc.activate(calc.connect(*_take_over()))
    # Only now: an import that prints must find standard output re-pointed.
    from cascade_xl.hosts import buttons

    buttons.press(button, addin, argument)


def _take_over() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipe for the protocol; give standard input to nobody and standard output to standard error."""
    reader, writer = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return reader, writer


if __name__ == "__main__":
    main()

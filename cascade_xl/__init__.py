"""Standard workbooks for cascading kinerja: made, checked cell by cell, merged."""

__version__ = "0.1.0"

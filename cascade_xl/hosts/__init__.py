"""Running spreadsheet applications: the eleven buttons, and how they come into Excel and LibreOffice.

A click goes one way: the add-in starts ``press(button)`` in a Python process, which reads the open workbook in blocks
(`live`), checks it as a file is checked, and writes marks in blocks (`marking`). `xl` is the one adapter to xlwings and
holds its engine for LibreOffice Calc. `printing` puts forms into the open workbook or beside it as PDF; `pdf` prints
workbook files without a window. `installation` builds the add-in from the texts in ``addin/`` and installs it.
"""

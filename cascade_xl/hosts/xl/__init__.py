"""The one adapter to xlwings: the open workbook as blocks of cells."""

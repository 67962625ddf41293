"""Many OPD workbooks → one regency workbook: gather them, settle their order, write one file whole or not at all."""

from cascade_xl.merge.files import Choices, merge_files
from cascade_xl.merge.gather import gather
from cascade_xl.merge.source import MergeError, Source
from cascade_xl.merge.workbook import write

__all__ = ["Choices", "MergeError", "Source", "gather", "merge_files", "write"]

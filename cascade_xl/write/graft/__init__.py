"""Package surgery: sheets are added to a copy of a workbook that anybody may have made, and nothing else in it changes.

openpyxl drops what it does not know when it saves a file, so the package itself is operated on. A part that need not
change is copied as the bytes it is; in the few that change (the workbook, its relationships, the content types, the
styles) every element, attribute and prefix stays that was there.
"""

from cascade_xl.write.graft.drawings import with_drawings
from cascade_xl.write.graft.fonts import default_font_width
from cascade_xl.write.graft.graft import add_sheets
from cascade_xl.write.graft.package import GraftError

__all__ = ["GraftError", "add_sheets", "default_font_width", "with_drawings"]

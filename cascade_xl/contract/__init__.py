"""The workbook standard: sheets, columns, names, styles, version. No other file knows a heading, a letter or a colour.

How a target cell is typed (the weightiest choice)
--------------------------------------------------
Target cells are **text** (number format ``@``), and so are codes, NIP and bobot. Reasons, tried in LibreOffice 7.4 by
typing into our template under id-ID and en-US, and known of Excel (where it was not tried):

* A General cell changes what was typed before anyone can look. Typed there, ``10/9`` became the date 10 September in
  both languages (Excel does the same to ``1-2``); ``5.205`` became 5205 under id-ID and 5,205 under en-US; ``53,9%``
  became 0,539 under id-ID and stayed text under en-US; ``1.10`` became 1,1 under en-US. What the officer wrote is gone,
  and with it any way to say that two readings stood. In our text cells all of these, ``=1+1`` and ``-5`` too, stayed
  as typed, letter by letter, in both languages, also in rows far below the table; the printed forms show them so.
* A percent format is invisible to a fast reader (0.92 or 92?); a text says ``92%``.
* The cost is Excel's green triangle for numbers kept as text; the ranges carry ``ignoredErrors``, so there is none.
* The row formulas need numbers: hidden columns of the same table read each text with SUBSTITUTE, FIND and VALUE of
  digits only, so they mean the same in every language; where a text has two readings they stay silent and leave the
  verdict to Validasi.
* A number that is pasted into a target cell is read as well, with its format. The row formulas cannot see a format
  (``CELL("format")`` could, but makes every row recalculate on every keystroke), so they keep silent where a format
  could change the meaning: whole numbers that may be dates, and numbers up to 1 (persen: up to 10) that may be
  percentages.

The table grows
---------------
*Matriks* and the other tables are Excel tables on unprotected sheets: on a protected sheet Excel neither grows a table
nor inserts a row into it. A row's formulas stand twice: in the cells with plain addresses (short, and the same in
LibreOffice), and as the table's calculated columns with ``tblMatriks[[#This Row],[Kode]]``, because nothing documents
which row a plain address in a calculated column is relative to. No formula names the row above it: after an inserted
row such an address would skip the new one.
"""

from cascade_xl.contract.columns import (
    ADDED,
    CHECK,
    CHECKED_ROWS,
    HEADER_ROWS,
    INDICATOR,
    MAX_TEXT,
    OTHER,
    OTHER_ROWS,
    PESAN,
    REQUIRED_SHEETS,
    ROWS,
    TABLE_NAMES,
    TANDA,
    TEMUAN_COLUMNS,
    Column,
    Kind,
    Sheet,
    State,
    arranged,
    columns,
    helper_columns,
    inputs,
    layout,
    target_key,
    target_year,
)
from cascade_xl.contract.identitas import (
    FIELDS,
    HINT_COLUMN,
    IDENTITAS_FIRST_ROW,
    LABEL_COLUMN,
    MARK_COLUMN,
    MESSAGE_COLUMN,
    OFFICIAL_COLUMNS,
    OFFICIAL_ROWS,
    OFFICIALS_HEADER_ROW,
    VALUE_COLUMN,
    official_json_key,
)
from cascade_xl.contract.style import (
    FLAGS,
    PAPER_F4,
    Style,
    flags,
)
from cascade_xl.model import TEMPLATE_MARKER, TEMPLATE_VERSION

__all__ = [
    "ADDED",
    "CHECK",
    "CHECKED_ROWS",
    "DEFAULT_PROFILE",
    "FIELDS",
    "FLAGS",
    "HEADER_ROWS",
    "HINT_COLUMN",
    "IDENTITAS_FIRST_ROW",
    "INDICATOR",
    "JSON_FORMAT",
    "LABEL_COLUMN",
    "MARKER",
    "MARK_COLUMN",
    "MAX_TEXT",
    "MESSAGE_COLUMN",
    "OFFICIALS_HEADER_ROW",
    "OFFICIAL_COLUMNS",
    "OFFICIAL_ROWS",
    "OTHER",
    "OTHER_ROWS",
    "PAPER_F4",
    "PESAN",
    "REQUIRED_SHEETS",
    "ROWS",
    "TABLE_NAMES",
    "TANDA",
    "TEMUAN_COLUMNS",
    "VALUE_COLUMN",
    "VERSION",
    "Column",
    "Kind",
    "Sheet",
    "State",
    "Style",
    "arranged",
    "columns",
    "flags",
    "helper_columns",
    "inputs",
    "layout",
    "official_json_key",
    "target_key",
    "target_year",
]

VERSION = TEMPLATE_VERSION
MARKER = TEMPLATE_MARKER
JSON_FORMAT = "cascade-xl/1"
"""What canonical JSON says of itself in ``format``."""
DEFAULT_PROFILE = "kabupaten"

"""The sheet *Matriks*: every row of every file, with where it came from."""

from __future__ import annotations

from cascade_xl.contract import Kind, Style
from cascade_xl.merge import standard
from cascade_xl.merge.cells import live, safe
from cascade_xl.merge.consolidate import MATRIKS_FIRST, Region, opd
from cascade_xl.merge.frame import Frame, Looks
from cascade_xl.merge.source import Row, Source
from xlsxwriter.workbook import Workbook

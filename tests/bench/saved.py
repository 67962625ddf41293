"""A template as Excel saves it once somebody has filled it, as text in which only the cells to fill are left open.

The package that `cascade_xl.write.build` makes is taken apart once: its texts become shared strings, and three of the
office's own sheets stand beside the template's nine. What a workbook then costs is its own cells and strings, and
packing them: Excel packs at deflate's fastest level, so does this. Only a calcChain is left out, which no reader opens.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import unescape

from openpyxl.utils import column_index_from_string, get_column_letter

from cascade_xl.contract import HEADER_ROWS, IDENTITAS_FIRST_ROW, ROWS, Sheet, arranged
from cascade_xl.resources import profile
from cascade_xl.write import build
from tests.bench.strings import HEAD, Cells, part, shared
from tests.bench.wiring import own_sheets, wired, without_table

OPENED = {
    Sheet.IDENTITAS: IDENTITAS_FIRST_ROW,
    **{sheet: HEADER_ROWS[sheet] + 1 for sheet in (Sheet.MATRIKS, Sheet.POHON, Sheet.KUNCI)},
}
"""The sheets that are filled, with the first row whose empty cells and formulas are left open."""
_PLAIN = range(2, 27)
_PLAIN_HEADINGS = range(2, 32)
"""The columns of *Matriks* that a plain workbook has: 25 that are filled, Jenjang to Pagu, and 30 headings."""
_ZIP_TIME = (2025, 1, 2, 8, 0, 0)
_DIMENSION = re.compile(r'(<dimension ref="A1:[A-Z]+)\d+')
_INLINE = re.compile(r' t="inlineStr"><is><t(?: [^>]*)?>([^<]*)</t></is></c>')
_ROW = re.compile(r'<row r="(\d+)"([^>]*)>(.*?)</row>', re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+)(\d+)"((?: s="\d+")?)([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_TABLE_PARTS = re.compile(
    r"<(conditionalFormatting|dataValidations|ignoredErrors|tableParts)\b.*?</\1>|<autoFilter [^>]*/>", re.DOTALL
)

Values = Mapping[int, dict[str, str]]
"""What is filled in: row → column letter → what follows the cell's style. A formula has only its value there and,
if that is a number, "" under the letter with a question mark."""


@dataclass(frozen=True)
class Cut:
    """A sheet that is filled: its rows by number with ``%(A)s`` for what is open, and the text around them."""

    name: str
    before: str
    rows: Mapping[int, str]
    after: str
    blank: dict[str, str]
    blank_rows: Mapping[int, str]

    def filled(self, values: Values) -> str:
        rows = (
            text % (self.blank | values[number]) if number in values else self.blank_rows[number]
            for number, text in self.rows.items()
        )
        return f"{self.before}{''.join(rows)}{self.after}"


@dataclass(frozen=True)
class Template:
    """The parts that all workbooks share, the sheets that are filled, and the strings that are there already."""

    parts: Mapping[str, bytes]
    sheets: Mapping[Sheet, Cut]
    cells: Cells
    strings: str

    def package(self, values: Mapping[Sheet, Values], cells: Cells) -> bytes:
        """A workbook with what is filled in, as ``cells`` said it."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, data in self.parts.items():
                _put(archive, name, data)
            for sheet, cut in self.sheets.items():
                _put(archive, cut.name, cut.filled(values.get(sheet, {})).encode())
            own = cells.texts[len(self.cells.texts) :]
            _put(archive, "xl/sharedStrings.xml", part(self.strings, own).encode())
        return target.getvalue()


def template(rows: int, plain: bool, blank_to: int = 0) -> Template:
    """The template for so many rows on *Matriks*. A plain one has no formula, no table there, and no ready rows behind
    the filled ones. Below all rows stand styled ones without content, down to the row ``blank_to``."""
    cells = Cells()
    parts = dict(_parts(max(rows, ROWS)))  # no template with fewer ready rows is handed out
    cuts: dict[Sheet, Cut] = {}
    for number, sheet in enumerate(Sheet, start=1):
        name = f"xl/worksheets/sheet{number}.xml"
        parts[name] = HEAD + _saved(parts[name], cells)
        if plain:
            parts[name] = _plain(parts[name], sheet)
        if sheet in OPENED:
            cuts[sheet] = _cut(name, parts.pop(name), OPENED[sheet])
    matriks = cuts[Sheet.MATRIKS]
    if plain:
        matriks = _shortened(matriks, HEADER_ROWS[Sheet.MATRIKS] + rows)
        without_table(parts, list(Sheet).index(Sheet.MATRIKS) + 1)
    cuts[Sheet.MATRIKS] = _lengthened(matriks, blank_to)
    own_sheets(parts, cells)
    wired(parts)
    return Template({name: xml.encode() for name, xml in parts.items()}, cuts, cells, shared(cells.texts))


@cache
def letters() -> dict[str, str]:
    """Column key → letter on *Matriks*."""
    placed = enumerate(arranged(Sheet.MATRIKS, profile().years), start=1)
    return {column.key: get_column_letter(number) for number, column in placed}


@cache
def _parts(rows: int) -> Mapping[str, str]:
    """The parts of the template with so many ready rows."""
    with zipfile.ZipFile(io.BytesIO(build(profile(), rows=rows))) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data, compresslevel=1)


def _saved(xml: str, cells: Cells) -> str:
    """Texts are shared, cells without content closed; a formula without a value has the empty text."""
    xml = _INLINE.sub(lambda text: cells[unescape(text[1])], xml)
    xml = xml.replace(' t="n"></c>', "/>").replace(' t="n">', ">")
    xml = re.sub(r'(<f t="shared" si="\d+")></f>', r"\1/>", xml)
    return re.sub(r'(<c r="\w+"(?: s="\d+")?)>(<f[^>]*>(?:[^<]*</f>)?)<v></v></c>', r'\1 t="str">\2<v></v></c>', xml)


def _plain(xml: str, sheet: Sheet) -> str:
    """Without formulas. *Matriks* without its table, and without the columns that are ours."""
    xml = re.sub(r"(<c [^>]*?)(?: t=\"str\")?>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)<v></v></c>", r"\1/>", xml)
    if sheet is not Sheet.MATRIKS:
        return xml

    def kept(cell: re.Match[str]) -> str:
        columns = _PLAIN if int(cell[2]) > HEADER_ROWS[Sheet.MATRIKS] else _PLAIN_HEADINGS
        return cell[0] if column_index_from_string(cell[1]) in columns else ""

    return _TABLE_PARTS.sub("", _CELL.sub(kept, xml))


def _shortened(cut: Cut, last: int) -> Cut:
    before = _DIMENSION.sub(rf"\g<1>{last}", cut.before)
    return replace(cut, before=before, rows={number: row for number, row in cut.rows.items() if number <= last})


def _lengthened(cut: Cut, last: int) -> Cut:
    """The sheet with styled rows without content behind its last row: what a careless fill leaves."""
    ready = max(cut.rows)
    if last <= ready:
        return cut
    styled = [f'<c r="{cell[1]}%d"{cell[3]}/>' for cell in _CELL.finditer(cut.blank_rows[ready]) if not cell[5]]
    row = f'<row r="%d">{"".join(styled)}</row>'
    rows = "".join(row % ((number,) * (len(styled) + 1)) for number in range(ready + 1, last + 1))
    before = _DIMENSION.sub(rf"\g<1>{last}", cut.before)
    return replace(cut, before=before, after=rows + cut.after)


def _cut(name: str, xml: str, first: int) -> Cut:
    start, end = xml.index("<sheetData>") + len("<sheetData>"), xml.index("</sheetData>")
    blank: dict[str, str] = {}
    rows: dict[int, str] = {}

    def opened(cell: re.Match[str]) -> str:
        letter, number, style, _, content = cell.groups()
        if content and "<f" not in content:
            return cell[0].replace("%", "%%")
        if not content:
            blank[letter] = "/>"
            return f'<c r="{letter}{number}"{style}%({letter})s'
        blank[letter], blank[f"{letter}?"] = "", ' t="str"'
        formula = content.partition("<v>")[0].replace("%", "%%")
        return f'<c r="{letter}{number}"{style}%({letter}?)s>{formula}<v>%({letter})s</v></c>'

    data = xml[start:end]
    begin = next((row.start() for row in _ROW.finditer(data) if int(row[1]) >= first), len(data))
    for row in _ROW.finditer(data, begin):
        rows[int(row[1])] = f'<row r="{row[1]}"{row[2]}>{_CELL.sub(opened, row[3])}</row>'
    blank_rows = {number: text % blank for number, text in rows.items()}
    return Cut(name, xml[: start + begin], rows, xml[end:], blank, blank_rows)

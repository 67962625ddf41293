"""The document in the middle: flat, frozen and plain.

Readers make it, rules look at it, writers lay it out; nobody changes it. Every value knows its file, sheet and cell
from the moment it
is read, so a finding without a place cannot be made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeVar, dataclass_transform

from cascade_xl.quantity import EMPTY, Quantity

TEMPLATE_MARKER = "cascade_xl"
TEMPLATE_VERSION = "1.0"
"""*Identitas* says ``cascade_xl 1.0`` in its field *Versi Templat*: that makes a workbook one of ours."""


class Place(NamedTuple):
    """Where a value stands. Rows and columns count from 1; row 0 means the whole sheet, an empty sheet the whole
    file."""

    file: str
    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """The address as Excel writes it, such as ``F12``; empty for a whole sheet or file."""
        return f"{column_letter(self.column)}{self.row}" if self.row else ""

    def __str__(self) -> str:
        where = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{self.file}: {where}" if where else self.file


def column_letter(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


Stored = str | int | float | bool | None
"""What a cell stores: text, a number, a truth value, or nothing."""


class Value(NamedTuple):
    """One cell: what it stores, what an officer sees in it, and where it stands.

    ``text`` is the one-line form that rules compare; ``raw`` is what is shown in the cell, kept as it is. ``flaw`` is
    Excel's error
    (``#REF!``), or ``"rumus"`` for a formula that was never calculated, or ``"tanggal"`` for a number that Excel
    shows as a date.
    """

    text: str
    raw: str
    at: tuple[str, str, int, int]
    """The parts of its `place`, which is made when somebody asks: of most values nobody does."""
    stored: Stored = None
    format: str = "General"
    flaw: str = ""
    formula: str = ""

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return Place._make(self.at)

    @property
    def blank(self) -> bool:
        """True where the cell holds nothing that can be seen; an error or an uncalculated formula is not blank."""
        return not self.text and not self.flaw


class Target(NamedTuple):
    """A number asked of an indicator: for one year of the period, or (year 0) kondisi awal and target akhir."""

    year: int
    value: Value
    quantity: Quantity = EMPTY


Extra = tuple[tuple[str, Value], ...]
"""The cells of columns that an office added: (heading, value)."""


Row = TypeVar("Row")


@dataclass_transform(frozen_default=True, eq_default=False)
def plain(row: type[Row]) -> type[Row]:
    """Makes a class of rows: compared by identity, and frozen to a type checker. To be frozen when it runs, too, would
    cost an indicator ten times its making."""
    return dataclass(slots=True, eq=False)(row)


@plain
class Node:
    """One performance node of the cascading. Its identity is (kode, sasaran): one program may carry several sasaran."""

    jenjang: Value
    kode: Value
    induk: Value
    uraian: Value
    sasaran: Value

    @property
    def statement(self) -> Value:
        """The kinerja that the node promises: its sasaran, or its own wording where the level has none."""
        return self.uraian if self.sasaran.blank else self.sasaran


NODE_KEYS = ("jenjang", "kode", "induk", "uraian", "sasaran")
"""The cells of a node, by the keys of their columns."""


@plain
class Indicator:
    """One row of *Matriks* (``node`` is set) or of *Indikator Kunci* (``kelompok`` names its table, ``node`` is None).

    A row may hold an owner or a note without an indicator; then ``indikator`` is blank.
    """

    node: Node | None
    kelompok: Value
    kode: Value
    indikator: Value
    formulasi: Value
    jenis: Value
    satuan: Value
    arah: Value
    sifat: Value
    agregasi: Value
    indikator_induk: Value
    bobot: Target
    kondisi_awal: Target
    targets: tuple[Target, ...]
    target_akhir: Target
    pemilik: Value
    sumber_data: Value
    pagu: Target
    mitra: Value
    dukung: Value
    dukung_ket: Value
    dukung_status: Value
    catatan: Value
    extra: Extra = ()


PLAIN_KEYS = (
    *("indikator", "formulasi", "jenis", "satuan", "arah", "sifat", "agregasi", "indikator_induk", "pemilik"),
    *("sumber_data", "mitra", "dukung", "dukung_ket", "dukung_status", "catatan"),
)
"""The cells of an indicator that are read as they stand, by the keys of their columns; numbers are `Target`."""


class PohonRow(NamedTuple):
    """One row of a box of the pohon kinerja: an "IK:" line, and what else stands in that row."""

    indikator: Value
    unit: Value
    kode_cascading: Value
    catatan: Value
    extra: Extra = ()


@dataclass(frozen=True, slots=True, eq=False)
class PohonNode:
    """One box of the second tree, the pohon kinerja, with at least one row."""

    tingkat: Value
    kode: Value
    induk: Value
    uraian: Value
    rows: tuple[PohonRow, ...]

    @property
    def indikator(self) -> tuple[Value, ...]:
        """The "IK:" lines of the box."""
        return tuple(row.indikator for row in self.rows if not row.indikator.blank)

    @property
    def unit(self) -> Value:
        return next((row.unit for row in self.rows if not row.unit.blank), self.rows[0].unit)

    @property
    def kode_cascading(self) -> Value:
        """The kode of the node in *Matriks* that states the same."""
        return next(
            (row.kode_cascading for row in self.rows if not row.kode_cascading.blank), self.rows[0].kode_cascading
        )


class Exemption(NamedTuple):
    """One row of *Pengecualian*: a finding that the office accepts, with its reason."""

    aturan: Value
    kode: Value
    tahun: Value
    alasan: Value
    extra: Extra = ()


class Official(NamedTuple):
    """Somebody who signs: pangkat and NIP are texts."""

    peran: Value
    jabatan: Value
    nama: Value
    pangkat: Value
    nip: Value
    status: Value


class Observation(NamedTuple):
    """A fact about the file that the reader saw and the rules of *Berkas* judge: see ``Seen`` for the kinds."""

    kind: Seen
    place: Place
    detail: str


class Seen(StrEnum):
    """What a reader may observe besides values."""

    NO_SHEET = "lembar-hilang"
    NO_COLUMN = "kolom-hilang"
    ERROR_CELL = "sel-galat-excel"
    UNCALCULATED = "rumus-belum-dihitung"
    MERGED = "sel-digabung"
    HIDDEN_ROW = "baris-tersembunyi"
    UNREAD_CELL = "sel-di-luar-kolom"
    DOUBLE_COLUMN = "kolom-ganda"


@dataclass(frozen=True, slots=True)
class Document:
    """All that one workbook says. ``template`` is the marker of the workbook, empty where it carries none."""

    file: str
    template: str
    profile: str
    years: tuple[int, ...]
    identitas: Mapping[str, Value]
    officials: tuple[Official, ...]
    nodes: tuple[Node, ...]
    indicators: tuple[Indicator, ...]
    pohon: tuple[PohonNode, ...]
    kunci: tuple[Indicator, ...]
    exemptions: tuple[Exemption, ...]
    seen: tuple[Observation, ...] = ()
    missing: frozenset[str] = frozenset()
    """Keys of the columns that *Matriks* does not have; ``target`` where it has no year at all."""
    extra_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extra_sheets: tuple[str, ...] = ()
    formulas: int = 0
    """How many input cells hold the result of a formula."""
    source: str = ""
    """In a regency workbook the file that these rows came from; ``file`` is then the regency's."""

    @property
    def label(self) -> str:
        """How the document is called among others."""
        return f"{self.file} [{self.source}]" if self.source else self.file


class Severity(StrEnum):
    """How much a finding weighs; the value is the word in the JSON output."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def label(self) -> str:
        """The officers' word."""
        return {"error": "galat", "warning": "peringatan", "advice": "saran"}[self.value]


_WEIGHTS = {severity: number for number, severity in enumerate(Severity)}


class Status(StrEnum):
    """An accepted finding is one that the office listed in *Pengecualian*."""

    OPEN = "open"
    ACCEPTED = "accepted"


class Finding(NamedTuple):
    """One fault, its place, and what to do next. ``cites`` is another place that the message names by its address."""

    rule: str
    code: str
    severity: Severity
    status: Status
    place: Place
    node: str
    name: str
    indicator: str
    year: int | None
    found: str
    expected: str | None
    message: str
    fix: str
    reason: str = ""
    cites: Place | None = None

    @property
    def weight(self) -> tuple[int, tuple[str, int, int], str]:
        """By this the weightiest finding comes first, then the one that stands first."""
        return _WEIGHTS[self.severity], self.place[1:], self.code

"""The row formulas of *Matriks*: a row's state at once, without any add-in, in Excel 2010's functions.

They never contradict the rules: they accuse only where a rule surely finds a fault, say OK only where it finds none, and
are silent ("–") wherever a text has two readings or the meaning depends on more than a formula can see. A rule that the
profile turned off is not played.

The hidden columns hold, each for its row (a position counts from the heading row, which is 1):

========= ==============================================================================================================
h_mulai   position of the row in which the node of this row starts; empty for an empty row
h_kode    its kode, cleaned; where the start has none, the last kode above (such rows are ragu)
h_baris   position of the first row with that kode
h_ragu    1 where the reader may see another node than these formulas do; nothing is judged by the tree there
h_jenjang number of the node's level in *Daftar*
h_atas    its parent's kode, cleaned
h_induk   position of the parent's first row; 0 if no row carries that kode, "?" if only the case of letters differs
h_daftar  own position in a kode's first row: what the drop-down of *Kode Induk* lists
h_jenis   kind of the satuan, looked up in *Daftar*
h_bagian  h_induk where the indicator is declared a part of its parent's sum
h_awal …  a target as a number; "" empty, "ragu" not certainly readable, "bukan" surely no number, "pecahan" a fraction
          of a counted unit
========= ==============================================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from cascade_xl import contract
from cascade_xl.contract import Column, Sheet, State
from cascade_xl.profile import Agregasi, Arah, Profile, Sifat
from cascade_xl.quantity import Kind

_OPEN, _CLOSE = "\u27e6", "\u27e7"  # brackets around a column key: the cell of that column in the formula's own row
_NUMBER_KINDS = (Kind.WHOLE, Kind.DECIMAL, Kind.PERCENT)
_DOUBT, _NO_NUMBER, _FRACTION = "ragu", "bukan", "pecahan"
_WORD_RULES = {_NO_NUMBER: "target-bukan-angka", _FRACTION: "target-pecahan"}
_BLANKS = ("\u00a0", "\u202f", "\u2007")
_NOTHING = ("\u200b", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad")
_DASHES = ("\u2010", "\u2011", "\u2013", "\u2014", "\u2212")
_FIRST_SERIAL, _LAST_SERIAL = 10959, 60000  # whole numbers that may be dates: 1930 to 2064
_DIGITS = '{"0","1","2","3","4","5","6","7","8","9"}'
_GROWTH = ("pertumbuhan", "laju", "peningkatan", "kenaikan", "penurunan", "perubahan", "inflasi")


@dataclass(frozen=True)
class RowFormula:
    """One column's formula: for the cells with plain addresses, and for the table with the names of its columns."""

    cell: str
    column: str


def row_formulas(profile: Profile, columns: Sequence[Column], years: Sequence[int], last: int) -> Mapping[str, RowFormula]:
    """The formulas of *Matriks* by column key, as of the first row under the heading. Ranges reach down to row ``last``."""
    writer = _Writer(profile, columns, years, last)
    return {key: writer.render(text) for key, text in writer.all()}


class _Writer:
    def __init__(self, profile: Profile, columns: Sequence[Column], years: Sequence[int], last: int) -> None:
        self.profile = profile
        self.columns = columns
        self.years = years
        self.last = last
        self.head = contract.HEADER_ROWS[Sheet.MATRIKS]
        self.letters = {c.key: get_column_letter(n) for n, c in reversed(list(enumerate(columns, start=1)))}
        self.numbers = ["h_awal", *(f"h_{year}" for year in years), "h_akhir"]

    # -- addresses --------------------------------------------------------------------------------------------------

    def own(self, key: str) -> str:
        """The cell of a column in the formula's row."""
        return f"{_OPEN}{key}{_CLOSE}"

    def all_of(self, key: str) -> str:
        """A whole column with its heading, so that a position in it is a position in every other."""
        return f"${self.letters[key]}${self.head}:${self.letters[key]}${self.last}"

    def above(self, key: str) -> str:
        """A column from its heading down to the formula's row."""
        return f"${self.letters[key]}${self.head}:{self.own(key)}"

    def between(self, first: str, last: str) -> str:
        return f"{self.own(first)}:{self.own(last)}"

    @property
    def offset(self) -> str:
        """What turns a row number into a position, also after rows were inserted above the heading."""
        return f"-ROW(${self.letters['kode']}${self.head})+1"

    @property
    def position(self) -> str:
        return f"ROW(){self.offset}"

    def render(self, text: str) -> RowFormula:
        """Both forms of a formula."""
        cell = column = text
        for key, letter in self.letters.items():
            mark = self.own(key)
            if mark in text:
                header = next(c.header for c in self.columns if c.key == key)
                cell = cell.replace(mark, f"${letter}{self.head + 1}")
                name = contract.TABLE_NAMES[Sheet.MATRIKS]
                column = column.replace(mark, f"{name}[[#This Row],[{header}]]")
        return RowFormula(f"={cell}", column)

    # -- all formulas -----------------------------------------------------------------------------------------------

    def all(self) -> list[tuple[str, str]]:
        targets = ["kondisi_awal", *(contract.target_key(year) for year in self.years), "target_akhir"]
        return [
            ("h_mulai", self.start()),
            ("h_kode", self.kode()),
            ("h_baris", self.first_row()),
            ("h_ragu", self.doubtful()),
            ("h_jenjang", self.level()),
            ("h_atas", self.parent_kode()),
            ("h_induk", self.parent_row()),
            ("h_daftar", self.listed()),
            ("h_jenis", self.kind()),
            ("h_bagian", self.part_of()),
            *((helper, self.number(target)) for helper, target in zip(self.numbers, targets, strict=True)),
            ("cek_induk", self.check_parent()),
            ("cek_angka", self.check_numbers()),
            ("cek_arah", self.check_direction()),
            ("cek_jumlah", self.check_sum()),
            ("keadaan", self.state()),
        ]

    # -- the tree ---------------------------------------------------------------------------------------------------

    def start(self) -> str:
        kode = self.own("kode")
        filled = f"COUNTA({self.between('jenjang', 'catatan')})"
        any_node = "&".join(self.above(key) for key in ("jenjang", "kode", "induk", "uraian", "sasaran"))
        rows = f"ROW({self.above('kode')}){self.offset}"
        return f'IF({filled}=0,"",IFERROR(IF({kode}<>"",{self.position},LOOKUP(2,1/({any_node}<>""),{rows})),""))'

    def kode(self) -> str:
        start, above = self.own("h_mulai"), self.above("kode")
        at = f"INDEX({above},{start})"
        last = f'IF(COUNTA({above})=1,"",LOOKUP(2,1/({above}<>""),{above}))'
        return f'IF({start}="","",IFERROR({_clean(f"""T(IF({at}<>"",{at},{last}))""")},""))'

    def first_row(self) -> str:
        kode = self.own("h_kode")
        return f'IF({kode}="","",IFERROR(MATCH({kode},{self.all_of("h_kode")},0),""))'

    def doubtful(self) -> str:
        start, first = self.own("h_mulai"), self.own("h_baris")
        no_kode = f'INDEX({self.above("kode")},{start})=""'
        no_parent = f'AND(INDEX({self.above("induk")},{start})="",{first}<>{start})'
        return f'IF({start}="","",IFERROR(IF(OR({first}="",{no_kode},{no_parent}),1,0),1))'

    def level(self) -> str:
        start, first = self.own("h_mulai"), self.own("h_baris")
        named = f"INDEX({self.above('jenjang')},{start})"
        other = f"INDEX({self.all_of('jenjang')},{first})"
        text = f'TRIM(IF({named}<>"",{named},{other}))'
        return f'IF({start}="","",IFERROR(MATCH({text},daftar_jenjang,0),""))'

    def parent_kode(self) -> str:
        start, first = self.own("h_mulai"), self.own("h_baris")
        named = f"INDEX({self.above('induk')},{start})"
        other = f'IF({first}="","",INDEX({self.all_of("induk")},{first}))'
        text = f'T(IF({named}<>"",{named},{other}))'
        return f'IF({start}="","",IFERROR({_clean(text)},""))'

    def parent_row(self) -> str:
        kode, kodes = self.own("h_atas"), self.all_of("h_kode")
        found = f"MATCH({kode},{kodes},0)"
        return f'IF({kode}="","",IFERROR(IF(EXACT(INDEX({kodes},{found}),{kode}),{found},"?"),0))'

    def listed(self) -> str:
        start, first = self.own("h_mulai"), self.own("h_baris")
        return f'IF({start}="","",IF(AND({first}={self.position},{self.own("kode")}<>""),{first},""))'

    def check_parent(self) -> str:
        level, parent = self.own("h_jenjang"), self.own("h_induk")
        silent = State.SILENT
        nothing = f'OR({self.own("kode")}="",{self.own("h_ragu")}<>0,{self.own("h_baris")}<>{self.position})'
        unjudged = f'IF({nothing},TRUE,OR({self.own("h_atas")}="",{level}="",{parent}="?",{parent}={self.position}))'
        unknown = f'IF(COUNT({self.all_of("kode")})>0,"{silent}","{State.PARENT_UNKNOWN}")'
        above = f"INDEX({self.all_of('h_jenjang')},{parent})"
        wrong = f'"{State.PARENT_LEVEL}"' if self.plays("induk-salah-jenjang") else f'"{silent}"'
        fits = f'IF({above}="","{silent}",IF(INDEX(daftar_induk,{level},{above})=1,"{State.OK}",{wrong}))'
        if not self.plays("induk-tidak-ada"):
            unknown = f'"{silent}"'
        judged = f'IF(INDEX(daftar_berinduk,{level})=0,"{silent}",IF({parent}=0,{unknown},{fits}))'
        return f'IF({self.own("h_mulai")}="","",IFERROR(IF({unjudged},"{silent}",{judged}),"{silent}"))'

    # -- numbers ----------------------------------------------------------------------------------------------------

    def kind(self) -> str:
        satuan = f"TRIM({self.own('satuan')})"
        found = f"MATCH({satuan},daftar_satuan_kata,0)"
        known = f'IF(INDEX(daftar_satuan_kata,{found})={satuan},INDEX(daftar_satuan_jenis,{found}),"")'
        return f'IF({self.own("satuan")}="","",IFERROR({known},""))'

    def number(self, target: str) -> str:
        cell, kind = self.own(target), self.own("h_jenis")
        text = f"TRIM({cell})"
        dashes = _substitute(text, {dash: "" for dash in ("-", *_DASHES)})
        empty = f'OR({text}="",AND(LEN({text})<3,{dashes}=""))'
        counted = f'OR({",".join(f"""{kind}="{k.value}\"""" for k in _NUMBER_KINDS)})'
        judged = f'IF(ISNUMBER({cell}),{self._stored(cell)},IF(ISTEXT({cell}),{self._written(cell)},"{_DOUBT}"))'
        return f'IFERROR(IF({cell}="","",IF({empty},"",IF({counted},{judged},"{_DOUBT}"))),"{_DOUBT}")'

    def _stored(self, cell: str) -> str:
        """A number as a number: silent where its format, which a formula cannot see, might change its meaning."""
        kind = self.own("h_jenis")
        date = f"AND({cell}=INT({cell}),{cell}>={_FIRST_SERIAL},{cell}<={_LAST_SERIAL})"
        share = f'AND({cell}<>0,ABS({cell})<=IF({kind}="{Kind.PERCENT.value}",10,1))'
        part = f'AND({kind}="{Kind.WHOLE.value}",{cell}<>INT({cell}))'
        return f'IF(OR({date},{share},{part}),"{_DOUBT}",{cell})'

    def _written(self, cell: str) -> str:
        """A text as a number: digits with at most one dot or comma, and % behind it where the satuan is persen."""
        kind = self.own("h_jenis")
        percent, whole = f'{kind}="{Kind.PERCENT.value}"', f'{kind}="{Kind.WHOLE.value}"'
        trimmed = f"TRIM({cell})"
        text = f'TRIM(IF(AND({percent},RIGHT({trimmed})="%"),LEFT({trimmed},LEN({trimmed})-1),{trimmed}))'
        digits = f'SUBSTITUTE(SUBSTITUTE({text},".",""),",","")'
        only_digits = f'AND(LEN({digits})>0,LEN({digits})<15,TEXT(VALUE("1"&{digits}),"0")="1"&{digits})'
        number = f"VALUE({digits})"
        mark = f'FIND(".",SUBSTITUTE({text},",","."))'
        places = f"(LEN({text})-{mark})"
        decimal = f"{number}/10^{places}"
        counted = f'IF({decimal}=INT({decimal}),{decimal},"{_FRACTION}")'
        plain = f"OR({places}<>3,{mark}>4,LEFT({text})=\"0\")"
        grouped = f'IF({whole},{number},IF({percent},{decimal},"{_DOUBT}"))'
        one_mark = f'IF(OR({places}=0,{mark}=1),"{_DOUBT}",IF({plain},IF({whole},{counted},{decimal}),{grouped}))'
        marks = f"LEN({text})-LEN({digits})"
        read = f'IF({marks}=0,{number},IF({marks}=1,{one_mark},"{_DOUBT}"))'
        no_digit = f"SUMPRODUCT(--ISNUMBER(FIND({_DIGITS},{cell})))=0"
        letters = f"NOT(EXACT(UPPER({cell}),LOWER({cell})))"
        words = f'IF(AND({no_digit},{letters}),"{_NO_NUMBER}","{_DOUBT}")'
        return f"IF(IFERROR({only_digits},FALSE),{read},{words})"

    def any_number(self, word: str) -> str:
        return f'COUNTIF({self.between(self.numbers[0], self.numbers[-1])},"{word}")'

    def check_numbers(self) -> str:
        row = self.between(self.numbers[0], self.numbers[-1])
        silent = State.SILENT
        years = f"COUNT({self.between(self.numbers[1], self.numbers[-2])})"
        limit = self.profile.parameters.get("persen-di-luar-batas", {}).get("batas", 100)
        over = f'AND({self.own("h_jenis")}="{Kind.PERCENT.value}",MAX({row})>{limit})'
        unsure = f"OR({years}=0,{self.any_number('?*')}>0,MIN({row})<0,{over})"
        judged = f'IF({unsure},"{silent}","{State.OK}")'
        faults = [self.any_number(word) for word, rule in _WORD_RULES.items() if self.plays(rule)]
        if faults:
            judged = f'IF({"+".join(faults)}>0,"{State.LOOK}",{judged})'
        no_indicator = f'TRIM({self.own("indikator")})=""'
        return f'IF({self.own("h_mulai")}="","",IFERROR(IF({no_indicator},"{silent}",{judged}),"{silent}"))'

    # -- direction --------------------------------------------------------------------------------------------------

    def check_direction(self) -> str:
        silent = State.SILENT
        years = self.numbers[1:-1]
        row = self.between(years[0], years[-1])
        words = f'COUNTIF({row},"?*")'
        growth = f'SUMPRODUCT(--ISNUMBER(SEARCH({{{",".join(f"""\"{w}\"""" for w in _GROWTH)}}},{self.own("indikator")})))>0'
        few = f'OR(TRIM({self.own("indikator")})="",COUNT({row})<2,{words}>0,{growth})'
        arah = f'IFERROR(VLOOKUP(TRIM({self.own("arah")}),daftar_arah,2,FALSE),"")'
        sifat = f'IFERROR(VLOOKUP(TRIM({self.own("sifat")}),daftar_sifat,2,FALSE),"")'
        kind = self.own("h_jenis")
        no_sifat = (
            f'AND(TRIM({self.own("sifat")})="",'
            f'OR({kind}="{Kind.PERCENT.value}",{kind}="{Kind.DECIMAL.value}"))'
        )
        upward = f'OR({no_sifat},{sifat}="{Sifat.PROGRESS}",{sifat}="{Sifat.CUMULATIVE}")'
        downward = f'OR({no_sifat},{sifat}="{Sifat.PROGRESS}")'
        # A series never falls where no number is below the highest before it; the gaps in it need no attention.
        falls, rises = [], []
        for number, key in enumerate(years[1:], start=1):
            before = self.between(years[0], years[number - 1])
            own = self.own(key)
            falls.append(f"AND(ISNUMBER({own}),COUNT({before})>0,N({own})<MAX({before}))")
            rises.append(f"AND(ISNUMBER({own}),COUNT({before})>0,N({own})>MIN({before}))")
        up = f'IF(OR({",".join(falls)}),"{State.FALLS}","{State.OK}")' if falls else f'"{silent}"'
        down = f'IF(OR({",".join(rises)}),"{State.RISES}","{State.OK}")' if rises else f'"{silent}"'
        judged = (
            f'IF(AND({arah}="{Arah.POSITIVE}",{upward}),{up},'
            f'IF(AND({arah}="{Arah.NEGATIVE}",{downward}),{down},"{silent}"))'
        )
        if not self.plays("arah-dilanggar"):
            judged = f'"{silent}"'
        return f'IF({self.own("h_mulai")}="","",IFERROR(IF({few},"{silent}",{judged}),"{silent}"))'

    # -- sums -------------------------------------------------------------------------------------------------------

    def part_of(self) -> str:
        word = self.word("agregasi", Agregasi.SUM)
        parent = self.own("h_induk")
        blank = f'OR({self.own("h_ragu")}<>0,TRIM({self.own("indikator")})="",{self.own("indikator_induk")}<>"")'
        declared = f'AND(TRIM({self.own("agregasi")})="{word}",ISNUMBER({parent}))'
        part = f'IF({blank},"",IF({declared},IF({parent}>0,{parent},""),""))' if word else '""'
        return f'IF({self.own("h_mulai")}="","",IF({self.own("agregasi")}="","",IFERROR({part},"")))'

    def check_sum(self) -> str:
        silent, first = State.SILENT, self.own("h_baris")
        none = f'OR({first}="",{self.own("h_ragu")}<>0,TRIM({self.own("indikator")})="")'
        parts = self.all_of("h_bagian")
        no_part = f"COUNTIF({parts},{first})=0"
        declared = f'COUNTIFS({self.all_of("h_induk")},{first},{self.all_of("agregasi")},"<>")'
        ignored = self.word("agregasi", Agregasi.NONE)
        idle = f'-COUNTIFS({self.all_of("h_induk")},{first},{self.all_of("agregasi")},"{ignored}")' if ignored else ""
        others = f"{declared}-COUNTIF({parts},{first}){idle}<>0"
        years = self.numbers[1:-1]
        own_words = f'COUNTIF({self.between(years[0], years[-1])},"?*")>0'
        part_words = [f'COUNTIFS({parts},{first},{self.all_of(key)},"?*")>0' for key in years]
        rows = f"COUNTIF({self.all_of('h_baris')},{first})>1"
        unsure = f"OR({rows},{others},{own_words},{','.join(part_words)})"
        filled, differs, near = [], [], []
        for key in years:
            both = f'ISNUMBER({self.own(key)}),COUNTIFS({parts},{first},{self.all_of(key)},">-1E+300")>0'
            gap = f"ABS(SUMIF({parts},{first},{self.all_of(key)})-N({self.own(key)}))"
            filled.append(f"AND({both})")
            differs.append(f"AND({both},{gap}>0.500001)")
            near.append(f"AND({both},{gap}>0.000001)")
        judged = (
            f'IF(OR({",".join(differs)}),"{State.DIFFERS}",'
            f'IF(OR({",".join(near)},NOT(OR({",".join(filled)}))),"{silent}","{State.OK}"))'
        )
        if not self.plays("jumlah-tidak-sama"):
            judged = f'"{silent}"'
        return (
            f'IF({self.own("h_mulai")}="","",IFERROR(IF({none},"{silent}",IF({no_part},"{silent}",'
            f'IF({unsure},"{silent}",{judged}))),"{silent}"))'
        )

    # -- the state in a word ----------------------------------------------------------------------------------------

    def state(self) -> str:
        accusations = [
            (f'{self.own("cek_induk")}="{State.PARENT_UNKNOWN}"', State.NO_PARENT, ("induk-tidak-ada", "H203")),
            (f'{self.own("cek_induk")}="{State.PARENT_LEVEL}"', State.WRONG_PARENT, ("induk-salah-jenjang", "H204")),
        ]
        for word, state, names in (
            (_NO_NUMBER, State.NO_NUMBER, ("target-bukan-angka", "T402")),
            (_FRACTION, State.FRACTION, ("target-pecahan", "T404")),
        ):
            found = f'AND({self.own("cek_angka")}="{State.LOOK}",{self.any_number(word)}>0)'
            if self.plays(names[0]):
                accusations.append((found, state, names))
        arah = self.own("cek_arah")
        accusations += [
            (f'OR({arah}="{State.FALLS}",{arah}="{State.RISES}")', State.DIRECTION, ("arah-dilanggar", "T410")),
            (f'{self.own("cek_jumlah")}="{State.DIFFERS}"', State.SUM, ("jumlah-tidak-sama", "T414")),
        ]
        formula = self._filled()
        for condition, state, names in reversed(accusations):
            formula = f'IF({condition},IF({self._accepted(names)},"{State.ACCEPTED}","{state}"),{formula})'
        return f'IF({self.own("h_mulai")}="","",IFERROR({formula},"{State.WAITING}"))'

    def _accepted(self, names: tuple[str, ...]) -> str:
        """Whether *Pengecualian* accepts such a finding of this node, in any year."""
        sheet, first = Sheet.PENGECUALIAN, contract.HEADER_ROWS[Sheet.PENGECUALIAN] + 1
        where = contract.layout(sheet)

        def column(key: str) -> str:
            letter = get_column_letter(where[key])
            return f"{sheet}!${letter}${first}:${letter}${contract.CHECKED_ROWS}"

        listed = ",".join(f'"{name}"' for name in names)
        return (
            f"SUMPRODUCT(({column('aturan')}={{{listed}}})*({column('kode')}={self.own('h_kode')})"
            f'*({column("alasan")}<>""))>0'
        )

    def _filled(self) -> str:
        """Lengkap, Belum lengkap, or Menunggu Validasi where a formula cannot know."""
        level = self.own("h_jenjang")
        first_row = f'AND({self.own("kode")}<>"",{self.own("h_baris")}={self.position})'
        indicators = f'COUNTIFS({self.all_of("h_baris")},{self.own("h_baris")},{self.all_of("indikator")},"<>")'
        owners = f'COUNTIFS({self.all_of("h_baris")},{self.own("h_baris")},{self.all_of("pemilik")},"<>")'
        years = self.between(contract.target_key(self.years[0]), contract.target_key(self.years[-1]))
        missing = []
        for what, rule, absent in (
            ("formulasi", "formulasi-kosong", f'{self.own("formulasi")}=""'),
            ("satuan", "satuan-kosong", f'{self.own("satuan")}=""'),
            ("arah", "arah-kosong", f'{self.own("arah")}=""'),
            ("target", "target-kosong", f"COUNTA({years})=0"),
        ):
            if self.plays(rule):
                missing.append(f"AND(INDEX(daftar_wajib_{what},{level})=1,{absent})")
        no_owner = f'AND(INDEX(daftar_wajib_pemilik,{level})=1,{self.own("pemilik")}="",{owners}=0)'
        if not self.plays("pemilik-kosong"):
            no_owner = "FALSE"
        doubt = f'{self.any_number(_DOUBT)}+{self.any_number(_NO_NUMBER)}+{self.any_number(_FRACTION)}>0'
        measured = (
            f'IF(OR({",".join([*missing, no_owner])}),"{State.MISSING}",IF({doubt},"{State.WAITING}","{State.COMPLETE}"))'
        )
        no_indicator = f"AND(INDEX(daftar_wajib_indikator,{level})=1,{indicators}=0)"
        if not self.plays("tanpa-indikator"):
            no_indicator = "FALSE"
        bare = (
            f'IF({first_row},IF(OR({no_indicator},AND({indicators}=0,{no_owner})),"{State.MISSING}","{State.COMPLETE}"),"")'
        )
        orphan = f'AND({first_row},{self.own("h_atas")}="",INDEX(daftar_berinduk,{level})=1)'
        known = f'IF(TRIM({self.own("indikator")})="",{bare},{measured})'
        waiting = f'IF(OR({self.own("h_ragu")}<>0,{level}=""),TRUE,{orphan})'
        nothing = f'AND({self.own("kode")}="",TRIM({self.own("indikator")})="",{self.own("h_ragu")}=0)'
        return f'IF({nothing},"",IF({waiting},"{State.WAITING}",{known}))'

    # -- the profile ------------------------------------------------------------------------------------------------

    def plays(self, rule: str) -> bool:
        """False for a rule that the profile turned off."""
        return self.profile.severities.get(rule, rule) is not None

    def word(self, column: str, meaning: str) -> str:
        """The profile's word for a meaning, the first if there are several; empty if there is none."""
        return next((choice.label for choice in self.profile.choices.get(column, ()) if choice.makna == meaning), "")


def _clean(text: str) -> str:
    """The one-line form of a text, as far as the marks that Excel users paste."""
    marks = {**dict.fromkeys(_BLANKS, " "), **dict.fromkeys(_NOTHING, ""), **dict.fromkeys(_DASHES, "-")}
    for code in (9, 10, 13):
        text = f'SUBSTITUTE({text},CHAR({code})," ")'
    return f"TRIM({_substitute(text, marks)})"


def _substitute(text: str, marks: Mapping[str, str]) -> str:
    for old, new in marks.items():
        text = f'SUBSTITUTE({text},"{old}","{new}")'
    return text

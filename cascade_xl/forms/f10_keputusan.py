"""F10 KEPUTUSAN: keputusan kepala OPD tentang penetapan cascading, dari Menimbang sampai Tembusan.

Kop, jabatan dan penanda tangan diambil dari lembar *Identitas*. Teks hukumnya (nomor, tentang, menimbang, mengingat,
diktum, tembusan) ditulis OPD dalam berkas teks biasa dan dicetak seperti tertulis, dengan huruf dan nomornya. Tanggal
ialah yang diminta saat mencetak, selain itu yang di berkas, selain itu yang di lembar *Identitas*. Nomor, tempat dan
tanggal yang tidak ada menjadi titik-titik.

Sumber: Keputusan Kepala BKPSDM Kabupaten Tanjung Jabung Barat Nomor 28/BKPSDM/2022 dan Keputusan Kepala BKD Provinsi
Banten Nomor 800/055-BKD/2024.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cascade_xl.forms import kit
from cascade_xl.forms.decree import DIKTUM, Decree, marked
from cascade_xl.forms.jabatan import plain
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.paper import Page
from cascade_xl.forms.sheet import Look, Sheet

CODE = "F10"
TAB = "F10 KEPUTUSAN"

_SIZE = 11.0
_TITLE = Look(12, bold=True, align="center")
_CENTRE = Look(10, align="center")
_LABEL, _COLON, _MARK, _WORDS = 86.0, 14.0, 26.0, 410.0
_ITEM = (kit.Column("", _LABEL), kit.Column("", _COLON), kit.Column("", _MARK), kit.Column("", _WORDS, "justify"))
_WHOLE = (kit.Column("", _LABEL), kit.Column("", _COLON), kit.Column("", _MARK + _WORDS, "justify"))
_COPY = (kit.Column("", 18), kit.Column("", 518))
_DOTS = "…" * 18


def sheets(order: Order) -> list[Sheet]:
    """One sheet."""
    if order.decree is None:
        raise NothingError(
            "Tulis teks hukumnya dalam berkas teks, lalu sebutkan berkas itu dengan --keputusan BERKAS. Contohnya "
            "dibuat dengan: cascade-xl print --contoh-keputusan keputusan.txt"
        )
    decree = order.decree
    blocks = [
        *kit.letterhead(order),
        *_opening(order, decree),
        *_list("Menimbang", decree["MENIMBANG"]),
        *_list("Mengingat", decree["MENGINGAT"]),
        kit.Line("MEMUTUSKAN :", _TITLE),
        kit.Gap(6),
        *_list("Menetapkan", decree.get("MENETAPKAN", ())),
        *(block for diktum in decree if diktum in DIKTUM for block in _list(diktum, decree[diktum])),
        *_signature(order, decree),
        *_copies(decree.get("TEMBUSAN", ())),
    ]
    return [kit.lay(CODE, TAB, Page(order.paper, landscape=False), blocks)]


def _opening(order: Order, decree: Decree) -> Iterator[kit.Block]:
    """KEPUTUSAN, who decides, number and title, and who decides again."""
    jabatan = decree.get("JABATAN") or [plain(kit.signer(order).jabatan).upper() or _DOTS]
    number = " ".join(decree.get("NOMOR", ())) or _DOTS
    for text in ("KEPUTUSAN", *jabatan, f"NOMOR : {number}"):
        yield kit.Line(text, _TITLE)
    yield kit.Gap()
    for text in ("TENTANG", *decree["TENTANG"]):
        yield kit.Line(text, _TITLE)
    yield kit.Gap()
    for text in (*jabatan[:-1], f"{jabatan[-1].rstrip(', ')},"):
        yield kit.Line(text, _TITLE)
    yield kit.Gap()


def _list(label: str, items: Sequence[str]) -> Iterator[kit.Block]:
    """A part with its label at the left. Items hang behind their letters; a text without one takes the whole width."""
    shown = label
    for item in items or ("",):
        mark, text = marked(item)
        colon = ":" if shown else ""
        if mark:
            yield kit.Table(_ITEM, [(shown, colon, mark, text)], size=_SIZE, ruled=False)
        else:
            yield kit.Table(_WHOLE, [(shown, colon, text)], size=_SIZE, ruled=False)
        shown = ""
    yield kit.Gap(6)


def _signature(order: Order, decree: Decree) -> Iterator[kit.Block]:
    place = " ".join(decree.get("TEMPAT", ())) or order.said("tempat") or _DOTS
    date = order.date or " ".join(decree.get("TANGGAL", ())) or order.said("tanggal") or _DOTS
    set_down = [kit.Line(f"Ditetapkan di {place}", _CENTRE), kit.Line(f"pada tanggal {date}", _CENTRE)]
    yield kit.Sides((), [*set_down, kit.Line("", Look(6)), *kit.signed(kit.signer(order))])


def _copies(items: Sequence[str]) -> Iterator[kit.Block]:
    if items:
        yield kit.Gap(12)
        yield kit.Line("Tembusan :", Look(9))
        yield kit.Table(_COPY, [marked(item) for item in items], ruled=False)

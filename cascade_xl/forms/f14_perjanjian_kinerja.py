"""F14 PERJANJIAN KINERJA: pernyataan dan lampiran target setahun tiap pejabat, ditandatangani bersama atasannya.

Satu lembar untuk tiap pemilik kinerja di lembar *Matriks*, mulai dari kepala OPD. Satu sel dapat menyebut beberapa
pejabat, dipisahkan titik koma atau baris baru; Plt, Plh, Pj dan singkatan (Kabid, Kasubag) tidak membedakan jabatan.
Baris tanpa pemilik mengikuti pemilik lain dari kinerja yang sama. Sasaran PD tanpa pemilik (atau sasaran daerah, bila
profil tidak mengenal Sasaran PD) menjadi tanggung jawab kepala OPD; kinerja lain yang tidak berpemilik tidak dicetak.
Kepala daerah tidak mendapat lembar: perjanjian kinerjanya bukan milik satu OPD.

Nama, pangkat dan NIP diambil dari pejabat di lembar *Identitas* menurut jabatannya; yang tidak ada menjadi titik-titik.
Pihak kedua ialah pemilik terdekat di atasnya yang lebih tinggi jabatannya, selain itu kepala OPD. Atasan kepala OPD
ialah pejabat dengan peran Atasan, atau kepala daerah. Anggaran dicetak seperti ditulis di kolom *Pagu*: program milik
pejabat, atau kegiatan dan sub kegiatannya bila ia tidak memiliki program; seluruh program untuk kepala OPD. Pagu yang
tertulis sama pada beberapa baris dari satu kinerja dihitung sekali. Jumlah dicetak hanya bila semua pagu terbaca.

Sumber: Lampiran I Peraturan Menteri PAN-RB Nomor 53 Tahun 2014.
"""

from __future__ import annotations

from collections.abc import Iterator

from cascade_xl.forms import kit
from cascade_xl.forms.budget import budget, total
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.offices import Office, Offices
from cascade_xl.forms.order import ALL_OWNERS, Order
from cascade_xl.forms.paper import Page
from cascade_xl.forms.said import said, target_with_unit
from cascade_xl.forms.sheet import Look, Sheet
from cascade_xl.text import fold

CODE = "F14"
TAB = "F14 PK"

_TEXT = Look(11, align="justify")
_CENTRE = Look(10, align="center")
_OPENING = (
    "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel serta berorientasi pada "
    "hasil, kami yang bertanda tangan di bawah ini:"
)
_FIRST = "Selanjutnya disebut pihak pertama."
_SECOND = "Selaku atasan pihak pertama, selanjutnya disebut pihak kedua."
_PROMISE = (
    "Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini, dalam "
    "rangka mencapai target kinerja jangka menengah seperti yang telah ditetapkan dalam dokumen perencanaan. "
    "Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami."
)
_SUPERVISION = (
    "Pihak kedua akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi terhadap capaian kinerja dari "
    "perjanjian ini dan mengambil tindakan yang diperlukan dalam rangka pemberian penghargaan dan sanksi."
)
_PARTY = (kit.Column("", 90), kit.Column("", 14), kit.Column("", 420))
_DOTS = "…" * 30


def sheets(order: Order) -> list[Sheet]:
    """One sheet for each official, or only the one who was asked for."""
    offices = Offices(order)
    if not offices.all:
        raise NothingError("Isi kolom Pemilik Kinerja di lembar Matriks.")
    return [_sheet(order, offices, office) for office in _wanted(order, offices)]


def _wanted(order: Order, offices: Offices) -> list[Office]:
    if fold(order.owner) == ALL_OWNERS:
        return offices.all
    found = offices.asked(order.owner)
    if len(found) == 1:
        return found
    titles = "; ".join(office.jabatan for office in found or offices.all)
    if found:
        raise NothingError(f"Jabatan '{order.owner}' cocok dengan beberapa pejabat. Tulis lebih lengkap: {titles}.")
    raise NothingError(f"Tidak ada pemilik kinerja '{order.owner}'. Yang ada di lembar Matriks: {titles}.")


def _sheet(order: Order, offices: Offices, office: Office) -> Sheet:
    first, second = offices.signer(office), offices.superior(office)
    heading = f"PERJANJIAN KINERJA TAHUN {order.year}"
    blocks: list[kit.Block] = [
        *kit.head(order, heading),
        *_statement(first, second),
        *_signatures(order, first, second),
        kit.NewPage(),
        *kit.title(heading, first.jabatan, f"{order.said('opd')} {order.said('pemerintah')}".strip()),
        _targets(order, office),
        *_budget(order, office),
        *_signatures(order, first, second),
    ]
    return kit.lay(CODE, f"PK {office.jabatan}", Page(order.paper, landscape=False), blocks)


def _statement(first: kit.Signer, second: kit.Signer) -> Iterator[kit.Block]:
    yield kit.Line(_OPENING, _TEXT)
    yield kit.Gap()
    yield from _party(first, _FIRST)
    yield from _party(second, _SECOND)
    for text in (_PROMISE, _SUPERVISION):
        yield kit.Line(text, _TEXT)
        yield kit.Gap()


def _party(who: kit.Signer, called: str) -> Iterator[kit.Block]:
    body = [("Nama", ":", who.nama or _DOTS), ("Jabatan", ":", who.jabatan or _DOTS)]
    yield kit.Table(_PARTY, body, size=11, ruled=False)
    yield kit.Line(called, _TEXT)
    yield kit.Gap()


def _signatures(order: Order, first: kit.Signer, second: kit.Signer) -> Iterator[kit.Block]:
    """The superior at the left, the official who promises at the right, below place and date."""
    yield kit.Gap(12)
    yield kit.Sides(
        [kit.Line("", _CENTRE), kit.Line("Pihak Kedua,", _CENTRE), *kit.signed(second)],
        [kit.Line(kit.place_and_date(order), _CENTRE), kit.Line("Pihak Pertama,", _CENTRE), *kit.signed(first)],
    )


def _targets(order: Order, office: Office) -> kit.Table:
    columns = (
        kit.Column("No", 26, "center"),
        kit.Column("Sasaran", 200),
        kit.Column("Indikator Kinerja", 220),
        kit.Column("Target", 80, "center"),
    )
    return kit.Table(columns, list(_promises(order, office)), numbers=True)


def _promises(order: Order, office: Office) -> Iterator[kit.Record]:
    for number, (node, rows) in enumerate(office.held, start=1):
        measured = [row for row in rows if not row.indikator.blank]
        for row in measured[:1]:
            yield f"{number}.", said(node.statement), said(row.indikator), target_with_unit(row, order.year)
        for row in measured[1:]:
            yield None, None, said(row.indikator), target_with_unit(row, order.year)
        if not measured:
            yield f"{number}.", said(node.statement), "", ""


def _budget(order: Order, office: Office) -> Iterator[kit.Block]:
    lines = budget(order, office)
    if not lines:
        return
    columns = (
        kit.Column("No", 26, "center"),
        kit.Column(lines[0].label, 260),
        kit.Column("Anggaran", 120, "right"),
        kit.Column("Keterangan", 120),
    )
    body: list[kit.Record] = []
    for number, line in enumerate(lines, start=1):
        for first, pagu in enumerate(line.written or ("",)):
            body.append((f"{number}.", line.name, pagu, "") if first == 0 else (None, None, pagu, ""))
    if whole := total(lines):
        body.append(("", "Jumlah", whole, ""))
    yield kit.Gap(12)
    yield kit.Table(columns, body)

"""Who signs: place, date, jabatan, room for the signature, name, pangkat and NIP.

What *Identitas* does not say is left as dots, to be written by hand.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cascade_xl.forms.kit.blocks import Block, Gap, Line, Sides
from cascade_xl.forms.kit.measure import kept
from cascade_xl.forms.order import Order
from cascade_xl.forms.sheet import Look
from cascade_xl.model import Official
from cascade_xl.text import fold

_DOTS = "…" * 18
_SHORT_DOTS = "…" * 10  # place and date share a line, also on half of an upright page
_CENTRE = Look(10, align="center")
_ROOM = Look(48, align="center")
_STANDING_IN = {"plt": "Plt.", "plh": "Plh.", "pj": "Pj.", "pjs": "Pjs."}
_REGION = re.compile(r"^(?:pemerintah\s+)?(kab(?:upaten|\.)|kota|prov(?:insi|\.))\s*", re.IGNORECASE)
_REGION_HEAD = {"kab": "Bupati", "kot": "Wali Kota", "pro": "Gubernur"}
_HEAD_OF_OFFICE = ("kepalaopd", "kepalaperangkatdaerah", "kepala")


class Signer(NamedTuple):
    """Somebody who signs; texts that are not known are empty. Only a ``civil`` servant has a NIP: no Bupati has."""

    jabatan: str
    nama: str = ""
    pangkat: str = ""
    nip: str = ""
    civil: bool = True


def signer(order: Order) -> Signer:
    """The head of the office, as *Identitas* names him: by his peran, else the first official."""
    officials = [official for official in order.officials if not (official.nama.blank and official.jabatan.blank)]
    found = next(
        (o for role in _HEAD_OF_OFFICE for o in officials if fold(o.peran.text).startswith(role)),
        officials[0] if officials else None,
    )
    if found is not None:
        return of_official(found)
    opd, pemerintah = order.said("opd"), order.said("pemerintah")
    return Signer(f"KEPALA {opd} {pemerintah}".strip().upper() if opd else "")


def of_official(official: Official) -> Signer:
    """An official with Plt., Plh. or Pj. before the jabatan where it is so."""
    status = _STANDING_IN.get(fold(official.status.text), "")
    jabatan = official.jabatan.text
    if status and not jabatan.casefold().startswith(status.casefold().rstrip(".")):
        jabatan = f"{status} {jabatan}"
    return Signer(jabatan, official.nama.text, official.pangkat.text, official.nip.text)


def head_of_region(government: str) -> Signer:
    """*Kabupaten Way Kanan* is headed by the *Bupati Way Kanan*; his name is not known."""
    kind = _REGION.match(government)
    if kind is None:
        return Signer("", civil=False)
    return Signer(f"{_REGION_HEAD[kind[1][:3].lower()]} {government[kind.end() :]}", civil=False)


def signature(order: Order, who: Signer | None = None) -> list[Block]:
    """The block below a form, at the right: the head of the office signs, unless it is somebody else."""
    return [Gap(12), Sides((), [Line(place_and_date(order), _CENTRE), *signed(who or signer(order))])]


def place_and_date(order: Order) -> str:
    """*Kuala Tungkal, 3 Januari 2025*."""
    return kept(f"{order.said('tempat') or _SHORT_DOTS}, {order.date or order.said('tanggal') or _SHORT_DOTS}")


def signed(who: Signer) -> list[Line]:
    """Jabatan, room, and the name over pangkat and NIP."""
    jabatan, nama, pangkat, nip = map(kept, who[:4])
    if jabatan and not jabatan.endswith(","):
        jabatan = f"{jabatan},"
    return [
        Line(jabatan or f"{_DOTS},", _CENTRE),
        Line("", _ROOM),
        Line(nama or f"({_DOTS})", _CENTRE._replace(bold=True, underline=bool(nama))),
        *([Line(pangkat, _CENTRE)] if pangkat else ()),
        Line(f"NIP. {nip or _DOTS}" if nip or (who.civil and not nama) else "", _CENTRE),
    ]

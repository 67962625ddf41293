"""When two titles name the same office.

*Kepala*, *Kepala BKD Provinsi Banten* and *KEPALA BADAN KEPEGAWAIAN DAERAH* are one office, and so are *Plt. Kabid
Mutasi* and *Kepala Bidang Mutasi*: who stands in for somebody, short forms, and the name of the OPD behind the title do
not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cascade_xl.forms.kit import of_official, signer
from cascade_xl.forms.order import Order
from cascade_xl.forms.said import strategic_levels
from cascade_xl.text import clean, fold, words

HEAD = "kepala"
_STANDING_IN = re.compile(r"^(?:plt|plh|pjs?)\b[.\s]*", re.IGNORECASE)
_LONG = {
    "kaban": "kepala badan",
    "kadis": "kepala dinas",
    "sekban": "sekretaris badan",
    "sekdis": "sekretaris dinas",
    "sekcam": "sekretaris kecamatan",
    "irban": "inspektur pembantu",
    "kabid": "kepala bidang",
    "kabag": "kepala bagian",
    "kasubag": "kepala sub bagian",
    "kasubbag": "kepala sub bagian",
    "kasubid": "kepala sub bidang",
    "kasubbid": "kepala sub bidang",
    "kasi": "kepala seksi",
    "subbagian": "sub bagian",
    "subbidang": "sub bidang",
    "subkoordinator": "sub koordinator",
    "umpeg": "umum kepegawaian",
}
_KINDS = ("dinas", "badan", "kantor", "inspektorat", "kecamatan", "satuan", "opd", "skpd", "pd", "perangkat daerah")


class Titles:
    """What titles mean in the OPD of an order."""

    def __init__(self, order: Order) -> None:
        government, office = _expanded(order.said("pemerintah")), _expanded(order.said("opd"))
        self._tails = _longest_first(_tails(government, office))
        head = self._stripped(_head(order))
        self._tails = _longest_first([*self._tails, tuple(head[1:])])
        self._head = "".join(head[:1])

    def key(self, jabatan: str) -> str:
        """The same for all titles of one office; `HEAD` for those of the head of the OPD; empty where there is none."""
        found = " ".join(self._stripped(jabatan))
        return HEAD if found and found == self._head else found

    def _stripped(self, jabatan: str) -> list[str]:
        title = _expanded(plain(jabatan))
        while tail := next((t for t in self._tails if len(t) < len(title) and tuple(title[-len(t) :]) == t), ()):
            title = title[: -len(tail)]
        return title


def plain(jabatan: str) -> str:
    """A title without Plt., Plh. or Pj."""
    return _STANDING_IN.sub("", clean(jabatan))


def _head(order: Order) -> str:
    """The title of the head of the OPD; empty where *Identitas* names only others, whose usual levels are lower."""
    jabatan = signer(order).jabatan
    heads = [of_official(o).jabatan for o in order.officials if fold(o.peran.text).startswith("kepala")]
    usual = order.profile.owner_levels(jabatan)
    strategic = usual.intersection(level.key for level in strategic_levels(order))
    return jabatan if jabatan in heads or strategic or not usual else ""


def _tails(government: list[str], office: list[str]) -> Iterator[tuple[str, ...]]:
    """The names of the OPD and of the government that may follow a title."""
    initials = ["".join(word[0] for word in office)] if len(office) > 1 else []
    for tail in (government, government[1:], office, initials, *map(str.split, _KINDS)):
        yield tuple(tail)


def _longest_first(tails: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return sorted(filter(None, tails), key=len, reverse=True)


def _expanded(title: str) -> list[str]:
    """The words of a title, short forms written out, without *dan*."""
    written = (long for word in words(title) for long in _LONG.get(word, word).split())
    return [word for word in written if word != "dan"]

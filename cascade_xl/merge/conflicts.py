"""Two files of one OPD: which of them counts is decided by the user, never guessed.

Files are of one OPD where government and OPD have names that mean the same, as the rules across OPD take them
(``Kab.`` is ``Kabupaten``). Its code does not decide: a hospital carries that of
the health office above it. A file without a name of an OPD is in conflict with none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from cascade_xl.merge.source import Head, LeftOut, MergeError
from cascade_xl.rules.regency.names import governments, opd_key
from cascade_xl.text import fold

FAIL, NEWEST, FIRST = "fail", "newest", "first"
WAYS = (FAIL, NEWEST, FIRST)
_HINTS = {
    FAIL: "Atau pilih dengan --conflict newest (yang terakhir disimpan) atau --conflict first (yang pertama menurut "
    "nama berkas).",
    NEWEST: "Atau pakai --conflict first (yang pertama menurut nama berkas).",
}


class Decided(NamedTuple):
    """The files that are merged, and those that are not, with the reason."""

    kept: list[Head]
    left_out: list[LeftOut]


def decide(heads: Iterable[Head], way: str) -> Decided:
    """Keep one file of each OPD: of ``newest`` that which was saved last, of ``first`` the first by name.

    Files of the same content are no conflict; the first by name stands for all. Raises `MergeError` for ``fail``, and
    where two files were saved at the same moment.
    """
    decided = Decided([], [])
    problems: list[str] = []
    for files in _by_office(heads).values():
        different = _different(files)
        chosen = different[0] if len(different) == 1 or way == FIRST else _newest(different) if way == NEWEST else None
        if chosen is None:
            problems.append(_problem(different, way))
            continue
        decided.kept.append(chosen)
        for head in files:
            if head is not chosen:
                decided.left_out.append(_left_out(head, chosen))
    if problems:
        raise MergeError("\n".join([*problems, "Keluarkan berkas yang tidak berlaku, lalu ulangi."]), _HINTS[way])
    decided.kept.sort(key=lambda head: head.order)
    return decided


def _by_office(heads: Iterable[Head]) -> Mapping[tuple[object, str], Sequence[Head]]:
    """The files of each OPD, in the order of their names."""
    files = sorted(heads, key=lambda head: (head.name.casefold(), head.name))
    found: dict[tuple[object, str], list[Head]] = defaultdict(list)
    for head, government in zip(files, governments([head.pemerintah for head in files]), strict=True):
        found[(government, opd_key(head.opd, government)) if fold(head.opd) else (None, head.name)].append(head)
    return found


def _different(files: Sequence[Head]) -> Sequence[Head]:
    """The first of each content."""
    found: dict[str, Head] = {}
    for head in files:
        found.setdefault(head.sha256, head)
    return list(found.values())


def _newest(files: Sequence[Head]) -> Head | None:
    """The file that was saved last, None where two were saved then."""
    last = max(_moment(head) for head in files)
    found = [head for head in files if _moment(head) == last]
    return found[0] if len(found) == 1 else None


def _moment(head: Head) -> float:
    return head.saved.timestamp() if head.saved else 0.0


def _problem(files: Sequence[Head], way: str) -> str:
    told = "; ".join(f"{head.name} (disimpan {when(head.saved)})" for head in files)
    which = ", dan tidak diketahui mana yang terakhir disimpan" if way == NEWEST else ""
    return f"{files[0].opd} diserahkan {len(files)} kali{which}: {told}."


def _left_out(head: Head, chosen: Head) -> LeftOut:
    if head.sha256 == chosen.sha256:
        why = f"Tidak digabung: isinya sama dengan {chosen.name}."
    else:
        why = f"Tidak digabung: untuk OPD ini dipakai {chosen.name} (disimpan {when(chosen.saved)})."
    return LeftOut(head.path, head.name, head.opd, why, head.sha256, head.saved)


def when(moment: datetime | None) -> str:
    """A moment as officers read it, in UTC: the same on every computer."""
    return f"{moment:%d-%m-%Y %H.%M} UTC" if moment else "pada waktu yang tidak diketahui"

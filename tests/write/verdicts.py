"""What the row formulas say of a row, and which findings must or must not stand beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from typing import Any

from cascade_xl.contract import State

VERDICTS = ("cek_induk", "cek_angka", "cek_arah", "cek_jumlah", "keadaan")
"""The columns in which a formula judges."""
ACCUSED = {
    ("cek_induk", State.PARENT_UNKNOWN): {"H203"},
    ("cek_induk", State.PARENT_LEVEL): {"H204"},
    ("cek_angka", State.LOOK): {"T402", "T404"},
    ("cek_arah", State.FALLS): {"T410"},
    ("cek_arah", State.RISES): {"T410"},
    ("cek_jumlah", State.DIFFERS): {"T414"},
    ("keadaan", State.NO_PARENT): {"H203"},
    ("keadaan", State.WRONG_PARENT): {"H204"},
    ("keadaan", State.NO_NUMBER): {"T402"},
    ("keadaan", State.FRACTION): {"T404"},
    ("keadaan", State.DIRECTION): {"T410"},
    ("keadaan", State.SUM): {"T414"},
    ("keadaan", State.MISSING): {"I301", "I303", "I306", "I308", "T401", "H203", "H212"},
}
CLEARED = {
    ("cek_induk", State.OK): {"H203", "H204", "H205"},
    ("cek_angka", State.OK): {"T402", "T404", "T405", "T406"},
    ("cek_arah", State.OK): {"T410"},
    ("cek_jumlah", State.OK): {"T414"},
    ("keadaan", State.COMPLETE): {"H201", "H216", "T405", "T406"}.union(*ACCUSED.values()),
}


def contradictions(rows: Mapping[int, Mapping[str, Any]], found: Mapping[int, Set[str]]) -> Iterator[str]:
    """Who accuses has a finding of that matter on his side; who says OK has none against him.

    ``rows`` are the filled rows by number, each with what it shows by column key; ``found`` the numbers of the rules
    that have a finding in a row.
    """
    of_node: dict[str, set[str]] = defaultdict(set)
    for number, codes in found.items():
        if number in rows:
            of_node[rows[number]["h_kode"]] |= codes
    for number, row in rows.items():
        here = found.get(number, set())
        for key in VERDICTS:
            # That nobody owns or measures a node is found once, at another of its rows.
            of_row = here | (of_node[row["h_kode"]] & {"H212", "I301"} if key == "keadaan" else set())
            if not ACCUSED.get((key, row[key]), of_row) & of_row and (key, row[key]) in ACCUSED:
                yield f"baris {number}: {key} berkata {row[key]}, tanpa temuan"
            if CLEARED.get((key, row[key]), set()) & here:
                yield f"baris {number}: {key} berkata {row[key]}, tetapi ada {CLEARED[key, row[key]] & here}"

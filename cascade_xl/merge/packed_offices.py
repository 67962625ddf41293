"""What the rules across OPD need of each file, as bytes, and in little memory when it is unpacked: a rule looks at the
offices of a government at once.

Offices copy visi … sasaran with their numbers from one RPJMD. What several say alike is held once: texts, and all that
is asked of an indicator, which is known again by its bytes. (Equal things need not be the same: 1.0 and 1.00 are equal,
and are spelt otherwise.) Kode and sub kegiatan that no other file has or names are not unpacked.
"""

from __future__ import annotations

import pickle
from collections.abc import Container
from dataclasses import replace
from sys import intern
from typing import Any

from cascade_xl.garbage import uncollected
from cascade_xl.merge.packing import packed, unpacked
from cascade_xl.model import Place
from cascade_xl.rules.regency.office import Asked, Goal, Measure, Office, Said, Statement, Work


def packed_office(office: Office) -> bytes:
    """An office's record, which consists of sub kegiatan for the most part."""
    goals = [(goal.statement, pickle.dumps(tuple(goal.asked)), goal.file, goal.row) for goal in office.goals]
    rest = replace(office, statements=(), goals=(), works=(), kodes=frozenset())
    return packed(
        (rest, list(map(tuple, office.statements)), goals, list(map(_flat_work, office.works)), list(office.kodes))
    )


class Offices:
    """Unpacks records, with the sub kegiatan of the ``works`` and the ``kodes`` that are wanted."""

    def __init__(self, works: Container[str], kodes: Container[str]) -> None:
        self._works = works
        self._kodes = kodes
        self._asked: dict[bytes, Asked] = {}

    @uncollected
    def unpacked(self, content: bytes) -> Office:
        """The record."""
        office, statements, goals, works, kodes = unpacked(content)
        found: Office = replace(
            office,
            statements=tuple(map(_statement, statements)),
            goals=tuple(Goal(statement, self._known(asked), file, row) for statement, asked, file, row in goals),
            works=tuple(_work(*flat) for flat in works if flat[0] in self._works),
            kodes=frozenset(kode for kode in kodes if kode in self._kodes),
        )
        return found

    def _known(self, content: bytes) -> Asked:
        if content not in self._asked:
            self._asked[content] = Asked._make(pickle.loads(content))
        return self._asked[content]


def _statement(flat: tuple[Any, ...]) -> Statement:
    return Statement._make(intern(part) if isinstance(part, str) else part for part in flat)


def _flat_work(work: Work) -> tuple[Any, ...]:
    measures = [(*_flat_said(indikator), *_flat_said(satuan), unit) for indikator, satuan, unit in work.measures]
    return work.key, _flat_said(work.kode), _flat_said(work.name), measures


def _work(key: str, kode: Any, name: Any, measures: Any) -> Work:
    found = (Measure(_said(*one[:5]), _said(*one[5:10]), one[10]) for one in measures)
    return Work(key, _said(*kode), _said(*name), tuple(found))


def _flat_said(said: Said) -> tuple[str, str, str, int, int]:
    return (said.text, *said.place)


def _said(text: str, *place: Any) -> Said:
    return Said(text, Place(*place))

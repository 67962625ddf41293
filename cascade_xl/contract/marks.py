"""What checking writes beside a row: the texts of *Pesan Validasi* and *Tanda*, and the colours that stand on them.

An OPD's workbook, the regency workbook and a running spreadsheet are marked in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cascade_xl.contract.columns import MAX_TEXT
from cascade_xl.contract.style import FLAGS, Style, flags
from cascade_xl.model import Finding, Status

COLOURS = {
    FLAGS["error"]: Style.GALAT,
    FLAGS["warning"]: Style.PERINGATAN,
    FLAGS["advice"]: Style.SARAN,
    FLAGS["accepted"]: Style.DITERIMA,
}
"""The fill of a cell by its letter in *Tanda*, the weightiest first."""
STATUS = {Status.OPEN: "Terbuka", Status.ACCEPTED: "Diterima"}
LINK = re.compile(r"""=HYPERLINK\("#'(?:[^'"]|''|"")+'![A-Z]{1,3}\d+",(?:\d+|"(?:[^"]|"")*")\)""")
"""What `link` makes, and nothing else: it leads nowhere but into this workbook."""
FILE_LINK = re.compile(
    r"""=HYPERLINK\("(?!\w{2,}:|//|\\\\)(?:[^"#]|""|"&")+#'(?:[^'"]|''|""|"&")+'![A-Z]{1,3}\d+","[A-Z]{1,3}\d+"\)"""
)
"""What `link` makes of a cell in another file beside this one, and nothing else: no address in a network."""
MESSAGE = re.compile(r"(?:Galat|Peringatan|Saran|Diterima) [A-Z]\d{3}: ")
"""How a message of ours begins."""
_LETTERS = list(FLAGS.values())
_PIECE = 200
_QUOTE = "'"


class Marked(NamedTuple):
    """What one row says of its findings."""

    flags: str
    message: str


def letter(finding: Finding) -> str:
    """The letter that stands for a finding in *Tanda*."""
    return FLAGS["accepted"] if finding.status is Status.ACCEPTED else FLAGS[finding.severity.value]


def marked(entries: Iterable[tuple[Finding, str]]) -> Marked:
    """A row's marks from its findings, each with the key of its column, or with none where it is about the whole row.

    The weightiest finding stands first, so that the first word of the message is the word for the whole row.
    """
    heaviest = sorted(entries, key=lambda entry: _LETTERS.index(letter(entry[0])))
    found = dict.fromkeys((key, letter(finding)) for finding, key in heaviest if key)
    return Marked(flags(found), "\n".join(_message(finding) for finding, _ in heaviest)[:MAX_TEXT])


def flagged(key: str, flag: str, tanda: str) -> str:
    """A formula: whether the *Tanda* at an address names a column with a letter."""
    return f'ISNUMBER(SEARCH("|{key}:{flag}|",{tanda}))'


def _message(finding: Finding) -> str:
    word = "Diterima" if finding.status is Status.ACCEPTED else finding.severity.label.capitalize()
    return f"{word} {finding.code}: {finding.message} {finding.fix}".strip()


def said(finding: Finding) -> dict[str, str]:
    """What a row of *Temuan* says of a finding, by column key; its number, its year and its place are not texts."""
    return {
        "keparahan": finding.severity.label.capitalize(),
        "status": STATUS[finding.status],
        "code": finding.code,
        "rule": finding.rule,
        "node": finding.node,
        "name": finding.name,
        "indicator": finding.indicator,
        "found": finding.found,
        "expected": finding.expected or "",
        "message": finding.message,
        "fix": finding.fix,
        "reason": finding.reason,
    }


def link(sheet: str, cell: str, shown: str | int | None = None, file: str = "") -> str:
    """A formula that leads to a cell and shows its address, or something else; into another ``file`` by its path.

    A formula, and not a link of the cell, so that writing the cell anew takes it away.
    """
    target = f"{file}#'{sheet.replace(_QUOTE, _QUOTE * 2)}'!{cell}"
    text = f"{sheet}!{cell}" if shown is None else shown
    words = text if isinstance(text, int) else _literal(text)
    return f"=HYPERLINK({_literal(target)},{words})"


def file_link(file: str, shown: str) -> str:
    """A formula that opens another file."""
    return f"=HYPERLINK({_literal(file)},{_literal(shown)})"


def _literal(text: str) -> str:
    """A text in a formula, where Excel takes no more than 255 characters at a time."""
    if len(text) > _PIECE:
        return "&".join(_literal(text[start : start + _PIECE]) for start in range(0, len(text), _PIECE))
    return '"{}"'.format(text.replace('"', '""'))

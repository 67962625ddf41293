"""What an office accepts: the rows of *Pengecualian* that name a rule, and what they do to its findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cascade_xl.model import Exemption, Finding, Status
from cascade_xl.text import fold


def naming(words: Iterable[str], exemptions: Iterable[Exemption]) -> Mapping[str, Sequence[Exemption]]:
    """The exemptions with a reason that name a rule by one of its words, by kode."""
    known = set(map(fold, words))
    found: dict[str, list[Exemption]] = defaultdict(list)
    for exemption in exemptions:
        if exemption.alasan.text and fold(exemption.aturan.text) in known:
            found[exemption.kode.text].append(exemption)
    return found


def accept(finding: Finding, exempt: Mapping[str, Sequence[Exemption]], used: set[int]) -> Finding:
    """A finding as the office's exemptions of its rule leave it; ``used`` takes those that named it."""
    for exemption in exempt.get(finding.node, ()):
        year = exemption.tahun.text  # blank: any year
        if not year or year == str(finding.year or ""):
            used.add(id(exemption))
            if finding.status is Status.OPEN:
                reason = exemption.alasan.text
                fix = f"Tidak perlu tindakan; diterima dengan alasan: {reason.rstrip('.')}."
                finding = finding._replace(status=Status.ACCEPTED, reason=reason, fix=fix)
    return finding

"""The regency's own plan as the RPJMD has it: with it *Peta Sasaran* shows also the sasaran that no file names."""

from __future__ import annotations

from pathlib import Path

from cascade_xl.checking import Checked
from cascade_xl.merge.consolidate import Region
from cascade_xl.merge.gather import as_source
from cascade_xl.merge.source import Kinerja
from cascade_xl.merge.strategy import strategy
from cascade_xl.profile import Profile
from cascade_xl.read.canonical import document as canonical
from cascade_xl.rules.regency.names import governments


def planned(region: Region) -> tuple[Kinerja, ...]:
    """Visi … sasaran of the RPJMD; nothing without one, or where it is another government's than the files."""
    facts = region.compared.get("rpjmd")
    if facts is None:
        return ()
    profile = Profile.from_data(facts["profil"])
    document = canonical(facts["dokumen"], profile, facts["berkas"])
    if not _ours(region, document.identitas["pemerintah"].text):
        return ()
    checked = Checked.by_no_rule(document, profile)
    return strategy(as_source(checked, Path(document.file), document.file)).nodes


def _ours(region: Region, pemerintah: str) -> bool:
    *files, master = governments([*region.governments, pemerintah])
    return not files or master in files

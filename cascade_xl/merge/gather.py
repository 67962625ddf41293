"""Paths → sources. Each file is read and checked by a pure function of its path, so that they can be mapped over any
executor."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from cascade_xl import contract
from cascade_xl.checking import Checked, check_file
from cascade_xl.contract.merged import FileFacts
from cascade_xl.garbage import uncollected
from cascade_xl.merge.completeness import completeness
from cascade_xl.merge.source import Kinerja, Scope, Source, counts
from cascade_xl.merge.table import columns, table, written
from cascade_xl.model import Document, Seen
from cascade_xl.profile import Level, Profile
from cascade_xl.read import UnreadableError
from cascade_xl.read.saved import saved
from cascade_xl.rules.book import Book, Nomenclature
from cascade_xl.rules.regency.record import office
from cascade_xl.write.canonical import to_json

Progress = Callable[[Sequence[Path]], Iterable[Path]]


def gather(
    paths: Iterable[Path],
    using: Profile | None = None,
    nomenclature: Nomenclature | None = None,
    progress: Progress | None = None,
) -> list[Source]:
    """Read and check every file once. Raises `UnreadableError` at the first that cannot be read.

    ``progress`` goes through the paths and shows how far it came; the answer is in the order in which files will stand.
    """
    names = file_names(paths)
    todo = list(names)
    found = [read_source(path, names[path], using, nomenclature) for path in (progress(todo) if progress else todo)]
    return sorted(found, key=lambda source: source.order)


def file_names(paths: Iterable[Path]) -> dict[Path, str]:
    """How each file is called: by its name, with as many of its folders as tell it from the others.

    A file that is given twice counts once: by the way that names it itself, else by the first in order.
    """
    once: dict[Path, Path] = {}
    for path in sorted(paths, key=lambda path: (path.absolute() != path.resolve(), path)):
        once.setdefault(path.resolve(), path)
    endings = Counter(full.parts[-depth:] for full in once for depth in range(1, len(full.parts) + 1))
    names: dict[Path, str] = {}
    for full, path in once.items():
        ways = (full.parts[-depth:] for depth in range(1, len(full.parts) + 1))
        names[path] = "/".join(next((parts for parts in ways if endings[parts] == 1), full.parts))
    return names


@uncollected
def read_source(
    path: Path, name: str, using: Profile | None = None, nomenclature: Nomenclature | None = None
) -> Source:
    """One file as a source. Raises `UnreadableError`."""
    checked = check_file(path, using, nomenclature, name)
    lost = {seen.detail for seen in checked.document.seen if seen.kind is Seen.NO_SHEET}
    if {contract.Sheet.IDENTITAS.value, contract.Sheet.MATRIKS.value} <= lost:
        raise UnreadableError(
            f"{name}: tidak ada lembar Identitas maupun Matriks, jadi ini bukan buku kerja OPD. Keluarkan dari berkas "
            "yang digabung."
        )
    return as_source(checked, path, name, hashlib.sha256(path.read_bytes()).hexdigest(), saved(path))


def as_source(checked: Checked, path: Path, name: str, sha256: str = "", moment: datetime | None = None) -> Source:
    """What was read and checked as a source: ``path`` is the file that holds it, ``name`` what it is called."""
    book, document, profile = checked.book, checked.document, checked.profile
    kinerja, rows = tuple(_kinerja(book)), table(book)
    complete = completeness(book, rows)
    return Source(
        path=path,
        name=name,
        sha256=sha256,
        saved=moment,
        opd=document.identitas["opd"].text,
        kode_opd=document.identitas["kode_opd"].text,
        pemerintah=document.identitas["pemerintah"].text,
        template=document.template,
        profile=profile.nama,
        period=_period(document),
        years=document.years,
        levels=tuple((level.key, level.label) for level in profile.levels.values()),
        per_level=Counter(node.level for node in kinerja),
        targets=complete.targets,
        kinerja=kinerja,
        table=rows,
        lines=len(rows.numbers),
        extra=tuple(document.extra_columns.get(contract.Sheet.MATRIKS.value, ())),
        columns=columns(book),
        indicators=sum(not row.indikator.blank for row in document.indicators),
        pohon=len(document.pohon),
        kunci=len(document.kunci),
        required=complete.fields.required,
        filled=complete.fields.filled,
        report=checked.report,
        **counts(checked.report.results),
        formats=tuple(
            sorted({number_format for column in rows.stored.values() for _, number_format in column.values()})
        ),
        exemptions=tuple(_exemptions(document)),
        profile_data=profile.data,
        facts=_facts(document, profile, name),
        office=office(book),
    )


def _period(document: Document) -> str:
    first, last = document.identitas["periode_awal"].text, document.identitas["periode_akhir"].text
    if not (first or last) and document.years:
        first, last = str(document.years[0]), str(document.years[-1])
    return first if first == last else f"{first}–{last}"


def _kinerja(book: Book) -> Iterator[Kinerja]:
    """The tree. Where a parent's kode is shared by several sasaran of one program, the first of them stands for all."""
    position = {id(node): number for number, node in enumerate(book.document.nodes)}
    for node in book.document.nodes:
        level = book.level(node)
        parents = book.parents(node)
        yield Kinerja(
            level.key if level else "",
            level.label if level else node.jenjang.text,
            _scope(level),
            node.kode.text,
            node.statement.text,
            position[id(parents[0])] if parents else -1,
        )


def _scope(level: Level | None) -> Scope:
    if level is None or level.segmen:
        return Scope.WORK
    return Scope.REGENCY if level.daerah else Scope.AGENCY


def _exemptions(document: Document) -> Iterator[Mapping[str, str]]:
    for exemption in document.exemptions:
        cells = {key: written(getattr(exemption, key)) for key in ("aturan", "kode", "tahun", "alasan")}
        yield {key: text for key, text in cells.items() if text}


def _facts(document: Document, profile: Profile, name: str) -> FileFacts:
    """All that stands beside *Matriks*: rules look up the pohon, and printed forms say whose document it is, who signs
    it, and the key indicators."""
    rest = replace(document, nodes=(), indicators=(), exemptions=())
    canonical = to_json(replace(rest, extra_columns={}), profile)
    del canonical["profil"]  # it stands beside, once for all files that share it
    years = [target.year for target in document.indicators[0].targets] if document.indicators else document.years
    return FileFacts(berkas=name, profil=0, tahun=list(years), hilang=sorted(document.missing), dokumen=canonical)

"""One run of ``print``: from files to workbooks, PDF and SVG in a folder."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cascade_xl.cli import inputs
from cascade_xl.cli.problems import UserError
from cascade_xl.files import PRINTED, WriteError, reason, write_whole
from cascade_xl.forms import Made, Order, f01_target_tahunan, make
from cascade_xl.forms.choices import ChoiceError, form_codes, paper, spelled_date, year_of
from cascade_xl.forms.decree import DecreeError, decree_file
from cascade_xl.forms.regency import of_regency
from cascade_xl.forms.result import result
from cascade_xl.hosts.pdf import NO_APPLICATION, PdfError, converter
from cascade_xl.model import Document
from cascade_xl.profile import Profile
from cascade_xl.read import UnreadableError, read_any
from cascade_xl.write.graft import GraftError


@dataclass(frozen=True)
class Choices:
    """What was asked for on the command line. ``year`` None is each document's own."""

    codes: Sequence[str]
    given: bool
    profile: Profile | None
    year: int | None
    options: dict[str, Any]

    @classmethod
    def of(cls, arguments: argparse.Namespace) -> Choices:
        try:
            codes = form_codes(",".join(arguments.form or ["semua"]))
            options = {
                "paper": paper(arguments.paper),
                "date": spelled_date(arguments.date),
                "owner": arguments.owner,
                "decree": decree_file(arguments.keputusan) if arguments.keputusan else None,
            }
        except (ChoiceError, DecreeError) as error:
            raise UserError(str(error)) from error
        return cls(codes, bool(arguments.form), inputs.chosen_profile(arguments.profile), arguments.year, options)

    def order(self, document: Document, profile: Profile) -> Order:
        """An order for one document. Raises `ChoiceError` where the year is outside its period."""
        year = year_of(document, profile, date.today().year, self.year, self.options["date"])
        return Order(document, profile, year, **self.options)


@dataclass
class Printing:
    """Files are written one by one, each whole; PDF follow at the end, in as few runs of the application as can be."""

    folder: Path
    choices: Choices
    pdf: bool
    force: bool
    said: list[str] = field(default_factory=list)
    failed: bool = False

    def __post_init__(self) -> None:
        inputs.make_folder(self.folder)
        self._stems: list[str] = []
        self._years: set[int] = set()
        self._pdf: dict[Path, bytes] = {}
        self._counts = {"buku kerja": 0, "PDF": 0, "SVG": 0}

    def is_result(self, path: Path) -> bool:
        """Whether a file that was found in a folder is one of an earlier run, into the same folder."""
        return path.stem.endswith(PRINTED) and path.parent.resolve() == self.folder.resolve()

    def refuse_overwriting(self, paths: Sequence[Path]) -> None:
        """Stop before anything is written where a workbook of an earlier run stands in the way."""
        for stem, path in zip(inputs.stems(path.stem for path in paths), paths, strict=True):
            inputs.new_file(self._workbook(stem, path), self.force, paths)

    def add(self, path: Path) -> None:
        """Print what one file holds: an OPD's workbook, or each OPD's part of a regency's."""
        try:
            documents = read_any(path, self.choices.profile)
        except UnreadableError as error:
            self._fail(str(error))
            return
        if documents[0][0].source:
            self._region(path, documents)
            return
        document, profile = documents[0]
        if order := self._order(document, profile):
            self._print(order, make(order, self.choices.codes), path.stem, path)

    def finish(self) -> None:
        """Make the PDF of all that was printed."""
        if not self._pdf:
            return
        application = converter()
        if application is None:
            self.said.append(NO_APPLICATION)
            return
        try:
            with TemporaryDirectory(prefix="cascade-xl-") as scratch, inputs.counter(len(self._pdf), "PDF") as count:
                jobs = []
                for number, (target, workbook) in enumerate(self._pdf.items()):
                    source = Path(scratch, f"{number}.xlsx")
                    source.write_bytes(workbook)
                    jobs.append((source, target))

                def ready(path: Path) -> None:
                    self._counts["PDF"] += 1
                    count(path)

                application.convert(jobs, ready)
        except PdfError as error:
            self._fail(str(error))
        except OSError as error:
            self._fail(f"PDF tidak dibuat: folder sementara di komputer ini tidak dapat ditulis ({reason(error)}).")

    @property
    def summary(self) -> str:
        """What was written, and for which year."""
        counts = ", ".join(f"{count} {what}" for what, count in self._counts.items() if count)
        years = ", ".join(map(str, sorted(self._years)))
        return f"Ditulis di {self.folder}: {counts or 'tidak ada'}." + (f" Target tahun {years}." if years else "")

    # -- one document ------------------------------------------------------------------------------

    def _region(self, path: Path, documents: Sequence[tuple[Document, Profile]]) -> None:
        """A regency's workbook: its own TARGET TAHUNAN, and the forms of each OPD, as workbooks of forms alone."""
        orders = [order for document, profile in documents if (order := self._order(document, profile))]
        if orders and f01_target_tahunan.CODE in self.choices.codes:
            self._print(orders[0], of_regency(orders[0], documents), path.stem)
        for order in orders:
            name = order.said("opd") or Path(order.document.source).stem
            self._print(order, make(order, self.choices.codes), name)

    def _order(self, document: Document, profile: Profile) -> Order | None:
        try:
            return self.choices.order(document, profile)
        except ChoiceError as error:
            self._fail(str(error))
            return None

    def _print(self, order: Order, made: Made, name: str, path: Path | None = None) -> None:
        """Write what was made. With a ``path`` the forms go into a copy of that workbook."""
        self._tell(order, made)
        if not made.sheets:
            return
        try:
            printed = result(made.sheets, self._base(path, order) if path else None)
        except GraftError as error:
            self.said.append(f"{order.document.label}: {error}")
            printed, path = result(made.sheets, None), None
        stem = self._stem(name)
        workbook = self._workbook(stem, path)
        pictures = {self.folder / f"{stem} - {called}.svg": svg for called, svg in printed.pictures.items()}
        pdf = {self.folder / f"{stem} - {called}.pdf": alone for called, alone in printed.alone.items() if self.pdf}
        try:
            for target in (workbook, *pictures, *pdf):
                inputs.new_file(target, self.force)
            self._write(workbook, printed.workbook, "buku kerja")
            for target, picture in pictures.items():
                self._write(target, picture.encode(), "SVG")
        except (UserError, WriteError) as error:
            self._fail(str(error))
            return
        self._pdf |= pdf
        self._years.add(order.year)

    def _base(self, path: Path, order: Order) -> bytes:
        """What the forms are added to: the file itself, or the workbook that a JSON stands for."""
        if path.suffix.lower() == ".json":
            from cascade_xl.write import build

            return build(order.profile, order.document)
        return path.read_bytes()

    def _stem(self, name: str) -> str:
        self._stems.append(name)
        return inputs.stems(self._stems)[-1]

    def _workbook(self, stem: str, path: Path | None) -> Path:
        """A copy keeps its suffix: a workbook with macros would not open under another."""
        suffix = path.suffix.lower() if path is not None and path.suffix.lower() == ".xlsm" else ".xlsx"
        return self.folder / f"{stem}{PRINTED}{suffix}"

    def _write(self, path: Path, content: bytes, what: str) -> None:
        write_whole(path, content)
        self._counts[what] += 1

    def _tell(self, order: Order, made: Made) -> None:
        label = order.document.label
        if self.choices.given or not made.sheets:
            self.said += [f"{label}: {reason}" for reason in made.skipped]
        lacking, known = len(order.untargeted), len(order.targeted)
        if lacking * 2 > known:
            self.said.append(
                f"{label}: {lacking} dari {known} indikator tidak mempunyai target tahun {order.year}, "
                "tetapi mempunyai target tahun lain. Pilih tahun lain dengan --year bila perlu."
            )

    def _fail(self, text: str) -> None:
        self.said.append(text)
        self.failed = True

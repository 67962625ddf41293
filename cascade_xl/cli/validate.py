"""``cascade-xl validate``: check workbooks and say what is wrong, where, and what to do."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cascade_xl.cli import inputs
from cascade_xl.cli.parser import Commands, describe
from cascade_xl.cli.problems import UserError

if TYPE_CHECKING:
    from cascade_xl.checking import Checked
    from cascade_xl.cli import report
    from cascade_xl.profile import Profile
    from cascade_xl.rules.book import Nomenclature

_SHOWN = 20
"""So many findings of each rule and file stand in a text, where nobody asks for more."""


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "validate",
        help="periksa buku kerja",
        description="Periksa buku kerja sel demi sel. Berkas tidak diubah.\n"
        "Kode keluar: 0 tanpa galat, 1 ada galat, 2 ada berkas yang tidak terbaca atau tidak dapat disalin.",
    )
    inputs.add_files(command, needed=False)
    command.add_argument(
        "--active",
        action="store_true",
        help="periksa dan tandai buku kerja yang sedang terbuka di Excel, seperti tombol Validasi; "
        "untuk komputer yang melarang Excel menjalankan program",
    )
    command.add_argument("--format", choices=("text", "json"), default="text", help="bentuk hasil (bawaan: text)")
    command.add_argument(
        "--limit",
        type=inputs.count,
        default=None,
        metavar="N",
        help="paling banyak N temuan per aturan dan berkas yang ditampilkan; 0 = semua (bawaan: text 20, json semua)",
    )
    command.add_argument(
        "--copy",
        type=Path,
        metavar="FOLDER",
        help="tulis salinan yang sudah ditandai dan berisi lembar Temuan ke folder ini",
    )
    inputs.add_profile(command)
    inputs.add_nomenclature(command)
    inputs.add_force(command)
    inputs.add_workers(command)
    describe(
        command,
        run,
        (
            "cascade-xl validate BKPSDM.xlsx",
            "cascade-xl validate masuk/ --format json > temuan.json",
            "cascade-xl validate BKPSDM.xlsx --copy diperiksa/",
            "cascade-xl validate --active",
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    """Check, print, and tell by the exit code."""
    if arguments.active and (arguments.berkas or arguments.copy is not None):
        raise UserError("--active memeriksa buku kerja yang terbuka; jangan sebut berkas atau --copy bersamanya.")
    if not arguments.active and not arguments.berkas:
        raise UserError("Sebutkan berkas atau folder yang diperiksa, atau --active untuk buku kerja yang terbuka.")
    return _active(arguments) if arguments.active else _files(arguments)


def _active(arguments: argparse.Namespace) -> int:
    """Do in the open workbook what the button does, and print what was found."""
    from cascade_xl.hosts import log, validation, xl
    from cascade_xl.hosts.problems import HostError

    using, names = inputs.chosen_profile(arguments.profile), inputs.nomenclature(arguments.nomenklatur)
    try:
        with xl.plain_errors():
            checks, _ = validation.validate(xl.current(), using, names)
    except HostError as error:
        raise UserError(str(error)) from error
    except Exception as error:
        raise UserError(log.unexpected("validate --active", error)) from error
    from cascade_xl.cli import report

    make, whole = _form(arguments)
    for checked in checks:
        whole.add(make(report.Listed.of(checked)))
    return _print(whole)


def _files(arguments: argparse.Namespace) -> int:
    from cascade_xl import engines

    paths = inputs.workbooks(arguments.berkas)
    labels = inputs.names(paths)
    make, whole = _form(arguments)
    check = _Check(inputs.chosen_profile(arguments.profile), inputs.nomenclature(arguments.nomenklatur), make)
    copies: Sequence[Path | None] = [None] * len(paths)
    if arguments.copy is not None:
        copies = inputs.outputs(arguments.copy, [p.stem for p in paths], arguments.force, paths)
    problems: list[str] = []
    uncopied: list[str] = []
    try:
        with (
            engines.start(files=len(paths), workers=arguments.workers or None) as engine,
            inputs.counter(len(paths), "Memeriksa") as count,
        ):
            jobs = ((path, labels[path], copy) for path, copy in zip(paths, copies, strict=True))
            for path, answer in zip(paths, engine.map(check, jobs), strict=True):
                for part in answer.parts:
                    whole.add(part)
                problems += filter(None, (answer.problem,))
                uncopied += [labels[path]] if answer.uncopied else []
                count(path)
    except engines.EngineError as error:
        raise UserError(str(error)) from error
    if problems:
        raise UserError(problems[0])
    code = _print(whole)
    for label in uncopied:
        print(
            f"{label}: hasil gabungan tidak dapat disalin sebagai buku kerja OPD. "
            "Buka di Excel, lalu klik Validasi untuk menandainya.",
            file=sys.stderr,
        )
    return 2 if uncopied else code


class _Answer(NamedTuple):
    """What checking a file gave; ``problem`` says why its copy could not be written, ``uncopied`` that there is none
    of a regency's workbook."""

    parts: Sequence[report.Part]
    uncopied: bool = False
    problem: str = ""


@dataclass(frozen=True)
class _Check:
    """Checks (path, label, copy to write or None), in whatever process."""

    using: Profile | None
    names: Nomenclature | None
    make: Callable[[report.Entry], report.Part]

    def __call__(self, job: tuple[Path, str, Path | None]) -> _Answer:
        from cascade_xl.checking import check_any
        from cascade_xl.cli import report
        from cascade_xl.read.grid import UnreadableError

        path, label, copy = job
        try:
            checks = check_any(path, self.using, self.names, label)
        except UnreadableError as error:
            return _Answer([self.make(report.Unreadable(label, str(error)))])
        parts = [self.make(report.Listed.of(checked)) for checked in checks]
        if copy is None:
            return _Answer(parts)
        if any(checked.document.source for checked in checks):
            return _Answer(parts, uncopied=True)
        return _Answer(parts, problem=_copy(checks[0], copy))


def _form(arguments: argparse.Namespace) -> tuple[Callable[[report.Entry], report.Part], report.Whole]:
    """The form that was asked for: what makes a part of it, and the whole."""
    from cascade_xl.cli.report_json import JsonReport, json_part
    from cascade_xl.cli.report_text import TextReport, text_part

    if arguments.format == "json":
        return partial(json_part, limit=arguments.limit or 0), JsonReport()
    return partial(text_part, limit=_SHOWN if arguments.limit is None else arguments.limit), TextReport()


def _print(whole: report.Whole) -> int:
    """Print the findings; the exit code."""
    whole.write(sys.stdout)
    for error in whole.errors:
        print(error, file=sys.stderr)
    return whole.code


def _copy(checked: Checked, output: Path) -> str:
    """Write a marked copy; why it could not be done, or nothing."""
    from cascade_xl.files import WriteError, write_whole
    from cascade_xl.write import build

    try:
        write_whole(output, build(checked.profile, checked.document, checked.report))
    except WriteError as error:
        return str(error)
    return ""

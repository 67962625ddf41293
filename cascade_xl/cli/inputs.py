"""What several commands ask for: files, folders, profiles, outputs."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Never

from cascade_xl.cli import interruption
from cascade_xl.cli.lists import NAMES, refuse_own
from cascade_xl.cli.problems import UserError
from cascade_xl.files import copies, file_name, reason, workbooks_in

if TYPE_CHECKING:
    from tqdm import tqdm

    from cascade_xl.profile import Profile
    from cascade_xl.rules.book import Nomenclature


def add_files(command: argparse.ArgumentParser, needed: bool = True) -> None:
    command.add_argument(
        "berkas",
        nargs="+" if needed else "*",
        type=Path,
        metavar="BERKAS",
        help="buku kerja (.xlsx, .xlsm), JSON hasil export, atau folder",
    )


def count(text: str) -> int:
    """A whole number from 0, for argparse."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


count.__name__ = "bilangan"


def add_workers(command: argparse._ActionsContainer) -> None:
    command.add_argument("--workers", type=count, metavar="N", help="banyaknya proses; bawaan: banyaknya inti")


def add_profile(command: argparse._ActionsContainer) -> None:
    command.add_argument(
        "--profile",
        metavar="PROFIL",
        help="nama profil bawaan atau berkas JSON; bila kosong dipakai profil di dalam buku kerja",
    )


def add_nomenclature(command: argparse._ActionsContainer) -> None:
    command.add_argument(
        "--nomenklatur",
        type=Path,
        metavar="BERKAS",
        help="daftar nomenklatur nasional (.xlsx) untuk mencocokkan kode dan nama",
    )


def add_force(command: argparse.ArgumentParser, what: str = "ganti berkas keluaran yang sudah ada") -> None:
    command.add_argument("--force", action="store_true", help=what)


def workbooks(given: Sequence[Path]) -> list[Path]:
    """The files to work on: those named, and all workbooks in the folders named, without lock files (~$…) and copies
    with printed forms, of which the officer is told."""
    found: dict[Path, None] = {}
    skipped = [path.name for folder in given if folder.is_dir() for path in copies(folder)]
    if skipped:
        print(f"Dilewati, karena buku kerja asalnya juga ada: {'; '.join(skipped)}.", file=sys.stderr)
    for path in given:
        if path.is_dir():
            inside = workbooks_in(path)
            if not inside:
                raise UserError(f"{path}: tidak ada buku kerja (.xlsx) di folder ini.")
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None  # one that is missing is told apart by the reader
    return list(found)


def names(paths: Sequence[Path]) -> dict[Path, str]:
    """How each file is called in findings: its name, or with its folder where two files share a name."""
    count = Counter(path.name for path in paths)
    return {path: str(path) if count[path.name] > 1 else path.name for path in paths}


def chosen_profile(given: str | None) -> Profile | None:
    """The profile that the user named, None if none."""
    if given is None:
        return None
    from cascade_xl.resources import ProfileError, profile, profile_file

    try:
        return profile_file(Path(given)) if given.lower().endswith(".json") else profile(given)
    except ProfileError as error:
        raise UserError(str(error)) from error


def nomenclature(path: Path | None) -> Nomenclature | None:
    """The national list that the user named, None if none."""
    if path is None:
        return None
    from cascade_xl.read.grid import UnreadableError
    from cascade_xl.read.nomenclature import read_nomenclature

    refuse_own(path, "--nomenklatur", NAMES)
    try:
        return read_nomenclature(path)
    except UnreadableError as error:
        raise UserError(str(error)) from error


def new_file(path: Path, force: bool, inputs: Iterable[Path] = ()) -> Path:
    """An output that overwrites nothing unless asked, and never an input."""
    if any(path.resolve() == p.resolve() for p in inputs):
        raise UserError(f"{path}: keluaran sama dengan masukan. Pilih nama lain; berkas OPD tidak pernah diubah.")
    if path.is_dir():
        raise UserError(f"{path}: ini folder. Tulis juga nama berkasnya.")
    if path.exists() and not force:
        raise UserError(f"{path}: sudah ada. Pilih nama lain, atau tambahkan --force untuk menggantinya.")
    if not path.parent.is_dir():
        raise UserError(f"{path.parent}: folder tidak ada. Buat dahulu foldernya.")
    return path


def outputs(folder: Path, names: Iterable[str], force: bool, inputs: Iterable[Path] = ()) -> list[Path]:
    """One new workbook for each name, in a folder that is made if need be; equal names are numbered."""
    make_folder(folder)
    return [new_file(folder / f"{stem}.xlsx", force, inputs) for stem in stems(names)]


def make_folder(folder: Path) -> None:
    """A folder for outputs, made if need be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder}: folder tidak dapat dibuat ({reason(error)}).") from error


def stems(names: Iterable[str]) -> list[str]:
    """What files of these names are called, without suffix: as every system takes it; equal names are numbered."""
    taken: dict[str, str] = {}
    for name in names:
        plain = file_name(name) or "OPD"
        stem, number = plain, 2
        while stem.casefold() in taken:
            stem, number = f"{plain} ({number})", number + 1
        taken[stem.casefold()] = stem
    return list(taken.values())


def progress(paths: Sequence[Path], title: str) -> Iterator[Path]:
    """Go through files with a progress bar on a screen; silent in a pipe and for few files."""
    with counter(len(paths), title) as count:
        for path in paths:
            yield path
            count(path)


@contextmanager
def row_counter(total: int, title: str) -> Iterator[Callable[[str, int], None]]:
    """A progress bar that is told of each file that is done: its name and its rows."""
    with _bar(total, title, "{desc} {n_fmt}/{total_fmt} berkas |{bar}| sisa {remaining}{postfix}") as bar:
        done = 0

        def count(name: str, rows: int) -> None:
            nonlocal done
            interruption.check()
            done += rows
            if bar:
                bar.set_postfix_str(f"{done} baris · {name}", refresh=False)
                bar.update()

        yield count


@contextmanager
def counter(total: int, title: str) -> Iterator[Callable[[Path], None]]:
    """A progress bar that is told of each file that is done."""
    with _bar(total, title, "{desc} {n_fmt}/{total_fmt} |{bar}| sisa {remaining}") as bar:

        def count(_: Path) -> None:
            if bar:
                bar.update()

        yield count


@contextmanager
def _bar(total: int, title: str, shape: str) -> Iterator[tqdm[Never] | None]:
    """A progress bar on a screen; none in a pipe and for few files."""
    if total < 4 or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # it would start a thread, and a process that forks should have no other
    with tqdm(total=total, desc=title, bar_format=shape, leave=False, file=sys.stderr) as bar:
        yield bar

"""argparse that speaks Indonesian."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, Protocol

_WORDS = {
    "usage: ": "Pemakaian: ",
    "positional arguments": "Isian",
    "options": "Pilihan",
    "show this help message and exit": "tampilkan bantuan ini",
    "the following arguments are required: %s": "isian berikut belum diberikan: %s",
    "unrecognized arguments: %s": "isian tidak dikenal: %s",
    "argument %(argument_name)s: %(message)s": "isian %(argument_name)s: %(message)s",
    "expected one argument": "perlu satu nilai",
    "expected at least one argument": "perlu paling sedikit satu nilai",
    "invalid choice: %(value)r (choose from %(choices)s)": "pilihan %(value)r tidak dikenal (pilih: %(choices)s)",
    "invalid %(type)s value: %(value)r": "nilai %(value)r tidak dapat dibaca",
    "not allowed with argument %s": "tidak dapat dipakai bersama %s",
    "ambiguous option: %(option)s could match %(matches)s": "pilihan %(option)s rancu: %(matches)s",
    "ignored explicit argument %r": "nilai %r tidak diperlukan",
}


class Commands(Protocol):
    """What a command file is given to add itself to."""

    def add_parser(self, name: str, **kwargs: Any) -> argparse.ArgumentParser: ...


class Parser(argparse.ArgumentParser):
    """A parser whose errors are Indonesian and end with what to do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        kwargs.setdefault("allow_abbrev", False)
        super().__init__(*args, **kwargs)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, how to get help, and exit 2."""
        self.exit(2, f"{self.prog}: {message}\nKetik '{self.prog} --help' untuk bantuan.\n")


def speak_indonesian() -> None:
    """Give argparse's own words in Indonesian."""
    argparse._ = _translate  # type: ignore[attr-defined]
    argparse.ngettext = _plural  # type: ignore[attr-defined]


def _translate(text: str) -> str:
    return _WORDS.get(text, text)


def _plural(one: str, many: str, count: int) -> str:
    return _translate(one if count == 1 else many)


def describe(
    command: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int], examples: Sequence[str]
) -> None:
    """Set what a command runs and the examples below its help."""
    command.set_defaults(run=run)
    command.epilog = "Contoh:\n" + "\n".join(f"  {example}" for example in examples)

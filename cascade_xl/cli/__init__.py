"""The command ``cascade-xl``. Exit codes: 0 nothing wrong, 1 galat found, 2 the run could not be done."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from cascade_xl import __version__
from cascade_xl.cli import addin, demo, export, import_, interruption, merge, print_, rules, template, validate
from cascade_xl.cli.parser import Parser, speak_indonesian
from cascade_xl.cli.problems import UserError
from cascade_xl.files import reason

COMMANDS = (demo, template, validate, merge, print_, export, import_, rules, addin)


def parser() -> Parser:
    """The parser of the whole command line."""
    speak_indonesian()
    top = Parser(
        prog="cascade-xl",
        description="Buku kerja baku cascading kinerja: buat templat, periksa sel demi sel, gabungkan satu daerah.",
        epilog="Contoh:\n  cascade-xl demo\n  cascade-xl validate BKPSDM.xlsx\n"
        "Bantuan tiap perintah: cascade-xl PERINTAH --help",
    )
    top.add_argument("--version", action="version", version=f"cascade-xl {__version__}", help="tampilkan versi")
    commands = top.add_subparsers(metavar="PERINTAH", required=True, parser_class=Parser)
    for command in COMMANDS:
        command.add(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Windows would write a pipe in a code page that lacks our signs; a file's name may be no text at all
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    arguments = parser().parse_args(argv)
    interruption.listen()
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        sys.stderr.close()
        return 0
    except OSError as error:
        if interruption.asked():  # it may fall between two steps of the system, and break the second
            return _stopped()
        where = f"{error.filename}: " if error.filename else ""
        print(f"{where}tidak dapat dibuka atau ditulis ({reason(error)}).", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return _stopped()
    return code


def _stopped() -> int:
    print("Dihentikan. Tidak ada berkas yang ditulis setengah jadi.", file=sys.stderr)
    return 130

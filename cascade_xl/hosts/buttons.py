"""What each button does, in whichever spreadsheet application it was clicked."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping

from cascade_xl import __version__
from cascade_xl.hosts import log, xl
from cascade_xl.hosts.problems import HostError

Press = Callable[[xl.OpenBook, str], None]


def press(button: str, addin: str = "", argument: str = "") -> None:
    """Do what a button says in the workbook that it was clicked in; whatever goes wrong is said to the officer.

    ``addin`` is the version of the add-in; ``argument`` is what the officer was asked for (a reason, a folder), as
    hexadecimal UTF-16 so that no shell on the way can misread it.
    """
    start = time.perf_counter()
    try:
        with xl.plain_errors():
            _check_version(addin)
            book = xl.current()
            BUTTONS[button](book, bytes.fromhex(argument).decode("utf-16-be"))
        log.logger().info("%s: %s, %.2f s", button, book.name, time.perf_counter() - start)
    except HostError as error:
        log.logger().warning("%s: %s", button, error)
        _say(str(error))
    except Exception as error:
        _say(log.unexpected(button, error))


def _say(text: str) -> None:
    if not xl.say(text):
        sys.stderr.write(f"{text}\n")


def _check_version(addin: str) -> None:
    if addin and addin != __version__:
        raise HostError(
            f"Versi add-in ({addin}) berbeda dengan versi paket cascade_xl ({__version__}). "
            "Tutup Excel atau LibreOffice, jalankan perintah: cascade-xl addin install, lalu buka kembali."
        )


def validasi(book: xl.OpenBook, _: str = "") -> None:
    """Check the workbook and mark what was found."""
    from cascade_xl.hosts.validation import tell, validate

    tell(book, *validate(book))


def temuan_berikutnya(book: xl.OpenBook, _: str = "") -> None:
    """Stand in the next marked cell."""
    from cascade_xl.hosts.navigation import step

    step(book, 1)


def temuan_sebelumnya(book: xl.OpenBook, _: str = "") -> None:
    """Stand in the marked cell before."""
    from cascade_xl.hosts.navigation import step

    step(book, -1)


def hapus_tanda(book: xl.OpenBook, _: str = "") -> None:
    """Take all marks away."""
    from cascade_xl.hosts.validation import clear

    clear(book)


def terima_temuan(book: xl.OpenBook, reason: str) -> None:
    """Accept the finding of the cell in which the officer stands."""
    from cascade_xl.hosts.acceptance import accept

    accept(book, reason)


def buat_target_tahunan(book: xl.OpenBook, _: str = "") -> None:
    """Put the form TARGET TAHUNAN into the workbook."""
    from cascade_xl.hosts import printing

    printing.insert(book, printing.TARGET)


def pohon_kinerja(book: xl.OpenBook, _: str = "") -> None:
    """Put the trees into the workbook: cascading, and pohon kinerja."""
    from cascade_xl.hosts import printing

    printing.insert(book, printing.TREES)


def cetak_pdf(book: xl.OpenBook, forms: str) -> None:
    """Write forms as PDF beside the workbook."""
    from cascade_xl.hosts.printing import print_pdf

    print_pdf(book, forms)


def gabungkan_folder(book: xl.OpenBook, folder: str) -> None:
    """Merge the workbooks of a folder and open the result."""
    from cascade_xl.hosts.merging import merge

    merge(book, folder)


def bantuan(book: xl.OpenBook, _: str = "") -> None:
    """Open the help page, at the rule of the cell in which the officer stands."""
    from cascade_xl.hosts.help import show

    show(book)


def tentang(book: xl.OpenBook, _: str = "") -> None:
    """Say the versions."""
    from cascade_xl.hosts.help import about

    about(book)


BUTTONS: Mapping[str, Press] = {
    button.__name__: button
    for button in (
        validasi,
        temuan_berikutnya,
        temuan_sebelumnya,
        hapus_tanda,
        terima_temuan,
        buat_target_tahunan,
        pohon_kinerja,
        cetak_pdf,
        gabungkan_folder,
        bantuan,
        tentang,
    )
}

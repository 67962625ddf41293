"""One click on a button: ask what the button needs, run the child, say what went wrong."""

from __future__ import annotations

import os
import re
import time
from typing import Any

import cascade_xl_child as child
from cascade_xl_dialogs import alert, ask_folder, ask_text
from cascade_xl_office import Office
from cascade_xl_service import Service

LABELS = {
    "validasi": "Validasi",
    "temuan_berikutnya": "Temuan berikutnya",
    "temuan_sebelumnya": "Temuan sebelumnya",
    "hapus_tanda": "Hapus tanda",
    "terima_temuan": "Terima temuan",
    "buat_target_tahunan": "Buat TARGET TAHUNAN",
    "pohon_kinerja": "Pohon Kinerja",
    "cetak_pdf": "Cetak PDF",
    "gabungkan_folder": "Gabungkan folder",
    "bantuan": "Bantuan",
    "tentang": "Tentang",
}
WITHOUT_WORKBOOK = frozenset({"gabungkan_folder", "bantuan", "tentang"})
_FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

REASON = "Mengapa temuan di sel ini dapat diterima?\nAlasan Anda dicatat di lembar Pengecualian dan dibaca Bappeda."
FORMS = (
    "Formulir mana yang dicetak ke PDF? Contoh: F1, F2, F9\nKetik semua untuk semua formulir. Tahun boleh ditambahkan: "
    "F9 2025\nDaftar formulir ada di tombol Bantuan."
)
NO_WORKBOOK = "Buka dahulu buku kerja cascading, lalu klik tombol ini lagi."
NO_INTERPRETER = (
    "Program cascade_xl tidak ditemukan di komputer ini.\n\n"
    "Buka Terminal (Windows: Command Prompt), jalankan perintah\n\n    cascade-xl addin install\n\n"
    "lalu tutup dan buka lagi LibreOffice. Bila perintah itu tidak dikenal, pasang dahulu cascade_xl."
)
SILENT = (
    "Pekerjaan dihentikan karena program cascade_xl tidak menjawab selama {minutes} menit.\n\n"
    "Simpan buku kerja, tutup dan buka lagi LibreOffice, lalu klik tombol ini lagi."
)
ENDED = (
    "Program cascade_xl berhenti karena kesalahan:\n\n{reason}\n\n"
    "Jalankan perintah cascade-xl addin install di Terminal (Windows: Command Prompt), tutup dan buka lagi "
    "LibreOffice, lalu coba lagi. Bila pesan ini muncul lagi, kirimkan tangkapan layarnya kepada pengelola cascade_xl."
)
UNEXPECTED = (
    "Tombol ini gagal dijalankan:\n\n{reason}\n\n"
    "Tutup dan buka lagi LibreOffice, lalu coba lagi. Bila pesan ini muncul lagi, kirimkan tangkapan layarnya kepada "
    "pengelola cascade_xl."
)

_running: list[str] = []
"""The click that is under way: others, which LibreOffice passes on behind a message box, are ignored."""
_AGAIN_ALLOWED = frozenset({"temuan_berikutnya", "temuan_sebelumnya"})
_DOUBLE = 0.1
"""Seconds after a click within which the next one was its double, which waited while LibreOffice stood still."""
_ended: dict[str, float] = {}


def click(context: Any, button: str) -> None:
    """What a button does, from the click to the last message."""
    if _running or button not in LABELS:
        return
    if button not in _AGAIN_ALLOWED and time.monotonic() - _ended.get(button, 0.0) < _DOUBLE:
        return
    _running.append(button)
    office = Office(context)
    try:
        problem = _press(office, button)
        if problem:
            alert(office, problem, mode="critical")
    except Exception as error:  # LibreOffice would swallow it: the officer would see nothing happen
        alert(office, UNEXPECTED.format(reason=f"{type(error).__name__}: {error}"), mode="critical")
    finally:
        _running.clear()
        _ended[button] = time.monotonic()


def _press(office: Office, button: str) -> str | None:
    """Do what the button says; the answer is what the officer must be told."""
    document = office.active_document()
    if document is None and button not in WITHOUT_WORKBOOK:
        return NO_WORKBOOK
    if document is not None:
        _finish_typing(office, document)
    argument = _argument(office, button)
    if argument is None:
        return None
    office.begin(f"Cascading: {LABELS[button]}")
    try:
        child.run(_FOLDER, [button, version(), *argument], Service(office).answer)
    except child.NotFoundError:
        return NO_INTERPRETER
    except child.SilentError:
        return SILENT.format(minutes=round(child.LONGEST_SILENCE / 60))
    except child.EndedError as ended:
        return ENDED.format(reason=ended)
    finally:
        office.end()
    return None


def _finish_typing(office: Office, document: Any) -> None:
    """Accept what is being typed into a cell.

    LibreOffice keeps a cell open when a toolbar is clicked: its text would not be checked, and would be written over
    the marks later. Where nothing is being typed, the command does nothing.
    """
    controller = document.getCurrentController()
    if controller is not None:
        dispatcher = office.create("com.sun.star.frame.DispatchHelper")
        dispatcher.executeDispatch(controller.Frame, ".uno:AcceptFormula", "", 0, ())


def _argument(office: Office, button: str) -> list[str] | None:
    """What the button asks for first, as the child takes it; None when the officer changed his mind."""
    if button == "terima_temuan":
        answer = ask_text(office, "Terima temuan", REASON)
    elif button == "cetak_pdf":
        answer = ask_text(office, "Cetak PDF", FORMS, "F1")
    elif button == "gabungkan_folder":
        answer = ask_folder(office, "Pilih folder berisi buku kerja yang akan digabungkan")
    else:
        return []
    return None if answer is None else [answer.encode("utf-16-be", "surrogatepass").hex().upper()]


def version() -> str:
    """The add-in's version, as the build wrote it into the extension's description."""
    with open(os.path.join(_FOLDER, "description.xml"), encoding="utf-8") as file:
        found = re.search(r'<version\s+value="([^"]+)"', file.read())
    return found.group(1) if found else "?"

"""Bantuan and Tentang: one page that is made when it is asked for, so that it knows the rules as they are."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from cascade_xl import __version__, contract
from cascade_xl.contract import Style
from cascade_xl.files import write_whole
from cascade_xl.forms import FORMS
from cascade_xl.hosts import live, log, marking, xl
from cascade_xl.rules import RULES
from cascade_xl.rules.regency import REGENCY_RULES
from cascade_xl.rules.rule import Rule

_CODE = re.compile(r"^\w+ ([A-Z]\d{3}):", re.MULTILINE)
_PAGE = """<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>Bantuan cascade_xl</title><style>
body {{ font: 16px/1.5 Calibri, Carlito, sans-serif; color: #{ink}; max-width: 52rem; margin: 2rem auto }}
h1, h2, h3 {{ color: #{head}; line-height: 1.2 }} h3 {{ margin-top: 2rem }}
table {{ border-collapse: collapse }} td, th {{ border: 1px solid #{line}; padding: .3rem .6rem; text-align: left }}
pre {{ background: #{locked}; padding: .6rem; overflow-x: auto; font-size: 13px }} .soft {{ color: #{soft} }}
</style></head><body>
{body}
</body></html>
"""
_BUTTONS = (
    ("Validasi", "Memeriksa seluruh buku kerja. Sel yang perlu dilihat diberi warna; sebabnya dan yang perlu dilakukan "
     "tertulis di kolom Pesan Validasi dan di lembar Temuan. Isi Anda tidak diubah."),
    ("Temuan berikutnya, Temuan sebelumnya", "Membawa Anda ke sel bertanda yang berikutnya atau sebelumnya."),
    ("Hapus tanda", "Menghapus warna, pesan, dan isi lembar Temuan. Isi Anda tidak diubah."),
    ("Terima temuan…", "Mencatat di lembar Pengecualian bahwa temuan di sel ini memang benar adanya, dengan alasan."),
    ("Buat TARGET TAHUNAN", "Mengisi lembar TARGET TAHUNAN di buku kerja ini dari lembar Matriks, siap dicetak. "
     "Diklik lagi, lembar itu diperbarui; lembar Anda sendiri tidak disentuh."),
    ("Pohon Kinerja", "Menambah lembar gambar cascading dan, bila lembar Pohon Kinerja terisi, gambar pohon kinerja."),
    ("Cetak PDF…", "Menanyakan formulir mana, lalu menulis satu PDF untuk tiap formulir di folder buku kerja ini."),
    ("Gabungkan folder…", "Untuk Bappeda: menggabungkan semua buku kerja dalam satu folder, lalu membuka hasilnya."),
)  # fmt: skip
_COLOURS = (
    (Style.GALAT, "Galat", "harus diperbaiki"),
    (Style.PERINGATAN, "Peringatan", "perlu diperiksa"),
    (Style.SARAN, "Saran", "boleh dipertimbangkan"),
    (Style.DITERIMA, "Diterima", "dikecualikan dengan alasan"),
)


def show(book: xl.OpenBook) -> None:
    """Write the page and open it in the browser, with the rules of the active row first."""
    import webbrowser

    path = log.path().with_name("bantuan.html")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, page(_codes_here(book)).encode("utf-8"))
    webbrowser.open(path.as_uri())


def about(book: xl.OpenBook) -> None:
    """Say the versions, and where the log is."""
    book.say(
        f"cascade_xl {__version__}: pemeriksa dan penggabung buku kerja cascading kinerja.\n"
        f"Templat yang berlaku: {contract.VERSION}\n"
        f"Buku kerja: {book.name}\n"
        f"Aplikasi: {book.application}, xlwings {xl.version()}\n"
        f"Python {platform.python_version()}: {sys.executable}\n"
        f"Catatan: {log.path()}"
    )


def page(codes: Sequence[str] = ()) -> str:
    """The help page as HTML: the rules of these codes, the buttons, the forms, the colours, all rules."""
    every: Sequence[Rule[Any]] = (*RULES, *REGENCY_RULES)
    here = [rule for rule in every if rule.code in codes]
    body = [
        "<h1>Bantuan cascade_xl</h1>",
        *(("<h2>Temuan di baris ini</h2>", *map(_rule, here)) if here else ()),
        "<h2>Tombol</h2><table>",
        *(f"<tr><th>{escape(name)}</th><td>{escape(what)}</td></tr>" for name, what in _BUTTONS),
        "</table><h2>Formulir</h2><table>",
        *(f"<tr><th>{escape(form.name)}</th><td>{escape(form.summary)}</td></tr>" for form in FORMS.values()),
        "</table><h2>Warna</h2><table>",
        *(f'<tr><th style="background: #{colour}">{word}</th><td>{what}</td></tr>' for colour, word, what in _COLOURS),
        f"</table><h2>Semua aturan ({len(RULES)})</h2>",
        *map(_rule, RULES),
        f"<h2>Aturan antar-OPD ({len(REGENCY_RULES)})</h2>",
        *map(_rule, REGENCY_RULES),
    ]
    colours = {"ink": Style.INK, "head": Style.HEAD, "line": Style.LINE, "locked": Style.LOCKED, "soft": Style.SOFT_INK}
    return _PAGE.format(body="\n".join(body), **colours)


def _rule(rule: Rule[Any]) -> str:
    heading = f"<h3>{rule.code} {escape(rule.name)} <span class='soft'>({rule.severity.label})</span></h3>"
    return "\n".join((heading, *_paragraphs(rule.page), f"<p class='soft'>Sumber: {escape(rule.source)}</p>"))


def _paragraphs(text: str) -> Iterator[str]:
    """A rule's page: paragraphs, and indented samples as they are."""
    for part in re.split(r"\n\s*\n", text):
        if part.startswith("    "):
            yield f"<pre>{escape(part)}</pre>"
        else:
            words = escape(" ".join(part.split())).removesuffix("::")
            marked = re.sub(r"[*](.+?)[*]", r"<em>\1</em>", re.sub(r"``(.+?)``", r"<code>\1</code>", words))
            yield f"<p>{marked}</p>"


def _codes_here(book: xl.OpenBook) -> list[str]:
    """The numbers of the rules that the active row's message names."""
    sheet, row, _ = book.active_cell()
    for messages, _ in marking.columns(live.find_tables(book)):
        if messages.sheet.name == sheet and 0 <= row - messages.top < len(messages.texts):
            return _CODE.findall(messages.texts[row - messages.top])
    return []

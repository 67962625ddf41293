"""What somebody chose for a printing, from the words he used: forms, paper, year and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from cascade_xl.forms import FORMS
from cascade_xl.forms.paper import PAPERS, Paper
from cascade_xl.model import Document
from cascade_xl.profile import Profile
from cascade_xl.text import clean, fold

ALL_FORMS = "semua"
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_YEAR = re.compile(r"\b(\d{4})\b")
_CODE = re.compile(r"[Ff]?0*(\d+)")


class ChoiceError(ValueError):
    """A choice that means nothing; the message says what may be chosen."""


def form_codes(text: str) -> list[str]:
    """The codes that a text names: *F1, F9*, also *1 9* or *f01;f09*, or *semua*. Raises `ChoiceError`."""
    words = re.split(r"[\s,;]+", text.strip(" ,;"))
    codes: dict[str, None] = {}
    for word in words:
        if fold(word) == ALL_FORMS:
            return list(FORMS)
        found = _CODE.fullmatch(word)
        code = f"F{found[1]}" if found else ""
        if code not in FORMS:
            raise ChoiceError(f"Formulir '{word}' tidak dikenal. Pilih dari: {', '.join(FORMS)}, atau {ALL_FORMS}.")
        codes[code] = None
    return list(codes)


def paper(name: str) -> Paper:
    """A paper by its name. Raises `ChoiceError`."""
    found = PAPERS.get(name.strip().upper().replace("FOLIO", "F4"))
    if found is None:
        raise ChoiceError(f"Kertas '{name}' tidak dikenal. Pilih dari: {', '.join(PAPERS)}.")
    return found


def spelled_date(text: str) -> str:
    """A date as it is printed: *2025-01-03* becomes *3 Januari 2025*, any other text stays as it is.

    Raises `ChoiceError` where such a day does not exist.
    """
    found = _ISO.fullmatch(text.strip())
    if not found:
        return clean(text)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise ChoiceError(
            f"Tanggal '{text}' tidak ada. Tulis tahun-bulan-hari, mis. 2025-01-03, atau 3 Januari 2025."
        ) from error
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def year_of(document: Document, profile: Profile, today: int, asked: int | None = None, signed: str = "") -> int:
    """The year whose targets are printed: the one asked for, else that of the signing date, else this one, as far as it
    lies in the document's period, else the nearest in it. Raises `ChoiceError` for one outside that was asked for.
    """
    years: Sequence[int] = document.years or profile.years
    if asked is not None:
        if asked not in years:
            raise ChoiceError(
                f"{document.label}: tahun {asked} di luar periode {years[0]}-{years[-1]}. Pilih tahun di dalamnya."
            )
        return asked
    tanggal = document.identitas.get("tanggal")
    dates = (signed, tanggal.text if tanggal else "")
    named = [int(found[1]) for text in dates if (found := _YEAR.search(text)) and int(found[1]) in years]
    return named[0] if named else min(years, key=lambda year: abs(year - today))

"""The printed forms, one file each, and the register that lists them.

To add a form: write its file with ``CODE``, ``TAB``, ``sheets(order)`` and a docstring, which is its public page; then
one line in the import and one in the register.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType
from typing import NamedTuple

from cascade_xl.forms import (
    f01_target_tahunan,
    f02_cascading,
    f03_pohon_kinerja,
    f04_pohon_per_unit,
    f05_rpjmd,
    f06_program,
    f07_kegiatan,
    f08_panjab,
    f09_cascading_mendatar,
    f10_keputusan,
    f11_lampiran_iku,
    f12_lampiran_program,
    f13_definisi_operasional,
    f14_perjanjian_kinerja,
)
from cascade_xl.forms.nothing import NothingError
from cascade_xl.forms.order import Order
from cascade_xl.forms.sheet import Sheet

__all__ = ["FORMS", "Form", "Made", "NothingError", "Order", "make"]


class Form(NamedTuple):
    """A printed form: ``tab`` is the name of its sheet, ``page`` its public page."""

    code: str
    tab: str
    page: str
    sheets: Callable[[Order], list[Sheet]]

    @property
    def name(self) -> str:
        """Its code and its tab: *F1 TARGET TAHUNAN*."""
        return self.tab if self.tab.startswith(self.code) else f"{self.code} {self.tab}"

    @property
    def summary(self) -> str:
        """The first sentence of its page."""
        return self.page.split("\n\n")[0].replace("\n", " ").partition(": ")[2]


def _form(module: ModuleType) -> Form:
    return Form(module.CODE, module.TAB, (module.__doc__ or "").strip(), module.sheets)


FORMS: dict[str, Form] = {
    form.code: form
    for form in map(
        _form,
        (
            f01_target_tahunan,
            f02_cascading,
            f03_pohon_kinerja,
            f04_pohon_per_unit,
            f05_rpjmd,
            f06_program,
            f07_kegiatan,
            f08_panjab,
            f09_cascading_mendatar,
            f10_keputusan,
            f11_lampiran_iku,
            f12_lampiran_program,
            f13_definisi_operasional,
            f14_perjanjian_kinerja,
        ),
    )
}  # fmt: skip


class Made(NamedTuple):
    """What came of an order: the sheets, and for each form without content a sentence that says why."""

    sheets: tuple[Sheet, ...]
    skipped: tuple[str, ...]


def make(order: Order, codes: Iterable[str]) -> Made:
    """The sheets of some forms, in the order of the codes. A form without content is skipped with its reason."""
    sheets: list[Sheet] = []
    skipped: list[str] = []
    for code in codes:
        try:
            sheets += FORMS[code].sheets(order)
        except NothingError as nothing:
            skipped.append(f"{FORMS[code].name} tidak dicetak. {nothing}")
    return Made(tuple(sheets), tuple(skipped))

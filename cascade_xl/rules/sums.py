"""Parents and declared parts, year by year: what the children's targets give, and where it is not the parent's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from cascade_xl.model import Indicator, Target
from cascade_xl.profile import Agregasi
from cascade_xl.quantity import Form, decimals, spell
from cascade_xl.rules.book import Book, once
from cascade_xl.rules.cells import unfilled
from cascade_xl.rules.parts import Part, of_regency, over_offices, parts

_NUMBER, _EMPTY = Form.NUMBER, Form.EMPTY
_NOTHING, _HALF, _HUNDRED = Decimal(0), Decimal("0.5"), Decimal(100)
_SHOWN = 6  # an addition of more parts is not written out


class Year(NamedTuple):
    """One year in which parent and parts can be compared: the parent's target, and every part that has one."""

    target: Target
    parts: tuple[tuple[Indicator, Target], ...]

    @property
    def whole(self) -> Decimal:
        return self.target.quantity.low or _NOTHING

    @property
    def values(self) -> list[Decimal]:
        return [target.quantity.low or _NOTHING for _, target in self.parts]

    @property
    def written(self) -> list[str]:
        return [target.value.text for _, target in self.parts]

    @property
    def total(self) -> Decimal:
        return sum(self.values, _NOTHING)

    def like(self, number: Decimal) -> str:
        """A computed number written as the parent's target is: ``90 Dok``, ``92%``."""
        unit = self.target.quantity.unit
        return f"{spell(number)}{'' if unit == '%' else ' '}{unit}".strip()


def comparable(whole: Indicator, parts: Iterable[Indicator]) -> Iterator[Year]:
    """The years in which the parent is a plain number, a part is filled, and all filled parts are numbers."""
    numbers: dict[int, list[tuple[Indicator, Target]]] = defaultdict(list)
    unclear = set()
    for part in parts:
        for target in part.targets:
            form = target.quantity.form
            if form is _NUMBER:
                numbers[target.year].append((part, target))
            elif form is not _EMPTY or target.value.flaw:
                unclear.add(target.year)
    for target in whole.targets:
        if target.quantity.form is _NUMBER and target.year in numbers and target.year not in unclear:
            yield Year(target, tuple(numbers[target.year]))


class Declared(NamedTuple):
    """An indicator with the parts that are declared to give it, and the years in which they can be compared."""

    whole: Indicator
    parts: Sequence[Part]
    years: Sequence[Year]

    @property
    def way(self) -> Agregasi | None:
        """The one way that all parts declare; None where they differ."""
        ways = {way for _, way in self.parts}
        return ways.pop() if len(ways) == 1 else None


@once
def declared(book: Book) -> Sequence[Declared]:
    """The indicators that have declared parts, in document order."""
    wholes = ((row, parts(book, row)) for row in book.document.indicators)
    return [
        Declared(whole, declared, list(comparable(whole, [row for row, _ in declared])))
        for whole, declared in wholes
        if declared
    ]


class Difference(NamedTuple):
    """A year in which the parts do not give the parent's target. ``working`` shows how the parts were put together."""

    whole: Indicator
    year: Year
    computed: Decimal
    working: str


def differences(book: Book, *ways: Agregasi) -> Iterator[Difference]:
    """Where declared parts, put together in the one way that all of them declare, do not give the parent's target."""
    for found in declared(book):
        way = found.way
        if way is None or way not in ways or _not_alone(book, found):
            continue
        plain = PLAIN.get(way)
        for year in found.years:
            values, said = year.values, year.whole
            computed = plain(values) if plain else _weighted(way, year, len(found.parts))
            if computed is None or computed == said or abs(computed - said) <= tolerance(way, values, said):
                continue
            shown = shown_as(way, computed, said)
            yield Difference(found.whole, year, shown, _working(way, year, shown))


def _not_alone(book: Book, found: Declared) -> bool:
    """Whether other OPD may have parts, too: a regency's indicator of which a part is an OPD's own."""
    if over_offices(book, found.whole):
        return True
    return of_regency(book, found.whole) and not all(of_regency(book, row) for row, _ in found.parts)


def _total(values: Iterable[Decimal]) -> Decimal:
    return sum(values, _NOTHING)


def _mean(values: Sequence[Decimal]) -> Decimal:
    return _total(values) / len(values)


PLAIN: Mapping[Agregasi, Callable[[Sequence[Decimal]], Decimal]] = {
    Agregasi.SUM: _total,
    Agregasi.MEAN: _mean,
    Agregasi.MAX: max,
    Agregasi.MIN: min,
}
"""The ways that need no weights."""


def _weighted(way: Agregasi, year: Year, parts: int) -> Decimal | None:
    """The number that the parts give with their weights; None where one is missing, or a composite lacks weighted parts
    this year."""
    values = year.values
    if way is Agregasi.COMPOSITE and _unweighted(year):
        return year.total
    weights = [part.bobot.quantity.value for part, _ in year.parts]
    known = [weight for weight in weights if weight is not None and weight >= 0]
    whole = sum(known, _NOTHING)
    if len(known) != len(values) or not whole:
        return None
    weighted = sum((weight * value for weight, value in zip(known, values, strict=True)), _NOTHING)
    if way is Agregasi.WEIGHTED:
        return weighted / whole
    if whole == _HUNDRED:
        return weighted / _HUNDRED  # weights of 100 in all are percentages
    return weighted if whole == 1 or len(values) == parts else None


def _unweighted(year: Year) -> bool:
    return all(unfilled(part.bobot.value) for part, _ in year.parts)


def tolerance(way: Agregasi, values: Sequence[Decimal], whole: Decimal) -> Decimal:
    """Half a unit of the parent's last printed digit where the parent had to be rounded; nothing else may differ."""
    finer = max(map(decimals, values)) > decimals(whole)
    exact = way in (Agregasi.MAX, Agregasi.MIN) or (way is Agregasi.SUM and not finer)
    return _NOTHING if exact else _HALF.scaleb(-decimals(whole))


def shown_as(way: Agregasi, computed: Decimal, whole: Decimal) -> Decimal:
    """A computed number as a message shows it beside the parent's."""
    return computed if way is Agregasi.SUM else _rounded(computed, max(decimals(whole), 2))


def _rounded(number: Decimal, digits: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _working(way: Agregasi, year: Year, computed: Decimal) -> str:
    """How the parts give the computed number, for the message: the parts as written, the result as spelled by us."""
    written, result = year.written, spell(computed)
    if way is Agregasi.SUM or (way is Agregasi.COMPOSITE and _unweighted(year)):
        return addition(year)
    if len(written) > _SHOWN:
        return f"{len(written)} indikator anak memberi {result}"
    match way:
        case Agregasi.MEAN:
            return f"rerata dari {'; '.join(written)} adalah {result}"
        case Agregasi.MAX:
            return f"yang tertinggi dari {'; '.join(written)} adalah {result}"
        case Agregasi.MIN:
            return f"yang terendah dari {'; '.join(written)} adalah {result}"
    weighted = "; ".join(f"{part.bobot.value.text} x {target.value.text}" for part, target in year.parts)
    return f"hitungan berbobot ({weighted}) memberi {result}"


def addition(year: Year) -> str:
    """``40 + 50 = 90``, or only the result where there are many parts, or one."""
    if len(year.parts) == 1:
        return f"satu-satunya indikator anak yang terisi bernilai {year.written[0]}"
    if len(year.parts) > _SHOWN:
        return f"jumlah {len(year.parts)} indikator anak adalah {spell(year.total)}"
    return f"{' + '.join(year.written)} = {spell(year.total)}"

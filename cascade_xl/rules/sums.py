"""Parents and parts, year by year: what the children's targets add up to, declared or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from cascade_xl.model import Indicator, Target
from cascade_xl.profile import Agregasi
from cascade_xl.quantity import Form, Kind, decimals, spell
from cascade_xl.rules.book import Book, once
from cascade_xl.rules.cells import unfilled

_NOTHING, _HALF, _HUNDRED = Decimal(0), Decimal("0.5"), Decimal(100)
_SHOWN = 6  # an addition of more parts is not written out


class Year(NamedTuple):
    """One year in which parent and parts can be compared: the parent's target, and every part that has one."""

    target: Target
    parts: tuple[tuple[Indicator, Target], ...]

    @property
    def whole(self) -> Decimal:
        return self.target.quantity.value or _NOTHING

    @property
    def values(self) -> list[Decimal]:
        return [target.quantity.value or _NOTHING for _, target in self.parts]

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


def comparable(whole: Indicator, parts: Sequence[Indicator]) -> Iterator[Year]:
    """The years in which the parent is a plain number, a part is filled, and all filled parts are numbers."""
    by_year = [(part, {target.year: target for target in part.targets}) for part in parts]
    for target in whole.targets:
        found = [(part, targets[target.year]) for part, targets in by_year if target.year in targets]
        filled = [(part, own) for part, own in found if own.quantity.form is not Form.EMPTY or own.value.flaw]
        numbers = all(own.quantity.form is Form.NUMBER for _, own in filled)
        if filled and numbers and target.quantity.form is Form.NUMBER:
            yield Year(target, tuple(filled))


@once
def declared_years(book: Book, whole: Indicator) -> Sequence[Year]:
    """The years in which an indicator and the parts that are declared to give it can be compared."""
    parts = [part for part, _ in book.contributors(whole)]
    return list(comparable(whole, parts)) if parts else []


class Difference(NamedTuple):
    """A year in which the parts do not give the parent's target. ``working`` shows how the parts were put together."""

    year: Year
    computed: Decimal
    working: str


def differences(book: Book, whole: Indicator, *ways: Agregasi) -> Iterator[Difference]:
    """Where declared parts, put together in the one way that all of them declare, do not give the parent's target."""
    declared = book.contributors(whole)
    how = {way for _, way in declared}
    if len(how) != 1 or not how.issubset(ways):
        return
    way = how.pop()
    for year in declared_years(book, whole):
        computed = _together(way, year, len(declared))
        if computed is None or computed == year.whole or abs(computed - year.whole) <= _tolerance(way, year):
            continue
        shown = computed if way is Agregasi.SUM else _rounded(computed, max(decimals(year.whole), 2))
        yield Difference(year, shown, _working(way, year, shown))


def _together(way: Agregasi, year: Year, parts: int) -> Decimal | None:
    """The number that the parts give; None where a weight is missing, or a composite lacks weighted parts this year."""
    values = year.values
    match way:
        case Agregasi.SUM:
            return year.total
        case Agregasi.MEAN:
            return year.total / len(values)
        case Agregasi.MAX:
            return max(values)
        case Agregasi.MIN:
            return min(values)
        case Agregasi.COMPOSITE if _unweighted(year):
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


def _tolerance(way: Agregasi, year: Year) -> Decimal:
    """Half a unit of the parent's last printed digit where the parent had to be rounded; nothing else may differ."""
    finer = max(decimals(value) for value in year.values) > decimals(year.whole)
    exact = way in (Agregasi.MAX, Agregasi.MIN) or (way is Agregasi.SUM and not finer)
    return _NOTHING if exact else _HALF.scaleb(-decimals(year.whole))


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
    """``40 + 50 = 90``, or only the result where there are many parts."""
    if len(year.parts) > _SHOWN:
        return f"jumlah {len(year.parts)} indikator anak adalah {spell(year.total)}"
    return f"{' + '.join(year.written)} = {spell(year.total)}"


class Undeclared(NamedTuple):
    """A parent's only indicator beside those of its children, none of which says how it adds up."""

    whole: Indicator
    years: tuple[Year, ...]

    @property
    def equal(self) -> list[Year]:
        """The years in which the children's targets give the parent's exactly."""
        return [year for year in self.years if year.total == year.whole]

    @property
    def mostly_equal(self) -> bool:
        """True where the numbers can hardly be anything else than a sum: at least two years, and more than half."""
        return len(self.equal) >= 2 and 2 * len(self.equal) > len(self.years)


@once
def undeclared(book: Book) -> Sequence[Undeclared]:
    """Parents that may be a sum although nobody said so: counted units only, and two parts or more in some year."""
    found = []
    for node in book.document.nodes:
        own = [row for row in book.indicators(node) if not unfilled(row.indikator)]
        if len(own) != 1 or len(book.by_kode.get(node.kode.text, ())) != 1:
            continue
        children = [row for child in book.children(node) for row in book.indicators(child)]
        parts = [row for row in children if not unfilled(row.indikator)]
        if not all(unfilled(part.agregasi) for part in parts):
            continue
        if not all(book.unit(row).kind is Kind.WHOLE for row in (*own, *parts)):
            continue
        years = tuple(comparable(own[0], parts))
        if any(len(year.parts) > 1 for year in years):
            found.append(Undeclared(own[0], years))
    return found

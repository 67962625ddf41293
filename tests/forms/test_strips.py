"""The table of columns F9: what its pages are weighed by is what is drawn on them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cascade_xl.forms.tree.icicle import Entry, Icicle, Window
from cascade_xl.forms.tree.links import placeholder
from cascade_xl.forms.tree.strips import Strips

words = st.lists(st.sampled_from(["ASN", "Meningkatnya", "kualitas", "Perundang-undangan"]), max_size=60).map(" ".join)
boxes = st.tuples(words, st.lists(words, max_size=3), st.integers(0, 4), st.integers(1, 5))


@st.composite
def tables(draw: st.DrawFn) -> Icicle:
    entries = []
    for place, (name, texts, rank, back) in enumerate(draw(st.lists(boxes, min_size=1, max_size=12))):
        rows = tuple((f"Label {n}", text) for n, text in enumerate([name, *texts]))
        entries.append(Entry(rows, place - back if place >= back else None, rank, place))
    return Icicle(entries)


@given(tables(), st.data())
def test_a_page_is_weighed_as_high_as_it_is_drawn(table: Icicle, data: st.DataObject) -> None:
    """Also of some bands only, whose boxes are repeated and marked, and of strips that are cut."""
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, max(table.bands))] * 2)))
    some = table.some_bands(first, last)
    start, end = sorted(data.draw(st.lists(st.integers(0, some.whole.after), min_size=2, max_size=2, unique=True)))
    window = Window(start, end)
    strips = Strips(some, data.draw(st.sampled_from([80.0, 141.0, 330.0])), placeholder(some))
    highest = data.draw(st.sampled_from([40.0, 120.0, float("inf")]))
    drawn = strips.drawn(window, highest)
    assert [strip._replace(lines=()) for strip in drawn] == strips.weighed(window, highest)
    for strip in drawn:
        spans = [line.span for line in strip.lines]
        assert all(left.after <= right.first for left, right in pairwise(spans))
        assert start <= spans[0].first and spans[-1].after <= end

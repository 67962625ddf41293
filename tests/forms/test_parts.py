"""Cutting trees into pages, on random trees: nothing is lost, nothing hangs over, every mark leads somewhere."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from cascade_xl.forms.tree.parts import divide, marks
from cascade_xl.forms.tree.plan import Part, Size, Tree, lay, whole
from tests.forms.test_tidy import grown

FIRST, OTHER = Size(900, 420), Size(900, 520)
TALLEST = 300
"""A box and the repeated one above it fit a page."""


def tree(seed: int, size: int, reach: int, skip: bool = False) -> Tree:
    """A random tree with boxes of many sizes, numbered in reading order."""
    raw = grown(seed, size, reach, skip)
    order: list[int] = []
    stack = raw.roots[::-1]
    while stack:
        order.append(stack.pop())
        stack += raw.children[order[-1]][::-1]
    number = {node: place for place, node in enumerate(order)}
    full = [Size(60 + 3 * raw.widths[n], (raw.widths[n] * 37) % TALLEST + 20) for n in order]
    return Tree(
        roots=[number[root] for root in raw.roots],
        children=[[number[child] for child in raw.children[node]] for node in order],
        rows=[raw.rows[node] for node in order],
        full=full,
        marked=[Size(width, height + 12) for width, height in full],
        repeated=[Size(width, 40) for width, _ in full],
    )


def flat(children: int) -> Tree:
    """One parent with so many children."""
    size = [Size(100, 50)] * (children + 1)
    kids = list(range(1, children + 1))
    return Tree([0], [kids, *([] for _ in kids)], [0, *(1 for _ in kids)], size, size, size)


trees = st.builds(
    tree,
    st.integers(0, 2**32),
    st.one_of(st.integers(1, 40), st.integers(1, 2000)),
    st.sampled_from((1, 3, 30, 2000)),
    st.booleans(),
)


@given(trees)
@settings(max_examples=40, deadline=None)
def test_every_box_stands_in_full_exactly_once_and_nothing_leaves_its_page(grown: Tree) -> None:
    parts = divide(grown, FIRST, OTHER)
    assert Counter(node for part in parts for node in part.nodes) == Counter(range(len(grown.full)))
    for page, part in enumerate(parts):
        laid, room = lay(grown, part), OTHER if page else FIRST
        assert laid.spots.keys() == part.present
        assert laid.width <= room.width and laid.height <= room.height
        for spot in laid.spots.values():
            assert spot.x >= -1e-6 and spot.x + spot.width <= laid.width + 1e-6
            assert spot.y >= -1e-6 and spot.y + spot.height <= laid.height + 1e-6


@given(trees)
@settings(max_examples=40, deadline=None)
def test_marks_lead_to_pages_where_the_box_is_repeated_above_its_children(grown: Tree) -> None:
    parts = divide(grown, FIRST, OTHER)
    said = marks(grown, parts)
    for page, part in enumerate(parts):
        for node in part.repeated:
            assert said.home[node] < page and page in said.onward[node]
            assert any(child in part.nodes for child in grown.children[node])
        assert part.cut(grown) == {node for node in part.nodes if node in said.onward}
    for node, pages in said.onward.items():
        assert pages == list(range(pages[0], pages[-1] + 1)), "the pages of one family follow each other"
        assert all(node in parts[page].repeated for page in pages)


@given(trees)
@settings(max_examples=20, deadline=None)
def test_children_stand_with_their_parent_or_with_its_repetition(grown: Tree) -> None:
    for part in divide(grown, FIRST, OTHER):
        for node in part.nodes:
            parent = grown.parents.get(node)
            assert parent is None or parent in part.present


@given(st.integers(0, 2**32), st.integers(1, 12))
@settings(max_examples=40, deadline=None)
def test_a_tree_that_fits_is_not_cut(seed: int, size: int) -> None:
    small = tree(seed, size, 3)
    laid = lay(small, whole(small))
    room = Size(laid.width, laid.height)
    assert divide(small, room, room) == [whole(small)]


def test_many_brothers_are_dealt_out_evenly_and_none_is_left_alone() -> None:
    """Nine boxes of 100 with 8 between them stand in 964 points; 900 hold eight."""
    parts = divide(flat(9), OTHER, OTHER)
    assert parts == [Part((0, 1, 2, 3, 4, 5)), Part((6, 7, 8, 9), (0,))]


def test_pages_are_as_few_as_the_boxes_allow() -> None:
    assert len(divide(flat(64), OTHER, OTHER)) == 8


def test_small_families_share_a_page() -> None:
    """Two parents with five children each do not fit together; below an overview their children would not either."""
    size = [Size(100, 50)] * 15
    children = [[1, 2], [3, 4, 5, 6, 7, 8], [9, 10, 11, 12, 13, 14], *([] for _ in range(12))]
    twice = Tree([0], children, [0, 1, 1, *[2] * 12], size, size, size)
    assert [part.nodes for part in divide(twice, OTHER, OTHER)] == [
        (0, 1, 3, 4, 5, 6, 7, 8),
        (2, 9, 10, 11, 12, 13, 14),
    ]


def test_a_chain_of_two_thousand_goes_down_page_by_page() -> None:
    size = 2000
    box = [Size(100, 50)] * size
    chain = Tree([0], [[n + 1] for n in range(size - 1)] + [[]], list(range(size)), box, box, box)
    parts = divide(chain, OTHER, OTHER)
    assert [part.nodes[0] for part in parts[:3]] == [0, 7, 13]
    assert sum(len(part.nodes) for part in parts) == size

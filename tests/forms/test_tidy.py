"""The layout of trees, on random trees: nothing overlaps, nothing is wider than it must be, no side is preferred."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cascade_xl.forms.tree.tidy import Gaps, middles, preorder

GAPS = Gaps(brothers=5, cousins=9, rows=10)
CLOSE = 1e-6


class Tree(NamedTuple):
    roots: list[int]
    children: list[list[int]]
    widths: list[float]
    rows: list[int]


def grown(seed: int, size: int, reach: int, skip: bool = False) -> Tree:
    """A random tree whose boxes hang under one of the last ``reach`` boxes: narrow and deep, or wide and flat."""
    dice = random.Random(seed)
    tree = Tree([], [[] for _ in range(size)], [float(dice.randint(1, 60)) for _ in range(size)], [0] * size)
    for node in range(size):
        parent = dice.randint(max(-1, node - reach), node - 1)
        jump = dice.randint(1, 3) if skip and dice.random() < 0.1 else 1
        if parent < 0:
            tree.roots.append(node)
            tree.rows[node] = jump - 1
        else:
            tree.children[parent].append(node)
            tree.rows[node] = tree.rows[parent] + jump
    return tree


def mirrored(tree: Tree) -> Tree:
    return tree._replace(roots=tree.roots[::-1], children=[kids[::-1] for kids in tree.children])


def in_rows(tree: Tree) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for node in preorder(tree.roots, tree.children):
        found[tree.rows[node]].append(node)
    return found


def parents(tree: Tree) -> dict[int, int]:
    return {child: node for node, kids in enumerate(tree.children) for child in kids}


trees = st.builds(
    grown,
    st.integers(0, 2**32),
    st.one_of(st.integers(1, 12), st.integers(1, 2000)),
    st.sampled_from((1, 3, 30, 2000)),
    st.booleans(),
)


@given(trees)
@settings(max_examples=60, deadline=None)
def test_boxes_keep_their_order_and_their_distance(tree: Tree) -> None:
    x = middles(*tree, GAPS)
    up = parents(tree)
    for row in in_rows(tree).values():
        for left, right in pairwise(row):
            gap = GAPS.brothers if up.get(left) == up.get(right) else GAPS.cousins
            assert x[right] - tree.widths[right] / 2 >= x[left] + tree.widths[left] / 2 + gap - CLOSE


@given(trees)
@settings(max_examples=40, deadline=None)
def test_a_parent_stands_over_the_middle_of_its_children(tree: Tree) -> None:
    x = middles(*tree, GAPS)
    assert min(x[node] - tree.widths[node] / 2 for node in range(len(x))) == pytest.approx(0, abs=CLOSE)
    for node, kids in enumerate(tree.children):
        if kids:
            assert x[node] == pytest.approx((x[kids[0]] + x[kids[-1]]) / 2, abs=CLOSE)


@given(trees)
@settings(max_examples=40, deadline=None)
def test_a_mirrored_tree_is_drawn_mirrored(tree: Tree) -> None:
    x, other = middles(*tree, GAPS), middles(*mirrored(tree), GAPS)
    width = max(middle + width / 2 for middle, width in zip(x, tree.widths, strict=True))
    assert [width - middle for middle in x] == pytest.approx(other, abs=1e-5)


@given(trees, st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_a_subtree_is_drawn_the_same_wherever_it_stands(tree: Tree, pick: int) -> None:
    node = pick % len(tree.widths)
    below = preorder([node], tree.children)
    x, alone = middles(*tree, GAPS), middles(*tree._replace(roots=[node]), GAPS)
    assert [x[n] - x[node] for n in below] == pytest.approx([alone[n] - alone[node] for n in below], abs=1e-5)


@given(st.integers(0, 2**32), st.integers(2, 40), st.sampled_from((3, 40)))
@settings(max_examples=60, deadline=None)
def test_the_first_and_the_last_brother_are_as_near_as_those_between_allow(seed: int, size: int, reach: int) -> None:
    """The distance of the outer brothers is that of the tightest chain of subtrees between them, row by row."""
    tree = grown(seed, size, reach)
    x = middles(*tree, GAPS)
    for kids in (tree.roots, *tree.children):
        if len(kids) < 2:
            continue
        reached = {kids[0]: 0.0}
        for place, kid in enumerate(kids[1:], 1):
            reached[kid] = max(reached[before] + _needed(tree, x, before, kid) for before in kids[:place])
        assert x[kids[-1]] - x[kids[0]] == pytest.approx(reached[kids[-1]], abs=CLOSE)


def _needed(tree: Tree, x: list[float], left: int, right: int) -> float:
    """The least distance of the middles of two brothers' subtrees."""
    needed = 0.0
    for a in preorder([left], tree.children):
        for b in preorder([right], tree.children):
            if tree.rows[a] == tree.rows[b]:
                gap = GAPS.brothers if (a, b) == (left, right) else GAPS.cousins
                room = tree.widths[a] / 2 + gap + tree.widths[b] / 2
                needed = max(needed, (x[a] - x[left]) + room - (x[b] - x[right]))
    return needed


def test_equal_subtrees_stand_at_equal_distance() -> None:
    tree = Tree([0], [[1, 2, 3], [4, 5], [6, 7], [8, 9], *([] for _ in range(6))], [10.0] * 10, [0, *[1] * 3, *[2] * 6])
    x = middles(*tree, GAPS)
    assert x[2] - x[1] == x[3] - x[2] == 10 + 5 + 10 + 9


def test_a_line_that_skips_a_row_keeps_its_way_free() -> None:
    """The second child stands two rows down; the grandchild beside its line stays clear of it."""
    tree = Tree([0], [[1, 2], [3], [], []], [10.0, 10.0, 10.0, 60.0], [0, 1, 3, 2])
    x = middles(*tree, GAPS)
    assert x[2] >= x[3] + 30 + GAPS.cousins - CLOSE


def test_a_chain_of_five_thousand_is_no_trouble() -> None:
    size = 5000
    x = middles([0], [[n + 1] for n in range(size - 1)] + [[]], [20.0] * size, list(range(size)), GAPS)
    assert set(x) == {10.0}

"""The words that lead from one part of a divided drawing to another."""

from __future__ import annotations

from collections.abc import Iterable


def onward(parts: Iterable[int]) -> str:
    """Below a box that goes on in other parts, which count from 0: *dilanjutkan di bagian 3-5*."""
    return f"dilanjutkan di bagian {numbers(parts)}"


def back(part: int) -> str:
    """Above a box that is repeated: *lanjutan dari bagian 1*."""
    return f"lanjutan dari bagian {part + 1}"


def numbers(parts: Iterable[int]) -> str:
    """Numbers from 1, those that follow each other in one: *3-5, 8*."""
    runs: list[list[int]] = []
    for part in sorted(parts):
        if runs and part == runs[-1][-1] + 1:
            runs[-1].append(part)
        else:
            runs.append([part])
    return ", ".join(f"{run[0] + 1}" if len(run) == 1 else f"{run[0] + 1}-{run[-1] + 1}" for run in runs)


def longest(count: int) -> tuple[str, str]:
    """As long as `onward` and `back` may become where there are no more parts than that."""
    eights = int("8" * len(str(count))) - 1
    return f"{onward([eights])}-{eights + 1}", back(eights)

"""Values on their way through the pipe and through xlwings."""

import datetime as dt
import math
import numbers
from collections.abc import Callable, Sequence
from typing import Any


class CellError(str):
    """An error that a cell shows, such as ``#DIV/0!``: no text, though it reads like one."""

    __slots__ = ()


def to_pipe(value: Any) -> Any:
    """A value as JSON: texts, numbers, truth values, None for empty, dates as {"date": …}."""
    match value:
        case None | "":
            return None
        case str() | bool():
            return str(value) if isinstance(value, str) else value
        case dt.datetime():
            return {"date": value.replace(tzinfo=None).isoformat()}
        case dt.date():
            return {"date": dt.datetime(value.year, value.month, value.day).isoformat()}
        case numbers.Number():
            number = float(value)  # type: ignore[arg-type]
            return number if math.isfinite(number) else None
        case _:
            return str(value)


def from_pipe(value: Any) -> Any:
    if isinstance(value, dict):
        if "error" in value:
            return CellError(value["error"])
        return dt.datetime.fromisoformat(value["date"])
    return value


def cleaned(
    value: Any, date: Callable[..., Any], empty: Any, number: Callable[[float], Any] | None, err_to_str: bool
) -> Any:
    """One value as `Range.options` asked for it."""
    if isinstance(value, CellError):
        return str(value) if err_to_str else None
    if value is None or value == "":
        return empty
    if isinstance(value, dt.datetime):
        parts = (value.year, value.month, value.day)
        clock = {"hour": value.hour, "minute": value.minute, "second": value.second, "microsecond": value.microsecond}
        return date(*parts, **clock, tzinfo=None)
    if number is not None and isinstance(value, float):
        return number(value)
    return value


def block(data: Any) -> list[list[Any]]:
    """What was given for several cells, as rows."""
    rows = data if isinstance(data[0], Sequence) and not isinstance(data[0], str) else [data]
    return [[to_pipe(value) for value in row] for row in rows]

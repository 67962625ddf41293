"""The engine, its one application, and the workbooks that are open in it."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from xlwings import base_classes

from cascade_xl.hosts.xl.calc.books import Books
from cascade_xl.hosts.xl.calc.pipe import Pipe
from cascade_xl.hosts.xl.calc.ranges import Range
from cascade_xl.hosts.xl.calc.values import cleaned


class Engine:
    """What xlwings asks of an engine. ``requests`` counts what LibreOffice was asked so far."""

    name = "calc"
    type = "desktop"

    def __init__(self, pipe: Pipe) -> None:
        self.pipe = pipe

    @property
    def requests(self) -> int:
        return self.pipe.requests

    @cached_property
    def apps(self) -> "Apps":
        return Apps(App(self))

    @staticmethod
    def prepare_xl_data_element(value: Any, options: dict[str, Any]) -> Any:
        """xlwings clears a cell with "", where its caller said None."""
        return "" if value is None else value

    @staticmethod
    def clean_value_data(
        data: list[list[Any]],
        datetime_builder: Callable[..., Any],
        empty_as: Any,
        number_builder: Callable[[float], Any] | None,
        err_to_str: bool,
    ) -> list[list[Any]]:
        return [
            [cleaned(value, datetime_builder, empty_as, number_builder, err_to_str) for value in row] for row in data
        ]


class Apps(base_classes.Apps):
    """One LibreOffice: the one at the other end of the pipe."""

    def __init__(self, app: "App") -> None:
        self._app = app

    def keys(self) -> list[int]:
        return [self._app.pid]

    def __iter__(self) -> Iterator["App"]:
        yield self._app

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> "App":
        if pid not in (self._app.pid, 0):
            raise KeyError(pid)
        return self._app


class App(base_classes.App):
    display_alerts = True
    enable_events = True
    interactive = True
    screen_updating = True
    """LibreOffice repaints once, after the click, whatever is said here: the component sees to it."""
    visible = True
    hwnd = None
    api = True

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.ask = engine.pipe.ask

    @cached_property
    def _hello(self) -> dict[str, Any]:
        return dict(self.ask("hello"))

    @property
    def version(self) -> str:
        return str(self._hello["version"])

    @property
    def pid(self) -> int:
        return int(self._hello["pid"])

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> Range | None:
        found = self.ask("selection")
        return found and Range(self.books.made(found["book"]).sheet(found["sheet"]), *found["at"])

    def activate(self, steal_focus: bool = False) -> None:
        self.ask("activate_app")

    @property
    def status_bar(self) -> str | bool:
        """False where LibreOffice writes there itself, as in Excel."""
        return self.ask("get_status") or False

    @status_bar.setter
    def status_bar(self, value: str | bool | None) -> None:
        self.ask("status", text=value or None)

    @property
    def calculation(self) -> str:
        return "automatic" if self.ask("calculation") else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        self.ask("calculation", automatic=value != "manual")

    def calculate(self) -> None:
        self.ask("calculate")

    def alert(self, prompt: str, title: str | None, buttons: str | None, mode: str | None, callback: Any) -> str:
        return str(self.ask("alert", prompt=prompt or "", title=title, buttons=buttons or "ok", mode=mode))

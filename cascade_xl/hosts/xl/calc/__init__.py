"""xlwings over LibreOffice Calc: an engine that asks a pipe instead of Excel's COM.

At the other end of the pipe stands ``addin/libreoffice/pythonpath/cascade_xl_service.py``, inside LibreOffice. Nothing
here knows UNO, so the code that runs in Excel runs in LibreOffice unchanged, in the same Python.

A request costs about a tenth of a millisecond in LibreOffice, and a block of cells is one request. The engine counts
them, so that a test can see a loop over cells.
"""

from typing import BinaryIO

from cascade_xl.hosts.xl import load

xlwings = load()  # before anything below imports it, and with it pandas

from cascade_xl.hosts.xl.calc.application import Engine  # noqa: E402
from cascade_xl.hosts.xl.calc.pipe import CalcError, Pipe  # noqa: E402

__all__ = ["CalcError", "Engine", "Pipe", "activate", "connect"]


def connect(reader: BinaryIO, writer: BinaryIO) -> Engine:
    """An engine over a pair of streams."""
    return Engine(Pipe(reader, writer))


def activate(engine: Engine) -> None:
    """Make the engine the one that ``xw.apps`` and ``xw.books`` speak of."""
    known = [other for other in xlwings.engines.engines if other.name != engine.name]
    xlwings.engines.engines[:] = known
    wrapped = xlwings.Engine(impl=engine)
    xlwings.engines.add(wrapped)
    wrapped.activate()

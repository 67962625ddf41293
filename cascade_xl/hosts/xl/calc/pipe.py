"""Requests and answers: one line of JSON each."""

import json
from typing import Any, BinaryIO


class CalcError(RuntimeError):
    """LibreOffice could not do what was asked; the text says why."""


class Pipe:
    """Asks one thing at a time and counts what was asked."""

    def __init__(self, reader: BinaryIO, writer: BinaryIO) -> None:
        self._reader = reader
        self._writer = writer
        self.requests = 0

    def ask(self, op: str, **arguments: Any) -> Any:
        self.requests += 1
        line = json.dumps({"op": op, **arguments}, allow_nan=False).encode("ascii")
        try:
            self._writer.write(line + b"\n")
            self._writer.flush()
            answer = self._reader.readline()
        except OSError as error:
            raise CalcError(f"LibreOffice is no longer there: {error}") from error
        if not answer:
            raise CalcError("LibreOffice is no longer there")
        said = json.loads(answer)
        if "error" in said:
            raise CalcError(f"{op}: {said['error']}")
        return said["ok"]

"""docs/analysis.md says what happens: its code is run, in order, and prints what stands below it."""

from __future__ import annotations

import io
import re
import shutil
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from cascade_xl.merge.schema import TABLES, described

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", re.DOTALL)


def test_the_code_prints_what_stands_below_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "workbook_templates" / "examples", tmp_path / "workbook_templates" / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    blocks = BLOCK.findall(PAGE)
    assert len(blocks) == PAGE.count("```python")
    for code, expected in blocks:
        with redirect_stdout(io.StringIO()) as said:
            exec(code, names)
        assert said.getvalue() == expected


@pytest.mark.parametrize("table", TABLES)
def test_the_columns_are_those_of_the_tables(table: str) -> None:
    assert f"### `{table}`" in PAGE
    assert described(table) in PAGE

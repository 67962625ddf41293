"""The charts of *Dasbor*: Excel's own, in the colours that findings have everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook

from cascade_xl.contract import Style

_MANY = 30
"""Of more bars the names are smaller."""
Cells = list[str | int]
"""A column of cells as a chart names it: sheet, first and last cell."""
SERIES = (
    ("G", "Galat", Style.GALAT, Style.GALAT_INK),
    ("P", "Peringatan", Style.PERINGATAN, Style.PERINGATAN_INK),
    ("S", "Saran", Style.SARAN, Style.HEAD),
)


class Area(NamedTuple):
    """Where the numbers of the OPD stand: sheet, first and last row, and the columns by key, counted from 0."""

    sheet: str
    first: int
    last: int
    columns: Mapping[str, int]

    @property
    def rows(self) -> int:
        return self.last - self.first + 1

    def of(self, key: str) -> Cells:
        """A column as a chart names it."""
        return [self.sheet, self.first, self.columns[key], self.last, self.columns[key]]


def levels(book: Workbook, labels: Cells, shares: Cells) -> Chart:
    """Which share of the targets of each level is filled."""
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": "Bagian terisi",
            "categories": labels,
            "values": shares,
            "fill": {"color": f"#{Style.LEVELS[0]}"},
            "border": {"color": f"#{Style.HEAD}"},
            "data_labels": {"value": True, "num_format": "0%", "font": {"size": 8}},
            "gap": 60,
        }
    )
    _titled(chart, "Bagian target yang terisi menurut jenjang")
    chart.set_x_axis({"num_font": {"size": 8}})
    chart.set_y_axis(_share_axis())
    chart.set_legend({"none": True})
    return chart


def findings(book: Workbook, area: Area) -> Chart:
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for key, label, fill, line in SERIES:
        chart.add_series(
            {
                "name": label,
                "categories": area.of("opd"),
                "values": area.of(key),
                "fill": {"color": f"#{fill}"},
                "border": {"color": f"#{line}", "width": 0.5},
                "gap": 40,
            }
        )
    _titled(chart, "Temuan per OPD")
    _bars(chart, area)
    chart.set_x_axis({"num_format": "#,##0", "num_font": {"size": 8}, **_GRID})
    chart.set_legend({"position": "bottom", "font": {"size": 9}})
    return chart


def completeness(book: Workbook, area: Area) -> Chart:
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "Kelengkapan",
            "categories": area.of("opd"),
            "values": area.of("lengkap"),
            "fill": {"color": f"#{Style.BAIK}"},
            "border": {"color": f"#{Style.BAIK_INK}", "width": 0.5},
            "data_labels": {"value": True, "num_format": "0%", "font": {"size": 8}},
            "gap": 40,
        }
    )
    _titled(chart, "Kelengkapan isian wajib per OPD")
    _bars(chart, area)
    chart.set_x_axis(_share_axis())
    chart.set_legend({"none": True})
    return chart


_GRID = {"major_gridlines": {"visible": True, "line": {"color": f"#{Style.LINE}", "width": 0.5}}}


def _share_axis() -> dict[str, Any]:
    return {"min": 0, "max": 1, "num_format": "0%", "num_font": {"size": 8}, **_GRID}


def _bars(chart: Chart, area: Area) -> None:
    """The first OPD stands on top; every name is shown."""
    size = 9 if area.rows <= _MANY else 8
    axis = {"reverse": True, "interval_unit": 1, "num_font": {"size": size}, "label_position": "low"}
    chart.set_y_axis({**axis, "major_gridlines": {"visible": False}})


def _titled(chart: Chart, title: str) -> None:
    font = {"size": 11, "bold": True, "color": f"#{Style.TITLE}", "name": Style.FONT}
    chart.set_title({"name": title, "name_font": font, "overlay": False})
    chart.set_chartarea({"border": {"color": f"#{Style.LINE}"}})

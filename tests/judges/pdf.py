"""What a PDF says, page by page."""

from pathlib import Path

import pdfplumber


def texts(path: Path) -> list[str]:
    """The text of each page."""
    with pdfplumber.open(path) as book:
        return [page.extract_text() for page in book.pages]


def sizes(path: Path) -> set[tuple[int, int]]:
    """The widths and heights of the pages, in points."""
    with pdfplumber.open(path) as book:
        return {(round(page.width), round(page.height)) for page in book.pages}

"""The page kit: letterhead, title, banner, tables and signatures, laid on pages so that nothing is cut in half."""

from cascade_xl.forms.kit.blocks import Band, Block, Bold, Column, Gap, Line, NewPage, Record, Sides, Table
from cascade_xl.forms.kit.head import banner, head, letterhead, title
from cascade_xl.forms.kit.layout import Stack, lay
from cascade_xl.forms.kit.signature import (
    Signer,
    head_of_region,
    of_official,
    place_and_date,
    signature,
    signed,
    signer,
)

__all__ = [
    "Band",
    "Block",
    "Bold",
    "Column",
    "Gap",
    "Line",
    "NewPage",
    "Record",
    "Sides",
    "Signer",
    "Stack",
    "Table",
    "banner",
    "head",
    "head_of_region",
    "lay",
    "letterhead",
    "of_official",
    "place_and_date",
    "signature",
    "signed",
    "signer",
    "title",
]

"""Files become sources: named apart, in one order, every row with its place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from cascade_xl import contract
from cascade_xl.merge import gather
from cascade_xl.merge.gather import file_names
from cascade_xl.read import UnreadableError, read_document

from .documents import EXAMPLES, document, indicator, merged, node, rows_of, save, table

KEGIATAN = node(
    "Kegiatan",
    "K1",
    "P1",
    "Pendidikan",
    indicator("Jumlah peserta", "1", "2", "3", satuan="Orang", arah="Positif", pemilik="Kabid"),
    indicator("Jumlah laporan", "1", "", "-3", satuan="Laporan"),
)


def test_files_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    a, b, c = tmp_path / "dinkes" / "kinerja.xlsx", tmp_path / "dikbud" / "kinerja.xlsx", tmp_path / "bkd.xlsx"
    assert file_names([a, b, c, tmp_path / "dinkes" / ".." / "bkd.xlsx"]) == {
        a: "dinkes/kinerja.xlsx",
        b: "dikbud/kinerja.xlsx",
        c: "bkd.xlsx",
    }


def test_a_file_by_two_ways_is_named_by_its_own(tmp_path: Path) -> None:
    own, other = tmp_path / "z.xlsx", tmp_path / "a.xlsx"
    own.touch()
    other.symlink_to(own)
    assert file_names([other, own]) == file_names([own, other]) == {own: "z.xlsx"}
    assert file_names([other]) == {other: "z.xlsx"}


def test_a_workbook_without_any_of_our_sheets_is_none_of_an_opd(tmp_path: Path) -> None:
    """A budget, or forms that were printed for one OPD out of a regency workbook."""
    Workbook().save(tmp_path / "anggaran.xlsx")
    with pytest.raises(UnreadableError, match="bukan buku kerja OPD"):
        gather([tmp_path / "anggaran.xlsx"])


def test_sources_stand_by_opd_and_file_in_whatever_order_they_are_given(tmp_path: Path) -> None:
    paths = save(
        tmp_path, z=document("Badan A"), b=document("dinas B"), a=document("Dinas B"), c=document("Dinas C", KEGIATAN)
    )
    expected = ["z.json", "a.json", "b.json", "c.json"]
    assert [source.name for source in gather(paths)] == expected
    assert [source.name for source in gather(reversed(paths))] == expected
    assert [source.name for source in gather([*paths, *paths])] == expected


def test_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    [path] = save(tmp_path, a=document("Dinas A", KEGIATAN))
    [source] = gather([path])
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (source.opd, source.pemerintah, source.period) == ("Dinas A", "Kabupaten Contoh", "2025–2027")
    assert (source.template, source.profile, source.years) == ("cascade_xl 1.0", "kabupaten", (2025, 2026, 2027))


def test_progress_sees_every_path(tmp_path: Path) -> None:
    paths = save(tmp_path, a=document("A"), b=document("B"))
    seen: list[Path] = []

    def progress(todo: Sequence[Path]) -> Iterable[Path]:
        for path in todo:
            seen.append(path)
            yield path

    assert len(gather(iter(paths), progress=progress)) == len(seen) == 2


def test_one_unreadable_file_ends_the_run(tmp_path: Path) -> None:
    paths = save(tmp_path, a=document("A"))
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 bukan zip")
    with pytest.raises(UnreadableError, match=r"rusak\.xlsx"):
        gather([*paths, broken])


def test_an_earlier_result_among_the_files_is_refused(tmp_path: Path) -> None:
    paths = save(tmp_path, a=document("A", KEGIATAN))
    _, output = merged(tmp_path, paths)
    with pytest.raises(UnreadableError, match="hasil gabungan"):
        gather([*paths, output])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_filled_cell_of_matriks_is_in_a_row(path: Path) -> None:
    read, _ = read_document(path)
    [source] = gather([path])
    rows = dict(zip(source.table.numbers, rows_of(source), strict=True))
    assert len(rows) == len(source.table.numbers)
    for row in read.indicators:
        cells = rows[row.indikator.place.row]
        values = {"indikator": row.indikator, "satuan": row.satuan, "catatan": row.catatan, "pagu": row.pagu.value}
        values |= {contract.target_key(target.year): target.value for target in row.targets}
        assert {key: v.raw for key, v in values.items() if v.text} == {k: cells[k] for k in values if k in cells}
    for kinerja in read.nodes:
        cells = rows[kinerja.uraian.place.row]
        assert cells.get("uraian", "") == kinerja.uraian.raw
        assert cells.get("kode", "") == kinerja.kode.raw


def test_all_input_columns_arrive(tmp_path: Path) -> None:
    keys = {column.key for column in contract.inputs(contract.Sheet.MATRIKS, (2025, 2026, 2027))}
    cells = {key: f"isi {key}" for key in keys if not key.startswith("target_20")} | {"kode": "K9"}
    row = {key: text for key, text in cells.items() if key not in ("jenjang", "kode", "induk", "uraian", "sasaran")}
    row = {("kode" if key == "kode_indikator" else key): text for key, text in row.items()}
    full = node("Program", "K9", "isi induk", "isi uraian", {**row, "target": {"2025": "1"}}, sasaran="isi sasaran")
    [source] = gather(save(tmp_path, a=document("A", full)))
    assert rows_of(source)[0] == {**cells, "jenjang": "Program", "target_2025": "1"}


def test_errors_and_formulas_without_a_result_are_shown_by_their_text(tmp_path: Path) -> None:
    row = {
        "indikator": {"galat": "#REF!"},
        "satuan": {"rumus": "=A1+1"},
        "target": {"2025": {"nilai": 0.92, "format": "0%"}},
    }
    [source] = gather(save(tmp_path, a=document("A", node("Program", "P1", "", "Diklat", row))))
    cells = rows_of(source)[0]
    assert (cells["indikator"], cells["satuan"], cells["target_2025"]) == ("#REF!", "=A1+1", "92%")


def test_findings_mark_their_cells(tmp_path: Path) -> None:
    _, output = merged(tmp_path, save(tmp_path, a=document("A", KEGIATAN)))
    [negative] = [row for row in table(output, "Matriks") if row["Indikator"] == "Jumlah laporan"]
    assert "|target_2027:G|" in negative["Tanda"]
    assert "Galat" in negative["Pesan Validasi"] and "-3" in negative["Pesan Validasi"]


def test_completeness_counts_what_the_profile_requires(tmp_path: Path) -> None:
    bare = gather(save(tmp_path / "1", a=document("A")))[0]
    full = gather(save(tmp_path / "2", a=document("A", KEGIATAN)))[0]
    # indikator, pemilik; 2 × (satuan, arah, three years): arah and one year are missing in the second
    assert (full.required - bare.required, full.filled - bare.filled) == (12, 10)


def test_a_replaced_indicator_is_not_asked_for_the_other_ones_years(tmp_path: Path) -> None:
    old = indicator("Jumlah naskah", "4", satuan="Dokumen", arah="Positif", pemilik="Kabid")
    new = indicator("Jumlah laporan", "", "5", "5", satuan="Laporan", arah="Positif")
    replaced = node("Kegiatan", "K1", "P1", "Naskah", old, new)
    half = node("Kegiatan", "K1", "P1", "Naskah", old)
    bare, *sources = (gather(save(tmp_path / name, a=data))[0] for name, data in {
        "0": document("A"), "1": document("A", replaced), "2": document("A", half),
    }.items())  # fmt: skip
    assert [(s.required - bare.required, s.filled - bare.filled) for s in sources] == [(9, 9), (7, 5)]


def test_sources_hold_no_document(tmp_path: Path) -> None:
    """A regency of sources must be small, and able to travel between processes."""
    import pickle

    [source] = gather(save(tmp_path, a=document("A", KEGIATAN)))
    size = len(pickle.dumps(source.table))
    assert size < 20 * len(json.dumps(document("A", KEGIATAN)))
    assert pickle.loads(pickle.dumps(source)) == source

"""An exemption of a rule across OPD that covers nothing is told where those rules are run, and where that is sure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from cascade_xl.checking import check_any, check_file
from cascade_xl.merge.files import Choices, merge_files
from cascade_xl.model import Finding, Place, Status
from cascade_xl.resources import profile
from cascade_xl.rules.regency import REGENCY_RULES
from cascade_xl.rules.regency.regency import Expected
from tests.generate import regency
from tests.merge.documents import save, table
from tests.rules.test_regency import SEEDED

RULE = "pengecualian-tak-terpakai"
Data = dict[str, Any]


def offices(*accepted: str, kode: str = "S1", count: int = 3) -> list[Data]:
    """Offices that agree; the first accepts findings of these rules."""
    first, *others = regency(9, count)
    return [
        {**first, "pengecualian": [{"aturan": a, "kode": kode, "alasan": "Disepakati."} for a in accepted]},
        *others,
    ]


def listed(datas: Sequence[Data], *absent: str) -> list[Expected]:
    names = [*(data["identitas"]["opd"] for data in datas), *absent]
    return [Expected(name, "", Place("daftar.xlsx", "Daftar", n, 1)) for n, name in enumerate(names, start=2)]


def merged(folder: Path, datas: Sequence[Data], **choices: Any) -> Path:
    paths = save(folder / "masuk", **{f"f{n}": data for n, data in enumerate(datas)})
    merge_files(paths, folder / "gabungan.xlsx", Choices(**choices))
    return folder / "gabungan.xlsx"


def idle(path: Path) -> list[Finding]:
    """What a check of the merged workbook says of its exemptions."""
    return [f for checked in check_any(path) for f in checked.report.findings if f.rule == RULE]


def told(path: Path) -> list[str]:
    """The rules of the exemptions that the merge says cover nothing."""
    rows = [row for row in table(path, "Temuan") if row["Nomor"] == "B110"]
    assert all(row["OPD"] for row in rows)
    return [row["Tertulis"] for row in rows]


def test_what_covers_nothing_is_told_by_the_merge_and_by_a_check_of_its_result(tmp_path: Path) -> None:
    datas = offices("D508", "rpjmd-berbeda")
    path = merged(tmp_path, datas, expected=listed(datas))
    assert told(path) == ["D508", "rpjmd-berbeda"]
    assert [(f.place.sheet, f.found, f.code) for f in idle(path)] == [
        ("Pengecualian", "D508", "B110"),
        ("Pengecualian", "rpjmd-berbeda", "B110"),
    ]
    assert idle(path)[0].message == "Tidak ada temuan D508 pada kode S1 yang diterima oleh pengecualian ini."


def test_what_covers_a_finding_is_not_told(tmp_path: Path) -> None:
    datas = offices("D508", "D509")
    SEEDED["indikator-daerah-berbeda"](datas[0])
    path = merged(tmp_path, datas, expected=listed(datas))
    assert told(path) == ["D509"]
    assert [f.found for f in idle(path)] == ["D509"]
    [accepted] = [f for c in check_any(path) for f in c.report.findings if f.rule == "indikator-daerah-berbeda"]
    assert accepted.status is Status.ACCEPTED


def test_the_check_of_one_file_does_not_tell(tmp_path: Path) -> None:
    [path, *_] = save(tmp_path, a=offices(*(rule.name for rule in REGENCY_RULES))[0])
    assert not [f for f in check_file(path).report.findings if f.rule == RULE]


@pytest.mark.parametrize("rule", [rule.name for rule in REGENCY_RULES])
def test_with_a_list_and_all_files_every_rule_is_judged_that_is_not_skipped(tmp_path: Path, rule: str) -> None:
    datas = offices(rule)
    path = merged(tmp_path, datas, expected=listed(datas))
    assert told(path) == ([] if rule == "jumlah-daerah-tidak-sama" else [rule])  # the profile declares no such number


@pytest.mark.parametrize("rule", [rule.name for rule in REGENCY_RULES])
def test_nothing_is_judged_while_a_file_may_be_missing(tmp_path: Path, rule: str) -> None:
    datas = offices(rule)
    missing = merged(tmp_path / "kurang", datas, expected=listed(datas, "Dinas Pemadam Kebakaran"))
    unknown = merged(tmp_path / "tanpa daftar", datas)
    for path in (missing, unknown):
        assert told(path) == [] and idle(path) == []


@pytest.mark.parametrize("off", ["indikator-daerah-berbeda", RULE])
def test_what_a_profile_switches_off_is_not_told(tmp_path: Path, off: str) -> None:
    using = {**profile().data, "aturan": {off: {"keparahan": "mati"}}}
    datas = [{**data, "profil": using} for data in offices("indikator-daerah-berbeda")]
    path = merged(tmp_path, datas, expected=listed(datas))
    assert told(path) == [] and idle(path) == []


def test_what_is_told_of_the_file_itself_is_told_once(tmp_path: Path) -> None:
    """An exemption without a reason, or of a year that is none, is unclear to the check of the file already."""
    datas = offices()
    datas[0]["pengecualian"] = [
        {"aturan": "D508", "kode": "S1"},
        {"aturan": "D508", "kode": "S1", "tahun": "kapan", "alasan": "Disepakati."},
        {"aturan": "target-negatif", "kode": "S1", "alasan": "Disepakati."},
        {"aturan": "D508", "kode": "S1", "tahun": "2027", "alasan": "Disepakati."},
    ]
    path = merged(tmp_path, datas, expected=listed(datas))
    assert len(told(path)) == 4
    assert [f.found for f in idle(path)] == ["D508"]

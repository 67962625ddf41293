"""Offices that agree give no finding across OPD; each disagreement gives its own, and only that."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cascade_xl import contract
from cascade_xl.model import Place, Severity, Status
from cascade_xl.profile import Profile
from cascade_xl.read import read_document
from cascade_xl.read.canonical import document
from cascade_xl.resources import TEMPLATES, example_names, profile, profile_data
from cascade_xl.rules import RULES
from cascade_xl.rules.book import Book
from cascade_xl.rules.regency import REGENCY_RULES
from cascade_xl.rules.regency.engine import RegencyReport, check_offices
from cascade_xl.rules.regency.office import Office
from cascade_xl.rules.regency.record import office
from cascade_xl.rules.regency.regency import Expected
from cascade_xl.rules.regency.wording import marked, plain
from cascade_xl.rules.rule import Outcome
from cascade_xl.rules.rule import check as check_book
from cascade_xl.write.formulas import row_formulas
from cascade_xl.write.row import Row
from tests.generate import regency

Data = dict[str, Any]


def made(data: Data, file: str, patch: Mapping[str, Any] | None = None) -> Office:
    carried = data["profil"]
    using = profile_data({**profile().data, **(patch or {})} if isinstance(carried, str) else carried, "test")
    return office(Book(document(data, using, file), using))


def offices(datas: Sequence[Data], patch: Mapping[str, Any] | None = None) -> list[Office]:
    return [made(data, f"{n:02d}.json", patch) for n, data in enumerate(datas)]


def listed(datas: Sequence[Data]) -> list[Expected]:
    names = dict.fromkeys(data["identitas"]["opd"] for data in datas)
    return [Expected(name, "", Place("daftar.xlsx", "Daftar", n, 1)) for n, name in enumerate(names, start=2)]


def found(report: RegencyReport) -> list[tuple[str, int | None]]:
    """The rules that found something, each with the office that it is about."""
    of_offices = [(f.rule, n) for n, results in enumerate(report.offices) for r in results for f in r.findings]
    return [*of_offices, *((f.rule, None) for f in report.findings)]


def check(datas: Sequence[Data], master: Data | None = None, complete: bool = True) -> RegencyReport:
    top = made(master, "rpjmd.json") if master is not None else None
    report = check_offices(offices(datas), REGENCY_RULES, top, listed(datas) if complete else None)
    assert not report.crashed
    assert {r.outcome for results in report.offices for r in results} <= {
        Outcome.CLEAN,
        Outcome.FINDINGS,
        Outcome.SKIPPED,
    }
    return report


def rpjmd(datas: Sequence[Data]) -> Data:
    """The regency's own document: visi … sasaran."""
    data = json.loads(json.dumps(datas[0]))
    return {**data, "matriks": data["matriks"][:4], "identitas": {**data["identitas"], "opd": "Bappeda"}}


@pytest.mark.parametrize("seed", range(5))
def test_forty_offices_that_agree_give_nothing(seed: int) -> None:
    datas = regency(seed, 40)
    for master in (None, rpjmd(datas)):
        assert found(check(datas, master)) == []
        assert found(check(datas, master, complete=False)) == []


def find(data: Data, jenjang: str, kode: str = "") -> Data:
    node: Data = next(n for n in data["matriks"] if n["jenjang"] == jenjang and kode in n["kode"])
    return node


def goal(data: Data) -> Data:
    row: Data = find(data, "Sasaran")["indikator"][0]
    return row


def supporting(data: Data) -> Data:
    return find(data, "Sub Kegiatan", ".01.2.01.0001")


def program(data: Data) -> Data:
    row: Data = find(data, "Program")["indikator"][0]
    return row


def other_sasaran(data: Data) -> Data:
    return {**find(data, "Sasaran"), "kode": "S2", "uraian": "Terwujudnya hal lain", "indikator": []}


def shift(data: Data) -> None:
    data["identitas"] |= {"periode_awal": "2021", "periode_akhir": "2026"}


SEEDED: dict[str, Callable[[Data], object]] = {
    "periode-berbeda": shift,
    "templat-berbeda": lambda d: d.update(templat="cascade_xl 0.9"),
    "rpjmd-berbeda": lambda d: find(d, "Visi").update(uraian=find(d, "Visi")["uraian"] + " bersama rakyat"),
    "indikator-daerah-berbeda": lambda d: goal(d)["target"].update({"2027": "99,9"}),
    "subkegiatan-berbeda": lambda d: supporting(d).update(uraian="Penyusunan lain sekali"),
    "dukungan-lintas-opd-menggantung": lambda d: program(d).update(dukung="9.99.99"),
}


@pytest.mark.parametrize("rule", SEEDED)
def test_one_disagreement_gives_its_finding_and_no_other(rule: str) -> None:
    for seed in range(3):
        for with_master in (False, True):
            datas = regency(seed, 7)
            master = rpjmd(datas) if with_master else None
            SEEDED[rule](datas[4])
            assert found(check(datas, master)) == [(rule, 4)]


def test_spelling_is_no_disagreement() -> None:
    datas = regency(1, 5)
    visi, row = find(datas[2], "Visi"), goal(datas[2])
    visi["uraian"] = f"VISI : {visi['uraian'].upper()}."
    row["target"] = {year: str(cell).replace(",", ".") + "0" for year, cell in row["target"].items()}
    row["satuan"] = row["satuan"].upper()
    supporting(datas[2])["uraian"] = "Sub Kegiatan " + supporting(datas[2])["uraian"].upper()
    datas[3]["identitas"]["pemerintah"] = "Kab. Contoh"
    datas[3]["identitas"]["opd"] += " Kabupaten Contoh"
    assert found(check(datas, rpjmd(datas))) == []


def test_two_files_of_one_opd() -> None:
    datas = regency(2, 4)
    datas.append({**datas[1], "identitas": {**datas[1]["identitas"], "opd": datas[1]["identitas"]["opd"].upper()}})
    report = check(datas)
    assert sorted(found(report)) == [("opd-ganda", 1), ("opd-ganda", 4)]
    [message] = [f.message for r in report.offices[1] for f in r.findings]
    assert "04.json" in message


def test_bidang_alone_is_no_opd() -> None:
    """Every kecamatan is 7.01."""
    datas = regency(2, 4)
    for data in datas[:3]:
        data["identitas"]["kode_opd"] = "7.01"
    assert found(check(datas)) == []


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("Dinas Kesehtan", "Dinas Kesehatan"),
        ("Badan Kepegawaian", "Badan Kepegawaian Daerah"),
        ("Dinas Kehutanan", None),
        ("Dinas Perikanan", None),
        ("Kecamatan Tungkal Ulu", None),
        ("Sekretariat DPRD", None),
    ],
)
def test_only_a_name_that_is_alike_is_suggested(said: str, near: str | None) -> None:
    """What most names share, "Dinas" and the like, makes none like another."""
    names = ("Dinas Kesehatan", "Badan Kepegawaian Daerah", "Kecamatan Tungkal Ilir", "Sekretariat Daerah")
    [data] = regency(3, 1)
    data["identitas"]["opd"] = said
    lines = [Expected(name, "", Place("daftar.xlsx", "OPD", n, 1)) for n, name in enumerate(names, start=2)]
    report = check_offices(offices([data]), REGENCY_RULES, None, lines)
    [finding] = [f for results in report.offices for r in results for f in r.findings if f.rule == "opd-tidak-dikenal"]
    assert finding.expected == near
    missed = {finding.name for finding in report.findings if finding.rule == "opd-belum-menyerahkan"}
    assert missed >= {name for name in names if name != near}


@pytest.mark.parametrize("said", ["Bappeda", "BAPPEDA Kab. Contoh", "Bappeda Kabupaten Contoh"])
def test_an_abbreviation_may_name_its_government(said: str) -> None:
    [data] = regency(3, 1)
    data["identitas"] |= {"opd": said, "kode_opd": ""}
    line = Expected("Badan Perencanaan Pembangunan Daerah", "", Place("daftar.xlsx", "OPD", 2, 1))
    assert found(check_offices(offices([data]), REGENCY_RULES, None, [line])) == []


def test_list_of_opd() -> None:
    datas = regency(3, 4)
    lines = listed(datas)
    del datas[1]
    datas[1]["identitas"]["opd"] = datas[1]["identitas"]["opd"].replace("Dinas", "Dins")
    report = check_offices(offices(datas), REGENCY_RULES, None, lines)
    ours = [entry for entry in found(report) if entry[0].startswith("opd-")]
    assert ours == [("opd-tidak-dikenal", 1), ("opd-belum-menyerahkan", None)]
    [finding] = report.findings
    assert finding.place == lines[1].place
    skipped = {r.rule.name for r in report.regency if r.outcome is Outcome.SKIPPED}
    assert {"sasaran-tanpa-pengampu", "jumlah-daerah-tidak-sama"} <= skipped


def test_a_tie_holds_nobody_right() -> None:
    datas = regency(4, 2)
    goal(datas[1])["target"]["2026"] = "1,5"
    report = check(datas)
    assert found(report) == [("indikator-daerah-berbeda", 0), ("indikator-daerah-berbeda", 1)]
    for position in range(2):
        [finding] = [f for r in report.offices[position] for f in r.findings]
        assert finding.expected is None and datas[1 - position]["identitas"]["opd"] in finding.message


def test_the_master_outweighs_all_offices() -> None:
    datas = regency(4, 3)
    master = rpjmd(datas)
    goal(master)["target"]["2026"] = "1,5"
    report = check(datas, master)
    assert found(report) == [("indikator-daerah-berbeda", n) for n in range(3)]
    assert "RPJMD menulis 1,5" in report.offices[0][7].findings[0].message


def test_differing_words_are_marked() -> None:
    datas = regency(4, 3)
    for data in datas:
        find(data, "Misi").update(uraian="Meningkatkan mutu layanan publik")
    master = rpjmd(datas)
    find(datas[1], "Misi").update(uraian="Meningkatkan kualitas layanan umum publik")
    [finding] = [f for r in check(datas, master).offices[1] for f in r.findings]
    assert 'Di sini: "Meningkatkan «kualitas» layanan «umum» publik"' in finding.message
    assert 'RPJMD: "Meningkatkan «mutu» layanan publik"' in finding.message


def test_what_the_master_has_not_is_said_and_what_an_office_leaves_out_is_not() -> None:
    datas = regency(4, 3)
    master = rpjmd(datas)
    master["matriks"].append(other_sasaran(master))
    datas[2]["matriks"].append({**find(datas[2], "Misi"), "kode": "M9", "uraian": "Membangun pabrik kapal terbang"})
    assert found(check(datas, master, complete=False)) == [("rpjmd-berbeda", 2)]


def test_a_statement_is_compared_with_the_one_it_means() -> None:
    """Whatever kode the office gave it; one that differs much by the same kode."""
    datas = regency(4, 3)
    master = rpjmd(datas)
    texts = ("Meningkatkan mutu pendidikan dasar", "Membangun jalan desa", "Memajukan pasar rakyat")
    master["matriks"][1:2] = [{**find(master, "Misi"), "kode": f"M{n}", "uraian": t} for n, t in enumerate(texts, 1)]
    for data, text in zip(datas, ("Membangun jalan-jalan desa", "Meningkatkan mutu guru", texts[2]), strict=True):
        find(data, "Misi").update(uraian=text)
    report = check(datas, master)
    expected = [f.expected for results in report.offices for r in results for f in r.findings]
    assert (found(report), expected) == ([("rpjmd-berbeda", 0), ("rpjmd-berbeda", 1)], [texts[1], texts[0]])


def test_a_sasaran_of_nobody() -> None:
    datas = regency(4, 3)
    master = rpjmd(datas)
    master["matriks"].append(other_sasaran(master))
    report = check(datas, master)
    assert found(report) == [("sasaran-tanpa-pengampu", None)]
    assert report.findings[0].place.file == "rpjmd.json"


def test_offices_that_number_their_own_sasaran_are_left_alone() -> None:
    datas = regency(5, 3)
    for data, theme in zip(datas, ("pendidikan dasar", "kesehatan ibu", "jalan desa"), strict=True):
        find(data, "Sasaran").update(uraian=f"Meningkatnya kualitas {theme}")
        goal(data).update(indikator=f"Indeks {theme}")
    assert found(check(datas)) == []


def test_governments_are_judged_apart() -> None:
    one, two = regency(6, 3), regency(7, 3)
    for data in two:
        data["identitas"]["pemerintah"] = "Kabupaten Lain"
    assert found(check([*one, *two], complete=False)) == []


def test_the_real_documents_together_give_nothing() -> None:
    records = []
    for name in example_names():
        read, using = read_document(TEMPLATES / "examples" / f"{name}.json")
        records.append(office(Book(read, using)))
    assert len(records) == 5
    report = check_offices(records, REGENCY_RULES)
    ours = [n for n, record in enumerate(records) if record.pemerintah == "Kabupaten Tanjung Jabung Barat"]
    assert sorted(found(report)) == sorted((rule, n) for rule in TRUE_OF_TWO_YEARS for n in ours)


TRUE_OF_TWO_YEARS = ("opd-ganda", "periode-berbeda")
"""Tanjung Jabung Barat has two documents of one OPD here, of 2022 and of 2024: so much is true of them."""


def test_sums_over_the_opd() -> None:
    """One file alone is not asked to give the regency's number, neither by a rule nor by the formulas of its rows."""
    patch = {"aturan": {"jumlah-daerah-tidak-sama": {"indikator": [goal(regency(8, 1)[0])["indikator"]]}}}
    datas = regency(8, 3)
    for data, share in zip(datas, (10, 20, 30), strict=True):
        goal(data).update(satuan="Orang", target={"2025": "60", "2026": "60"}, kondisi_awal="", target_akhir="")
        row = find(data, "Tujuan PD")["indikator"][0]
        row.update(satuan="Org", agregasi="Jumlah", target={"2025": str(share), "2026": str(share)})
    assert found(check_offices(offices(datas, patch), REGENCY_RULES, None, listed(datas))) == []
    for using in (profile(), Profile.from_data({**profile().data, **patch})):
        alone = check_book(Book(document(datas[0], using, "a.json"), using), RULES)
        assert "jumlah-tidak-sama" not in {f.rule for f in alone.findings}
        formula = row_formulas(Row(using, contract.columns(contract.Sheet.MATRIKS, (2025, 2026)), (2025, 2026), 5000))
        assert "=4" in formula["cek_jumlah"].cell  # the level of sasaran looks away
    find(datas[1], "Tujuan PD")["indikator"][0]["target"]["2026"] = "21"
    report = check_offices(offices(datas, patch), REGENCY_RULES, None, listed(datas))
    assert found(report) == [("jumlah-daerah-tidak-sama", None)]
    assert "jumlah dari 3 OPD adalah 61" in report.findings[0].message
    fewer = check_offices(offices(datas[:2], patch), REGENCY_RULES, None, listed(datas))
    assert "jumlah-daerah-tidak-sama" not in {rule for rule, _ in found(fewer)}


def test_an_office_accepts_a_finding_on_its_own_file() -> None:
    datas = regency(9, 3)
    SEEDED["indikator-daerah-berbeda"](datas[2])
    datas[2]["pengecualian"] = [{"aturan": "D508", "kode": "S1", "tahun": "2027", "alasan": "Menunggu revisi."}]
    [finding] = [f for r in check(datas).offices[2] for f in r.findings]
    assert (finding.status, finding.reason) == (Status.ACCEPTED, "Menunggu revisi.")


def test_profiles_switch_rules_off_and_weigh_them() -> None:
    datas = regency(9, 3)
    SEEDED["indikator-daerah-berbeda"](datas[2])
    for word, severity in (("mati", None), ("saran", Severity.ADVICE)):
        patch = {"aturan": {"indikator-daerah-berbeda": {"keparahan": word}}}
        report = check_offices(offices(datas, patch), REGENCY_RULES)
        assert [f.severity for r in report.offices[2] for f in r.findings] == ([severity] if severity else [])


def test_a_crash_is_no_clean_result() -> None:
    def broken(_: object) -> Any:
        raise ValueError("rusak")

    rules = [REGENCY_RULES[0]._replace(check=broken), *REGENCY_RULES[1:]]
    report = check_offices(offices(regency(1, 2)), rules)
    assert report.crashed
    assert [results[0].outcome for results in report.offices] == [Outcome.CRASHED] * 2
    assert "rusak" in report.offices[0][0].reason


def test_records_travel_between_processes() -> None:
    record = made(regency(1, 1)[0], "a.json")
    assert pickle.loads(pickle.dumps(record)) == record


def mixed() -> list[Office]:
    """Offices that disagree in every way."""
    datas = regency(1, 9)
    for n, seed in enumerate(SEEDED.values()):
        seed(datas[n])
    SEEDED["indikator-daerah-berbeda"](datas[7])
    goal(datas[6])["satuan"] = "%"
    datas[8]["identitas"]["opd"] = datas[7]["identitas"]["opd"]
    return offices(datas)


@settings(max_examples=25)
@given(st.permutations(range(9)))
def test_the_order_of_offices_changes_nothing(order: list[int]) -> None:
    records = mixed_once()
    lines = [Expected(o.opd.text, "", Place("d", "D", n, 1)) for n, o in enumerate(records)]
    straight = check_offices(records, REGENCY_RULES, None, lines)
    turned = check_offices([records[n] for n in order], REGENCY_RULES, None, lines)
    assert [turned.offices[order.index(n)] for n in range(9)] == list(straight.offices)
    assert turned.regency == straight.regency
    assert len({rule for rule, _ in found(straight)}) > 6


_MIXED: list[Office] = []


def mixed_once() -> list[Office]:
    if not _MIXED:
        _MIXED.extend(mixed())
    return _MIXED


def test_one_name_of_two_indicators() -> None:
    """Below different sasaran the same words may be different numbers."""
    datas = regency(5, 2)
    for data, theme in zip(datas, ("pendidikan dasar", "kesehatan ibu"), strict=True):
        find(data, "Sasaran").update(uraian=f"Meningkatnya kualitas {theme}", kode=f"S-{theme}")
        find(data, "Tujuan PD").update(induk=f"S-{theme}")
        goal(data).update(target={"2025": str(len(theme))})
    assert found(check(datas, complete=False)) == []


def test_older_codes_are_of_another_list() -> None:
    datas = regency(5, 2)
    node = supporting(datas[0])
    node.update(kode=node["kode"][:-4] + "01", uraian="Nama lain di daftar lama")
    assert found(check(datas)) == []


def test_a_hospital_may_carry_the_kode_of_the_health_office() -> None:
    datas = regency(5, 3)
    for data, name in zip(datas, ("Dinas Kesehatan", "RSUD Contoh", "Dinas Kesehatn"), strict=True):
        data["identitas"] |= {"opd": name, "kode_opd": "1.02.0.00.0.00.01.0000"}
    assert {entry for entry in found(check(datas)) if entry[0] == "opd-ganda"} == {("opd-ganda", 0), ("opd-ganda", 2)}


@pytest.mark.parametrize(("name", "same"), [("Kesehatan", True), ("Dinas Laboratorium Kesehatan", False)])
def test_one_kode_and_the_same_words_are_one_opd(name: str, same: bool) -> None:
    datas = regency(5, 2)
    for data, opd in zip(datas, ("Dinas Kesehatan", name), strict=True):
        data["identitas"] |= {"opd": opd, "kode_opd": "1.02.0.00.0.00.01.0000"}
    assert [entry for entry in found(check(datas)) if entry[0] == "opd-ganda"] == [
        ("opd-ganda", number) for number in (0, 1) if same
    ]


def test_a_misspelt_partner_is_found_once() -> None:
    """Not again in the files of those who name the office that misspelt them."""
    datas = regency(5, 3)
    names = [data["identitas"]["opd"] for data in datas]
    program = next(node for node in datas[0]["matriks"] if node["jenjang"] == "Program")["indikator"][0]
    program["mitra"] = f"{names[1][:-2]}{names[1][-1]}; {names[2]}"
    assert found(check(datas)) == [("dukungan-lintas-opd-menggantung", 0)]


def test_a_master_of_another_government_is_said() -> None:
    datas = regency(5, 2)
    master = rpjmd(datas)
    master["identitas"]["pemerintah"] = "Kabupaten Lain"
    report = check(datas, master)
    assert found(report) == []
    assert ["RPJMD" in said or "Daftar" in said for said in report.unused] == [True, True]
    assert check(datas, rpjmd(datas)).unused == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_marks_hold_the_words_as_written(here: str, there: str) -> None:
    assert (
        marked(here, there).replace("«", "").replace("»", "").split()
        == plain(here).replace("«", "").replace("»", "").split()
    )


LINKS: dict[str, dict[str, list[str | None]]] = {
    "mitra": {
        "Dinas Sosial, Perempuan dan Anak": [],
        "Dinas Jalan dan Dinas Sosial, Perempuan dan Anak": [],
        "Dinas Jalan\nDinas Sosial, Perempuan dan Anak": [],
        "Dinsos; BPS; Badan Narkotika Nasional": [],
        "Seluruh OPD": [],
        "Dinas Kesehatan Provinsi Lampung": [],
        "Dinas Jalann": ["Dinas Jalan"],
        "Dinas Jalan; Dinas Antariksa": [None],
        "Kecamatan Antah": [None],
    },
    "dukung": {
        "1.03.02": [],
        "1.03.02; 1.03.02.2.01": [],
        "1.3.02 Program Jalan": [],
        "Program jalan": [],
        "X.XX.01": [],
        "1.03.09": [None],
        "1.03.02, 1.03.03": [None],
    },
}


@pytest.mark.parametrize(("column", "text"), [(column, text) for column, texts in LINKS.items() for text in texts])
def test_whom_a_row_means(column: str, text: str) -> None:
    """What is found has a name to put in its place, or none; what may be right is left alone."""
    rows = [("Dinas Kesehatan", "1.02.02", "Disetujui"), ("Dinas Jalan", "1.03.02", "Menunggu")]
    rows += [("Dinas Sosial, Perempuan dan Anak", "1.06.02", "")]
    datas: list[Data] = []
    for name, kode, status in rows:
        nodes: list[Data] = [
            {"jenjang": "Program", "kode": k, "uraian": f"Program {k}"} for k in (kode, f"{kode}.2.01", "X.XX.01")
        ]
        row = {"indikator": "Jumlah", "mitra": "seluruh OPD", "dukung_status": status}
        nodes[0] = {**nodes[0], "indikator": [row]}
        datas.append({"profil": "kabupaten", "identitas": {"pemerintah": "Kota C", "opd": name}, "matriks": nodes})
    first = datas[0]["matriks"][0]["indikator"][0]
    first.update({"mitra": "Dinas Jalan", column: text})
    findings = [f for r in check(datas).offices[0] for f in r.findings]
    assert [f.rule for f in findings] == ["dukungan-lintas-opd-menggantung"] * len(LINKS[column][text])
    assert [f.expected for f in findings] == LINKS[column][text]


def test_an_exemption_may_name_a_rule_across_opd() -> None:
    data = regency(1, 1)[0]
    data["pengecualian"] = [{"aturan": "rpjmd-berbeda", "kode": "V1", "alasan": "Menunggu."}]
    report = check_book(Book(document(data, profile(), "a.json"), profile()), RULES, elsewhere=REGENCY_RULES)
    assert list(report.findings) == []

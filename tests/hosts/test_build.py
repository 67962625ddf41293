"""The built add-in holds what its sources say, and other readers than its maker agree."""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from oletools.olevba import VBA_Parser

from cascade_xl import __version__
from cascade_xl.hosts.installation import archive, build, xlwings_vba
from cascade_xl.hosts.installation.machine import InstallationError
from cascade_xl.resources import ADDIN
from tests.hosts.test_vba import BUTTONS
from tests.judges import need, open_xml_sdk

SOURCES = ADDIN / "excel"
BUILT = ADDIN / "built"
_RIBBON = "{http://schemas.microsoft.com/office/2009/07/customui}"
_PROJECT_PART = "xl/vbaProject.bin"


@pytest.fixture(scope="module")
def xlam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    assert folder / build.XLAM in build.build(folder)
    return folder / build.XLAM


def _modules(path: Path) -> dict[str, str]:
    """The modules as olevba reads them."""
    parser = VBA_Parser(str(path))
    try:
        return {Path(name).stem: code for _, _, name, code in parser.extract_macros()}
    finally:
        parser.close()


def _plain(text: str) -> list[str]:
    """Lines without the header that only an exported class has, and without attributes."""
    lines = [line.rstrip() for line in text.splitlines()]
    if lines[0].startswith("VERSION"):
        lines = lines[lines.index("END") + 1 :]
    return [line for line in lines if not line.startswith("Attribute ")]


def test_another_reader_finds_the_sources(xlam: Path) -> None:
    found = _modules(xlam)
    wanted = {**build.modules(SOURCES), "Dictionary": xlwings_vba.dictionary()}
    assert found.keys() == {*wanted, "ThisWorkbook", "Sheet1"}
    for name, text in wanted.items():
        assert _plain(found[name]) == _plain(text), name
        assert f'Attribute VB_Name = "{name}"' in found[name].splitlines()
    assert not _plain(found["ThisWorkbook"]) and not _plain(found["Sheet1"])


def test_sources_are_as_vba_wants_them() -> None:
    for path in SOURCES.glob("*.bas"):
        text = path.read_text(encoding="ascii")
        assert text.startswith(f'Attribute VB_Name = "{path.stem}"\n')
        assert "\nOption Explicit\n" in text
        assert max(map(len, text.splitlines())) < 1023
    for text in build.modules(SOURCES).values():
        assert text.count("\n") == text.count("\r\n") == len(text.splitlines())
        assert "@VERSION@" not in text


def test_xlwings_speaks_for_our_project() -> None:
    text = xlwings_vba.module()
    assert 'Public Const PROJECT_NAME As String = "cascade_xl"' in text
    assert f'XLWINGS_VERSION As String = "{xlwings_vba.applescript_version()}"' in text
    assert "Content = ReadableError(ReadFile(FileName))" in text
    for english in ("Press Ctrl+C", "Could not find Interpreter", "xlwings runpython install", '"Running..."'):
        assert english not in text


def test_ribbon() -> None:
    root = ElementTree.parse(SOURCES / "customUI14.xml").getroot()
    assert root.tag == f"{_RIBBON}customUI"
    identified = [element for element in root.iter() if "id" in element.attrib]
    assert len({element.get("id") for element in identified}) == len(identified)
    assert [group.get("label") for group in root.iter(f"{_RIBBON}group")] == ["Periksa", "Cetak", "Bappeda", "Bantuan"]
    [tab] = root.iter(f"{_RIBBON}tab")
    assert tab.get("label") == "Cascading"
    buttons = list(root.iter(f"{_RIBBON}button"))
    assert {button.get("onAction"): button.get("id") for button in buttons} == BUTTONS
    for button in buttons:
        assert button.attrib.keys() <= {"id", "size", "label", "imageMso", "onAction", "screentip", "supertip"}
        assert all(button.get(name) for name in ("label", "imageMso", "screentip", "supertip"))
        assert len(button.get("supertip", "")) < 1024
        assert re.fullmatch("[A-Z][A-Za-z]+", button.get("imageMso", ""))


def test_every_callback_of_the_ribbon_is_one_call(xlam: Path) -> None:
    code = _modules(xlam)["Cascading"].replace("\r\n", "\n")
    for callback, button in BUTTONS.items():
        assert f'Public Sub {callback}(control As IRibbonControl)\n    PressButton "{button}"\nEnd Sub' in code


def test_the_open_xml_sdk_finds_nothing(xlam: Path) -> None:
    need("ooxml-validator")
    for office in ("Office2010", "Microsoft365"):
        assert open_xml_sdk.complaints([xlam], office) == {xlam: []}


def test_same_bytes_each_time(xlam: Path, tmp_path: Path) -> None:
    again = build.build(tmp_path)[0]
    assert again.read_bytes() == xlam.read_bytes()
    with zipfile.ZipFile(xlam) as zipped:
        assert {entry.compress_type for entry in zipped.infolist()} == {zipfile.ZIP_STORED}
        assert {entry.date_time for entry in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_versions_are_read_from_the_file(xlam: Path) -> None:
    assert archive.properties(xlam) == {"cascade_xl": __version__, "xlwings": xlwings_vba.applescript_version()}
    core = archive.parts_of(xlam.read_bytes())["docProps/core.xml"].decode()
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)", core) == ["cascade_xl"] * 2


def test_what_is_committed_was_built_from_these_sources(tmp_path: Path) -> None:
    for fresh in build.build(tmp_path):
        committed = BUILT / fresh.name
        remedy = f"run: cascade-xl addin build (version {__version__}, xlwings {xlwings_vba.package_version()})"
        assert committed.is_file(), remedy
        new, old = archive.parts_of(fresh.read_bytes()), archive.parts_of(committed.read_bytes())
        assert list(old) == list(new), remedy
        differing = {name for name in new if old[name] != new[name]}
        assert differing <= {_PROJECT_PART}, remedy
        if differing:  # another pyOpenVBA may pack the same modules otherwise
            assert _modules(committed) == _modules(fresh), remedy


def test_without_its_builder_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyopenvba", None)
    with pytest.raises(InstallationError, match=r'pip install "cascade-xl\[build\]"'):
        build.xlam(SOURCES)


def extension(folder: Path) -> Path:
    """The smallest extension, as sources."""
    parts = {
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest"/>',
        "description.xml": '<description xmlns="http://openoffice.org/extensions/description/2006">'
        '<identifier value="id.contoh.cascading"/><version value="@VERSION@"/></description>',
    }
    for name, text in parts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_extension(tmp_path: Path) -> None:
    folder = extension(tmp_path / "libreoffice")
    (folder / "tombol.py").write_bytes(b'VERSION = "@VERSION@"\r\n# caf\xc3\xa9\r\n')
    (folder / "ikon.png").write_bytes(b"\x89PNG\r\n\0@VERSION@")
    for leftover in ("__pycache__/tombol.cpython-311.pyc", ".DS_Store", "pythonpath/__pycache__/a.pyc"):
        (folder / leftover).parent.mkdir(parents=True, exist_ok=True)
        (folder / leftover).write_bytes(b"x")
    made = build.oxt(folder)
    parts = archive.parts_of(made)
    assert list(parts) == ["META-INF/manifest.xml", "description.xml", "ikon.png", "tombol.py"]
    assert parts["tombol.py"].decode() == f'VERSION = "{__version__}"\n# café\n'
    assert parts["ikon.png"] == b"\x89PNG\r\n\0@VERSION@"
    assert archive.description(parts["description.xml"]) == {
        "identifier": "id.contoh.cascading",
        "version": __version__,
    }
    (folder / "mimetype").write_text("application/vnd.openofficeorg.extension", encoding="ascii")
    assert next(iter(archive.parts_of(build.oxt(folder)))) == "mimetype"

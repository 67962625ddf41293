"""The two files that are installed, made from the texts in ``addin/``: the same bytes each time."""

from __future__ import annotations

import tempfile
from pathlib import Path

from cascade_xl import __version__
from cascade_xl.files import write_whole
from cascade_xl.hosts.installation.archive import PROPERTIES, packed, parts_of
from cascade_xl.hosts.installation.machine import PROJECT, InstallationError
from cascade_xl.hosts.installation.xlwings_vba import applescript_version, dictionary, module
from cascade_xl.resources import ADDIN

XLAM, OXT = f"{PROJECT}.xlam", f"{PROJECT}.oxt"
_RIBBON = "customUI/customUI14.xml"
_MODULES = ("Cascading", "CascadingChecks", "CascadingDialogs")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Cascading</dc:title><dc:creator>cascade_xl</dc:creator>\
<dc:description>Periksa dan gabungkan buku kerja cascading kinerja. Versi {version}.</dc:description>\
<cp:lastModifiedBy>cascade_xl</cp:lastModifiedBy></cp:coreProperties>"""
_CUSTOM = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" \
xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{properties}</Properties>"""
_PROPERTY = """<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">\
<vt:lpwstr>{value}</vt:lpwstr></property>"""


def build(output: Path) -> list[Path]:
    """Write the add-in for Excel and the extension for LibreOffice into a folder, and name them."""
    made = {XLAM: xlam(ADDIN / "excel")}
    if (ADDIN / "libreoffice").is_dir():
        made[OXT] = oxt(ADDIN / "libreoffice")
    output.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        write_whole(output / name, content)
    return [output / name for name in made]


def xlam(sources: Path) -> bytes:
    """The add-in for Excel: our modules, xlwings' module, the ribbon and the versions."""
    parts = parts_of(_project(sources))
    parts["docProps/core.xml"] = _CORE.format(version=__version__).encode()
    versions = {PROJECT: __version__, "xlwings": applescript_version()}
    parts[PROPERTIES] = _CUSTOM.format(
        properties="".join(
            _PROPERTY.format(pid=pid, name=name, value=value) for pid, (name, value) in enumerate(versions.items(), 2)
        )
    ).encode()
    parts[_RIBBON] = (sources / "customUI14.xml").read_bytes().replace(b"\r\n", b"\n")
    _insert(
        parts,
        "[Content_Types].xml",
        f'<Override PartName="/{PROPERTIES}" '
        'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>',
    )
    _insert(
        parts,
        "_rels/.rels",
        f'<Relationship Id="rIdProperties" Type="{_OFFICE}/relationships/custom-properties" Target="{PROPERTIES}"/>'
        '<Relationship Id="rIdRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
        f'Target="{_RIBBON}"/></Relationships>',
    )
    return packed(parts)


def modules(sources: Path) -> dict[str, str]:
    """The standard modules of the project, by name, as VBA wants them: CRLF, VB_Name, our version."""
    ours = {name: stamped((sources / f"{name}.bas").read_bytes()).decode("ascii") for name in _MODULES}
    return {name: _crlf(text) for name, text in {"xlwings": module(), **ours}.items()}


def oxt(folder: Path) -> bytes:
    """The extension for LibreOffice: whatever is in the folder, sorted; ``mimetype`` comes first where there is one."""
    paths = [path for path in folder.rglob("*") if path.is_file() and not _leftover(path.relative_to(folder))]
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    order = sorted(names, key=lambda name: (name != "mimetype", name))
    return packed({name: stamped(names[name].read_bytes()) for name in order})


def stamped(content: bytes) -> bytes:
    """A source with our version in place of @VERSION@ and plain line ends; what is no text stays as it is."""
    if b"\0" in content:
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content
    return content.replace(b"\r\n", b"\n").replace(b"@VERSION@", __version__.encode())


def _project(sources: Path) -> bytes:
    """An add-in without ribbon, as pyOpenVBA makes it."""
    try:
        from pyopenvba import ExcelFile
        from pyopenvba.vba import VBAModuleKind
    except ImportError as error:
        raise InstallationError(
            'Membuat add-in memerlukan pyOpenVBA. Jalankan: pip install "cascade-xl[build]", lalu ulangi.\n'
            "Memasang add-in tidak memerlukannya: cascade-xl addin install."
        ) from error
    with tempfile.TemporaryDirectory(prefix="cascade-xl-") as scratch:
        path = Path(scratch, XLAM)
        with ExcelFile.create_new(path) as book:
            project = book.vba_project()
            project.delete_module("Module1")
            for name, text in modules(sources).items():
                project.add_module(name, text)
            project.add_module("Dictionary", _crlf(dictionary()), kind=VBAModuleKind.other)
            book.save(path)
        return path.read_bytes()


def _crlf(text: str) -> str:
    return "\r\n".join(text.splitlines()) + "\r\n"


def _insert(parts: dict[str, bytes], name: str, text: str) -> None:
    """Put text before the end of a part; ``text`` ends with the closing tag that it goes before."""
    closing = text[text.rindex("</") :].encode()
    if not parts[name].endswith(closing):
        raise InstallationError(f"{name} dari pyOpenVBA tidak seperti yang dikenal. Pasang versi yang diuji.")
    parts[name] = parts[name].removesuffix(closing) + text.encode()


def _leftover(path: Path) -> bool:
    """What Python, editors and file managers leave in folders."""
    return any(part == "__pycache__" or part.startswith(".") for part in path.parts) or path.suffix == ".pyc"

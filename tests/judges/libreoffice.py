"""LibreOffice as a judge: it opens workbooks, calculates every formula anew and prints them."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

RECALCULATE_ALWAYS = 0

# What the private profile says before its first start. 7.4 and later read the same settings.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{recalculate}</value></prop>
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>{recalculate}</value></prop>
</item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop>
</item>
</oor:items>
"""


def soffice() -> Path | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else None


def pdftoppm() -> Path | None:
    found = shutil.which("pdftoppm")
    return Path(found) if found else None


@cache
def python_with_uno() -> Path | None:
    """A Python that has LibreOffice's bridge: the system's own, or the one that some installers put beside soffice."""
    program = soffice()
    beside = [str(program.resolve().parent / "python")] if program else []
    for name in ("/usr/bin/python3", shutil.which("python3"), *beside):
        if name and Path(name).exists():
            asked = subprocess.run([name, "-c", "import uno"], capture_output=True, timeout=60, check=False)
            if asked.returncode == 0:
                return Path(name)
    return None


def convert(paths: Iterable[Path], to: str, outdir: Path, *, locale: str = "en-US", timeout: float = 300) -> list[Path]:
    """Save every workbook as `to` ("xlsx", "pdf", "csv", "ods" …) in `outdir`, in one start of LibreOffice.

    Formulas are calculated anew, whatever values the files hold. `locale` ("id-ID") decides how numbers and
    dates read.
    The answer lists the new files in the order of `paths`; a file that LibreOffice could not open raises.
    """
    program = soffice()
    if program is None:
        raise FileNotFoundError("LibreOffice is not installed")
    sources = [path.resolve() for path in paths]
    results = [outdir / f"{source.stem}.{to.partition(':')[0]}" for source in sources]
    if len(set(results)) < len(results):
        raise ValueError("two of the workbooks would be saved under one name")
    if {result.resolve() for result in results} & set(sources):
        raise ValueError("a workbook would be saved over itself: choose another folder")
    outdir.mkdir(parents=True, exist_ok=True)
    for result in results:
        result.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="judge-", ignore_cleanup_errors=True) as scratch:
        profile = Path(scratch, "profile")
        (profile / "user").mkdir(parents=True)
        settings = _PROFILE.format(recalculate=RECALCULATE_ALWAYS, locale=locale)
        (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
        options = ["--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile.as_uri()}"]
        conversion = ["--convert-to", to, "--outdir", str(outdir), *map(str, sources)]
        said = _run([str(program), *options, *conversion], timeout)
    missing = [result.name for result in results if not result.exists()]
    if missing:
        raise RuntimeError(f"LibreOffice did not make {', '.join(missing)}; it said: {said.strip()}")
    return results


def pictures(pdf: Path, outdir: Path, dpi: int = 80) -> list[Path]:
    """One PNG for each page of `pdf`, in the order of the pages."""
    program = pdftoppm()
    if program is None:
        raise FileNotFoundError("pdftoppm is not installed")
    outdir.mkdir(parents=True, exist_ok=True)
    stem = outdir / pdf.stem
    subprocess.run([str(program), "-png", "-r", str(dpi), str(pdf), str(stem)], check=True, timeout=300)
    return sorted(outdir.glob(f"{pdf.stem}-*.png"), key=lambda page: int(page.stem.rpartition("-")[2]))


def _run(command: list[str], timeout: float) -> str:
    """Run in a group of its own, so that a start that hangs is ended with all its children."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    return said

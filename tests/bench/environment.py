"""A Python as users have it: this one's, with `cascade_xl`, what it requires, and nothing else.

The benchmark runs where pandas and others are installed, beside which some libraries import them and start slower. So
our own commands run in an environment of links to the distributions that `cascade_xl` asks for.
"""

from __future__ import annotations

import compileall
import re
import subprocess
import venv
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

_REPOSITORY = Path(__file__).parents[2]
_OURS = "cascade-xl"


def users_python(folder: Path) -> Path:
    """Make the environment in a folder; its Python."""
    venv.EnvBuilder(symlinks=True, with_pip=False).create(folder)
    python = folder / "bin" / "python"
    asked = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(asked, capture_output=True, encoding="utf-8", check=True).stdout.strip())
    for path in {path for name in _required(_OURS, set()) for path in _tops(name)}:
        (packages / path.name).symlink_to(path)
    (packages / "cascade_xl.pth").write_text(f"{_REPOSITORY}\n", encoding="utf-8")
    compileall.compile_dir(_REPOSITORY / "cascade_xl", quiet=2)  # as installers do
    return python


def _required(name: str, known: set[str]) -> Iterator[str]:
    """The distributions that one requires, and those that they require; those of another system are not installed."""
    try:
        requirements = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    if name != _OURS:
        yield name
    for requirement in requirements:
        found = re.match(r"[\w.-]+", requirement)
        assert found is not None
        if "extra ==" not in requirement and found[0] not in known:
            known.add(found[0])
            yield from _required(found[0], known)


def _tops(name: str) -> set[Path]:
    """The files and folders of a distribution that lie directly in site-packages."""
    distribution = metadata.distribution(name)
    files = {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}
    return {Path(str(distribution.locate_file(top))) for top in files}

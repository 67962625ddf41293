"""What the package carries: profiles, the example documents, the add-in, the JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cascade_xl.contract import DEFAULT_PROFILE
from cascade_xl.files import reason
from cascade_xl.profile import Profile, merge_patch

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

PACKAGE = Path(__file__).parent


def _carried(folder: str) -> Path:
    """A wheel carries the folder inside the package; a checkout has it beside the package."""
    inside = PACKAGE / folder
    return inside if inside.is_dir() else PACKAGE.parent / folder


TEMPLATES = _carried("workbook_templates")
ADDIN = _carried("addin")
"""What Excel and LibreOffice load: the sources, and built from them ``built/``."""
SCHEMAS = PACKAGE / "schemas"
_TYPES = {
    "object": "objek",
    "array": "daftar",
    "string": "teks",
    "integer": "bilangan bulat",
    "number": "angka",
    "boolean": "benar/salah",
}
_SHOWN = 60
_FIRST_YEAR, _LAST_YEAR = 1945, 2199  # as in the schema


class ProfileError(ValueError):
    """A profile that cannot be used; the message is for the officer."""


def profile_names() -> list[str]:
    """The profiles that ship."""
    return sorted(path.stem for path in (TEMPLATES / "profiles").glob("*.json"))


def example_names() -> list[str]:
    """The example documents that ship."""
    return sorted(path.stem for path in (TEMPLATES / "examples").glob("*.json"))


@lru_cache
def profile(name: str = DEFAULT_PROFILE) -> Profile:
    """A profile that ships, by name. Raises `ProfileError` for an unknown name."""
    return Profile.from_data(_resolve(_shipped(name)))


def profile_file(path: Path) -> Profile:
    """A profile from the user's file. Raises `ProfileError` with what is wrong and where."""
    try:
        return profile_data(json.loads(path.read_text(encoding="utf-8-sig")), str(path))
    except ProfileError:
        raise
    except OSError as error:
        raise ProfileError(
            f"Profil {path} tidak dapat dibuka ({reason(error)}). Periksa nama dan foldernya."
        ) from error
    except (ValueError, RecursionError) as error:
        raise ProfileError(
            f"Profil {path} bukan JSON yang benar ({error}). Perbaiki berkasnya, lalu ulangi."
        ) from error


def profile_data(data: Any, source: str) -> Profile:
    """A profile from JSON that somebody else made: checked against the schema, and for what a schema cannot say.

    ``source`` is named in the message of a `ProfileError`.
    """
    if isinstance(data, Mapping) and isinstance(data.get("nama"), str) and data["nama"] in profile_names():
        shipped = _shipped(data["nama"])
        whole = _resolve(shipped)
        if data in (shipped, whole):
            return profile(data["nama"])
        if _is_period(data.get("periode")) and data == {**whole, "periode": data["periode"]}:
            return Profile.from_data(dict(data))  # as `template --periode` makes it
    if not isinstance(data, Mapping):
        raise ProfileError(f"Profil dalam {source} bukan objek JSON.")
    merged = _resolve(data)
    if problem := _profile_problem(json.dumps(merged)):
        raise ProfileError(f"Profil dalam {source} tidak sesuai standar: {problem}.")
    return Profile.from_data(merged)


@lru_cache
def _profile_problem(text: str) -> str | None:
    """What is wrong with a profile. Many workbooks carry the same."""
    data = json.loads(text)
    return schema_problem("profile", data) or _period_problem(data) or _level_problem(data)


def schema_problem(schema: str, data: Any) -> str | None:
    """The first thing in which JSON differs from one of our schemas, with its path; None if nothing does."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    rules = json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))
    error = best_match(Draft202012Validator(rules).iter_errors(data))
    return f"{error.json_path}: {_said(error)}" if error else None


def _said(error: ValidationError) -> str:
    """What a schema misses, in the officers' language; the validator's own words for what is rare."""
    found: Any = error.instance
    wanted: Any = error.validator_value
    schema: Any = error.schema
    match error.validator:
        case "required":
            return f"{_listed(key for key in wanted if key not in found)} belum ada"
        case "additionalProperties" if wanted is False:
            return f"{_listed(key for key in found if key not in schema.get('properties', {}))} tidak dikenal"
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else wanted
            return f"{_short(found)} bukan {' atau '.join(_TYPES.get(kind, kind) for kind in kinds)}"
        case "enum":
            return f"{_short(found)} bukan salah satu dari {_listed(wanted)}"
        case "minimum" | "maximum":
            return f"{found} di luar batas ({wanted})"
    return error.message


def _listed(words: Iterable[Any]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _short(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _is_period(data: Any) -> bool:
    """Whether neither the schema nor we have anything against a period."""
    if not isinstance(data, Mapping) or data.keys() != {"awal", "akhir"}:
        return False
    first, last = data["awal"], data["akhir"]
    return type(first) is type(last) is int and _FIRST_YEAR <= first <= last <= _LAST_YEAR


def _period_problem(data: Mapping[str, Any]) -> str | None:
    first, last = data["periode"]["awal"], data["periode"]["akhir"]
    return f"$.periode: tahun akhir {last} lebih kecil daripada tahun awal {first}" if last < first else None


def _level_problem(data: Mapping[str, Any]) -> str | None:
    """A parent that is no level, or a level that is its own ancestor."""
    parents = {key: level.get("induk", ()) for key, level in data["jenjang"].items()}
    for key, names in parents.items():
        if unknown := [name for name in names if name not in parents]:
            return f"$.jenjang.{key}.induk: {_listed(unknown)} bukan jenjang dalam profil ini"
    for key in parents:
        above: set[str] = set()
        further = set(parents[key])
        while further:
            above |= further
            further = {name for known in further for name in parents[known]} - above
        if key in above:
            return f"$.jenjang.{key}.induk: jenjang ini menjadi induk dari dirinya sendiri"
    return None


def _shipped(name: str) -> dict[str, Any]:
    path = TEMPLATES / "profiles" / f"{name}.json"
    if name not in profile_names():
        raise ProfileError(f"Profil '{name}' tidak dikenal. Yang tersedia: {', '.join(profile_names())}.")
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def _resolve(data: Mapping[str, Any]) -> dict[str, Any]:
    base = data.get("dasar")
    if not base:
        return dict(data)
    if base == data.get("nama"):
        raise ProfileError(f"Profil '{base}' menunjuk dirinya sendiri sebagai dasar.")
    merged: dict[str, Any] = merge_patch(_resolve(_shipped(str(base))), {k: v for k, v in data.items() if k != "dasar"})
    return merged

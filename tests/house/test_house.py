"""The house itself: floors, types, style, what must never stand in the repository."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import tomllib
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from taktgeber import face

ROOT = Path(__file__).parents[2]
CODE = ("src", "tests", "handbook")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).parent / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True
    )


def test_the_floors_hold():
    result = run("lint-imports", "--no-cache")
    assert result.returncode == 0, result.stdout[-3000:]


@pytest.mark.long
def test_types_are_strict():
    result = run("mypy")
    assert result.returncode == 0, result.stdout[-3000:]


def test_style_is_one():
    for command in (("ruff", "check", *CODE), ("ruff", "format", "--check", *CODE)):
        result = run(*command)
        assert result.returncode == 0, result.stdout[-3000:]


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def test_no_committed_file_names_a_package_registry():
    hosts = re.compile("|".join(["pypi" + r"\.org", "python" + "hosted", "registry" + r"\.npmjs", "deb" + r"\.debian"]))
    named = []
    for path in tracked():
        assert path.name not in ("uv.lock", "pylock.toml")
        if path.exists() and path.stat().st_size < 2_000_000 and hosts.search(path.read_text("utf-8", "ignore")):
            named.append(path.name)
    assert named == []


def test_sample_data_are_named_in_two_places_alone():
    name = "TAKT_" + "SAMPLES"
    naming = {
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix in (".py", ".md", ".toml", "") and path.exists() and name in path.read_text("utf-8", "ignore")
    }
    assert naming <= {"tests/conftest.py", ".ci/run"}


def test_help_needs_no_room_and_answers_at_once():
    command = [sys.executable, "-X", "importtime", "-m", "taktgeber", "--help"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    loaded = {line.rsplit("|", 1)[-1].strip() for line in result.stderr.splitlines()}
    assert result.returncode == 0
    assert "load" in result.stdout
    heavy = {"numpy", "scipy", "pandas", "pyarrow", "ibis", "duckdb", "altair", "babel", "jinja2", "pydantic"}
    heavy |= {"pyspark", "fastapi", "sqlalchemy"}
    assert not loaded & heavy
    fastest = min(_seconds([sys.executable, "-m", "taktgeber", "--help"]) for _ in range(5))
    assert fastest < 0.6  # the aim is 0.3 s on a quiet machine; the margin is for a busy one


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - start


def test_every_room_of_the_list_is_there_with_its_verbs():
    from importlib import import_module

    from taktgeber import rooms

    for room, module in rooms.modules():
        assert module.__name__ == room.module
    for verb in rooms.verbs():
        desk = import_module(f"taktgeber.{verb.desk}.verbs")
        for name in [f"{verb.name}_{part}" for part, _ in verb.parts] or [verb.name]:
            assert callable(getattr(desk, name)), f"desk {verb.desk} lacks {name}"


def test_every_verb_documents_its_json():
    import json
    from importlib.resources import files

    from jsonschema import Draft202012Validator

    from taktgeber import rooms

    for verb in rooms.verbs():
        for name in [f"{verb.name}_{part}" for part, _ in verb.parts] or [verb.name]:
            schema = files(f"taktgeber.{verb.desk}") / "schemas" / f"{name}.json"
            Draft202012Validator.check_schema(json.loads(schema.read_text("utf-8")))


def test_the_lock_pins_every_dependency_with_hashes():
    lock = (ROOT / "requirements.lock").read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    for requirement in wanted:
        name = re.split(r"[\[<>=]", requirement)[0]
        assert re.search(rf"^{re.escape(name)}==", lock, re.M | re.I), name
    assert "--hash=sha256:" in lock
    assert "://" not in lock


def test_a_lazy_name_never_stands_where_its_module_will():
    """What a face loads late must not be hidden by the module that is loaded: Python sets the module's name then."""
    with pytest.raises(ValueError, match="hidden by the module"):
        face("taktgeber.data", {"health": "taktgeber.data.health"})
    for package in ("taktgeber", "taktgeber.stats", "taktgeber.data", "taktgeber.evidence"):
        module = import_module(package)
        for name in module.__all__:
            assert not isinstance(getattr(module, name), ModuleType), f"{package}.{name}"

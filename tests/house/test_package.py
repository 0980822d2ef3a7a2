"""The package installs whole, and depends on what it imports: no more, no less."""

import ast
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

# Distributions whose import has another name.
IMPORTED_AS = {
    "pillow": "PIL",
    "pyserial": "serial",
    "pyside6-essentials": "PySide6",
    "python-pkcs11": "pkcs11",
    "zxing-cpp": "zxingcpp",
}
# Comes with PySide6-Essentials, in the same version: tells whether a Qt object is still there.
BROUGHT = {"shiboken6"}
# Found at run time by a library we import, never imported by us.
UNIMPORTED = {"tzdata": "zoneinfo", "rl-accel": "reportlab"}


@pytest.fixture(scope="module")
def project(house: Path) -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((house / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_package_list_is_complete(house: Path, project: dict[str, Any]) -> None:
    packages = {".".join(path.parent.relative_to(house).parts) for path in (house / "kbdesk").rglob("__init__.py")} | {
        "kbdesk.resources"
    }
    assert sorted(packages) == project["tool"]["setuptools"]["packages"]


def test_every_folder_with_sources_is_a_package(house: Path) -> None:
    folders = {path.parent for path in (house / "kbdesk").rglob("*.py")}
    assert not {str(folder.relative_to(house)) for folder in folders if not (folder / "__init__.py").exists()}


def imported_roots(sources: dict[Path, ast.Module]) -> set[str]:
    """Return the top names of everything imported that is neither ours nor the standard library's."""
    roots = set()
    for tree in sources.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                roots |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                roots.add((node.module or "").partition(".")[0])
    return roots - sys.stdlib_module_names - {"kbdesk"}


def test_dependencies_are_what_is_imported(sources: dict[Path, ast.Module], project: dict[str, Any]) -> None:
    declared = set()
    for line in project["project"]["dependencies"]:
        name = re.split(r"[^\w.-]", line)[0].lower().replace("_", "-")
        declared.add(IMPORTED_AS.get(name, name.replace("-", "_")))
    assert imported_roots(sources) - BROUGHT == declared - {name.replace("-", "_") for name in UNIMPORTED}


def test_every_dependency_has_a_reason_beside_it(house: Path) -> None:
    text = (house / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert listed
    assert not [line for line in listed[1].splitlines() if not re.search(r'",\s+# \w+', line)]


def test_every_pinned_requirement_has_a_hash(house: Path) -> None:
    for path in sorted((house / "requirements").glob("*.txt")):
        pins = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        named = [line for line in pins if line and not line.lstrip().startswith("#")]
        assert named
        assert not [line for line in named if "==" not in line or "--hash=sha256:" not in line]


def test_every_declared_dependency_is_pinned(house: Path, project: dict[str, Any]) -> None:
    groups = project["dependency-groups"] | {"runtime": project["project"]["dependencies"]}

    def pinned_in(group: str) -> set[str]:
        text = (house / "requirements" / f"{group}.txt").read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE))

    for group, wanted in groups.items():
        pinned = pinned_in(group) | (pinned_in("runtime") if group == "test" else set())
        names = {re.split(r"[^\w.-]", line)[0].lower().replace("_", "-") for line in wanted}
        assert names <= pinned


def test_every_room_has_one_door_to_each_library(house: Path, project: dict[str, Any]) -> None:
    rooms = {path.parent.name for path in (house / "kbdesk").glob("*/__init__.py")}
    floors = next(c for c in project["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    listed = {room for floor in floors["layers"] for room in floor.split(" | ")}
    assert rooms | {"app", "verifier", "__main__"} == listed

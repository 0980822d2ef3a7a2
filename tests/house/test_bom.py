"""The bill of materials names every pin and every file of others with its licence, and every Debian package."""

import copy
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

OF_OTHERS = {".ttf", ".otf", ".icc", ".svg"}
OURS = {"icons/marks"}
"""Pictures of our own among them."""


@pytest.fixture(scope="module")
def bom(house: Path) -> Iterator[ModuleType]:
    """Return packaging/bom.py as a module."""
    spec = importlib.util.spec_from_file_location("bom", house / "packaging" / "bom.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bom"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["bom"]


@pytest.fixture(scope="module")
def bill(bom: ModuleType) -> dict[str, Any]:
    made: dict[str, Any] = bom.bill()
    return made


def named(bill: dict[str, Any]) -> set[str]:
    return {one["purl"] for one in bill["components"] if "purl" in one}


def test_it_names_every_pin_and_every_debian_package(house: Path, bill: dict[str, Any]) -> None:
    lines = (house / "requirements" / "runtime.txt").read_text("utf-8").splitlines()
    pins = {line.split()[0] for line in lines if "==" in line and not line.startswith((" ", "#"))}
    assert {f"pkg:pypi/{pin.replace('==', '@')}" for pin in pins} == {one for one in named(bill) if "pypi" in one}
    assert len(pins) > 20
    packages = (house / "packaging" / "apt" / "run.txt").read_text("utf-8").split("\n")
    assert {f"pkg:deb/debian/{name}" for name in packages if name and name[0] != "#"} <= named(bill)


def test_a_pin_that_is_not_named_is_noticed(house: Path, bom: ModuleType) -> None:
    lock = (house / "requirements" / "runtime.txt").read_text("utf-8")
    asked = "    # via\n    #   click\n    #   kbdesk (pyproject.toml)\n"
    more = f"only-there==1.2 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n{asked}"
    *_, last = bom.pins(lock + more)
    assert (last.name, last.version, last.only_where) == ("only-there", "1.2", "sys_platform == 'win32'")
    assert last.asked_by == ("click", "")


def licences(bill: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for one in [bill["metadata"]["component"], *bill["components"]]:
        for said in one.get("licenses", ()):
            yield one["name"], said.get("expression") or said["license"].get("id", "")


def test_every_licence_is_one_that_spdx_knows(bill: dict[str, Any]) -> None:
    found = dict(licences(bill))
    libraries = {one["name"] for one in bill["components"] if "pypi" in one.get("purl", "")}
    assert libraries <= {*found}, "each library has one"
    assert {name for name, said in found.items() if not said} <= {"OCR B", "OCR B, as Kb Ocr B"}, "public domain"
    for said in filter(None, found.values()):
        assert canonicalize_license_expression(said) == said
    with pytest.raises(InvalidLicenseExpression):
        canonicalize_license_expression("BSD license")


def test_every_file_that_others_made_is_named_with_its_hash(house: Path, bill: dict[str, Any]) -> None:
    resources = house / "resources"
    there = {file for file in resources.rglob("*") if file.suffix in OF_OTHERS}
    theirs = {file.relative_to(resources).as_posix() for file in there}
    listed = {part["name"] for one in bill["components"] for part in one.get("components", ())}
    assert {name for name in theirs if not name.startswith(tuple(OURS))} <= listed
    assert "passwords/common.txt" in listed


def test_it_says_the_same_each_time_and_what_asks_for_what(bom: ModuleType, bill: dict[str, Any]) -> None:
    assert json.dumps(bom.bill()) == json.dumps(bill)
    needs = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}
    assert any(ref.startswith("pkg:pypi/cffi@") for key in needs for ref in needs[key])
    everything = copy.deepcopy(needs["kbdesk"])
    for ref in everything:
        everything += [one for one in needs[ref] if one not in everything]
    assert set(everything) == {ref for ref in needs if ref != "kbdesk"}, "nothing is pinned that nobody asked for"

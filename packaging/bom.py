"""Write the bill of materials into out/, CycloneDX 1.6 in JSON: ``bom.py [FILE]``. The same sources, the same bytes.

It names what is installed to run kbdesk: every pin of `requirements/runtime.txt` with its licence, the Debian packages
of `packaging/apt/run.txt`, and whatever in `resources` others made. Hashes of the pins' files stand in the pins.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

HOUSE: Final = Path(__file__).parents[1]
OUT: Final = HOUSE / "out" / "kbdesk.cdx.json"
_PIN: Final = re.compile(r"^([\w.-]+)==([^\s;\\]+)(?: ; ([^\\]+?))? \\$")
_ROOT: Final = "kbdesk"

READ: Final[Mapping[str, str]] = MappingProxyType(
    {
        "click-default-group": "BSD-3-Clause",
        "pypdfium2": "BSD-3-Clause AND Apache-2.0",
        "pyserial": "BSD-3-Clause",
        "reportlab": "BSD-3-Clause",
        "rl-accel": "BSD-3-Clause",
        "sqlcipher3": "Zlib",
        "sqlite-fts4": "Apache-2.0",
    }
)
"""Licences as read in the package's own LICENSE, where its metadata names none by its SPDX identifier."""

Licensed = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A line of a lock: name, version, on which machines only, and who asked for it (empty for kbdesk itself)."""

    name: str
    version: str
    only_where: str
    asked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Files of others that kbdesk carries: what they are, where, under which licence, and where that is written."""

    name: str
    files: str
    licence: str
    text: str


CARRIED: Final = (
    Carried(name="Inter, as Kb Sans", files="fonts/papers/KbSans-*.ttf", licence="OFL-1.1", text="KbSans-OFL.txt"),
    Carried(
        name="Inter, as Kb Display", files="fonts/papers/KbDisplay-*.ttf", licence="OFL-1.1", text="KbSans-OFL.txt"
    ),
    Carried(name="OSP-DIN, as Kb Din", files="fonts/papers/KbDin-*.ttf", licence="OFL-1.1", text="KbDin-OFL.txt"),
    Carried(name="OCR B, as Kb Ocr B", files="fonts/papers/KbOcrB-*.ttf", licence="", text="KbOcrB-LICENSE.txt"),
    Carried(name="sRGB profile", files="fonts/papers/sRGB.icc", licence="Zlib", text="sRGB-LICENSE.txt"),
    Carried(name="IBM Plex Sans", files="fonts/window/IBMPlexSans*.ttf", licence="OFL-1.1", text="IBMPlexSans-OFL.txt"),
    Carried(name="OCR B", files="fonts/window/OCRB.otf", licence="", text="OCRB-LICENSE.txt"),
    Carried(name="OSP-DIN", files="fonts/window/OSP-DIN.ttf", licence="OFL-1.1", text="OSP-DIN-OFL.txt"),
    Carried(name="Lucide icons", files="icons/*.svg", licence="ISC AND MIT", text="LICENSE-lucide.txt"),
    Carried(name="zxcvbn's common passwords", files="passwords/common.txt", licence="MIT", text="LICENSE-zxcvbn.txt"),
)
"""A licence without an identifier is in the public domain, by what its text says."""


def pins(lock: str) -> Iterator[Pin]:
    """Yield the pins of a lock as uv writes it; below each stands ``via`` with those that asked for it."""
    found: list[tuple[str, str, str]] = []
    asked: list[list[str]] = []
    for line in lock.splitlines():
        if pin := _PIN.match(line):
            found.append((pin[1], pin[2], pin[3] or ""))
            asked.append([])
        elif (said := line.strip().removeprefix("#").strip().removeprefix("via").strip()) and line.startswith("    #"):
            asked[-1].append("" if said.startswith("kbdesk ") else said)
    for (name, version, only_where), by in zip(found, asked, strict=True):
        yield Pin(name=name, version=version, only_where=only_where, asked_by=tuple(by))


def licence(name: str) -> str:
    """Return a package's licence as an SPDX expression; empty for one that is not installed on this machine."""
    try:
        said = metadata(name).json
    except PackageNotFoundError:
        return ""
    return READ.get(name) or str(said.get("license_expression") or said.get("license") or "")


def debian(house: Path = HOUSE) -> list[str]:
    """Return the Debian packages that the program needs to run."""
    lines = (house / "packaging" / "apt" / "run.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def bill(house: Path = HOUSE) -> dict[str, Any]:
    """Return the whole bill."""
    project = tomllib.loads((house / "pyproject.toml").read_text("utf-8"))["project"]
    found = sorted(pins((house / "requirements" / "runtime.txt").read_text("utf-8")), key=lambda pin: pin.name)
    refs = {pin.name: f"pkg:pypi/{pin.name}@{pin.version}" for pin in found} | {"": _ROOT}
    needs: dict[str, list[str]] = {ref: [] for ref in refs.values()}
    for pin in found:
        for asker in pin.asked_by:
            needs[refs[asker]].append(refs[pin.name])
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": _ROOT,
                "name": _ROOT,
                "version": project["version"],
                "description": project["description"],
                **_licensed(project["license"]),
            }
        },
        "components": [
            *(_library(pin, refs[pin.name]) for pin in found),
            *(_package(name) for name in debian(house)),
            *(_carried(one, house / "resources") for one in CARRIED),
        ],
        "dependencies": [{"ref": ref, "dependsOn": sorted(needs[ref])} for ref in sorted(needs)],
    }


def _library(pin: Pin, ref: str) -> Licensed:
    only = {"properties": [{"name": "kbdesk:only-where", "value": pin.only_where}]} if pin.only_where else {}
    said = {"type": "library", "bom-ref": ref, "name": pin.name, "version": pin.version, "purl": ref}
    return {**said, **_licensed(licence(pin.name)), **only}


def _package(name: str) -> Licensed:
    """Return a Debian package; its version and its licence are those of the machine's own release."""
    ref = f"pkg:deb/debian/{name}"
    return {"type": "library", "bom-ref": ref, "name": name, "purl": ref}


def _carried(one: Carried, resources: Path) -> Licensed:
    files = sorted(resources.glob(one.files))
    text = resources / Path(one.files).parent / one.text
    if not files or not text.is_file():
        raise SystemExit(f"bom: {one.files} or its licence is not there")
    parts = [
        {
            "type": "file",
            "name": file.relative_to(resources).as_posix(),
            "hashes": [{"alg": "SHA-256", "content": sha256(file.read_bytes()).hexdigest()}],
        }
        for file in files
    ]
    said = (
        _licensed(one.licence) if one.licence else {"licenses": [{"license": {"name": f"Public domain, {one.text}"}}]}
    )
    return {"type": "data", "bom-ref": one.files, "name": one.name, **said, "components": parts}


def _licensed(expression: str) -> Licensed:
    """Return a licence as the bill says it; nothing where none is known."""
    if not expression:
        return {}
    if re.search(r" (AND|OR|WITH) ", expression):
        return {"licenses": [{"expression": expression}]}
    return {"licenses": [{"license": {"id": expression}}]}


def main(to: Path) -> int:
    """Write the bill."""
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(bill(), indent=2, ensure_ascii=False) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT))

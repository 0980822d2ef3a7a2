"""A passage file names a picture beside it, and the permit bears the portrait cut out of its middle."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from kbdesk.domain.portrait import MOST
from tests.faces import portrait, taken

from .conftest import Script

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "passages" / "02-passport-on-belgrade-plates.toml"


@pytest.fixture
def passage(tmp_path: Path) -> Path:
    """A passage file whose traveler names a picture."""
    file = tmp_path / "passages" / "one.toml"
    file.parent.mkdir()
    named = SAMPLE.read_text("utf-8").replace("[[traveler]]", '[[traveler]]\nportrait = "face.jpg"', 1)
    file.write_text(named, "utf-8")
    return file


def test_the_permit_bears_the_portrait_that_the_file_names(script: Script, passage: Path, tmp_path: Path) -> None:
    (passage.parent / "face.jpg").write_bytes(taken(3))
    told = script("passage", passage, "--out", tmp_path / "out", "--json")
    assert told.code == 0, told.err
    (permit,) = (paper["file"] for paper in told.json["papers"] if paper["kind"] == "permit")
    with pikepdf.open(permit) as pdf:
        (image,) = (bytes(one.read_raw_bytes()) for one in pdf.pages[0].get_images().values())
    assert image == portrait(3) and len(image) <= MOST
    assert script("ledger", "check", "--json").json["whole"] is True


@pytest.mark.parametrize("content", [None, b"", b"GIF89a", taken(3)[:3000]], ids=["missing", "empty", "gif", "cut"])
def test_a_picture_that_gives_no_portrait_is_told_with_its_place_and_nothing_is_recorded(
    script: Script, passage: Path, content: bytes | None
) -> None:
    if content is not None:
        (passage.parent / "face.jpg").write_bytes(content)
    before = script("ledger", "check", "--json").json["entries"]
    told = script("passage", passage)
    assert (told.code, told.err.count("\n"), told.out) == (2, 1, "")
    assert "traveler[1].portrait: " in told.err and "face.jpg" not in told.err
    assert script("ledger", "check", "--json").json["entries"] == before + 1  # the sign-in


def test_what_the_law_says_is_explained_without_opening_the_picture(script: Script, passage: Path) -> None:
    assert script("rules", "explain", passage, "--json").code == 0


def test_a_small_picture_is_noted(script: Script, passage: Path) -> None:
    small = BytesIO()
    with Image.open(BytesIO(taken(3))) as face:
        face.resize((280, 360)).save(small, "PNG")
    (passage.parent / "face.jpg").write_bytes(small.getvalue())
    told = script("passage", passage, "--json")
    assert told.code == 0, told.err
    found = told.json["travelers"][0]["findings"]
    assert ("portrait-small", "note", "traveler[1].portrait") in {(f["code"], f["severity"], f["field"]) for f in found}

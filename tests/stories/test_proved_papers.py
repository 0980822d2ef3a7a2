"""Papers of the real program, proved with nothing of ours: poppler's pixels, a second reader, OpenSSL's arithmetic.

Only finding the symbol in the pixels is left to the program's own reader.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kbdesk.devices import codes
from tests.icao.seal import independent

from .conftest import SAMPLES, Program

VERIFIER = Path(sys.executable).parent / "kbdesk-verify"
TYPES = {"permit": "5e03", "registration-certificate": "e020", "plate-front": "e022", "plate-receipt": "e024"}
"""Feature definition and category of the seal, by the paper it is on."""


def openssl(folder: Path, *words: str, given: bytes = b"") -> bool:
    done = subprocess.run(["openssl", *words], input=given, cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def photographed(paper: Path, folder: Path, *, dpi: int) -> bytes:
    """Return the first page of a paper as poppler draws it."""
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", "-singlefile", str(paper), str(folder / "page")], check=True)
    return (folder / "page.png").read_bytes()


@pytest.fixture
def papers(program: Program, tmp_path: Path) -> dict[str, dict[str, Any]]:
    """One paper of each kind of a family's passage, by kind."""
    told = program.passage(SAMPLES / "01-family-on-km-plates.toml", "--out", tmp_path / "papers")
    assert told.code == 0
    found: dict[str, dict[str, Any]] = {}
    for paper in told.json["papers"]:
        found.setdefault(paper["kind"], paper)
    return {**found, "said": told.json}


def test_every_seal_is_proved_from_pixels_to_the_authority(
    program: Program, papers: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    shown = program.run("keys", "show", "--json").json
    (signer,) = (one for one in shown["signers"] if one["state"] == "in-use")
    (authority,) = shown["authorities"]
    (tmp_path / "ca.pem").write_text(authority["certificate"])
    (tmp_path / "c.pem").write_text(signer["certificate"])
    chain = ("verify", "-x509_strict", "-no_check_time", "-ignore_critical", "-CAfile", "ca.pem", "c.pem")
    assert openssl(tmp_path, *chain)
    public = subprocess.run(
        ["openssl", "x509", "-in", "c.pem", "-pubkey", "-noout"], cwd=tmp_path, capture_output=True, check=True
    )
    (tmp_path / "key.pem").write_bytes(public.stdout)
    for kind, reference in TYPES.items():
        found = codes.read(photographed(Path(papers[kind]["file"]), tmp_path, dpi=200))
        (seal,) = (code.data for code in found if code.data[0] == 0xDC)
        read = independent.decode(seal)
        assert (read["type"], read["signer"], read["issuer"]) == (reference, "UTDR", "UTO")
        assert read["issued"] == read["signed"] == "2022-08-10"
        r, s, content = read["r"], read["s"], read["content"]
        assert isinstance(r, bytes) and isinstance(s, bytes) and isinstance(content, bytes)
        (tmp_path / "signature").write_bytes(independent.der(r, s))
        words = ("dgst", "-sha256", "-verify", "key.pem", "-signature", "signature")
        assert openssl(tmp_path, *words, given=content), kind
        assert not openssl(tmp_path, *words, given=content[:-1] + bytes((content[-1] ^ 1,))), kind


def test_what_a_seal_says_is_what_was_recorded(papers: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    said = papers["said"]
    permit, registration = said["travelers"][0]["permit"], said["vehicle"]["registration"]
    (seal,) = (code.data for code in codes.read(photographed(Path(papers["permit"]["file"]), tmp_path, dpi=150)))
    features = independent.decode(seal)["features"]
    assert isinstance(features, dict)
    zone = independent.c40(features[0x02]).ljust(72).replace(" ", "<")
    assert zone[36:45] == permit["number"]
    assert zone[57:63] == permit["valid_until"].replace("-", "")[2:]
    assert independent.c40(features[0x82]) == permit["envelope"]
    assert int.from_bytes(features[0x83], "big") == int(permit["number"][2:8])
    paper = Path(papers["registration-certificate"]["file"])
    (seal,) = (code.data for code in codes.read(photographed(paper, tmp_path, dpi=150)))
    features = independent.decode(seal)["features"]
    assert isinstance(features, dict)
    assert independent.c40(features[0x01]) == registration["number"]
    assert independent.date(features[0x04]) == registration["valid_until"]


def test_a_policeman_with_the_bundle_alone_sees_a_permit_given_and_taken_back(
    program: Program, papers: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    permit = papers["said"]["travelers"][0]["permit"]["number"]
    states = []
    for evening in ("first", "second"):
        bundle = tmp_path / f"{evening}.bundle"
        assert program.run("keys", "bundle", bundle).code == 0
        done = subprocess.run(
            [str(VERIFIER), papers["permit"]["file"], "--bundle", str(bundle), "--json"],
            capture_output=True,
            text=True,
            check=False,
        )
        (answer,) = json.loads(done.stdout)
        states.append((done.returncode, answer["status"], answer["permit"]))
        if evening == "first":
            assert program.run("return", permit).code == 0
    assert states == [(0, "VALID", "in-force"), (1, "VALID", "returned")]

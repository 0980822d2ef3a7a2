"""In at one crossing, out at another: two real desks under one head office, by script, with nothing but a bundle."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kbdesk.app import main
from tests.cheap import cheap_desks
from tests.people import PERSON

Run = Callable[..., Any]


@dataclass(frozen=True)
class Crossing:
    """A real desk, worked by one supervisor."""

    data: Path
    run: Run

    def __call__(self, *words: object, code: int = 0) -> Any:
        """Run a command with its answer as JSON."""
        return self.run(*words, "--officer", "agim", "--data", self.data, "--json", code=code)

    def permit(self, number: str) -> tuple[str, Path]:
        """Let a person in; returns the permit's number and its file."""
        file = self.data.parent / f"{number}.toml"
        other = PERSON.replace("012345678", number).replace("1985-06-15", f"1985-06-1{number[-1]}")
        file.write_text(other.replace("2029-05-01", "2035-05-01") + 'slot = "A 1"\n', "utf-8")
        said = self("passage", file, "--out", self.data.parent / number)
        (paper,) = [paper for paper in said["papers"] if paper["kind"] == "permit"]
        return paper["number"], Path(paper["file"])


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    for name, word in (("PASSWORD", "first of the two passwords"), ("SECOND_PASSWORD", "second of the two passwords")):
        monkeypatch.setenv(f"KBDESK_{name}", word)
    monkeypatch.setenv("KBDESK_CSCA_PASSPHRASE", "correct horse battery")

    def call(*words: object, code: int = 0) -> Any:
        capfd.readouterr()
        found = main([*map(str, words)])
        out, err = capfd.readouterr()
        assert (found, "Traceback" in err) == (code, False), (words, out, err)
        return json.loads(out) if "--json" in words and out else out

    return call


@pytest.fixture
def crossings(run: Run, tmp_path: Path) -> tuple[Crossing, Crossing]:
    """Jarinje and Brnjak, admitted by one office and open for work."""
    office = tmp_path / "office"
    run("keys", "ceremony", "found", office, "--country", "KS", "--zone", "RKS", "--name", "TEST CSCA")
    (authority,) = run("keys", "ceremony", "show", office, "--json")["authorities"]
    made = []
    for crossing, desk, letter in (("jarinje", "2", "J"), ("brnjak", "1", "B")):
        one = Crossing(tmp_path / crossing / "desk", run)
        one.data.parent.mkdir()
        with cheap_desks():
            said = one("init", "--crossing", crossing, "--desk", desk, "--second", "besa")
        (one.data.parent / "printed").mkdir()
        code = one.data.parent / "code"
        code.write_text(said["recovery_code"], "utf-8")
        administrator = ("--officer", "recovery", "--password-file", code, "--data", one.data)
        run("settings", "set", f"printer_folder={one.data.parent / 'printed'}", *administrator)
        run("keys", "ceremony", "admit", office, said["request"], "--crossing", letter)
        made.append(one)
    for one in made:
        known = ("--fingerprint", authority["fingerprint"], "--second", "besa")
        one("keys", "import", office / "trust.bundle", *known)
        one("shift", "open", "--float", "0", "--custody", "0")
    jarinje, brnjak = made
    return jarinje, brnjak


def pictured(pdf: Path) -> Path:
    """The paper as a scanner sees it."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=200 / 72).to_pil()
    document.close()
    file = pdf.with_suffix(".png")
    image.save(file)
    return file


def test_a_permit_of_jarinje_goes_out_at_brnjak_by_its_picture_and_its_claim_waits(
    crossings: tuple[Crossing, Crossing], tmp_path: Path
) -> None:
    jarinje, brnjak = crossings
    number, pdf = jarinje.permit("012345678")
    gone, gone_pdf = jarinje.permit("012345679")
    jarinje("return", gone)
    jarinje("keys", "bundle", tmp_path / "carried")
    brnjak("keys", "import", tmp_path / "carried", "--second", "besa")
    said = brnjak("return", pictured(pdf), "--out", tmp_path / "out")
    assert (said["permit"], said["decision"], said["handed_back"]) == (number, "granted", [])
    assert said["seal"] | {"signer": ""} == {
        "status": "VALID", "sub_status": None, "trust_level": "Trustable", "signer": "", "permit": "in-force",
        "list_age_hours": 0,
    }  # fmt: skip
    assert (said["claim"]["crossing"], said["claim"]["desk"]) == ("jarinje", "2")
    assert [paper["kind"] for paper in said["papers"]] == ["claim-slip"]
    assert {finding["severity"] for finding in said["findings"]} == {"note"}
    assert brnjak("return", pdf, code=1)["refused"]["code"] == "return.claimed-already"
    refused = brnjak("return", gone_pdf, code=1)
    assert (refused["refused"]["code"], refused["seal"]["permit"]) == ("return.listed-returned", "returned")
    (queued,) = brnjak("custody", "list", "--claims")
    assert (queued["claimed"], queued["state"]) == (number, "queued")
    brnjak("custody", "claim", "settle", queued["number"], "--reason", "Jarinje, desk 2, by telephone")
    assert brnjak("custody", "list", "--claims") == []
    assert brnjak("return", pdf, code=1)["refused"]["code"] == "return.claimed-already", "it is not claimed twice"
    assert brnjak("ledger", "check")["whole"]

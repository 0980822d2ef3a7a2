"""``kbdesk verify`` and the stand-alone ``kbdesk-verify``: what an officer and a policeman type."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kbdesk import verifier
from kbdesk.app import main
from kbdesk.devices import codes
from kbdesk.domain.vocabulary import Language
from tests.told import Told

from .conftest import Made, Script
from .test_told_first import shown_nowhere

SAMPLES = Path(__file__).parents[2] / "resources" / "samples" / "passages"
KEYS = {
    *("file", "status", "sub_status", "trust_level", "document_type", "signer", "fields", "permit", "list_age_hours"),
}
LATER = ("--at", "2022-08-10T20:00+02:00")


@dataclass(frozen=True)
class Day:
    """A drill desk after a day: four permits of which two were returned and voided, and the bundle of its evening."""

    data: Path
    papers: Path
    permits: tuple[str, ...]
    registration: str
    bundle: Path

    def paper(self, number: str, kind: str = "permit") -> Path:
        return self.papers / f"{number}-{kind}.pdf"

    def seal(self, number: str) -> Path:
        """The bytes of a permit's seal, as its paper shows them."""
        file = self.papers / f"{number}.bin"
        if not file.exists():
            (code,) = codes.read(self.paper(number).read_bytes())
            file.write_bytes(code.data)
        return file


@pytest.fixture(scope="module")
def day(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Work a day once."""
    import shutil

    folder = tmp_path_factory.mktemp("day")
    data = Path(shutil.copytree(made.data, folder / "desk"))
    papers, bundle = folder / "papers", folder / "evening.bundle"
    os.environ["KBDESK_PASSWORD"] = made.passwords["supervisor"]
    who = ("--data", str(data), "--officer", "supervisor", "--at", "2022-08-10T10:00+02:00")
    try:
        for name in ("04-mother-and-child-on-foot", "01-family-on-km-plates", "02-passport-on-belgrade-plates"):
            assert main(["passage", str(SAMPLES / f"{name}.toml"), "--out", str(papers), *who]) in (0, 1)
        permits = sorted(path.name.split("-")[0] for path in papers.glob("*-permit.pdf"))
        (registration, *_) = sorted(path.name.split("-")[0] for path in papers.glob("*-registration-certificate.pdf"))
        assert main(["return", permits[0], *who]) == 0
        assert main(["paper", "void", permits[1], "--kind", "permit", "--reason", "issued-in-error", *who]) == 0
        assert main(["paper", "void", permits[2], "--kind", "permit", "--reason", "reported-lost", *who]) == 0
        assert main(["keys", "bundle", str(bundle), *who]) == 0
    finally:
        del os.environ["KBDESK_PASSWORD"]
    return Day(data, papers, tuple(permits), registration, bundle)


@pytest.fixture
def verify(capfd: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Run ``kbdesk verify``, which needs no sign-in."""

    def run(*words: object, alone: bool = False) -> Told:
        said = [str(word) for word in words]
        capfd.readouterr()
        code = verifier.main(said) if alone else main(["verify", *said])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Told(code, out, err)

    return run


Verify = Callable[..., Told]


def states(told: Told) -> list[tuple[str, str, bool]]:
    return [(one["status"], one["permit"], one["lost"]) for one in told.json]


STATES = [
    ("VALID", "returned", False),
    ("VALID", "void", False),
    ("VALID", "void", True),
    ("VALID", "in-force", False),
]


def test_a_permit_is_checked_without_a_sign_in(day: Day, verify: Verify) -> None:
    told = verify(day.paper(day.permits[3]), "--data", day.data, "--json", *LATER)
    assert (told.code, told.err) == (0, "")
    (answer,) = told.json
    assert answer.keys() >= KEYS
    said = {key: answer[key] for key in KEYS - {"fields", "file"}}
    assert said == {
        "status": "VALID",
        "sub_status": None,
        "trust_level": "Trustable",
        "document_type": "permit",
        "signer": "UTDR",
        "permit": "in-force",
        "list_age_hours": 0.0,
    }
    assert answer["fields"]["number"] == day.permits[3]
    assert (answer["file"], answer["drill"]) == (str(day.paper(day.permits[3])), True)


@pytest.mark.parametrize("alone", [False, True])
def test_whoever_has_nothing_but_the_bundle_knows_what_became_of_each_permit(
    day: Day, verify: Verify, alone: bool, tmp_path: Path
) -> None:
    nowhere = () if alone else ("--data", tmp_path / "nowhere")
    papers = [day.seal(number) for number in day.permits[:4]]
    told = verify(*papers, "--bundle", day.bundle, "--json", *nowhere, *LATER, alone=alone)
    assert (told.code, states(told)) == (1, STATES)
    assert {one["list_age_hours"] for one in told.json} == {10.0}
    assert {one["result"] for one in told.json} == {"drill"}, "nothing of a drill is ever called real"
    good = verify(papers[3], "--bundle", day.bundle, "--json", *nowhere, *LATER, alone=alone)
    assert (good.code, states(good)) == (0, STATES[3:])


def test_a_shifts_close_leaves_a_list_as_of_then_for_whoever_verifies_without_a_sign_in(
    script: Script, verify: Verify, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "papers"
    issued = script("passage", SAMPLES / "04-mother-and-child-on-foot.toml", "--out", out, "--json").json
    number = issued["travelers"][0]["permit"]["number"]
    asked = (out / f"{number}-permit.pdf", "--bundle", data / "trust.bundle", "--json")
    assert states(verify(*asked, alone=True)) == [("VALID", "unknown", False)]
    assert script("shift", "close", "--cash", "0", "--custody", "1").code == 0
    assert states(verify(*asked, alone=True)) == [("VALID", "in-force", False)]
    assert script("ledger", "rebuild", "--json").json["registers"] == []


def test_the_ledger_speaks_before_the_list_for_whoever_signs_in(day: Day, script: Script) -> None:
    told = script("verify", day.seal(day.permits[3]), "--bundle", day.bundle, "--json", *LATER)
    (answer,) = told.json
    assert (answer["permit"], answer["cautions"]) == ("in-force", ["no-record"]), "it is another desk's copy"
    assert told.code == 1


def test_a_registration_its_plate_and_a_receipt_are_checked_too(day: Day, verify: Verify) -> None:
    kinds = ("registration-certificate", "plate-receipt")
    told = verify(*(day.paper(day.registration, kind) for kind in kinds), "--data", day.data, "--json", *LATER)
    found = [(one["document_type"], one["status"], one["permit"]) for one in told.json]
    assert found == [("registration", "VALID", "in-force"), ("plate-receipt", "VALID", "unknown")]
    assert told.code == 0


def test_a_picture_of_a_permit_is_checked_beside_its_printed_zone(day: Day, verify: Verify, tmp_path: Path) -> None:
    number = day.permits[3]
    document = pypdfium2.PdfDocument(day.paper(number).read_bytes())
    photograph = tmp_path / "photograph.jpg"
    document[0].render(scale=200 / 72).to_pil().convert("RGB").save(photograph, quality=60)
    document.close()
    (answer,) = verify(photograph, "--data", day.data, "--json", *LATER).json
    assert (answer["status"], answer["fields"]["number"]) == ("VALID", number)
    zone = tmp_path / "zone.txt"
    zone.write_text(answer["fields"]["mrz"])
    assert verify(photograph, "--data", day.data, "--mrz", zone, *LATER).code == 0
    (other,) = verify(day.seal(day.permits[0]), "--data", day.data, "--mrz", zone, "--json", *LATER).json
    assert other["sub_status"] == "SEAL_DOCUMENT_MISMATCH"
    zone.write_text("no zone")
    assert verify(photograph, "--data", day.data, "--mrz", zone, *LATER).code == 2


@pytest.mark.parametrize("alone", [False, True])
def test_bytes_in_hexadecimal_or_raw_are_checked_and_any_change_of_them_is_found(
    day: Day, verify: Verify, alone: bool, tmp_path: Path
) -> None:
    seal = day.seal(day.permits[3]).read_bytes()
    raw, text = tmp_path / "seal.bin", tmp_path / "seal.hex"
    raw.write_bytes(seal)
    text.write_text(seal.hex(" "))
    where = ("--bundle", day.bundle, *LATER, "--json")
    assert [one["status"] for one in verify(raw, text, *where, alone=alone).json] == ["VALID", "VALID"]
    for place in (0, 1, 30, len(seal) - 1):
        changed = bytearray(seal)
        changed[place] ^= 4
        raw.write_bytes(changed)
        told = verify(raw, *where, alone=alone)
        assert (told.code, told.json[0]["status"], told.json[0]["permit"]) == (1, "INVALID", "unknown")
        assert told.json[0]["sub_status"] == ("WRONG_FORMAT" if place < 2 else "INVALID_SIGNATURE")


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("language", Language)
def test_a_person_reads_a_large_word_the_fields_the_state_and_how_old_it_is(
    day: Day, verify: Verify, alone: bool, language: Language
) -> None:
    where = ("--bundle", day.bundle, *LATER, "--language", language)
    told = verify(day.seal(day.permits[0]), *where, alone=alone)
    words = {
        "sq": ("U S H T R I M", "e kthyer", "para 10 orësh"),
        "sr-Latn": ("V E Ž B A", "vraćeno", "pre 10 sati"),
        "sr-Cyrl": ("В Е Ж Б А", "враћено", "пре 10 сати"),
        "en": ("D R I L L", "returned", "10 hours ago"),
    }[language]
    assert all(word in told.out for word in words)
    assert "PETROVI" in told.out
    assert "\x1b" not in told.out, "nothing but a screen is coloured"


def test_an_officer_of_a_drill_desk_sees_what_a_real_one_would_and_that_it_is_a_drill(day: Day, verify: Verify) -> None:
    told = verify(day.seal(day.permits[3]), "--data", day.data, *LATER)
    assert "G E N U I N E" in told.out
    assert "A paper of a drill" in told.out
    assert "N O   L O N G E R   V A L I D" in verify(day.seal(day.permits[1]), "--data", day.data, *LATER).out


def test_a_page_without_a_seal_is_a_read_error_and_a_label_no_forgery(day: Day, verify: Verify, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("L", (400, 300), 255).save(tmp_path / "blank.png")
    (label,) = (path for path in day.papers.glob("*-envelope-label.pdf") if path.name.startswith(day.permits[0]))
    told = verify(tmp_path / "blank.png", label, "--data", day.data, "--json", *LATER)
    assert [(one["sub_status"], one["result"]) for one in told.json] == [
        ("READ_ERROR", "doubtful"),
        ("WRONG_FORMAT", "doubtful"),
    ]
    assert told.code == 1


WRONG: list[tuple[str, bytes | None, str]] = [
    ("missing.pdf", None, "missing.pdf cannot be read"),
    ("letter.txt", b"A letter.", "letter.txt: The file is no PNG"),
    ("cut.png", b"\x89PNG\r\n\x1a\ncut", "cut.png: The picture is damaged"),
]


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize(("name", "content", "said"), WRONG)
def test_a_file_that_cannot_be_looked_through_is_named_in_one_line(
    day: Day, verify: Verify, alone: bool, name: str, content: bytes | None, said: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    told = verify(day.seal(day.permits[3]), tmp_path / name, "--bundle", day.bundle, "--json", *LATER, alone=alone)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("alone", [False, True])
def test_without_a_bundle_nothing_is_checked(day: Day, verify: Verify, alone: bool, tmp_path: Path) -> None:
    paper = day.seal(day.permits[3])
    where = () if alone else ("--data", tmp_path)
    for bundle in ("missing.bundle", "letter.bundle"):
        if bundle == "letter.bundle":
            (tmp_path / bundle).write_bytes(b"A letter.")
        told = verify(paper, "--bundle", tmp_path / bundle, *where, alone=alone)
        assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
        assert "--bundle" in told.err
    if not alone:
        assert "--bundle" in verify(paper, "--data", tmp_path).err


def test_the_authority_can_be_pinned_by_its_fingerprint(day: Day, verify: Verify) -> None:
    from kbdesk.icao.trust import bundle, trust_part

    (root,) = trust_part.authorities(bundle.read(day.bundle.read_bytes()).trust)
    where = (day.seal(day.permits[3]), "--bundle", day.bundle, *LATER)
    grouped = root.hex(" ", 2).upper()
    assert verify(*where, "--fingerprint", grouped, alone=True).code == 0
    told = verify(*where, "--fingerprint", bytes(32).hex(), alone=True)
    assert (told.code, "not by that authority" in told.err) == (2, True)
    assert verify(*where, "--fingerprint", "xyz", alone=True).code == 2


def test_the_verifier_says_so_where_its_answer_goes_nowhere(day: Day, verify: Verify) -> None:
    where = (day.seal(day.permits[3]), "--bundle", day.bundle, *LATER)
    with shown_nowhere(closed=True):
        told = verify(*where, alone=True)
    assert (told.code, told.err) == (3, "the answer could not be written (closed)\n")
    assert verify(*where, alone=True).code == 0, "control"


@pytest.mark.parametrize(
    "words", [(), ("--nothing",), ("paper.pdf", "--at", "yesterday"), ("p.pdf", "--at", "2022-08-10T08:00")]
)
def test_a_wrong_call_of_the_verifier_is_one_line(day: Day, verify: Verify, words: tuple[str, ...]) -> None:
    told = verify(*words, "--bundle", day.bundle, alone=True)
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)


def test_the_verifier_runs_by_itself_and_loads_no_other_room(day: Day, tmp_path: Path) -> None:
    watch = "import sys; from kbdesk.verifier import main; code = main(); "
    watch += "print(*sorted(m for m in sys.modules if m.split('.')[0] in sys.argv[0].split()), file=sys.stderr); "
    watch += "sys.exit(code)"
    rooms = ("app", "cli", "ui", "store", "papers", "desk", "rulebook")
    asked = [str(day.paper(day.permits[3])), "--bundle", str(day.bundle), "--json", *LATER]
    done = subprocess.run(
        [sys.executable, "-c", watch.replace("sys.argv[0].split()", "('kbdesk', 'PySide6', 'sqlcipher3')"), *asked],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, json.loads(done.stdout)[0]["status"]) == (0, "VALID")
    loaded = done.stderr.split()
    assert "kbdesk.devices.codes" in loaded
    assert not [name for name in loaded if name.startswith(tuple(f"kbdesk.{room}" for room in rooms))]
    assert not [name for name in loaded if not name.startswith("kbdesk")]


def test_what_of_a_bundle_does_not_hold_is_said_beside_the_answer(verify: Verify, tmp_path: Path) -> None:
    from kbdesk.icao.trust import bundle
    from tests.domain.papers_sealed import sealed_paper
    from tests.icao.trust import office

    forged = office.status(number=9, signer="KSJA", reference="1")
    (tmp_path / "b").write_bytes(bundle.write(office.bundle(None, forged)))
    (tmp_path / "seal.bin").write_bytes(sealed_paper(signer="KSBR"))
    for alone in (False, True):
        data: tuple[Any, ...] = () if alone else ("--data", tmp_path)
        told = verify(tmp_path / "seal.bin", "--bundle", tmp_path / "b", *data, "--json", alone=alone)
        assert (told.json[0]["permit"], "status list of J2 is not signed" in told.err) == ("expired", True)


def test_a_real_bundle_is_gone_by_as_of_now(verify: Verify, tmp_path: Path) -> None:
    from kbdesk.icao.trust import bundle
    from tests.domain.papers_sealed import sealed_paper
    from tests.icao.trust import office

    (tmp_path / "b").write_bytes(bundle.write(office.bundle()))
    (tmp_path / "seal.bin").write_bytes(sealed_paper(signer="KSBR"))
    where = (tmp_path / "seal.bin", "--bundle", tmp_path / "b")
    for alone in (False, True):
        data: tuple[Any, ...] = () if alone else ("--data", tmp_path)
        (answer,) = verify(*where, *data, "--json", alone=alone).json
        assert answer["sub_status"] == "EXPIRED_CERTIFICATE", "it was valid until 2023"
        told = verify(*where, *data, *LATER, alone=alone)
        assert (told.code, "--at" in told.err) == (2, True)


def on_a_screen(words: list[str], environment: dict[str, str]) -> bytes:
    """Return what a program says to a terminal."""
    master, slave = pty.openpty()
    process = subprocess.Popen(words, stdout=slave, stderr=subprocess.DEVNULL, env=environment)
    os.close(slave)
    said = b""
    with os.fdopen(master, "rb", buffering=0) as screen, suppress(OSError):  # a terminal that was left has no end
        while part := screen.read(65_536):
            said += part
    assert process.wait() == 0
    return said


def test_the_word_is_coloured_on_a_screen(day: Day) -> None:
    seal, bundle = str(day.seal(day.permits[3])), str(day.bundle)
    words = [sys.executable, "-m", "kbdesk.verifier", seal, "--bundle", bundle, *LATER]
    bare = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    assert b"\x1b[1;97;44m" in on_a_screen(words, bare)
    assert b"\x1b" not in on_a_screen(words, bare | {"NO_COLOR": "1"})

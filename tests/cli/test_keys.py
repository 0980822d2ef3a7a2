"""``kbdesk keys`` and ``kbdesk init`` of a real desk: what an administrator types."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kbdesk.app import main
from tests.cheap import cheap_desks
from tests.people import PERSON
from tests.told import Told

from .conftest import Script

PASSPHRASE = "correct horse battery"
Run = Callable[..., Told]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line as it is, with two supervisors' passwords and the passphrase at hand."""
    monkeypatch.setenv("KBDESK_PASSWORD", "first of two passwords")
    monkeypatch.setenv("KBDESK_SECOND_PASSWORD", "second of two passwords")
    monkeypatch.setenv("KBDESK_CSCA_PASSPHRASE", PASSPHRASE)

    def call(*words: object) -> Told:
        capfd.readouterr()
        code = main([*map(str, words)])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Told(code, out, err)

    return call


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    told = run("keys", "ceremony", "found", folder, "--country", "KS", "--zone", "RKS", "--name", "TEST CSCA")
    assert (told.code, told.err) == (0, "")
    return folder


def fingerprint(run: Run, office: Path) -> str:
    return str(run("keys", "ceremony", "show", office, "--json").json["authorities"][0]["fingerprint"])


def pem_of(one: dict[str, Any]) -> bytes:
    """Return the DER of a certificate told, read by Python's own library."""
    return ssl.PEM_cert_to_DER_cert(one["certificate"])


def test_a_real_desk_from_ceremony_to_its_signer(run: Run, office: Path, tmp_path: Path) -> None:
    data = tmp_path / "desk"
    who = ("--officer", "agim", "--second", "besa", "--data", data)
    told = run("init", *who, "--crossing", "brnjak", "--desk", "1", "--json")
    assert (told.code, told.err) == (0, "")
    made = told.json
    assert {one["name"]: len(set(one["codes"])) for one in made["sheets"]} == {"agim": 40, "besa": 40}
    assert made["officers"] == [{"name": name, "role": "supervisor", "password": None} for name in ("agim", "besa")]
    assert [row["state"] for row in run("keys", "show", *who, "--json").json["signers"]] == ["requested"]

    certificate = tmp_path / "c.pem"
    told = run("keys", "ceremony", "admit", office, made["request"], "--crossing", "B", "--out", certificate)
    assert (told.code, "KSB1 was admitted with the certificate 1" in told.out) == (0, True)
    bundle = office / "trust.bundle"
    assert run("keys", "import", bundle, *who).code == 2, "the fingerprint is missing"
    told = run("keys", "import", bundle, *who, "--fingerprint", fingerprint(run, office), "--json")
    assert (told.code, told.json["sequences"], told.json["signers"][0]["state"]) == (0, {"trust": 2}, "in-use")

    shown = run("keys", "show", *who, "--json").json
    (own,) = shown["signers"]
    assert (own["signer"], own["reference"], own["own"], own["trusted"], own["revoked"]) == (
        *("KSB1", "1", True, True, False),
    )
    assert pem_of(own) == ssl.PEM_cert_to_DER_cert(certificate.read_text())
    assert [(one["kind"], one["name"], one["stale"]) for one in shown["lists"]] == [
        ("trust", "RKS", False),
        ("revocation", "TEST CSCA", False),
    ]
    assert own["certificate"] in run("keys", "show", *who).out

    exported = tmp_path / "b"
    assert run("keys", "bundle", exported, *who, "--json").json["sequences"]["trust"] == 2
    assert run("keys", "ceremony", "renew", office).code == 0
    assert run("keys", "import", bundle, *who).code == 0
    told = run("keys", "import", exported, *who, "--json")
    assert (told.code, told.json["refused"]["code"]) == (1, "trust.rollback")
    assert run("ledger", "check", *who).code == run("ledger", "rebuild", *who).code == 0

    recovery = tmp_path / "code"
    recovery.write_text(made["recovery_code"] + "\n")
    told = run("ledger", "check", "--officer", "recovery", "--password-file", recovery, "--data", data)
    assert told.code == 0, "the sealed code opens the desk"
    assert made["recovery_code"] not in (data / "keys.json").read_text()
    recovery.write_text(made["recovery_code"][:-1] + "\n")
    assert run("ledger", "check", "--officer", "recovery", "--password-file", recovery, "--data", data).code == 2


def test_a_real_desk_issues_nothing_before_its_certificate_and_a_paper_that_anyone_may_check_after(
    run: Run, office: Path, tmp_path: Path
) -> None:
    data, file, papers = tmp_path / "desk", tmp_path / "person.toml", tmp_path / "papers"
    who = ("--officer", "agim", "--second", "besa", "--data", data)
    file.write_text(PERSON.replace("2029-05-01", "2049-05-01") + 'slot = "A1"\n', "utf-8")
    with cheap_desks():
        request = run("init", *who, "--crossing", "brnjak", "--desk", "1", "--json").json["request"]
    assert run("shift", "open", "--float", "0.00", "--custody", "0", *who).code == 0
    work = ("passage", file, "--out", papers, "--officer", "agim", "--data", data)
    told = run(*work)
    assert (told.code, told.out) == (3, "")
    assert told.err == "This desk has no signer: import the certificate of head office. Nothing was recorded.\n"
    assert run("keys", "ceremony", "admit", office, request, "--crossing", "B").code == 0
    told = run("keys", "import", office / "trust.bundle", *who, "--fingerprint", fingerprint(run, office))
    assert told.code == 0
    told = run(*work)
    assert (told.code, told.err) == (3, "No printer is set up for this paper.\n"), "a real desk keeps no plain papers"
    assert sorted(file.suffix for file in data.rglob("*.pdf")) == []
    (permit,) = papers.glob("*-permit.pdf")
    (checked,) = run("verify", permit, "--data", data, "--json").json
    assert (checked["status"], checked["signer"], checked["drill"]) == ("VALID", "KSB1", False)
    assert checked["fields"]["number"][:8] == "B1000001"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "--second: a real desk is made by two supervisors"),
        (("--officer", "agim"), "--second: a real desk is made by two supervisors"),
        (("--officer", "agim", "--second", "agim"), "two supervisors with different names"),
        (("--officer", "recovery", "--second", "besa"), "recovery is the name of the recovery code"),
        (("--officer", "a\tb", "--second", "besa"), "a name has 1 to 64 characters"),
        (("--officer", "agim", "--second", "besa", "--desk", "0"), "--desk: is one character"),
        (("--drill", "--officer", "agim"), "a drill desk makes its own officers"),
    ],
)
def test_a_real_desk_is_not_made_of_less(run: Run, tmp_path: Path, words: tuple[str, ...], why: str) -> None:
    told = run("init", *words, "--data", tmp_path / "desk")
    assert (told.code, why in told.err) == (2, True)
    assert not (tmp_path / "desk").exists()


def test_a_short_password_makes_no_desk(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KBDESK_SECOND_PASSWORD", "short")
    told = run("init", "--officer", "agim", "--second", "besa", "--data", tmp_path / "desk")
    assert (told.code, "at least 15 characters" in told.err) == (2, True)
    assert not (tmp_path / "desk").exists()


def test_five_a_year_and_what_else_head_office_refuses(run: Run, office: Path, tmp_path: Path, script: Script) -> None:
    def admitted(number: int) -> Told:
        asked = tmp_path / f"{number}.pem"
        assert script("keys", "request", asked, "--new").code == 0
        return run("keys", "ceremony", "admit", drill, asked)

    drill = tmp_path / "drill"
    found = ("keys", "ceremony", "found", drill, "--country", "UT", "--zone", "UTO", "--name", "DRILL")
    assert run(*found).code == 0
    assert [admitted(number).code for number in range(5)] == [0] * 5
    told = admitted(5)
    assert (told.code, "at most five signers a year" in told.err) == (1, True)
    assert run(*found).code == 1, "there is one already"
    told = run("keys", "ceremony", "admit", office, tmp_path / "0.pem")
    assert (told.code, "signer" in told.err) == (2, True), "a drill's signer asks the real office"
    assert run("keys", "ceremony", "renew", office, "--at", "2022-08-10T08:00+02:00").code == 2
    at = ("--at", "2022-08-10T08:00+02:00")
    assert run(*(word if word != drill else tmp_path / "earlier" for word in found), *at).code == 0
    assert run("keys", "ceremony", "renew", tmp_path / "earlier", *at).code == 0
    assert run("keys", "ceremony", "revoke", office, "KSJ2", "1").code == 1
    assert run("keys", "ceremony", "show", tmp_path / "nothing").code == 1
    assert run("keys", "ceremony", "admit", office, tmp_path / "missing.pem").code == 2


def test_two_people_hold_half_of_the_passphrase_each(run: Run, tmp_path: Path) -> None:
    halves = [tmp_path / name for name in ("one", "two")]
    for half, text in zip(halves, ("first half", "second half"), strict=True):
        half.write_text(text + "\n")
    both = ("--passphrase-file", halves[0], "--second-passphrase-file", halves[1])
    folder = tmp_path / "office"
    founding = ("keys", "ceremony", "found", folder, "--country", "RS", "--zone", "SRB", "--name", "TEST CSCA")
    assert run(*founding, "--passphrase-file", halves[0]).code == 2, "one half alone is too short"
    assert run(*founding, *both).code == 0
    assert run("keys", "ceremony", "renew", folder, "--passphrase-file", halves[0]).code == 2
    told = run("keys", "ceremony", "renew", folder, *both)
    assert (told.code, "The bundle has the number 2." in told.out) == (0, True)
    assert (folder / "csca.pem").stat().st_mode & 0o777 == 0o600


def test_a_drill_desk_rolls_revokes_and_seals_again(script: Script) -> None:
    def own() -> list[tuple[str, str, bool]]:
        rows = script("keys", "show", "--json").json["signers"]
        return [(row["reference"], row["state"], row["revoked"]) for row in rows]

    assert own() == [("1", "in-use", False)]
    assert script("keys", "roll", "--json").code == 2, "it takes two"
    assert own() == [("1", "in-use", False)]
    told = script("keys", "roll", "--json", second="officer")
    assert (told.json["signer"]["reference"], told.json["former"]["reference"], told.json["destroyed"]) == (
        "2",
        "1",
        True,
    )
    assert own() == [("1", "retired", False), ("2", "in-use", False)]
    assert script("keys", "revoke", second="officer").code == 2, "it takes a reason"
    told = script("keys", "revoke", "--reason", "the machine was left open", "--json", second="officer")
    assert (told.json["revoked"]["reference"], told.json["listed"]) == ("2", True)
    assert own() == [("1", "retired", False), ("2", "revoked", True)]
    assert script("keys", "roll", second="officer").code == 0
    assert own()[-1] == ("3", "in-use", False)
    assert script("ledger", "rebuild").code == 0


def test_files_are_never_overwritten_and_missing_ones_are_named(script: Script, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("kept")
    for words in (("request", there), ("bundle", there)):
        told = script("keys", *words)
        assert (told.code, "there is there already" in told.err) == (2, True)
    assert there.read_text() == "kept"
    assert script("keys", "import", tmp_path / "missing", second="officer").code == 2
    assert script("keys", "bundle", tmp_path / "new").code == 0


def test_a_token_that_is_not_there_is_the_environments_fault(
    script: Script, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KBDESK_TOKEN_PIN", "271828")
    settings = data / "settings.toml"
    before = settings.read_text("utf-8").replace('signer = "file"', 'signer = "token"')
    settings.write_text(before.replace('token_module = ""', 'token_module = "/nowhere/driver.so"'), "utf-8")
    told = script("keys", "request", tmp_path / "r.pem")
    assert (told.code, told.err) == (
        3,
        "The token's driver /nowhere/driver.so cannot be loaded; nothing was recorded.\n",
    )
    assert not (tmp_path / "r.pem").exists()
    settings.write_text(before.replace('"token"', '"card"'), "utf-8")
    told = script("keys", "show")
    assert (told.code, "settings.toml: signer: this must be one of file, token" in told.err) == (3, True)


def test_the_request_names_its_file_in_json(script: Script, tmp_path: Path) -> None:
    told = script("keys", "request", tmp_path / "r.pem", "--json")
    said = json.loads(told.out)
    assert (said["signer"], said["request"]) == ("UTDR", (tmp_path / "r.pem").read_text("ascii"))
    assert script("keys", "request", tmp_path / "s.pem", officer="officer").code == 1, "a supervisor asks"

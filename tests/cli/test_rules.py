"""``kbdesk rules``: what is listed, explained, checked, replayed, and what officers order by script."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from kbdesk.app import carried
from kbdesk.app.book_signer import PRIVATE, PUBLIC
from kbdesk.app.sign_in import sign_in
from kbdesk.cli.joiner import SignIn

from .conftest import Made, Script

DOCUMENTS = carried.texts("rulebooks", "seeds", suffix=".toml")["2-documents.toml"]
AT = "2022-08-10T13:58+02:00"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The carried book of documents, in which a permit lasts one month."""
    file = tmp_path / "documents.toml"
    assert "months = 3" in DOCUMENTS
    file.write_text(DOCUMENTS.replace("months = 3", "months = 1"), "utf-8")
    return file


def states(script: Script, *words: object) -> dict[str, str]:
    told = script("rules", "list", "--json", *words)
    assert told.code == 0, told.err
    return {line["id"]: line["state"] for line in told.json}


def suspend(script: Script, *words: object, **who: str) -> str:
    told = script("rules", "suspend", "documents-2022:1", "--order", "Order 7", "--json", *words, **who)
    assert told.code == 0, told.err
    return str(told.json["id"])


def test_the_list_tells_every_book_with_its_span_and_state(script: Script) -> None:
    told = script("rules", "list", "--json", "--at", AT)
    (line,) = [line for line in told.json if line["id"] == "documents-2022"]
    wanted = {
        "id": "documents-2022",
        "shelf": "seeds",
        "title": "Entry and exit documents",
        "effective_from": "2022-08-01T00:00:00+02:00",
        "effective_until": None,
        "state": "in-force",
        "activated": None,
        "suspensions": [],
    }
    assert line == wanted
    plain = script("rules", "list", "--at", AT)
    assert (plain.code, plain.err) == (0, "")
    assert "2022-10-01T00:00:00+02:00" in plain.out, "the next change"


def test_the_list_goes_by_the_clock_it_is_given(script: Script) -> None:
    assert states(script, "--at", "2022-07-31T23:59:59+02:00")["documents-2022"] == "waiting"
    assert states(script, "--at", "2022-08-01T00:00:00+02:00")["documents-2022"] == "in-force"


def test_a_book_is_shown_article_by_article(script: Script) -> None:
    told = script("rules", "show", "documents-2022", "--language", "sr-Cyrl")
    assert told.code == 0
    assert "Исправе за улазак и излазак" in told.out
    assert "Article 3, traveler: none" in told.out
    shown = script("rules", "show", "documents-2022", "--json").json
    assert [article["id"] for article in shown["book"]["article"]] == ["1", "2", "3"]
    assert shown["state"] == "in-force"


def test_a_book_that_is_not_there_is_the_callers_mistake(script: Script) -> None:
    told = script("rules", "show", "documents-2023", "--json")
    assert (told.code, told.out, told.err) == (2, "", "There is no book documents-2023 on this desk's shelf.\n")


def test_an_explanation_names_article_conditions_nearest_miss_and_appeal(script: Script, passage: Path) -> None:
    told = script("rules", "explain", passage, "--json", "--at", AT)
    assert told.code == 0, told.err
    (card,) = told.json["cards"]
    assert (card["card"], card["measure"], card["article"]) == ("traveler[1]", "permit", "documents-2022:1")
    assert card["valid_until"] == "2022-11-10"
    conditions = {c["name"]: (c["wanted"], c["found"], c["holds"]) for c in card["applied"]["conditions"]}
    assert conditions["issuing_state"] == (["SRB"], ["SRB"], True)
    assert conditions["document_type"] == (["identity-card", "passport"], ["identity-card"], True)
    assert card["nearest"]["article"] != "1"
    assert not all(condition["holds"] for condition in card["nearest"]["conditions"])
    assert set(card["appeal"]) == {"body", "text", "days", "until"}
    assert (told.json["at"], told.json["crossing"], told.json["direction"]) == (
        f"{AT[:16]}:00+02:00",
        "jarinje",
        "entry",
    )


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("sq", "Dokumentet e hyrje-daljes"),
        ("sr-Latn", "Isprave za ulazak i izlazak"),
        ("sr-Cyrl", "Исправе за улазак и излазак"),
        ("en", "Entry and exit documents"),
    ],
)
def test_an_explanation_is_told_in_every_language(script: Script, passage: Path, language: str, title: str) -> None:
    told = script("rules", "explain", passage, "--language", language)
    assert (told.code, told.err) == (0, "")
    assert title in told.out


def test_explaining_records_nothing(script: Script, passage: Path) -> None:
    before = script("ledger", "check", "--json").json
    script("rules", "explain", passage)
    script("rules", "list")
    assert script("ledger", "check", "--json").json == before


def test_a_sound_book_is_checked_without_signing_in(script: Script, book: Path) -> None:
    told = script("rules", "check", book, officer="")
    assert (told.code, told.out, told.err) == (0, "documents.toml: sound\n", "")
    assert script("rules", "check", book, "--json", officer="").json == {
        "file": "documents.toml",
        "sound": True,
        "faults": [],
    }


def test_every_fault_of_a_book_is_listed_with_its_place(script: Script, book: Path) -> None:
    book.write_text(DOCUMENTS.replace("months = 3", "months = 0").replace("subject =", "subjekt ="), "utf-8")
    told = script("rules", "check", book, "--json", officer="")
    assert told.code == 1
    paths = {fault["path"] for fault in told.json["faults"]}
    assert paths >= {"article[1].subjekt", "article[1].subject", "article[1].then.validity.months"}
    plain = script("rules", "check", book, officer="")
    assert plain.code == 1
    assert all(path in plain.out for path in paths)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[[", b"shelf = 7", b"shelf = '../x'"])
def test_whatever_is_checked_is_answered_plainly(script: Script, book: Path, content: bytes) -> None:
    book.write_bytes(content)
    told = script("rules", "check", book, officer="")
    assert told.code in (1, 2)
    assert told.out + told.err


def test_a_book_for_another_shelf_is_told_at_a_desk(script: Script, book: Path) -> None:
    book.write_text(DOCUMENTS.replace('shelf = "seeds"', 'shelf = "mirror"'), "utf-8")
    told = script("rules", "check", book, "--json", officer="")
    assert told.code == 1
    assert "shelf" in [fault["path"] for fault in told.json["faults"]]


def test_a_replay_names_the_decisions_that_would_change_and_no_person(
    script: Script, passage: Path, book: Path
) -> None:
    assert script("passage", passage, "--at", AT).code == 0
    found = script("rules", "replay", book, "--json", "--at", "2022-08-20T08:00+02:00")
    assert found.code == 0
    (change,) = found.json["changes"]
    assert (change["kind"], change["card"]) == ("surrender.recorded", "traveler[1]")
    assert (change["before"]["valid_until"], change["after"]["valid_until"]) == ("2022-11-10", "2022-09-10")
    plain = script("rules", "replay", book, "--at", "2022-08-20T08:00+02:00")
    assert "Of 1 decision of the last 30 days, 1 would change." in plain.out
    assert "Testović" not in plain.out + found.out
    assert (
        script("rules", "replay", book, "--days", "5", "--json", "--at", "2022-08-20T08:00+02:00").json["decided"] == 0
    )


def test_two_officers_activate_a_signed_book_and_passages_follow_it(script: Script, passage: Path, book: Path) -> None:
    assert script("rules", "sign", book, officer="").code == 0
    told = script("rules", "activate", book, "--json", "--at", AT, second="supervisor2")
    assert told.code == 0, told.err
    assert (told.json["id"], told.json["officer"], told.json["second"]) == (
        "documents-2022", "supervisor", "supervisor2"
    )  # fmt: skip
    assert told.json["replay"]["decided"] == 0
    issued = script("passage", passage, "--json", "--at", "2022-08-10T14:01+02:00").json
    assert issued["travelers"][0]["permit"]["valid_until"] == "2022-09-10"
    assert script("ledger", "check", "--json").json["whole"]
    again = script("rules", "activate", book, "--json", "--at", AT, second="supervisor2")
    assert (again.code, again.json["refused"]["code"]) == (1, "rules.active-already")


@pytest.mark.parametrize(
    ("officer", "second", "code"), [("supervisor", "", 2), ("supervisor", "supervisor", 2), ("officer", "officer", 2)]
)
def test_activation_without_a_second_officer_is_refused(
    script: Script, book: Path, officer: str, second: str, code: int
) -> None:
    script("rules", "sign", book, officer="")
    assert script("rules", "activate", book, officer=officer, second=second).code == code
    assert script("rules", "list", "--json").json[1]["activated"] is None


def test_a_second_officer_with_a_wrong_password_is_refused(script: Script, book: Path) -> None:
    script("rules", "sign", book, officer="")
    told = script("rules", "activate", book, second="nobody")
    assert (told.code, told.out) == (2, "")


def test_a_book_without_or_with_a_wrong_signature_is_refused(script: Script, book: Path, tmp_path: Path) -> None:
    assert script("rules", "activate", book, second="supervisor2").code == 2
    other = tmp_path / "other.toml"
    other.write_text(DOCUMENTS, "utf-8")
    script("rules", "sign", other, officer="")
    signature = tmp_path / "other.toml.sig"
    told = script("rules", "activate", book, "--signature", signature, "--json", second="supervisor2")
    assert (told.code, told.json["refused"]["code"]) == (1, "rules.signature-bad")
    assert told.err.count("\n") == 1


def test_a_book_with_faults_is_refused_with_all_of_them(script: Script, book: Path) -> None:
    book.write_text(DOCUMENTS.replace("months = 3", "months = 0"), "utf-8")
    script("rules", "sign", book, officer="")
    told = script("rules", "activate", book, "--json", second="supervisor2")
    assert (told.code, told.json["refused"]["code"]) == (1, "rules.unsound")
    assert len(told.json["refused"]["faults"]) == 2


def test_only_a_drill_desk_signs_and_a_desk_without_a_key_trusts_nobody(script: Script, book: Path, data: Path) -> None:
    script("rules", "sign", book, officer="")
    (data / PRIVATE).unlink()
    told = script("rules", "sign", book, officer="")
    assert (told.code, told.out) == (3, "")
    (data / PUBLIC).unlink()
    told = script("rules", "activate", book, "--json", second="supervisor2")
    assert (told.code, told.json["refused"]["code"]) == (1, "rules.no-signer")


def test_a_supervisor_suspends_at_once_and_the_list_shows_that_the_second_signature_is_missing(
    script: Script, passage: Path
) -> None:
    suspension = suspend(script, "--at", "2022-08-10T14:00+02:00")
    told = script("passage", passage, "--json", "--at", "2022-08-10T14:01+02:00").json
    assert told["travelers"][0]["measure"] == "none"
    listed = script("rules", "list", "--at", "2022-08-10T14:31+02:00")
    assert "not signed by a second officer for 31 minutes" in listed.out
    explained = script("rules", "explain", passage, "--json", "--at", "2022-08-10T14:01+02:00").json["cards"][0]
    assert [article["article"] for article in explained["suspended"]] == ["1"]
    signed = script("rules", "sign-suspension", suspension, "--json", officer="officer")
    assert (signed.code, signed.json["second"]) == (0, "officer")
    assert "signed by two" in script("rules", "list").out


def test_an_officer_who_is_no_supervisor_is_told_no(script: Script) -> None:
    told = script("rules", "suspend", "documents-2022", "--order", "Order 7", "--json", officer="officer")
    assert (told.code, told.json["refused"]["code"]) == (1, "rules.supervisor-only")


@pytest.mark.parametrize(
    "words",
    [
        ("documents-2023", "--order", "Order 7"),
        ("documents-2022:99", "--order", "Order 7"),
        ("documents-2022",),
        ("documents-2022", "--order", "Order 7", "--crossing", "atlantis"),
        ("documents-2022", "--order", "Order 7", "--direction", "sideways"),
        ("documents-2022", "--order", "Order 7", "--until", "2022-08-01T00:00+02:00"),
        ("documents-2022", "--order", "Order 7", "--until", "soon"),
    ],
)
def test_a_suspension_that_makes_no_sense_is_one_line_on_standard_error(script: Script, words: tuple[str, ...]) -> None:
    told = script("rules", "suspend", *words, "--json")
    assert (told.code, told.out) == (2, "")
    assert told.err.count("\n") == 1


def test_two_officers_lift_a_suspension_and_see_first_what_it_changed(script: Script, passage: Path) -> None:
    script("passage", passage, "--at", AT)
    suspension = suspend(script, "--until", "2022-09-10T14:00+02:00", "--crossing", "jarinje", "--direction", "entry")
    assert script("rules", "lift", suspension).code == 2
    told = script("rules", "lift", suspension, second="supervisor2")
    assert told.code == 0, told.err
    assert told.out.startswith("Of 1 decision of the last 30 days, 0 would change.")
    assert script("rules", "lift", suspension, second="supervisor2").code == 2
    assert states(script)["documents-2022"] == "in-force"


def test_a_lifted_suspension_answers_as_data(script: Script) -> None:
    suspension = suspend(script)
    told = script("rules", "lift", suspension, "--json", second="supervisor2")
    assert told.json["lifted"] is True
    assert json.dumps(told.json["replay"]["changes"]) == "[]"


def test_beside_an_open_desk_rules_are_read_and_nothing_is_ordered(script: Script, made: Made, data: Path) -> None:
    password = bytearray(made.passwords["officer"].encode())
    with contextlib.closing(sign_in(SignIn(data=data, officer="officer", password=password))):
        assert states(script)["documents-2022"] == "in-force"
        told = script("rules", "suspend", "documents-2022", "--order", "Order 7")
        assert (told.code, told.out) == (3, "")
    assert suspend(script), "the control: once the desk is closed"


def test_a_shelf_with_a_book_that_cannot_be_read_is_told_in_one_line(script: Script, made: Made, data: Path) -> None:
    password = bytearray(made.passwords["officer"].encode())
    body = {"id": "x", "file": "x.toml", "text": "id = 7", "sha256": "0" * 64, "signature": "", "second": "supervisor"}
    opened = contextlib.closing(sign_in(SignIn(data=data, officer="officer", password=password)))
    with opened as desk, desk.store.act(at=desk.clock.now(), officer="officer") as act:
        act.append("rulebook.activated", body)
    told = script("rules", "list")
    assert (told.code, told.out) == (3, "")
    assert told.err.startswith("A book on this desk's shelf cannot be read: x.toml: ")
    assert told.err.count("\n") == 1


def test_a_file_that_is_not_there_is_the_callers_mistake(script: Script, tmp_path: Path) -> None:
    for words in (("check",), ("replay",), ("explain",), ("sign",), ("activate",)):
        told = script(
            "rules", *words, tmp_path / "nothing.toml", officer="" if words[0] in ("check", "sign") else "officer"
        )
        assert (told.code, told.out) == (2, "")
        assert told.err.count("\n") == 1


def test_what_is_wrong_with_a_call_is_one_line_whatever_was_asked(script: Script) -> None:
    told = script("rules", "show", "documents-2022\nand\tmore")
    assert (told.code, told.out) == (2, "")
    assert told.err == "There is no book documents-2022 and more on this desk's shelf.\n"

"""What a policeman and a program are told of a paper."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.app import carried
from kbdesk.domain.messages import Catalog
from kbdesk.domain.verify import Caution, Record, Result
from kbdesk.domain.verify_told import WIDTH, ago, answer, banner, told, told_bundle
from kbdesk.domain.vocabulary import Language, PermitState, Series
from kbdesk.icao.trust import ceremony
from kbdesk.icao.trust.trust_store import TrustStore
from tests.icao.trust import office

from .papers_sealed import AT, Ledger, judge, number, permit, registration, sealed_paper, trusted, zone


@pytest.fixture(scope="module")
def english() -> Catalog:
    return carried.catalogs()[Language.EN]


def text(checked: object, words: Catalog) -> str:
    return "\n".join(told(checked, words))


def test_a_permit_is_told_as_it_is_read_beside_the_paper(english: Catalog) -> None:
    said = text(judge().check(sealed_paper()), english)
    assert said.startswith("The seal is genuine and the paper stands.\n\nTemporary permit  J2 000001 L\n")
    assert "Born                        12.03.1978" in said
    assert "Envelope                    E-J2 000077 D" in said or "Envelope                    E-J2 000077" in said
    assert "Zone in the seal            PURKSPETROVIC<<LJUBICA<" in said
    assert "in force · list of 11.08.2022 06:00, 6 hours ago" in said
    assert said.endswith("VALID · Trustable · KSJA 1")
    assert "status_index" not in said and "issuer" not in said


@pytest.mark.parametrize(
    ("serial", "said"),
    [
        (2, "returned · list of"),
        (3, "void · list of"),
        (4, "lost · list of"),
        (5, "unknown · list of"),
    ],
)
def test_the_state_is_told_with_what_it_rests_on(serial: int, said: str, english: Catalog) -> None:
    assert said in text(judge().check(sealed_paper(fields=permit(serial))), english)


def test_where_no_list_speaks_that_is_said(english: Catalog) -> None:
    foreign = sealed_paper(fields=permit(1, letter="B"), signer="KSBR")
    assert "unknown · no list says anything of it" in text(judge().check(foreign), english)
    later = judge(AT + timedelta(days=200)).check(foreign)
    assert "expired · by the date in the seal" in text(later, english)
    assert "The certificate of the signer is not valid today." not in text(later, english)


def test_the_desks_own_ledger_is_named_and_cautions_are_told(english: Catalog) -> None:
    own = Ledger({(Series.PERMIT, number(1)): Record(state=PermitState.IN_FORCE, valid_until=None)})
    assert "in force · by this desk's own ledger" in text(judge(ledger=own).check(sealed_paper()), english)
    said = text(judge(ledger=own).check(sealed_paper(fields=permit(4))), english)
    assert "! The number is this desk's, but its ledger does not know it." in said
    assert "! Reported lost" in said


def test_fields_that_nothing_proves_are_told_as_such(english: Catalog) -> None:
    data = sealed_paper()
    forged = text(judge().check(data[:-1] + bytes((data[-1] ^ 1,))), english)
    assert "The signature does not hold" in forged
    assert "This is what the seal says, but nothing proves it:" in forged
    assert "nothing proves it" not in text(judge().check(data), english)


def test_what_is_no_seal_is_told_without_fields(english: Catalog) -> None:
    said = text(judge().check(b"no seal"), english)
    assert said.endswith("INVALID · WRONG_FORMAT · -")
    label = text(judge().check(b"E" + number(77).encode()), english)
    assert label.splitlines()[3] == "Envelope label"
    assert "nothing proves it" not in label


def test_papers_of_other_kinds_have_their_names(english: Catalog) -> None:
    certificate = text(judge().check(sealed_paper("registration", registration(5), signer="KSBR")), english)
    assert "Provisional registration  J2 000005" in certificate
    assert "Plate                       P 1" in certificate
    receipt = {"kind": "surrender-receipt", "number": number(1), "record": bytes(16)}
    assert "Surrender receipt  J2 000001 L" in text(judge().check(sealed_paper("paper", receipt)), english)
    sheet = {"mrz": "A" * 36 + "\n" + "1" * 36, "sheet_number": "A2345678"}
    other = text(judge().check(sealed_paper("supplementary_sheet", sheet, signer="KSBR")), english)
    assert "supplementary-sheet" in other and "sheet_number" in other


def test_a_drills_paper_says_so_in_a_drill_too(english: Catalog) -> None:
    inside = judge(is_drill=True).check(sealed_paper(signer="UTDR"))
    assert "# A paper of a drill; it is no real paper." in text(inside, english)
    outside = text(judge().check(sealed_paper(signer="UTDR")), english)
    assert outside.count("A paper of a drill") == 1


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("result", Result)
def test_the_result_stands_large_with_a_mark_beside_the_colour(result: Result, language: Language) -> None:
    _, line, _ = banner(result, carried.catalogs()[language])
    assert len(line) <= WIDTH
    assert line.split()[0] in {"+++", "XXX", "???", "###"}
    assert line.split()[0] == line.split()[-1]


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (timedelta(minutes=-5), "0 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=119), "119 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(hours=71), "71 hours"),
        (timedelta(hours=72), "3 days"),
    ],
)
def test_an_age_is_told_as_people_say_it(age: timedelta, said: str, english: Catalog) -> None:
    assert ago(age, english) == said


def test_the_parts_of_a_bundle_are_told_with_their_ages_and_what_does_not_hold(english: Catalog) -> None:
    lines = list(told_bundle(trusted(), english, at=AT))
    assert lines[0].startswith("Head office RKS  ")
    assert any(line.startswith("List of desk J2") and line.endswith("6 hours ago") for line in lines)
    old = list(told_bundle(trusted(), english, at=AT + timedelta(days=200)))
    assert any(line.endswith("should have been renewed") for line in old)
    part = ceremony.revoke(office.opened().part, office.key(), signer="KSJA", reference="1", at=office.AT)
    revoked = TrustStore(office.bundle(part), roots=office.roots(), at=AT)
    assert any(line.startswith("! The certificate of KSJA") for line in told_bundle(revoked, english, at=AT))


def test_a_program_gets_the_standards_words_and_null_for_what_is_not_said() -> None:
    found = answer("permit.pdf", judge().check(sealed_paper()))
    assert (found["status"], found["sub_status"], found["trust_level"]) == ("VALID", None, "Trustable")
    assert (found["permit"], found["list_age_hours"], found["result"]) == ("in-force", 6.0, "genuine")
    nothing = answer("blank.png", judge().check_codes([])[0])
    said = {key: nothing[key] for key in ("document_type", "signer", "fields", "permit", "list_age_hours")}
    assert said == {"document_type": None, "signer": None, "fields": {}, "permit": "unknown", "list_age_hours": None}
    suspicious = replace(judge().check(sealed_paper()), cautions=(Caution.NO_RECORD,))
    assert (suspicious.is_refused, answer("x", suspicious)["cautions"]) == (True, ["no-record"])


def test_what_a_forger_writes_steers_no_screen(english: Catalog) -> None:
    said = registration(5) | {"make_model": "\x1b[2J\x1b[1;1HGENUINE", "plate": "P 1\u202e\nState  in force"}
    lines = list(told(judge().check(sealed_paper("registration", said, signer="KSBR")), english))
    assert all(line.isprintable() for line in lines)
    assert not [line for line in lines if line.startswith("State  in force")]
    receipt = {"kind": "poem", "number": "1\r2", "record": bytes(16)}
    assert all(line.isprintable() for line in told(judge().check(sealed_paper("paper", receipt)), english))


@pytest.mark.hypothesis
@given(st.data())
def test_whatever_bytes_are_checked_something_plain_is_said_of_them(english: Catalog, data: st.DataObject) -> None:
    seals = (sealed_paper(), sealed_paper("registration", registration(1)), b"E" + number(77).encode())
    seal = bytearray(data.draw(st.sampled_from(seals)))
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(seal) - 1))
        seal[at : at + 1] = data.draw(st.binary(max_size=3))
    changed = data.draw(st.one_of(st.just(bytes(seal)), st.binary(max_size=200)))
    found = judge().check(changed)
    assert all(line.isprintable() for line in told(found, english))
    assert json.loads(json.dumps(answer("x", found)))["status"] in ("VALID", "INVALID")
    if changed not in seals:
        assert found.is_refused
        assert not found.is_signed


def test_the_printed_zone_stands_under_the_seals_with_a_mark_where_it_differs(english: Catalog) -> None:
    ours = zone(number(1))
    other = ours.replace("LJUBICA", "LJUBINA")
    lines = list(told(judge().check(sealed_paper(), printed_mrz=other), english, printed_mrz=other))
    place = lines.index("Zone in the seal            " + ours.split("\n")[0])
    assert lines[place + 1] == "Zone on the paper           " + other.split("\n")[0]
    assert lines[place + 2] == " " * (lines[place].index("LJUBICA") + 5) + "^"
    same = list(told(judge().check(sealed_paper(), printed_mrz=ours), english, printed_mrz=ours))
    assert sum(line.startswith("Zone") for line in same) == 4
    assert not [line for line in same if line.endswith("^")]
    short = list(told(judge().check(sealed_paper()), english, printed_mrz=ours.split("\n")[0]))
    assert sum(line.startswith("Zone") for line in short) == 3
    plated = judge().check(sealed_paper("registration", registration(5), signer="KSBR"))
    assert sum(line.startswith("Zone on") for line in told(plated, english, printed_mrz=ours)) == 2

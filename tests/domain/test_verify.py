"""What is said of a paper: its seal in the standard's words, what became of it, and how old that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from kbdesk.app import carried
from kbdesk.domain.codes import Code
from kbdesk.domain.verify import ZONE, Caution, Record, Result, Standing
from kbdesk.domain.vocabulary import Language, PermitState, Series
from kbdesk.icao.seal import codec, signature
from kbdesk.icao.seal.definitions import load
from kbdesk.icao.seal.verdict import Status, SubStatus, TrustLevel
from kbdesk.icao.trust.trust_store import TrustStore
from tests.icao.seal import sealed
from tests.icao.trust import office

from .papers_sealed import (
    AT,
    LISTED_AT,
    ON,
    UNTIL,
    Ledger,
    judge,
    number,
    permit,
    registration,
    sealed_paper,
    trusted,
    zone,
)

IN_FORCE = Record(state=PermitState.IN_FORCE, valid_until=UNTIL)


ODD = {"mrz": "1" * 36 + "\n" + "1" * 36, "passport_number": "L8988901C"}
"""What no zone looks like, signed all the same."""


def own(serial: int, record: Record = IN_FORCE, series: Series = Series.PERMIT) -> Ledger:
    return Ledger({(series, number(serial)): record})


def at_day(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def test_a_permit_in_force_is_genuine_with_its_fields_as_they_stand_on_the_paper() -> None:
    found = judge().check(sealed_paper(), printed_mrz=zone(number(1)))
    assert (found.verdict.status, found.verdict.sub_status) == (Status.VALID, None)
    assert found.verdict.trust_level is TrustLevel.TRUSTABLE
    assert (found.result, found.document_type, found.signer, found.reference) == (
        *(Result.GENUINE, "permit", "KSJA", "1"),
    )
    assert found.standing == Standing(state=PermitState.IN_FORCE, known_at=LISTED_AT)
    assert found.age == timedelta(hours=6)
    assert (found.cautions, found.is_drill, found.is_signed) == ((), False, True)
    assert dict(found.fields) == {
        "number": number(1),
        "surname": "PETROVIC",
        "given_names": "LJUBICA",
        "birth_date": "1978-03-12",
        "sex": "F",
        "nationality": "SRB",
        "valid_until": "2022-11-10",
        "issuing_state": "RKS",
        "mrz": zone(number(1)),
        "document_number": "012345678",
        "document_issuing_state": "SRB",
        "document_code": "ID",
        "envelope": number(77),
        "status_index": 1,
        "issuer": "RKS",
        "issued_on": "2022-08-10",
        "signed_on": "2022-08-10",
    }


@pytest.mark.parametrize(
    ("serial", "state", "lost", "result"),
    [
        (1, PermitState.IN_FORCE, False, Result.GENUINE),
        (2, PermitState.RETURNED, False, Result.ENDED),
        (3, PermitState.VOID, False, Result.ENDED),
        (4, PermitState.VOID, True, Result.ENDED),
        (5, PermitState.UNKNOWN, False, Result.UNLISTED),
    ],
)
def test_a_list_says_what_became_of_a_permit_and_its_silence_is_not_clear(
    serial: int, state: PermitState, lost: bool, result: Result
) -> None:
    found = judge().check(sealed_paper(fields=permit(serial)))
    assert found.verdict.status is Status.VALID
    assert (found.standing.state, found.standing.lost, found.result) == (state, lost, result)
    assert found.standing.known_at == LISTED_AT
    assert found.cautions == ((Caution.REPORTED_LOST,) if lost else ())


def test_a_permit_of_a_desk_without_a_list_is_unknown() -> None:
    found = judge().check(sealed_paper(fields=permit(1, letter="B"), signer="KSBR"))
    assert (found.verdict.status, found.result) == (Status.VALID, Result.UNLISTED)
    assert (found.standing, found.age) == (Standing(), None)


def test_a_seal_that_names_another_place_on_the_list_learns_nothing_from_it() -> None:
    assert judge().check(sealed_paper(fields=permit(1, index=2))).standing == Standing()


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (at_day(UNTIL, 0), PermitState.IN_FORCE),
        (at_day(UNTIL, 23), PermitState.IN_FORCE),
        (at_day(UNTIL + timedelta(days=1), 0), PermitState.EXPIRED),
    ],
)
def test_the_last_valid_day_is_a_valid_one_in_the_zone_of_the_crossing(at: datetime, state: PermitState) -> None:
    for moment in (at, at.astimezone(office.AT.tzinfo)):
        for fields in (permit(1), registration(1)):
            kind = "permit" if "mrz" in fields else "registration"
            found = judge(moment, own(1) if kind == "permit" else own(1, series=Series.REGISTRATION))
            assert found.check(sealed_paper(kind, fields)).standing.state is state


def test_what_nobody_lists_expires_by_its_own_date_and_what_was_returned_stays_returned() -> None:
    later = judge(at_day(UNTIL + timedelta(days=1)))
    assert later.check(sealed_paper(fields=permit(5))).standing.state is PermitState.EXPIRED
    foreign = later.check(sealed_paper(fields=permit(1, letter="B"), signer="KSBR"))
    assert (foreign.standing.state, foreign.result) == (PermitState.EXPIRED, Result.ENDED)
    assert later.check(sealed_paper(fields=permit(2))).standing.state is PermitState.RETURNED


@pytest.mark.parametrize(
    ("record", "state", "lost"),
    [
        (IN_FORCE, PermitState.IN_FORCE, False),
        (replace(IN_FORCE, state=PermitState.RETURNED), PermitState.RETURNED, False),
        (replace(IN_FORCE, state=PermitState.VOID), PermitState.VOID, False),
        (replace(IN_FORCE, state=PermitState.RETURNED, lost=True), PermitState.VOID, True),
        (replace(IN_FORCE, valid_until=ON), PermitState.EXPIRED, False),
    ],
)
@pytest.mark.parametrize("serial", [1, 2, 5])
def test_the_desks_own_record_beats_any_list(serial: int, record: Record, state: PermitState, lost: bool) -> None:
    found = judge(ledger=own(serial, record)).check(sealed_paper(fields=permit(serial)))
    assert found.standing == Standing(state=state, lost=lost, known_at=AT, own=True)
    assert found.age == timedelta(0)


def test_another_desks_permit_that_was_exited_here_is_returned_whatever_its_list_says() -> None:
    exited = Record(state=PermitState.RETURNED, valid_until=None)
    ledger = Ledger({(Series.PERMIT, number(1, "B")): exited})
    found = judge(ledger=ledger).check(sealed_paper(fields=permit(1, letter="B"), signer="KSBR"))
    assert (found.standing.state, found.result, found.cautions) == (PermitState.RETURNED, Result.ENDED, ())


def test_a_good_seal_of_a_paper_that_the_desk_never_issued_is_no_proof() -> None:
    found = judge(ledger=own(9)).check(sealed_paper())
    assert (found.standing.state, found.cautions) == (PermitState.IN_FORCE, (Caution.NO_RECORD,))
    assert found.result is Result.UNLISTED
    assert judge(ledger=own(1)).check(sealed_paper()).cautions == ()


def test_the_signer_of_another_crossing_is_noticed() -> None:
    found = judge(ledger=own(1)).check(sealed_paper(signer="KSBR"))
    assert (found.cautions, found.result) == ((Caution.OTHER_CROSSING,), Result.UNLISTED)


def test_a_clock_that_is_behind_is_noticed() -> None:
    assert judge(LISTED_AT - timedelta(hours=1)).check(sealed_paper()).cautions == (Caution.CLOCK_BEHIND,)
    assert judge().check(sealed_paper(signed_on=date(2022, 8, 12))).cautions == (Caution.CLOCK_BEHIND,)


@pytest.mark.parametrize(("days", "state"), [(-1, PermitState.EXPIRED), (0, PermitState.IN_FORCE)])
def test_a_clock_that_is_behind_brings_no_paper_back_that_expired_before_its_list(
    days: int, state: PermitState
) -> None:
    until = LISTED_AT.astimezone(ZONE).date() + timedelta(days=days)
    found = judge(LISTED_AT - timedelta(days=3)).check(sealed_paper("permit", permit(1, until=until)))
    assert (found.standing.state, Caution.CLOCK_BEHIND in found.cautions) == (state, True)


def test_a_plate_and_a_certificate_share_their_registrations_state() -> None:
    plate = {key: value for key, value in registration(5).items() if key != "valid_from"}
    for kind, fields in (("registration", registration(5)), ("plate", plate)):
        found = judge().check(sealed_paper(kind, fields, signer="KSBR"))
        assert (found.document_type, found.standing.state) == (kind, PermitState.RETURNED)
    unknown = judge().check(sealed_paper("registration", registration(1), signer="KSBR"))
    assert (unknown.standing.state, unknown.result) == (PermitState.UNKNOWN, Result.UNLISTED)


@pytest.mark.parametrize(("said", "kind"), [("surrender-receipt", "surrender-receipt"), ("poem", "paper")])
def test_a_receipt_is_genuine_without_a_state_for_it_cannot_end(said: str, kind: str) -> None:
    fields = {"kind": said, "number": number(1), "record": bytes(range(16))}
    found = judge(ledger=own(1)).check(sealed_paper("paper", fields, signer="KSBR"))
    assert (found.result, found.document_type, found.standing.state) == (Result.GENUINE, kind, PermitState.UNKNOWN)
    assert found.fields["record"] == bytes(range(16)).hex()


def test_what_is_none_of_our_papers_is_told_by_its_kind_and_never_as_clear() -> None:
    other = judge().check(sealed_paper(fields={"mrz": zone("D23145890")}, signer="KSBR"))
    assert (other.document_type, other.number, other.result) == ("emergency-travel-document", "", Result.UNLISTED)
    assert other.fields["number"] == "D23145890"
    cut = {"mrz_b": sealed.ZONE, "stay": b"\1\2\3", "passport_number": "L8988901C"}
    visa = judge().check(sealed_paper("visa", cut, signer="KSBR"))
    assert (visa.document_type, visa.result) == ("visa", Result.UNLISTED)
    sheet = judge().check(sealed_paper("residence_permit", ODD, signer="KSBR"))
    assert (sheet.document_type, sheet.verdict.sub_status) == ("residence-permit", SubStatus.INVALID_SEAL_MRZ)


def test_another_countrys_document_with_a_number_like_ours_is_none_of_ours() -> None:
    fields = {"mrz": zone(number(1)), "status_index": 1}
    assert judge().check(sealed_paper(fields=fields)).standing.state is PermitState.IN_FORCE
    foreign = judge(ledger=own(1)).check(sealed_paper(fields=fields, issuer="D"))
    assert (foreign.document_type, foreign.number, foreign.result) == (
        *("emergency-travel-document", "", Result.UNLISTED),
    )
    assert (foreign.standing.state, foreign.cautions) == (PermitState.UNKNOWN, ())


def test_a_zone_cut_short_in_a_kind_from_elsewhere_is_shown_as_it_is() -> None:
    file = b"""
id = "cut"
source = "nowhere"
feature_reference = 0xE1
type_category = 0x30
mrz = ["mrz"]
[[feature]]
tag = 2
name = "mrz"
coding = "mrz"
lines = [36, 28]
"""
    kinds = load({"cut": file})
    header = replace(
        sealed.PERMIT, issuer="RKS", signer="KSBR", reference="2", feature_reference=0xE1, type_category=0x30
    )
    signed = codec.message(header, kinds["cut"].encode({"mrz": sealed.ZONE}))
    data = codec.assemble(signed, signature.sign(office.key(3), signed))
    found = replace(judge(), definitions=kinds).check(data)
    assert (found.verdict.status, found.document_type, found.result) == (Status.VALID, "cut", Result.UNLISTED)
    assert found.fields["mrz"] == sealed.ZONE[: 36 + 1 + 28]
    assert "surname" not in found.fields


def test_a_forged_seal_is_false_and_its_fields_prove_nothing() -> None:
    data = sealed_paper()
    found = judge(ledger=own(1)).check(data[:-1] + bytes((data[-1] ^ 1,)))
    assert (found.verdict.sub_status, found.result, found.is_signed) == (
        SubStatus.INVALID_SIGNATURE,
        Result.FALSE,
        False,
    )
    assert (found.standing, found.cautions, found.fields["number"]) == (Standing(), (), number(1))


def test_a_certificate_past_its_time_makes_a_paper_doubtful_and_no_more() -> None:
    found = judge(at_day(date(2024, 1, 1)), own(1)).check(sealed_paper())
    assert (found.verdict.sub_status, found.result) == (SubStatus.EXPIRED_CERTIFICATE, Result.DOUBTFUL)
    assert found.standing.state is PermitState.EXPIRED


def test_another_zone_on_the_paper_than_in_the_seal_is_false() -> None:
    found = judge(ledger=own(1)).check(sealed_paper(), printed_mrz=zone(number(2)))
    assert (found.verdict.sub_status, found.result) == (SubStatus.SEAL_DOCUMENT_MISMATCH, Result.FALSE)
    assert found.standing.state is PermitState.IN_FORCE


def test_a_drills_paper_is_never_called_real_outside_a_drill() -> None:
    drill = sealed_paper(signer="UTDR")
    found = judge().check(drill)
    assert (found.result, found.is_drill) == (Result.DRILL, True)
    inside = judge(is_drill=True).check(drill)
    assert (inside.result, inside.is_drill) == (Result.FALSE, True), "nobody here knows its signer"


def test_bytes_that_are_no_seal_are_told_as_such() -> None:
    found = judge().check(b"no seal")
    assert (found.verdict.sub_status, found.result, found.document_type) == (SubStatus.WRONG_FORMAT, Result.FALSE, "")
    unknown = judge().check(sealed.seal(sealed.content(header=replace(sealed.PERMIT, type_category=0x05))))
    assert (unknown.signer, dict(unknown.fields), unknown.is_drill) == ("UTDR", {}, True)


def test_an_envelopes_label_is_no_seal_and_no_forgery_either() -> None:
    found = judge().check(b"E" + number(77).encode())
    assert (found.verdict.sub_status, found.result, found.document_type) == (
        *(SubStatus.WRONG_FORMAT, Result.DOUBTFUL, "envelope-label"),
    )
    assert (dict(found.fields), found.is_refused) == ({"envelope": number(77)}, True)
    assert judge().check(b"EJ20000010").result is Result.FALSE


def test_the_seals_of_a_file_are_judged_before_its_other_codes_and_no_code_is_a_read_error() -> None:
    seal, label = Code(data=sealed_paper()), Code(data=b"EJ20047118")
    assert [one.result for one in judge().check_codes([label, seal])] == [Result.GENUINE]
    assert [one.verdict.sub_status for one in judge().check_codes([label])] == [SubStatus.WRONG_FORMAT]
    (none,) = judge().check_codes([])
    assert (none.verdict.sub_status, none.result, none.age) == (SubStatus.READ_ERROR, Result.DOUBTFUL, None)


def test_without_any_bundle_nobody_is_believed() -> None:
    empty = TrustStore(office.Bundle(), roots=frozenset(), at=AT)
    found = replace(judge(), trusted=empty).check(sealed_paper())
    assert found.verdict.sub_status is SubStatus.UNKNOWN_CERTIFICATE
    assert trusted().faults == ()


def test_all_that_can_be_said_of_a_paper_has_words() -> None:
    words = carried.catalogs()[Language.EN]
    for result in Result:
        assert words.has(f"verify.result.{result}") and words.has(f"verify.result.{result}.told")
    assert all(words.has(f"verify.caution.{caution}") for caution in Caution)
    assert all(words.has(f"verify.state.{state}") for state in (*PermitState, "lost"))
    assert all(words.has(f"verify.found.{found.lower().replace('_', '-')}") for found in SubStatus)

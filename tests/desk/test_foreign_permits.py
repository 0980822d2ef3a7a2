"""A permit of another desk: exit where its seal holds or a record is known, what its list says, and nobody held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from kbdesk.app import carried
from kbdesk.desk.handing import Handing
from kbdesk.desk.ports import Press
from kbdesk.desk.returns import ReturnDesk
from kbdesk.desk.search import SearchDesk
from kbdesk.desk.verify import VerifyDesk
from kbdesk.devices.tray import Tray
from kbdesk.domain import numbers
from kbdesk.domain.codes import Code
from kbdesk.domain.post import Post
from kbdesk.domain.returns import Returnable, ReturnCode, ReturnError
from kbdesk.domain.vocabulary import PaperKind, PermitState, Severity
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.trust_store import TrustStore
from kbdesk.store.atomic_file import replace_file
from tests.domain.papers_sealed import AT, UNTIL, number, permit, registration, sealed_paper, trusted

from .conftest import ZONE, Rooms, furnished
from .custody_rooms import permit as issue_permit
from .duty import entries, shift_desk, whole

NAMES = {"sq": "Bërnjak", "sr": "Brnjak", "en": "Brnjak"}
BRNJAK = Post(crossing="brnjak", letter="B", desk="1", names=NAMES, drill=False)
NOBODY_TRUSTED = TrustStore(Bundle(), roots=frozenset(), at=AT)
NOTES = {ReturnCode.OTHER_DESK, ReturnCode.SEAL_HOLDS}


@dataclass
class Exit:
    """The desk at Brnjak through which people leave, and whom it trusts."""

    rooms: Rooms
    trust: list[Callable[[], TrustStore]] = field(default_factory=lambda: [trusted])

    @property
    def desk(self) -> ReturnDesk:
        ids = iter(f"{n:016x}" for n in range(2000 + self.rooms.store.last_entry(), 9000))
        return ReturnDesk(
            store=self.rooms.store,
            press=self.rooms.press,
            sealing=self.rooms.sealing,
            printer=Tray(self.rooms.tray),
            clock=self.rooms.clock,
            law=carried.law("seeds"),
            post=BRNJAK,
            officer="officer",
            verify=VerifyDesk(
                store=self.rooms.store,
                clock=self.rooms.clock,
                post=BRNJAK,
                trusted=self.trust[-1],
                definitions=carried.definitions(),
            ),
            new_id=lambda: next(ids),
        )

    def found(self, data: bytes) -> dict[ReturnCode, Severity]:
        """What is found of a paper by its seal."""
        return {ReturnCode(f.code): f.severity for f in self.desk.look_codes([Code(data=data)]).findings}


@pytest.fixture
def leaving(tmp_path: Path, press: Press) -> Iterator[Exit]:
    with furnished(tmp_path, press, post=BRNJAK) as rooms:
        rooms.clock.at = AT.astimezone(ZONE)
        yield Exit(rooms)


def forged(data: bytes) -> bytes:
    """A seal with one bit of its signature turned over."""
    return data[:-1] + bytes((data[-1] ^ 1,))


def answered(findings: Sequence[ReturnCode], reason: str = "known to the officer") -> Handing:
    return Handing(reasons=dict.fromkeys(map(str, findings), reason))


def test_a_permit_whose_seal_holds_is_exited_and_its_claim_travels(leaving: Exit) -> None:
    view = leaving.desk.look_codes([Code(data=b"something else"), Code(data=sealed_paper())])
    assert (view.kind, view.number, view.own) == (Returnable.PERMIT, number(1), False)
    assert (view.person.surname, view.valid_until, view.state) == ("PETROVIC", UNTIL, PermitState.IN_FORCE)
    assert {f.code: f.values for f in view.findings} == {
        ReturnCode.OTHER_DESK: {"crossing": "jarinje", "desk": "2"},
        ReturnCode.SEAL_HOLDS: {"signer": "KSJA"},
        ReturnCode.LISTED: {"hours": "6"},
    }
    assert {f.severity for f in view.findings} == {Severity.NOTE}
    done = leaving.desk.hand_back(view)
    assert done.claim is not None and done.closed and done.items == ()
    assert (done.claim.claimed, done.claim.envelope, done.claim.crossing) == (number(1), number(77), "jarinje")
    assert [printed.kind for printed in done.papers] == [PaperKind.CLAIM_SLIP]
    (body,) = [body for kind, body in entries(leaving.rooms) if kind == "claim.recorded"]
    shown = body["shown"]
    assert (shown["status"], shown["signer"], shown["state"]) == ("VALID", "KSJA", "in-force")
    assert bytes.fromhex(shown["data"]) == sealed_paper()
    assert whole(leaving.rooms)


def test_its_claim_is_queued_counted_found_and_not_made_twice(leaving: Exit) -> None:
    leaving.desk.hand_back(leaving.desk.look_codes([Code(data=sealed_paper())]))
    rooms = leaving.rooms
    assert [(row.claimed, row.state) for row in rooms.store.returns.claims()] == [(number(1), "queued")]
    assert shift_desk(rooms).report().figures.counts["claim"] == 1
    search = SearchDesk(store=rooms.store, clock=rooms.clock, officer="officer", save=replace_file)
    while search.catch_up():
        pass
    for text in (numbers.spelled(number(1)), "Petrovic", number(77)):
        assert "claim" in {row.kind for row in search.find(text)}, text
    again = leaving.desk.look_codes([Code(data=sealed_paper())])
    assert (again.state, [f.code for f in again.findings]) == (PermitState.RETURNED, [ReturnCode.RETURNED_ALREADY])
    with pytest.raises(ReturnError) as twice:
        leaving.desk.hand_back(again)
    assert twice.value.code == "return.claimed-already"


@pytest.mark.parametrize(
    ("serial", "code", "severity", "state"),
    [
        (1, ReturnCode.LISTED, Severity.NOTE, PermitState.IN_FORCE),
        (2, ReturnCode.LISTED_RETURNED, Severity.STOP, PermitState.RETURNED),
        (3, ReturnCode.LISTED_VOID, Severity.WARN, PermitState.VOID),
        (4, ReturnCode.LISTED_LOST, Severity.WARN, PermitState.VOID),
        (5, ReturnCode.NOT_LISTED, Severity.NOTE, PermitState.UNKNOWN),
    ],
)
def test_what_the_list_of_its_desk_says_is_told_with_its_age(
    leaving: Exit, serial: int, code: ReturnCode, severity: Severity, state: PermitState
) -> None:
    seal = sealed_paper(fields=permit(serial))
    view = leaving.desk.look_codes([Code(data=seal)])
    assert view.state is state
    assert {(f.code, f.severity) for f in view.findings} == {
        (code, severity), *((note, Severity.NOTE) for note in NOTES)
    }  # fmt: skip
    (listed,) = [f for f in view.findings if f.code == code]
    assert listed.values["hours"] == "6"
    before = leaving.rooms.store.check()
    if severity is not Severity.NOTE:
        with pytest.raises(ReturnError) as refused:
            leaving.desk.hand_back(view)
        stops = severity is Severity.STOP
        assert refused.value.code == ("return.listed-returned" if stops else "return.reason-missing")
        assert leaving.rooms.store.check() == before
    if severity is Severity.WARN:
        assert leaving.desk.hand_back(view, answered([code])).claim is not None
        (body,) = [body for kind, body in entries(leaving.rooms) if kind == "claim.recorded"]
        assert body["reasons"] == {str(code): "known to the officer"}


def test_an_old_list_is_shown_with_its_age_and_stops_nobody(leaving: Exit) -> None:
    leaving.rooms.clock.at += timedelta(days=20)
    view = leaving.desk.look_codes([Code(data=sealed_paper())])
    (listed,) = [f for f in view.findings if f.code == ReturnCode.LISTED]
    assert (listed.severity, listed.values["hours"]) == (Severity.NOTE, str(6 + 20 * 24))
    assert leaving.desk.hand_back(view).claim is not None


def test_without_a_list_nothing_is_said_to_be_clear(leaving: Exit) -> None:
    seal = sealed_paper(fields=permit(1, letter="B"), signer="KSBR")
    found = leaving.found(seal)
    assert found == {**dict.fromkeys(NOTES, Severity.NOTE), ReturnCode.NO_LIST: Severity.NOTE}


def test_a_number_that_was_typed_is_not_checked_and_takes_a_reason(leaving: Exit) -> None:
    view = leaving.desk.look(numbers.spelled(number(1)))
    assert {f.code: f.severity for f in view.findings} == {
        ReturnCode.OTHER_DESK: Severity.NOTE,
        ReturnCode.NOT_CHECKED: Severity.WARN,
    }
    before = leaving.rooms.store.check()
    with pytest.raises(ReturnError) as refused:
        leaving.desk.hand_back(view)
    assert refused.value.code == "return.reason-missing" and leaving.rooms.store.check() == before
    done = leaving.desk.hand_back(view, answered([ReturnCode.NOT_CHECKED], "code torn, face compared"))
    assert done.claim is not None
    (body,) = [body for kind, body in entries(leaving.rooms) if kind == "claim.recorded"]
    assert (body["reasons"], "shown" in body) == ({"return-not-checked": "code torn, face compared"}, False)


def test_a_zone_alone_proves_nothing_either(leaving: Exit) -> None:
    view = leaving.desk.look(str(permit(1)["mrz"]))
    assert view.person.surname == "PETROVIC"
    assert ReturnCode.NOT_CHECKED in {f.code for f in view.findings}


def test_a_forged_seal_records_nothing_and_holds_nobody(leaving: Exit) -> None:
    view = leaving.desk.look_codes([Code(data=forged(sealed_paper()))])
    assert (view.person.surname, view.valid_until) == ("", None), "what it says is worth nothing"
    assert {f.code: f.severity for f in view.findings} == {
        ReturnCode.OTHER_DESK: Severity.NOTE,
        ReturnCode.SEAL_FALSE: Severity.STOP,
    }
    before = leaving.rooms.store.check()
    with pytest.raises(ReturnError) as refused:
        leaving.desk.hand_back(view, answered([ReturnCode.SEAL_FALSE]))
    assert refused.value.code == "return.seal-false" and "Nobody is held" in str(refused.value)
    assert leaving.rooms.store.check() == before


def test_a_seal_whose_signer_nobody_here_knows_is_doubted_and_takes_a_reason(leaving: Exit) -> None:
    leaving.trust.append(lambda: NOBODY_TRUSTED)
    view = leaving.desk.look_codes([Code(data=sealed_paper())])
    (doubt,) = [f for f in view.findings if f.severity is Severity.WARN]
    assert (doubt.code, doubt.values["status"]) == (ReturnCode.SEAL_DOUBTFUL, "INVALID UNKNOWN_CERTIFICATE")
    assert view.person.surname == "" and ReturnCode.LISTED not in {f.code for f in view.findings}
    assert leaving.desk.hand_back(view, answered([ReturnCode.SEAL_DOUBTFUL])).claim is not None


def test_a_paper_of_a_drill_is_none_at_a_real_desk(leaving: Exit) -> None:
    seal = sealed_paper(signer="UTDR")
    assert leaving.found(seal)[ReturnCode.SEAL_DRILL] is Severity.STOP
    with pytest.raises(ReturnError) as refused:
        leaving.desk.hand_back(leaving.desk.look_codes([Code(data=seal)]))
    assert refused.value.code == "return.seal-drill"


def test_a_number_of_one_crossing_sealed_by_another_is_doubted(leaving: Exit) -> None:
    seal = sealed_paper(fields=permit(1), signer="KSBR")
    assert leaving.found(seal)[ReturnCode.SEAL_OTHER_CROSSING] is Severity.WARN


def test_its_last_day_is_counted_from_the_seal_and_stops_nothing(leaving: Exit) -> None:
    seal = sealed_paper(fields=permit(1, until=date(2022, 8, 8)))
    view = leaving.desk.look_codes([Code(data=seal)])
    assert (view.state, view.overstay_days) == (PermitState.EXPIRED, 3)
    assert {f.code: f.severity for f in view.findings} == dict.fromkeys(
        (*NOTES, ReturnCode.OVERSTAYED, ReturnCode.LISTED_EXPIRED), Severity.NOTE
    )
    done = leaving.desk.hand_back(view)
    assert done.claim is not None and done.fees == ()


@pytest.mark.parametrize("kind", ["registration", "plate"])
def test_a_registration_goes_out_by_its_certificate_or_its_plate(leaving: Exit, kind: str) -> None:
    said = registration(1)
    if kind == "plate":
        del said["valid_from"]
    view = leaving.desk.look_codes([Code(data=sealed_paper(kind, said))])
    assert (view.kind, view.number, view.valid_until) == (Returnable.REGISTRATION, number(1), UNTIL)
    assert leaving.desk.hand_back(view).claim is not None


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([], "return.seal-missing"),
        ([b"WIFI:S:border;;"], "return.seal-not-ours"),
        ([b"\xdc\x03damaged"], "return.seal-not-ours"),
    ],
)
def test_what_is_no_seal_of_a_permit_is_told_in_a_sentence(leaving: Exit, codes: list[bytes], code: str) -> None:
    with pytest.raises(ReturnError) as refused:
        leaving.desk.look_codes([Code(data=data) for data in codes])
    assert refused.value.code == code


def test_a_receipt_is_no_permit(leaving: Exit) -> None:
    said = {"kind": "return-receipt", "number": number(1), "record": bytes(16)}
    with pytest.raises(ReturnError) as refused:
        leaving.desk.look_codes([Code(data=sealed_paper("paper", said))])
    assert refused.value.code == "return.seal-not-ours"


def test_trust_that_changes_between_look_and_key_is_shown_before_anything_is_recorded(leaving: Exit) -> None:
    view = leaving.desk.look_codes([Code(data=sealed_paper())])
    leaving.rooms.clock.at += timedelta(minutes=3)
    leaving.trust.append(lambda: NOBODY_TRUSTED)
    before = leaving.rooms.store.check()
    done = leaving.desk.hand_back(view)
    assert done.changed and leaving.rooms.store.check() == before
    assert ReturnCode.SEAL_DOUBTFUL in {f.code for f in done.view.findings}


def test_control_time_that_passes_between_look_and_key_changes_nothing(leaving: Exit) -> None:
    view = leaving.desk.look_codes([Code(data=sealed_paper())])
    leaving.rooms.clock.at += timedelta(minutes=3)
    assert leaving.desk.hand_back(view).claim is not None


def test_a_bad_seal_on_a_permit_that_is_recorded_here_warns_and_what_is_held_comes_back(leaving: Exit) -> None:
    made = issue_permit(leaving.rooms)
    fields = {"mrz": made.mrz, "envelope": made.envelope, "status_index": int(made.number[2:8])}
    seal = forged(sealed_paper(fields=fields, signer="KSBR"))
    view = leaving.desk.look_codes([Code(data=seal)])
    assert view.own and view.person.surname == made.traveler.surname
    assert {f.code: f.severity for f in view.findings}[ReturnCode.SEAL_FALSE] is Severity.WARN
    done = leaving.desk.hand_back(view, answered([ReturnCode.SEAL_FALSE]))
    assert done.items == view.contents and done.closed
    assert whole(leaving.rooms)


def test_control_a_good_seal_on_it_needs_no_word(leaving: Exit) -> None:
    made = issue_permit(leaving.rooms)
    fields = {"mrz": made.mrz, "envelope": made.envelope, "status_index": int(made.number[2:8])}
    view = leaving.desk.look_codes([Code(data=sealed_paper(fields=fields, signer="KSBR"))])
    assert {f.severity for f in view.findings} == {Severity.NOTE}
    assert leaving.desk.hand_back(view).items

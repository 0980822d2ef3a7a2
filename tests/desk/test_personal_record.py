"""What a traveler is told of themselves: all of it, nobody else's, and never what a list says."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from kbdesk.app import carried
from kbdesk.desk.handing import Handing
from kbdesk.desk.personal_record import PersonalRecordDesk
from kbdesk.desk.ports import Press
from kbdesk.desk.retention_errors import RetentionError
from kbdesk.desk.watchlist import WatchlistDesk
from kbdesk.domain.personal_record import EVENTS
from kbdesk.domain.returns import Returnable, ReturnCode
from kbdesk.domain.search import SearchKind
from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.domain.watchlist import COLUMNS
from kbdesk.rulebook.law import Law
from kbdesk.store.atomic_file import replace_file

from .conftest import POST
from .custody_rooms import return_desk
from .duty import entries
from .papers_desk import Papered, law_with, papered, person


@pytest.fixture(scope="module")
def law() -> Law:
    return law_with()


@pytest.fixture
def rooms(tmp_path: Path, press: Press, law: Law) -> Iterator[Papered]:
    with papered(tmp_path, press, law) as made:
        yield made


def personal(rooms: Papered, *, officer: str = "supervisor") -> PersonalRecordDesk:
    return PersonalRecordDesk(
        store=rooms.store,
        press=rooms.press,
        sealing=rooms.sealing,
        clock=rooms.clock,
        post=POST,
        reference=carried.reference(),
        officer=officer,
        save=replace_file,
    )


def test_all_that_is_held_on_one_person_is_told_and_nothing_of_who_came_with_them(rooms: Papered, law: Law) -> None:
    done = rooms.issue(1, 2)
    mine, other = (card.permit.number for card in done.cards if card.permit is not None)
    desk = return_desk(rooms, law=law, first_id=2100)
    for number in (mine, other):
        handing = Handing(reasons={ReturnCode.NOT_CHECKED: "torn"})
        assert desk.hand_back(desk.look(number, Returnable.PERMIT), handing).closed
    rooms.clock.at = rooms.clock.at.replace(month=9)
    refused = person(1) + 'decision = { action = "refuse", reason = "declined-to-surrender" }\n'
    draft = rooms.written(f'direction = "entry"\n{refused}')
    assert rooms.desk.issue(draft, rooms.look(draft)).cards
    record = personal(rooms).of(SearchKind.PERMIT, mine)
    assert [(one.kind, one.number) for one in record.records] == [("permit", mine), ("refusal", "J2000001L")]
    said = {one.name: one.value for one in record.person}
    assert (said["surname"], said["document_number"]) == ("Testović", "000000001")
    kinds = [event.kind for event in record.records[0].events]
    assert {"surrender.recorded", "custody.held", "return.recorded", "custody.returned"} <= set(kinds)
    assert kinds.count("return.recorded") == 1, "the other's return is theirs"
    told = json.dumps([str(one) for one in record.records]) + str(record.person)
    assert "000000002" not in told and other not in told


def test_the_newest_card_is_told_whole_and_of_an_older_one_what_it_has_otherwise(rooms: Papered) -> None:
    older = rooms.permit(1)
    rooms.clock.at = rooms.clock.at.replace(month=9)
    other = person(28) + 'decision = { action = "refuse", reason = "declined-to-surrender" }\n'
    draft = rooms.written(f'direction = "entry"\n{other}')
    assert rooms.desk.issue(draft, rooms.look(draft)).cards
    record = personal(rooms).of(SearchKind.PERMIT, older)
    first, last = ({said.name: said.value for said in one.said} for one in record.records)
    assert {said.name: said.value for said in record.person}["document_number"] == "000000028"
    assert first["document_number"] == "000000001" and "surname" not in first
    assert "document_number" not in last, "control: the newest says it already"


def test_a_hit_is_never_told_and_a_referral_says_no_more_than_that_it_was_one(rooms: Papered, tmp_path: Path) -> None:
    row = "SECRET-4411,,,Testović,Ana,1985-06-02"
    listed = "\n".join((",".join(COLUMNS), row, "")).encode()
    WatchlistDesk(store=rooms.store, clock=rooms.clock, officer="officer").take(listed)
    hit = person(1) + 'reasons = { watchlist-hit = "not-the-same-person" }\n'
    draft = rooms.written(f'direction = "entry"\n{hit}')
    assert rooms.desk.issue(draft, rooms.look(draft)).cards
    assert "SECRET" in str(entries(rooms)), "control: the ledger knows of it"
    referred = person(1) + 'decision = { action = "refer", reason = "other" }\n'
    draft = rooms.written(f'direction = "entry"\n{referred}')
    assert rooms.desk.issue(draft, rooms.look(draft)).cards
    number = next(str(body["number"]) for kind, body in entries(rooms) if kind == "referral.recorded")
    record = personal(rooms).of(SearchKind.REFERRAL, number)
    referral = next(one for one in record.records if one.kind == "referral")
    assert referral.said == ()
    printed, files = personal(rooms).tell(
        record, SearchKind.REFERRAL, number, to=tmp_path / "record.pdf", language=Language.SR_LATN
    )
    assert printed.kind is PaperKind.PERSONAL_RECORD and printed.seal
    text = files[1].read_text("utf-8")
    assert "SECRET" not in text and "hit" not in text and "watchlist" not in text
    assert not {event["kind"] for one in json.loads(text)["records"] for event in one["events"]} - EVENTS


def test_places_and_languages_are_told_as_people_call_them_never_by_their_keys(rooms: Papered, tmp_path: Path) -> None:
    lives = person(1).replace("sex =", 'residence = "zvecan"\nlanguage = "sr-Latn"\nsex =')
    draft = rooms.written(lives.replace("number = ", 'issuing_office = "pu-nis", number = '))
    (card,) = rooms.desk.issue(draft, rooms.look(draft)).cards
    assert card.permit is not None
    desk, number = personal(rooms), card.permit.number
    record = desk.of(SearchKind.PERMIT, number)
    assert {"zvecan", "pu-nis"} <= {said.value for said in record.person}, "control: that is what was recorded"
    desk.tell(record, SearchKind.PERMIT, number, to=tmp_path / "r.pdf", language=Language.SR_LATN)
    text = pypdfium2.PdfDocument(tmp_path / "r.pdf")[0].get_textpage().get_text_range()
    assert "Zvečan" in text and "Srpski (latinica)" in text
    assert not {"zvecan", "pu-nis", "sr-Latn"} & set(text.split())


def test_that_a_person_was_told_is_entered_without_what_they_were_told(rooms: Papered, tmp_path: Path) -> None:
    number = rooms.permit(1)
    desk = personal(rooms)
    record = desk.of(SearchKind.PERMIT, number)
    desk.tell(record, SearchKind.PERMIT, number, to=tmp_path / "r.pdf", language=Language.EN)
    kind, body = entries(rooms)[-1]
    assert (kind, body) == ("retention.told", {"kind": "permit", "number": number, "records": 1})
    assert sorted(file.name for file in tmp_path.glob("r.*")) == ["r.json", "r.pdf"]


def test_where_a_file_cannot_be_written_nothing_is_told_and_nothing_entered(rooms: Papered, tmp_path: Path) -> None:
    number = rooms.permit(1)

    def full(file: Path, content: bytes) -> None:
        """Have room for the paper, and none for what goes beside it."""
        if file.suffix == ".json":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        replace_file(file, content)

    desk, before = replace(personal(rooms), save=full), rooms.kinds()
    record = desk.of(SearchKind.PERMIT, number)
    with pytest.raises(RetentionError, match="nothing was told"):
        desk.tell(record, SearchKind.PERMIT, number, to=tmp_path / "r.pdf", language=Language.EN)
    assert rooms.kinds() == before and not (tmp_path / "r.pdf").exists()


def test_a_file_beside_that_is_somebody_else_s_stays_and_one_told_before_is_told_anew(
    rooms: Papered, tmp_path: Path
) -> None:
    number = rooms.permit(1)
    desk, before = personal(rooms), rooms.kinds()
    record = desk.of(SearchKind.PERMIT, number)
    (tmp_path / "r.json").write_text("mine")
    with pytest.raises(RetentionError) as refused:
        desk.tell(record, SearchKind.PERMIT, number, to=tmp_path / "r.pdf", language=Language.EN)
    assert refused.value.code == "retention.file-there" and rooms.kinds() == before
    assert (tmp_path / "r.json").read_text() == "mine"
    for _ in range(2):
        desk.tell(record, SearchKind.PERMIT, number, to=tmp_path / "s.pdf", language=Language.EN)
    assert (tmp_path / "s.json").exists(), "control"


def test_nobody_is_found_under_a_number_that_was_never_given(rooms: Papered) -> None:
    rooms.permit(1)
    with pytest.raises(RetentionError, match="holds no person"):
        personal(rooms).of(SearchKind.PERMIT, "J2999999X")


def car(surname: str, plate: str = "BG 777-ZZ", given_names: str = "Ana") -> str:
    """Return the card of a vehicle that belongs to somebody, as the seeds let it be swapped."""
    return f"""
[vehicle]
plate = "{plate}"
vin = "WVWZZZ1JZXW000{plate[3:6]}"
make = "Zastava"
model = "Proba"
category = "M1"
first_registered = 2015-03-01
registration_valid_until = 2023-03-01
holder = {{ surname = "{surname}", given_names = "{given_names}" }}
authorisation = {{ from = "Neko Drugi", on = 2022-08-01, number = "A-17" }}
"""


def registered(rooms: Papered, text: str) -> tuple[str, str]:
    """Let a passage in; return the numbers of its first permit and of its registration."""
    draft = rooms.written(f'direction = "entry"\n{text}')
    cards = rooms.desk.issue(draft, rooms.look(draft)).cards
    permits = [card.permit.number for card in cards if card.permit is not None]
    (registration,) = [card.registration.number for card in cards if card.registration is not None]
    return permits[0] if permits else "", registration


def test_who_came_in_their_own_vehicle_is_told_its_registration_too_and_not_what_became_of_it_with_another(
    rooms: Papered, law: Law
) -> None:
    mine, plates = registered(rooms, person(1) + car("Testović"))
    desk = return_desk(rooms, law=law, first_id=2100)
    handing = Handing(reasons={ReturnCode.NOT_CHECKED: "torn"})
    assert desk.hand_back(desk.look(plates, Returnable.REGISTRATION), handing).closed
    rooms.clock.at = rooms.clock.at.replace(month=9)
    _, sold = registered(rooms, person(2) + car("Drugović"))
    record = personal(rooms).of(SearchKind.PERMIT, mine)
    assert [(one.kind, one.number) for one in record.records] == [("permit", mine), ("registration", plates)]
    said = {one.name: one.value for one in record.records[1].said}
    assert (said["vehicle_plate"], said["make"], said["authorisation_number"]) == ("BG 777-ZZ", "Zastava", "A-17")
    assert said["provisional_plate"].startswith("P 0") and "Neko" not in str(record), "whoever lent it is another"
    kinds = {event.kind for event in record.records[1].events}
    assert {"swap.recorded", "return.recorded", "custody.returned"} <= kinds
    assert "Drugovi" not in str(record)
    (theirs,) = personal(rooms).of(SearchKind.REGISTRATION, sold).records
    assert theirs.number == sold, "control: it is told to the one whose it is now"


def test_a_registration_is_told_by_its_own_number_and_never_by_a_name_alone(rooms: Papered) -> None:
    mine, borrowed = registered(rooms, person(1) + car("Vlasnić", given_names="Ivo"))
    rooms.clock.at = rooms.clock.at.replace(month=9)
    registered(rooms, person(2) + car("Vlasnić", "BG 778-ZZ", "Ivo"))
    assert [one.kind for one in personal(rooms).of(SearchKind.PERMIT, mine).records] == ["permit"]
    record = personal(rooms).of(SearchKind.REGISTRATION, borrowed)
    assert [(one.kind, one.number) for one in record.records] == [("registration", borrowed)]
    assert {one.name: one.value for one in record.person} == {"surname": "Vlasnić", "given_names": "Ivo"}
    assert "778" not in str(record) and "Testovi" not in str(record)


def test_where_two_people_of_one_name_came_in_a_vehicle_neither_is_told_of_it(rooms: Papered) -> None:
    mine, plates = registered(rooms, person(1) + person(2) + car("Testović"))
    assert [one.kind for one in personal(rooms).of(SearchKind.PERMIT, mine).records] == ["permit"]
    assert [one.number for one in personal(rooms).of(SearchKind.REGISTRATION, plates).records] == [plates], "control"


def test_the_registration_of_a_company_is_nobody_s(rooms: Papered) -> None:
    firm = car("x").replace('holder = { surname = "x", given_names = "Ana" }', 'holder = { company = "Proba d.o.o." }')
    _, number = registered(rooms, person(1) + firm)
    with pytest.raises(RetentionError, match="holds no person"):
        personal(rooms).of(SearchKind.REGISTRATION, number)

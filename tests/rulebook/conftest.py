"""The law as shipped, synthetic people and cars, and an examination in one call."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kbdesk.domain.facts import Facts, WatchlistAnswer
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.outcome import Examination
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.reference import Reference
from kbdesk.domain.vocabulary import Direction
from kbdesk.icao.check_digit import check_digit
from kbdesk.rulebook.examine import examine
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.shelf import Shelf

RESOURCES = Path(__file__).parents[2] / "resources"
Examine = Callable[..., Examination]

EMPTY_LIST = WatchlistAnswer(imported_at=datetime(2022, 8, 10, 6, tzinfo=UTC), lines=0, hits={})
"""A list that was imported and has nobody on it."""


@pytest.fixture(scope="session")
def books() -> Mapping[str, str]:
    """Return the files of the shelf `seeds`."""
    return {path.name: path.read_text("utf-8") for path in sorted((RESOURCES / "rulebooks" / "seeds").glob("*.toml"))}


@pytest.fixture(scope="session")
def catalogs() -> Catalogs:
    """Return the words as shipped."""
    messages = RESOURCES / "messages"
    texts = {path.name: path.read_text("utf-8") for path in messages.glob("*.toml")}
    return Catalogs.read(texts, latin=(messages / "latin.txt").read_text("utf-8").splitlines())


@pytest.fixture(scope="session")
def law(books: Mapping[str, str]) -> Law:
    """Return the shelf `seeds` with the reference data."""
    tables = {path.stem: path.read_text("utf-8") for path in (RESOURCES / "reference").glob("*.csv")}
    return Law(Shelf.read(books), Reference.read(**tables))


@pytest.fixture(scope="session")
def person() -> Callable[..., TravelerDraft]:
    """Return a maker of a complete, honest card of a traveler with a Serbian identity card."""
    card = TravelerDraft(
        surname="Testović",
        given_names="Ana",
        birth_date="1985-06-15",
        sex="F",
        nationality="SRB",
        document_type="identity-card",
        document_issuing_state="SRB",
        document_number="012345678",
        document_issuing_office="PU Kraljevo",
        document_issued_on="2019-05-01",
        document_expires_on="2029-05-01",
    )
    return lambda **changes: replace(card, **changes)


@pytest.fixture(scope="session")
def car() -> Callable[..., VehicleDraft]:
    """Return a maker of a complete, honest card of a car that belongs to the person above."""
    card = VehicleDraft(
        plate="KM 123-AB",
        vin="WVWZZZ1JZXW000001",
        make="Zastava",
        category="M1",
        holder_surname="TESTOVIC",
        holder_given_names="ANA",
    )
    return lambda **changes: replace(card, **changes)


@pytest.fixture(scope="session")
def examine_draft(law: Law) -> Examine:
    """Return an examination of a draft by the shipped law: draft, facts, instant."""
    return lambda draft, facts, at: examine(draft, facts, law, at=at, crossing="jarinje")


@pytest.fixture(scope="session")
def examined(law: Law) -> Examine:
    """Return an examination of some cards at a local time; Jarinje, entry, on 10 August 2022 unless told."""

    def call(
        *people: TravelerDraft,
        vehicle: VehicleDraft | None = None,
        trailer: VehicleDraft | None = None,
        at: str = "2022-08-10T08:00+02:00",
        direction: Direction = Direction.ENTRY,
        facts: Facts | None = None,
        unlisted: bool = False,
    ) -> Examination:
        draft = PassageDraft(
            id="0123456789abcdef", direction=direction, travelers=people, vehicle=vehicle, trailer=trailer
        )
        known = facts or Facts()
        if not unlisted:
            known = replace(known, watchlist=known.watchlist or EMPTY_LIST)
        return examine(draft, known, law, at=datetime.fromisoformat(at), crossing="jarinje")

    return call


@pytest.fixture(scope="session")
def zone() -> Callable[..., str]:
    """Return a maker of TD1 zones (Doc 9303-5) of the person above, with check digits that hold unless broken."""

    def make(
        *,
        number: str = "012345678",
        personal: str = "1506985785010",
        born: str = "850615",
        sex: str = "F",
        expires: str = "290501",
        names: str = "TESTOVIC<<ANA",
        broken: tuple[str, ...] = (),
    ) -> str:
        def digit(name: str, text: str) -> str:
            held = check_digit(text)
            return str((int(held) + 1) % 10) if name in broken else held

        first = f"IDSRB{number}{digit('document_number', number)}{personal:<<15}"
        second = f"{born}{digit('birth_date', born)}{sex}{expires}{digit('expiry_date', expires)}SRB{'':<<11}"
        second += digit("composite", first[5:] + second[:7] + second[8:15] + second[18:29])
        return f"{first}\n{second}\n{names:<<30}"

    return make

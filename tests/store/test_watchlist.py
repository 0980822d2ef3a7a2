"""The imported list: replaced whole, asked exactly, and never in the ledger."""

import json
from datetime import timedelta

import pytest

from kbdesk.domain.facts import Hit, HitOn
from kbdesk.domain.passage import Document, PassageDraft, TravelerDraft
from kbdesk.domain.watchlist import WatchlistLine
from kbdesk.store.store import Store
from tests.store.samples import AT, OFFICER

LISTED = (
    WatchlistLine(reference="7/1", document_number="008123458", issuing_state="SRB"),
    WatchlistLine(reference="7/2", surname="Gashi", given_names="Qazim", birth_date="1990-02-01"),
    WatchlistLine(reference="7/3", document_number="P0012", issuing_state="RKS", surname="Hoxha"),
)


def take(store: Store, *lines: WatchlistLine) -> None:
    with store.act(at=AT, officer=OFFICER) as act:
        act.replace_watchlist(lines, sha256="0" * 64)


def hits(store: Store, **card: object) -> tuple[Hit, ...]:
    draft = PassageDraft(id="c" * 16, travelers=(TravelerDraft(), TravelerDraft(**card)))  # type: ignore[arg-type]  # texts
    answer = store.facts(draft).watchlist
    assert answer is not None
    assert set(answer.hits) <= {"traveler[2]"}
    return answer.hits.get("traveler[2]", ())


def test_no_list_is_not_an_empty_list(desk: Store) -> None:
    draft = PassageDraft(id="c" * 16, travelers=(TravelerDraft(document_number="008123458"),))
    assert desk.facts(draft).watchlist is None
    assert desk.watchlist_imported() is None
    take(desk)
    answer = desk.facts(draft).watchlist
    assert answer is not None
    assert (answer.imported_at, answer.lines, answer.hits) == (AT, 0, {})


@pytest.mark.parametrize(
    ("card", "found"),
    [
        ({"document_number": "008123458", "document_issuing_state": "SRB"}, [("7/1", HitOn.DOCUMENT_NUMBER)]),
        ({"document_number": "oo8 I23-45b"}, [("7/1", HitOn.DOCUMENT_NUMBER)]),
        ({"document_number": "008123458", "document_issuing_state": "Srbija"}, [("7/1", HitOn.DOCUMENT_NUMBER)]),
        ({"documents": (Document(number="P0012", issuing_state="KS"),)}, [("7/3", HitOn.DOCUMENT_NUMBER)]),
        (
            {"surname": "Гаши", "given_names": "Ћазим", "birth_date": "01.02.1990"},
            [("7/2", HitOn.NAME_AND_BIRTH_DATE)],
        ),
        ({"surname": "GASHI", "given_names": "QAZIM", "birth_date": "010290"}, [("7/2", HitOn.NAME_AND_BIRTH_DATE)]),
        (
            {
                "surname": "Gaši", "given_names": "Ćazim", "birth_date": "1990-02-01", "document_number": "008123458",
            },
            [("7/1", HitOn.DOCUMENT_NUMBER), ("7/2", HitOn.NAME_AND_BIRTH_DATE)],
        ),
    ],
)  # fmt: skip
def test_what_is_on_the_list_is_hit(desk: Store, card: dict[str, object], found: list[tuple[str, HitOn]]) -> None:
    take(desk, *LISTED)
    assert [(hit.reference, hit.on) for hit in hits(desk, **card)] == found


@pytest.mark.parametrize(
    "card",
    [
        {"document_number": "008123459"},
        {"document_number": "008123458", "document_issuing_state": "MNE"},
        {"surname": "Gashi", "given_names": "Qazim", "birth_date": "1990-02-02"},
        {"surname": "Gashi", "given_names": "Qazim"},
        {"surname": "Hoxha", "birth_date": "1990-02-01"},
        {"document_number": "---"},
    ],
)
def test_what_is_not_is_not(desk: Store, card: dict[str, object]) -> None:
    take(desk, *LISTED)
    assert hits(desk, **card) == ()


def test_a_new_list_takes_the_place_of_the_old(desk: Store) -> None:
    take(desk, *LISTED)
    take(desk, LISTED[1])
    assert hits(desk, document_number="008123458") == ()
    assert hits(desk, surname="Gashi", given_names="Qazim", birth_date="1990-02-01")
    assert desk.watchlist_imported() == (AT, 1)


def test_an_import_that_fails_leaves_the_old_list(desk: Store) -> None:
    take(desk, *LISTED)
    with pytest.raises(RuntimeError), desk.act(at=AT + timedelta(days=1), officer=OFFICER) as act:
        act.replace_watchlist((), sha256="1" * 64)
        raise RuntimeError
    assert desk.watchlist_imported() == (AT, 3)
    assert hits(desk, document_number="008123458")


def test_more_people_than_one_question_takes_are_all_looked_up(desk: Store) -> None:
    lines = [WatchlistLine(reference=str(n), document_number=f"{n:09}") for n in range(1200)]
    take(desk, *lines)
    people = tuple(TravelerDraft(document_number=f"{n:09}") for n in range(0, 1300, 2))
    answer = desk.facts(PassageDraft(id="c" * 16, travelers=people)).watchlist
    assert answer is not None
    assert len(answer.hits) == 600


def test_a_list_is_no_register(desk: Store) -> None:
    take(desk, *LISTED)
    assert desk.rebuild_compare() == ()
    with desk._connection.reads() as db:
        bodies = [json.loads(row[0]) for row in db.execute("SELECT body FROM bodies")]
    assert bodies == []

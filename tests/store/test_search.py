"""The search index: filled behind the ledger, asked in any spelling, forgetting what the ledger forgets."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.people import Person
from kbdesk.domain.search import SearchKind, SearchRow, understand
from kbdesk.store.errors import StoreBroken
from kbdesk.store.schema_3_search import TABLES
from kbdesk.store.store import Store
from tests.store.samples import AT, OFFICER, intruder, issue, reopen
from tests.store.searched import ANA, QAZIM, TODAY, catch_up, crowd, find, record


def contents(store: Store) -> dict[str, list[Any]]:
    with store._connection.reads() as db:
        return {table: sorted(db.execute(f"SELECT * FROM {table}")) for table in TABLES}


def test_an_act_leaves_the_index_alone_and_the_index_follows_in_jobs(desk: Store) -> None:
    catch_up(desk)
    before = contents(desk)
    for number in range(3):
        issue(desk, number)
    record(desk, ANA, QAZIM)
    assert contents(desk) == before
    left = [desk.search.behind()]
    while left[-1]:
        left.append(desk.search.catch_up(4))
        assert left[-1] == desk.search.behind() == max(left[-2] - 4, 0)
    assert {row.name for row in find(desk, "Ana Đurić")} == {"Đurić Ana"}


def test_where_nothing_is_new_nothing_is_written(desk: Store, folder: Path) -> None:
    record(desk, ANA)
    catch_up(desk)
    log = folder / "desk.db-wal"
    before = log.read_bytes()
    assert desk.search.catch_up(100) == 0
    assert log.read_bytes() == before
    record(desk, QAZIM, passage=2)
    desk.search.catch_up(100)
    assert log.read_bytes() != before


def test_a_job_that_fails_leaves_the_index_where_it_was(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    record(desk, ANA, QAZIM)
    before = contents(desk)

    def failing(*_: object) -> object:
        raise StoreBroken

    monkeypatch.setattr("kbdesk.store.search_index.subjects", failing)
    with pytest.raises(StoreBroken):
        desk.search.catch_up(100)
    monkeypatch.undo()
    assert contents(desk) == before
    catch_up(desk)
    assert len(find(desk, "gashi")) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("ЂУРИЋ", "djuric ana", "GJURIQ ANA", "Ana Duric", "Durić", "Đuri", "Đurci Ana", "Ana Đurič", "Đurićč"),
        *("000000001", "J2 000001 L", "E-J2 000001 L", "1.2.1990", "Ana 1.2.1990", "Ana 10.8.2022"),
    ],
)
def test_a_person_is_found_however_it_is_typed(desk: Store, text: str) -> None:
    record(desk, ANA, QAZIM)
    catch_up(desk)
    assert [row.name for row in find(desk, text)] == ["Đurić Ana"]


@pytest.mark.parametrize(
    "text", ["Petrović", "Ana 2.2.1990", "Ana Petrović 10.8.2022", "999999999", "E-J2 000009 4", ""]
)
def test_nobody_else_is(desk: Store, text: str) -> None:
    record(desk, ANA, QAZIM)
    catch_up(desk)
    assert find(desk, text) == ()


def test_all_of_a_text_must_be_met_and_the_newest_comes_first(desk: Store) -> None:
    for day in range(3):
        record(desk, ANA, QAZIM, passage=1 + 2 * day, at=AT + timedelta(days=day))
    catch_up(desk)
    assert [row.on.day for row in find(desk, "djuric")] == [12, 11, 10]
    assert [(row.name, row.on.day) for row in find(desk, "djuric 11.8.2022")] == [("Đurić Ana", 11)]
    assert [row.name for row in find(desk, "11.8.2022")] == ["Gashi Qazim", "Đurić Ana"]
    assert len(find(desk, "officer 11.8.2022")) == 2
    assert len(find(desk, "djuric", limit=2)) == 2
    assert find(desk, "djuric", kinds=(SearchKind.REGISTRATION,)) == ()
    assert len(find(desk, "11.8.2022", kinds=(SearchKind.PERMIT,))) == 2
    assert find(desk, "11.8.2022", kinds=(SearchKind.FINE,)) == ()


def test_a_day_finds_somebody_behind_any_number_of_namesakes(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kbdesk.store.search_find._MOST_CANDIDATES", 5)
    namesake = Person(surname="Đurić", given_names="Ana", birth_date=date(1991, 5, 6), serbian=True)
    record(desk, ANA, *[namesake] * 9)
    catch_up(desk)
    asked = understand("Ana Đurić 1.2.1990", today=TODAY)
    (row,) = desk.search.find(asked, limit=2, kinds=(), today=TODAY)
    assert row.born == "1990-02-01"


def test_an_officer_or_a_kind_finds_somebody_behind_any_number_of_namesakes(
    desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kbdesk.store.search_find._MOST_CANDIDATES", 3)
    record(desk, *[ANA] * 4)
    for passage in range(5, 25):
        with desk.act(at=AT, officer="vjosa") as act:
            traveler = {"surname": ANA.surname, "given_names": ANA.given_names}
            body = {"passage": f"{passage:016x}", "card": "traveler[1]", "traveler": traveler, "number": f"K{passage}"}
            act.append("refusal.recorded", {**body, "reason": "r", "article": ""})
    catch_up(desk)
    found = {text: find(desk, text, limit=3) for text in ("Ana officer", "Ana Đurić officer", "Ana", "Ana vjosa")}
    officers = {text: [row.officer for row in rows] for text, rows in found.items()}
    asked = {"Ana officer": OFFICER, "Ana Đurić officer": OFFICER, "Ana": "vjosa", "Ana vjosa": "vjosa"}
    assert officers == {text: [officer] * 3 for text, officer in asked.items()}
    permits = find(desk, "Ana Đurić", limit=3, kinds=(SearchKind.PERMIT,))
    assert [row.kind for row in permits] == [SearchKind.PERMIT] * 3
    assert find(desk, "Ana vjosa", kinds=(SearchKind.PERMIT,)) == ()


@pytest.mark.parametrize("text", ["djuric", "ana djuric", "10.8.2022", "Ana officer", "Đurić Ana Gashi"])
def test_pages_one_after_the_other_are_the_whole_list(desk: Store, folder: Path, text: str) -> None:
    record(desk, *crowd(Random(3), 20), *[ANA, QAZIM] * 20)
    catch_up(desk)
    asked = understand(text, today=TODAY)

    def pages(store: Store) -> list[SearchRow]:
        return [
            row
            for after in range(0, 63, 7)
            for row in store.search.find(asked, limit=7, kinds=(), today=TODAY, after=after)
        ]

    whole = find(desk, text, limit=63)
    assert tuple(pages(desk)) == whole
    assert len(whole) == len({row.entry for row in whole}) > 7
    record(desk, ANA, QAZIM, passage=70)
    with reopen(folder, reading=True) as onlooker:
        assert tuple(pages(onlooker)) == find(onlooker, text, limit=63)
        assert len(find(onlooker, text, limit=63)) > len(whole)


def test_the_nearest_spelling_comes_before_a_newer_one_further_off(desk: Store) -> None:
    near = [
        Person(surname=name, given_names="Ana", birth_date=ANA.birth_date, serbian=True) for name in ("Marić", "Matić")
    ]
    record(desk, *near)
    catch_up(desk)
    assert [row.name for row in find(desk, "Marić Ana")] == ["Marić Ana", "Matić Ana"]


def test_a_name_no_pair_finds_is_looked_for_by_its_rarest_word(desk: Store) -> None:
    record(desk, ANA, QAZIM, Person(surname="Stojiljković", given_names="Ana", birth_date=TODAY, serbian=True))
    catch_up(desk)
    assert [row.name for row in find(desk, "Q. Gashi")] == ["Gashi Qazim"]
    assert [row.name for row in find(desk, "Ana Sjtolijkoić")] == ["Stojiljković Ana"]
    assert [row.name for row in find(desk, "Djur Ana")] == ["Đurić Ana"]
    assert find(desk, "Petar Stojiljković") == ()
    assert find(desk, "Petar Gašparović") == ()


def steps(store: Store, text: str) -> tuple[int, int]:
    """Return how many statements a search runs, and how many steps of SQLite's machine, in tens."""
    statements: list[str] = []
    ticks = Counter[str]()

    def tick() -> int:
        ticks["tens"] += 1
        return 0

    with store._connection.reads() as db:
        db.conn.set_trace_callback(statements.append)
        db.conn.set_progress_handler(tick, 10)
        find(store, text)
        db.conn.set_trace_callback(None)
        db.conn.set_progress_handler(None, 10)
    return len(statements), ticks["tens"]


@pytest.mark.parametrize("text", ["J2 000007 8", "000000007", "Đurić Ana", "Đurci Ana", "1.2.1990 Ana"])
def test_a_search_costs_no_more_where_more_was_recorded(desk: Store, text: str) -> None:
    record(desk, ANA, *crowd(Random(1), 20))
    catch_up(desk)
    few = steps(desk, text)
    record(desk, *[QAZIM] * 300, passage=100)
    catch_up(desk, 5000)
    many = steps(desk, text)
    assert many[0] == few[0] <= 100
    assert many[1] <= 1.5 * few[1] + 50


def test_control_a_search_that_reads_everything_is_noticed(desk: Store) -> None:
    record(desk, ANA)
    catch_up(desk)
    few = steps(desk, "Gashi")
    record(desk, *[QAZIM] * 200, passage=100)
    catch_up(desk, 5000)
    assert steps(desk, "Gashi")[1] > 1.5 * few[1] + 50


def test_a_removed_body_leaves_nothing_of_itself_in_the_index(desk: Store, folder: Path) -> None:
    record(desk, QAZIM)
    catch_up(desk)
    before = contents(desk)
    record(desk, ANA, passage=2, note="x")
    with desk.act(at=AT, officer=OFFICER) as act:
        act.append("something.noted", {"envelope": "J20000017"})
    catch_up(desk)
    assert any("uric" in str(row) for row in contents(desk)["search_words"])
    with desk._connection.transaction(lambda _: True) as db:
        db.execute("DROP TRIGGER bodies_delete_never")
        db.execute("DELETE FROM bodies WHERE seq > 1")
    after = contents(desk)
    assert {**after, "search_cursor": before["search_cursor"]} == before
    assert find(desk, "Đurić") == ()
    assert [row.name for row in find(desk, "Gashi")] == ["Gashi Qazim"]


def test_an_entry_whose_body_was_removed_before_its_turn_is_passed_over(desk: Store, folder: Path) -> None:
    record(desk, ANA, QAZIM)
    with desk._connection.transaction(lambda _: True) as db:
        db.execute("DROP TRIGGER bodies_delete_never")
        db.execute("DELETE FROM bodies WHERE seq = 1")
    catch_up(desk)
    assert (desk.search.behind(), find(desk, "Đurić")) == (0, ())
    assert len(find(desk, "Gashi")) == 1


def test_a_rebuilt_index_is_the_one_that_stood(desk: Store) -> None:
    record(desk, *crowd(Random(2), 30))
    catch_up(desk, 7)
    before = contents(desk)
    desk.search.clear()
    assert find(desk, "10.8.2022") == ()
    assert desk.search.behind() == 30
    catch_up(desk, 11)
    assert contents(desk) == before
    assert desk.rebuild_compare() == ()


def test_the_index_is_no_register(desk: Store) -> None:
    record(desk, ANA)
    catch_up(desk)
    with desk._connection.transaction(lambda _: True) as db:
        db.execute("DELETE FROM search_keys")
    assert desk.rebuild_compare() == ()


def test_an_onlooker_finds_what_the_index_has_not_seen_and_writes_nothing(desk: Store, folder: Path) -> None:
    record(desk, QAZIM)
    catch_up(desk)
    record(desk, ANA, passage=2)
    before = contents(desk)
    with reopen(folder, reading=True) as onlooker:
        assert onlooker.search.catch_up(100) == onlooker.search.behind() == 0
        assert [row.name for row in find(onlooker, "Đurić")] == ["Đurić Ana"]
        assert [row.name for row in find(onlooker, "10.8.2022")] == ["Đurić Ana", "Gashi Qazim"]
        assert onlooker.search.last_of_document("SRB", "000000002", today=TODAY) is not None
    assert contents(desk) == before


def test_an_onlooker_says_how_much_no_search_of_its_own_reaches(
    desk: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(desk, QAZIM, ANA)
    monkeypatch.setattr("kbdesk.store.search._MOST_BESIDE", 1)
    with reopen(folder, reading=True) as onlooker:
        assert onlooker.search.behind() == 1
        assert (len(find(onlooker, "Gashi")), len(find(onlooker, "Đurić"))) == (1, 0)


def test_states_are_those_of_the_day(desk: Store) -> None:
    record(desk, ANA)
    catch_up(desk)
    asked = understand("Đurić", today=TODAY)
    later = date(2022, 11, 11)
    states = [desk.search.find(asked, limit=1, kinds=(), today=day)[0].state for day in (TODAY, later)]
    assert states == ["in-force", "expired"]


def test_the_last_passage_of_a_document_is_found_under_its_state(desk: Store) -> None:
    record(desk, ANA, QAZIM)
    record(desk, ANA, at=AT + timedelta(days=3))
    catch_up(desk)
    found = desk.search.last_of_document("SRB", "000 000 001", today=TODAY)
    assert found is not None
    assert (found.at, found.body["traveler"]["surname"]) == (AT + timedelta(days=3), "Đurić")
    assert desk.search.last_of_document("MNE", "000000001", today=TODAY) is None
    assert desk.search.last_of_document("SRB", "OOOOOOOO1", today=TODAY) is None


def test_what_the_index_holds_is_encrypted_with_the_rest(desk: Store, folder: Path) -> None:
    record(desk, ANA)
    catch_up(desk)
    desk.close()
    assert b"djuric" not in b"".join(path.read_bytes() for path in folder.iterdir())
    with intruder(folder) as db:
        assert db.execute("SELECT count(*) FROM search_items").fetchone() == (1,)

"""Registers: what the ledger adds up to, and nothing else."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from kbdesk.domain.facts import Facts, InForce
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import PaperKind, Series
from kbdesk.domain.watchlist import WatchlistLine
from kbdesk.store.errors import StoreBroken
from kbdesk.store.store import Store
from tests.store.samples import AT, OFFICER, PAPER_KINDS, draft, intruder, issue, issue_in, reopen, surrender

SHORT_WALKS = {
    "SCAN p USING INDEX papers_unprinted",
    "SCAN entries",  # the last one alone
    "SCAN watchlist_import",  # one row
    "SCAN books",  # as many as officers ever activated
    "SCAN suspensions USING INDEX suspensions_standing",
    "SCAN blanks USING COVERING INDEX blanks_in_drawer",  # a stretch or two a kind
    "SCAN series",  # one row a kind of number
    "SCAN j VIRTUAL TABLE INDEX 1:",  # the keys asked for
    "SCAN json_each VIRTUAL TABLE INDEX 1:",
    "SCAN crossing_orders",  # the newest first, down to one that leaves nothing to those before it
    "SCAN shifts USING INDEX shifts_open",  # the one that is open
    "SCAN officers",  # whether there is one
}
VALID_UNTIL = date(2022, 11, 10)


def swap(store: Store, *, plate: str = "P0047112 8", old_plate: str = "KM123AB", passage: str = "a" * 16) -> str:
    with store.act(at=AT, officer=OFFICER) as act:
        number = act.number(Series.REGISTRATION)
        body = {
            "passage": passage, "card": "vehicle", "number": number, "plate": plate, "envelope": "",
            "valid_from": "2022-08-10", "valid_until": "2022-10-09", "measure": "provisional", "disposition": "held",
            "old_plate_canonical": old_plate,
        }  # fmt: skip
        act.append("swap.recorded", body)
    return number


def everything(store: Store) -> None:
    """One entry at least of each kind that the registers know."""
    issue(store, 1)
    swap(store)
    with store.act(at=AT, officer=OFFICER) as act:
        card = {"passage": "b" * 16, "card": "traveler[1]"}
        fee = {"code": "provisional", "amount": "5.00", "currency": "EUR", "number": "J20000012"}
        act.append("fee.charged", {**card, **fee})
        act.append("refusal.recorded", {**card, "reason": "declined-to-surrender", "article": "x:1"})
        act.append("referral.recorded", {**card, "reason": "expired-document", "article": "x:2"})
        act.append("passage.counted", {"measures": {"none": 2, "exempt": 1}})
        act.append("passage.counted", {"measures": {"none": 3}})
        act.append("paper.printed", {"kind": "permit", "number": "J20000012", "copy": 0, "sha256": "0" * 64})


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store._connection.reads() as db:
        return db.execute(sql).fetchall()


def test_each_kind_stands_in_its_register(desk: Store) -> None:
    everything(desk)
    for table, count in {
        "permits": 1, "registrations": 1, "envelopes": 1, "papers": 3, "fees": 1, "refusals": 2, "counts": 2
    }.items():  # fmt: skip
        assert rows(desk, f"SELECT count(*) FROM {table}") == [(count,)], table
    assert rows(desk, "SELECT decision, reason, article FROM refusals") == [
        ("refused", "declined-to-surrender", "x:1"), ("referred", "expired-document", "x:2")
    ]  # fmt: skip
    assert rows(desk, "SELECT on_day, direction, measure, cards FROM counts ORDER BY measure") == [
        ("2022-08-10", "entry", "exempt", 1), ("2022-08-10", "entry", "none", 5)
    ]  # fmt: skip
    assert rows(desk, "SELECT state, slot, held_for, contents FROM envelopes") == [
        ("held", "A1", rows(desk, "SELECT number FROM permits")[0][0], '["identity card"]')
    ]


def test_the_registers_can_be_rebuilt_from_the_ledger_alone(desk: Store) -> None:
    everything(desk)
    assert desk.rebuild_compare() == ()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("permits", "UPDATE permits SET valid_until = '2032-11-10'"),
        ("papers", "UPDATE papers SET printed = 1 WHERE place = 2"),
        ("registrations", "DELETE FROM registrations"),
        ("counts", "INSERT INTO counts VALUES ('2022-08-11', 'entry', 'none', 1)"),
        ("fees", "UPDATE fees SET amount = '0.00'"),
    ],
)
def test_a_register_that_was_touched_is_named(folder: Path, desk: Store, table: str, change: str) -> None:
    everything(desk)
    desk.close()
    connection = intruder(folder)
    connection.execute(change)
    connection.close()
    with reopen(folder) as store:
        assert store.check().whole, "the ledger itself was left alone"
        assert store.rebuild_compare() == (table,)


def test_facts_find_a_permit_by_its_document_however_it_is_typed(desk: Store) -> None:
    number = issue(desk, 1)

    def permits(state: str, document: str) -> object:
        card = TravelerDraft(document_issuing_state=state, document_number=document)
        return desk.facts(PassageDraft(id="c" * 16, travelers=(card, TravelerDraft()))).permits

    known = InForce(number=number, valid_until=VALID_UNTIL)
    assert permits("SRB", "000000001") == {("SRB", "000000001"): known}
    assert permits("srb", "000 000-001") == {("srb", "000 000-001"): known}
    assert permits("MKD", "000000001") == {}
    assert permits("SRB", "") == {}


def test_facts_find_a_registration_by_the_old_plate_and_by_the_new(desk: Store) -> None:
    number = swap(desk, plate="J20047118")
    known = InForce(number=number, valid_until=date(2022, 10, 9))
    for plate, canonical in (("km 123-ab", "KM123AB"), ("КМ 123 АБ", "KM123AB"), ("J2 004711 8", "J20047118")):
        facts = desk.facts(PassageDraft(id="c" * 16, vehicle=VehicleDraft(plate=plate)))
        assert facts == Facts(registrations={canonical: known}, shift_open=False)
    for plate in ("KM 124-AB", ""):
        assert desk.facts(PassageDraft(id="c" * 16, trailer=VehicleDraft(plate=plate))) == Facts(shift_open=False)


def test_of_several_permits_the_one_that_lasts_longest_counts(desk: Store) -> None:
    with desk.act(at=AT, officer=OFFICER) as act:
        for until in ("2022-11-10", "2023-01-10", "2022-12-10"):
            number = act.number(Series.PERMIT)
            act.append("surrender.recorded", {**surrender(number, "", "d" * 16, "1"), "valid_until": until})
    card = TravelerDraft(document_issuing_state="SRB", document_number="1")
    (found,) = desk.facts(PassageDraft(id="e" * 16, travelers=(card,))).permits.values()
    assert found.valid_until == date(2023, 1, 10)


def test_a_paper_knows_its_record_and_whether_it_was_printed(desk: Store) -> None:
    number = issue(desk, 1)
    issue(desk, 2)
    papers = desk.papers(draft(1).id)
    assert [str(p.kind) for p in papers] == list(PAPER_KINDS)
    assert {(p.number, p.at, p.officer, p.printed) for p in papers} == {(number, AT, OFFICER, False)}
    assert papers[0].body["surname"] == surrender("", "", "", "")["surname"]
    recorded = rows(desk, "SELECT lower(hex(digest)) FROM entries WHERE kind = 'surrender.recorded' ORDER BY seq")
    assert {p.digest for p in papers} == {recorded[0][0]}
    assert len(desk.unprinted()) == 6
    with desk.act(at=AT + timedelta(minutes=1), officer=OFFICER) as act:
        act.append("paper.printed", {"kind": "permit", "number": number, "copy": 0, "sha256": papers[0].sha256})
    assert [p.printed for p in desk.papers(draft(1).id)] == [True, False, False]
    assert [(p.number == number, p.kind) for p in desk.unprinted()][:2] == [
        (True, PaperKind.SURRENDER_RECEIPT), (True, PaperKind.ENVELOPE_LABEL)
    ]  # fmt: skip


def test_the_cards_of_a_passage_that_are_recorded_are_known_inside_the_next_act(desk: Store) -> None:
    issue(desk, 1)
    swap(desk, passage=draft(1).id)
    with desk.act(at=AT, officer=OFFICER) as act:
        act.append("passage.counted", {"measures": {"none": 1}})
        assert act.recorded_cards(draft(1).id) == {"traveler[1]", "vehicle"}
        assert act.recorded_cards(draft(2).id) == frozenset()


def test_printing_other_bytes_does_not_count_as_printing_the_paper(desk: Store) -> None:
    number = issue(desk, 1)
    with desk.act(at=AT, officer=OFFICER) as act:
        act.append("paper.printed", {"kind": "permit", "number": number, "copy": 0, "sha256": "f" * 64})
    assert len(desk.unprinted()) == 3


@pytest.mark.parametrize("missing", ["number", "valid_until", "document_number"])
def test_a_body_that_lacks_what_its_kind_needs_undoes_the_act(desk: Store, missing: str) -> None:
    body = surrender("J20000012", "", "a" * 16, "1")
    del body[missing]
    with pytest.raises(StoreBroken, match=missing), desk.act(at=AT, officer=OFFICER) as act:
        act.append("surrender.recorded", body)
    assert desk.check().entries == 0


def test_a_number_is_never_used_for_two_permits(desk: Store) -> None:
    number = issue(desk, 1)
    with pytest.raises(StoreBroken), desk.act(at=AT, officer=OFFICER) as act:
        act.append("surrender.recorded", surrender(number, "", "a" * 16, "1"))
    assert desk.check().entries == 3


def test_a_paper_of_an_entry_that_is_not_there_is_refused(desk: Store) -> None:
    paper = {"kind": "permit", "number": "J20000012", "sha256": "0" * 64, "entry": "0" * 64, "card": "traveler[1]"}
    with pytest.raises(StoreBroken, match="sealed"), desk.act(at=AT, officer=OFFICER) as act:
        act.append("papers.sealed", {"passage": "a" * 16, "papers": [paper]})
    assert desk.check().entries == 0


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("papers.sealed", {"passage": "a" * 16, "papers": [7]}),
        ("papers.sealed", {"passage": "a" * 16, "papers": [{"kind": "permit"}]}),
        ("papers.sealed", {"passage": "a" * 16, "papers": 7}),
        ("passage.counted", {"measures": ["none"]}),
        ("passage.counted", {"measures": {"none": "many"}}),
        ("fee.charged", {"passage": "a" * 16, "card": "vehicle", "number": 7}),
        ("refusal.recorded", {"passage": None, "card": "vehicle", "reason": "", "article": ""}),
    ],
)
def test_a_body_of_the_wrong_shape_is_refused_in_one_sentence(desk: Store, kind: str, body: dict[str, object]) -> None:
    with pytest.raises(StoreBroken, match=r"nothing was recorded\.$"), desk.act(at=AT, officer=OFFICER) as act:
        act.append(kind, body)
    assert desk.check().entries == 0


def test_no_question_of_the_desk_walks_through_a_whole_register(desk: Store) -> None:
    asked: list[str] = []
    with desk._connection.reads() as db:
        db.conn.set_trace_callback(asked.append)
        with desk.act(at=AT, officer=OFFICER) as act:
            issue_in(act, 1)
            act.replace_watchlist((WatchlistLine(reference="1", document_number="000000001"),), sha256="0" * 64)
            named = {"given_names": "Ana", "birth_date": "1990-02-01", "personal_number": "0102990785018"}
            act.facts(draft(1).amend("traveler[1]", **named))
            act.recorded_cards(draft(1).id)
            act.append("paper.printed", {"kind": "permit", "number": "J20000012", "copy": 0, "sha256": "0" * 64})
        desk.papers(draft(1).id)
        desk.recorded(draft(1).id)
        desk.unprinted()
        db.conn.set_trace_callback(None)
        questions = {sql for sql in asked if sql.split()[0] in ("SELECT", "UPDATE")}
        plans = {sql: [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in questions}
    walks = {line for plan in plans.values() for line in plan if line.startswith("SCAN")}
    assert walks <= SHORT_WALKS
    assert len(plans) >= 12

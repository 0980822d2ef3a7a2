"""What is pruned is gone from every page, and what stays proves, adds up and rebuilds to the very same registers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbdesk.domain.retention import Category, Open, PastTerm
from kbdesk.domain.retention_kept import PRUNABLE
from kbdesk.domain.vocabulary import Series
from kbdesk.store import retention_cases
from kbdesk.store.engine import Error
from kbdesk.store.errors import StoreBroken
from kbdesk.store.store import Store
from tests.store.retained import TERMS, Desk, Person, pages
from tests.store.samples import AT, OFFICER, create, draft, intruder, onlooker, reopen
from tests.store.test_ledger_export import verify
from tests.store.test_whole_day import rows

LONG: int = TERMS[Category.ISSUED] + 1


@pytest.fixture
def worked(desk: Store) -> Desk:
    return Desk(desk)


def seen(folder: Path, *people: Person) -> set[str]:
    """Return which of people's data an outsider with the key reads on any page."""
    content = pages(folder)
    return {word for person in people for word in person.named if word.encode() in content}


def test_what_is_pruned_stands_on_no_page_and_what_is_not_still_does(worked: Desk, folder: Path) -> None:
    gone, stays, refused = worked.arrive(), worked.arrive(), worked.refuse()
    worked.seal(gone)
    worked.count(gone)
    worked.charge(gone)
    worked.pay(gone)
    worked.hand_back(gone)
    worked.days_on(LONG)
    while worked.store.search.catch_up(500):
        pass
    worked.store.empty_log()
    assert seen(folder, gone, refused) >= {*gone.named, refused.surname, refused.document}, "control: they can be read"
    assert worked.prune() == 15
    assert seen(folder, gone, refused) == set()
    assert seen(folder, stays) == set(stays.named)
    assert worked.sound()
    worked.store.close()
    assert seen(folder, gone, refused) == set()


def test_control_a_page_that_is_not_overwritten_still_shows_them(worked: Desk, folder: Path) -> None:
    gone = worked.arrive()
    worked.hand_back(gone)
    worked.days_on(LONG)
    with worked.store._connection.reads() as db:
        db.execute("PRAGMA secure_delete=OFF").fetchall()
    worked.prune()
    assert seen(folder, gone)


def test_a_register_keeps_number_kind_state_and_dates_and_says_no_more(worked: Desk) -> None:
    gone = worked.arrive()
    worked.void(gone)
    worked.send(gone)
    worked.days_on(LONG)
    worked.prune()
    found = rows(worked.store)
    until = gone.until.isoformat()
    assert found["permits"] == [(gone.permit, 2, "", gone.envelope, "void", "", "", "2022-08-10", until, "")]
    (envelope,) = found["envelopes"]
    assert envelope == (gone.envelope, 3, "", "", "transferred", gone.permit, "[]", "", "[]", "", "", "", 0)
    papers = {row[4]: (row[5], row[6], row[7] is not None) for row in found["papers"]}
    assert papers["permit"] == (gone.permit, "", True)
    assert papers["surrender-receipt"] == (gone.permit, "", False)
    assert found["people"] == [] == found["passages"]
    (void,) = found["voids"]
    assert void[1:] == ("permit", gone.permit, "", "", ""), "the reason was a text of somebody's own"


def test_a_number_is_never_given_again_after_its_case_was_pruned(worked: Desk) -> None:
    gone = worked.arrive()
    worked.hand_back(gone)
    worked.days_on(LONG)
    assert worked.prune()
    assert worked.arrive().permit != gone.permit
    assert worked.store.unexplained_numbers() == ()


def test_an_export_of_a_pruned_ledger_proves_without_kbdesk_and_an_uncovered_gap_is_named(
    worked: Desk, tmp_path: Path
) -> None:
    gone, _ = worked.arrive(), worked.arrive()
    worked.hand_back(gone)
    worked.days_on(LONG)
    worked.prune()
    check, file = worked.store.check(), tmp_path / "ledger.jsonl"
    file.write_bytes(b"".join(worked.store.export(bodies=True)))
    said = verify(file, check.head)
    assert (said.code, f"({check.entries - check.pruned} with their bodies, {check.pruned} pruned)" in said.out[0]) == (
        0,
        True,
    )
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    bare = [
        {k: v for k, v in line.items() if k not in ("salt", "body")} if line.get("kind") == "retention.pruned" else line
        for line in lines
    ]
    file.write_text("\n".join(json.dumps(line) for line in bare) + "\n", "utf-8")
    said = verify(file)
    assert (said.code, "the body of entry 1 is gone, and no later entry covers it" in said.out) == (1, True)


def test_a_body_that_somebody_took_away_breaks_the_chain_though_others_were_pruned(worked: Desk, folder: Path) -> None:
    gone, stays = worked.arrive(), worked.arrive()
    worked.hand_back(gone)
    worked.days_on(LONG)
    worked.prune()
    assert worked.store.check().whole
    worked.store.close()
    connection = intruder(folder)
    (seq,) = connection.execute("SELECT entry FROM permits WHERE number = ?", (stays.permit,)).fetchone()
    connection.execute("INSERT INTO pruned VALUES (?, ?)", (seq, seq + 20))
    connection.execute("DELETE FROM bodies WHERE seq = ?", (seq,))
    connection.close()
    with reopen(folder) as store:
        check = store.check()
        assert (check.whole, check.broken_at) == (False, seq)


def test_no_body_goes_before_an_entry_covers_it_and_none_comes_back(worked: Desk, folder: Path) -> None:
    gone = worked.arrive()
    connection = onlooker(folder)
    with pytest.raises(Error, match="only ever added to"):
        connection.execute("DELETE FROM bodies WHERE seq = 2")
    worked.hand_back(gone)
    worked.days_on(LONG)
    worked.prune()
    with pytest.raises(Error, match="does not come back"):
        connection.execute("INSERT INTO bodies VALUES (2, zeroblob(16), x'7b7d')")
    connection.close()


@pytest.mark.parametrize("entries", [{"1": {}}, {"99": {}}], ids=["of a kind that is never pruned", "not there"])
def test_an_entry_that_would_cover_what_is_never_pruned_is_not_made(worked: Desk, entries: dict[str, object]) -> None:
    worked.act(lambda act: act.append("crossing.noted", {"word": "kept"}))
    with pytest.raises(StoreBroken):
        worked.act(lambda act: act.append("retention.pruned", {"entries": entries}))
    assert worked.store.check().entries == 1


def left(desk: Desk, person: Person) -> Open | None:
    """Return what keeps a person's case."""
    with desk.store._connection.reads() as db:
        case = retention_cases.read_case(db, person.passage)
        return retention_cases.why_open(db, case, on=desk.at.date(), before=1 << 62)


def past_term(desk: Desk) -> PastTerm:
    """Return what is older than its term, once the index has looked at everything."""
    while desk.store.search.catch_up(500):
        pass
    return desk.store.retention.past_term(TERMS, on=desk.at.date(), most=9)


def _in_force(desk: Desk, person: Person) -> None:
    with desk.store.act(at=desk.at, officer=OFFICER) as act:
        until = (desk.at + timedelta(days=5000)).date().isoformat()
        body = {"passage": person.passage, "card": "traveler[1]", "number": person.permit, "article": "1"}
        act.append("permit.extended", {**body, "valid_until": until})
    desk.send(person)


def _claimed(desk: Desk, person: Person) -> None:
    desk.send(person)
    with desk.store.act(at=desk.at, officer=OFFICER) as act:
        body = {"number": act.number(Series.CLAIM), "kind": "permit", "claimed": person.permit, "desk": ""}
        told = {"crossing": "merdare", "passage": desk.passage(), "person": {"surname": "Zyxović"}}
        act.append("claim.recorded", {**body, **told})


def _ended(desk: Desk, person: Person, kind: str = "claim.settled") -> None:
    """End every claim of a person's permit, or take that back."""
    rows = desk.store.returns.claims(person.permit)
    body = {"kind": "permit", "claimed": person.permit, "reason": f"said {person.surname}", "by_return": ""}
    for row in rows:
        desk.act(lambda act, row=row: act.append(kind, {**body, "number": row.number}))


def _unpaid(desk: Desk, person: Person) -> None:
    desk.charge(person)
    desk.hand_back(person)


def _about(person: Person) -> dict[str, str]:
    return {"kind": "permit", "number": person.permit, "reason": f"a dispute with {person.surname}"}


def _disputed(desk: Desk, person: Person) -> None:
    desk.hand_back(person)
    desk.act(lambda act: act.append("retention.held", _about(person)))


def _settled(desk: Desk, person: Person) -> None:
    desk.act(lambda act: act.append("retention.held", _about(person)))
    desk.act(lambda act: act.append("retention.released", _about(person)))


def _drafted(desk: Desk, person: Person) -> None:
    desk.hand_back(person)
    desk.store.save_draft(draft(person.place), officer=OFFICER, at=desk.at)


@pytest.mark.parametrize(
    ("keep", "why"),
    [
        (_in_force, Open.IN_FORCE),
        (lambda _desk, _person: None, Open.IN_CUSTODY),
        (_unpaid, Open.UNPAID),
        (_claimed, Open.CLAIMED),
        (_disputed, Open.DISPUTED),
        (_drafted, Open.DRAFTED),
    ],
    ids=lambda one: str(one) if isinstance(one, Open) else "",
)
def test_an_open_case_is_never_pruned_however_old(
    worked: Desk, keep: Callable[[Desk, Person], None], why: Open
) -> None:
    kept, gone = worked.arrive(), worked.arrive()
    worked.hand_back(gone)
    keep(worked, kept)
    worked.days_on(3000)
    assert left(worked, kept) is why
    assert worked.prune(), "control: the other case goes"
    assert worked.prune() == 0
    assert left(worked, kept) is why
    assert kept.permit in {row[0] for row in rows(worked.store)["permits"] if row[9]}
    assert worked.sound()


def test_what_was_said_of_a_dispute_goes_with_its_case(worked: Desk, folder: Path) -> None:
    gone, kept = worked.arrive(), worked.arrive()
    for person in (gone, kept):
        worked.hand_back(person)
        _settled(worked, person)
    worked.act(lambda act: act.append("retention.held", _about(kept)))
    worked.days_on(LONG)
    worked.prune()
    assert not seen(folder, gone) and worked.sound()
    assert seen(folder, kept), "control: it is kept still"


def test_a_claim_that_has_ended_keeps_no_case_and_the_term_begins_on_that_day(worked: Desk, folder: Path) -> None:
    gone, reopened, withdrawn = worked.arrive(), worked.arrive(), worked.arrive()
    for person in (gone, reopened, withdrawn):
        _claimed(worked, person)
    worked.days_on(3000)
    assert past_term(worked).kept == {Open.CLAIMED: 3} and past_term(worked).due == ()
    _ended(worked, gone)
    _ended(worked, withdrawn, "claim.withdrawn")
    _ended(worked, reopened)
    _ended(worked, reopened, "claim.reopened")
    assert [left(worked, person) for person in (gone, withdrawn, reopened)] == [None, None, Open.CLAIMED]
    worked.days_on(LONG - 1)
    assert worked.prune() == 0, "control: the term of what has ended is not over"
    assert not any(past_term(worked).kept.values()), "nor is the one that waits again older than its own"
    worked.days_on(1)
    assert worked.prune() > 0 and not seen(folder, gone, withdrawn)
    assert seen(folder, reopened) == set(reopened.named), "it waits again"
    assert worked.store.returns.ended_claims(9) == [] and worked.sound()


def test_whom_the_order_of_a_destruction_names_is_gone_with_its_case(worked: Desk, folder: Path) -> None:
    gone, kept = worked.arrive(), worked.arrive()
    for person in (gone, kept):
        body = {"envelope": person.envelope, "article": "b:1", "second": "second"}
        worked.void(person)
        told = {**body, "order_reference": f"12/2022, {person.surname}"}
        worked.act(lambda act, told=told: act.append("custody.destroyed", told))
    worked.act(lambda act: act.append("retention.held", _about(kept)))
    worked.days_on(LONG)
    assert worked.prune() and not seen(folder, gone) and worked.sound()
    assert seen(folder, kept), "control: it is kept still"


def test_who_left_together_is_pruned_together_and_not_before_the_last(worked: Desk) -> None:
    first, second = worked.arrive(), worked.arrive()
    worked.hand_back(first)
    worked.days_on(60)
    worked.hand_back(second)
    worked.days_on(LONG - 60)
    assert worked.prune() == 10, "only what belongs to the first"
    worked.days_on(60)
    assert worked.prune() == 10


def test_a_manifest_goes_with_the_last_of_its_envelopes(worked: Desk) -> None:
    here, there = worked.arrive(), worked.arrive()
    worked.send(here, there)
    worked.receive(here)
    worked.void(there)
    worked.void(here)
    worked.days_on(LONG)
    worked.prune()
    kinds = {kind for kind, _ in _bodies(worked.store)}
    assert {"custody.transferred", "custody.received"} <= kinds, "one of them is still held here"
    worked.hand_back(here) if not here.ended else None
    given = {"envelope": here.envelope, "items": [here.item], "to": "holder", "number": "J2000001L"}
    worked.act(lambda act: act.append("custody.returned", given))
    worked.days_on(LONG)
    worked.prune()
    assert not {kind for kind, _ in _bodies(worked.store)} & {"custody.transferred", "custody.received"}
    assert worked.sound()


def _bodies(store: Store) -> list[tuple[str, str]]:
    with store._connection.reads() as db:
        return db.execute(
            "SELECT e.kind, CAST(b.body AS TEXT) FROM entries e JOIN bodies b ON b.seq = e.seq ORDER BY e.seq"
        ).fetchall()


STEPS = (
    "arrive",
    "refuse",
    "hand_back",
    "both",
    "void",
    "seal",
    "count",
    "charge",
    "pay",
    "send",
    "claim",
    "end",
    "settle",
    "receive",
    "wait",
    "spoil",
)


@settings(max_examples=25)
@given(plan=st.lists(st.tuples(st.sampled_from((*STEPS, "prune")), st.integers(0, 7)), min_size=6, max_size=40))
def test_whatever_happened_a_pruned_ledger_rebuilds_to_the_very_same_registers(plan: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as made, create(Path(made) / "data") as store:
        desk = Desk(store)
        desk.arrive()
        desk.arrive()
        for step, which in plan:
            _try(desk, step, desk.people[which % len(desk.people)], which)
            if step == "prune":
                assert desk.prune() >= 0 and desk.sound()
        desk.days_on(500)
        desk.prune()
        assert desk.sound()
        before = rows(store)
        with store.act(at=desk.at, officer=OFFICER) as act:
            act.refill_registers()
        assert rows(store) == before
        assert {kind for kind, body in _bodies(store) if "Zyxovi" in body} <= PRUNABLE


def _try(desk: Desk, step: str, person: Person, which: int) -> None:
    """Do a step where the desk could: what it refuses undoes the act, and the ledger is as before."""
    try:
        if step == "wait":
            desk.days_on(which * 30)
        elif step == "both":
            desk.hand_back(person, desk.people[0])
        elif step in ("claim", "end", "settle"):
            {"claim": _claimed, "end": _ended, "settle": _settled}[step](desk, person)
        elif step in ("arrive", "refuse"):
            getattr(desk, step)()
        elif step != "prune":
            getattr(desk, step)(person)
    except (StoreBroken, Error):
        return


def test_the_control_of_the_property_registers_that_were_not_reduced_are_named(worked: Desk) -> None:
    gone = worked.arrive()
    worked.hand_back(gone)
    worked.days_on(LONG)
    worked.prune()
    with worked.store._connection.transaction(lambda _: True) as db:
        db.execute("UPDATE permits SET document = 'SRB 1'")
    assert worked.store.rebuild_compare() == ("permits",)
    assert worked.at > AT

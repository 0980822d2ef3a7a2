"""Random lives of envelopes through the store: states add up, contents are conserved, whatever breaks in between."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kbdesk.desk.transfer import received_body
from kbdesk.domain import custody
from kbdesk.domain.custody import CustodyError, Envelope, HeldFor, ManifestRow
from kbdesk.domain.numbers import make
from kbdesk.domain.returns import Returnable
from kbdesk.domain.transfer import ArrivedRow, arrival, on_its_way, receive
from kbdesk.domain.vocabulary import Disposition, PermitState, Series
from kbdesk.store.act import StoreAct
from kbdesk.store.errors import StoreBroken
from kbdesk.store.store import Store
from tests.store.killing import broken
from tests.store.samples import AT, OFFICER, create, issue, reopen, surrender
from tests.store.test_migrations import FROZEN, frozen

TODAY = AT.date()
ITEMS = ("identity-card SRB 1", "passport SRB 2")


class BreakError(Exception):
    """Whatever goes wrong inside an act."""


def held_for(act: StoreAct, number: int) -> Envelope:
    """Take two documents into custody behind a permit."""
    passage = f"{number:016x}"
    permit, envelope = act.number(Series.PERMIT), act.number(Series.ENVELOPE)
    act.append("surrender.recorded", surrender(permit, envelope, passage, f"{number:09d}"))
    body = {"passage": passage, "card": "traveler[1]", "envelope": envelope, "slot": "A1", "number": permit}
    act.append("custody.held", {**body, "contents": list(ITEMS)})
    return Envelope(number=envelope, contents=ITEMS, slot="A1", holder=OFFICER)


def returned(act: StoreAct, envelope: str, items: tuple[str, ...], *, passage: int, closes: bool) -> None:
    """Do what the desk does when something is handed back."""
    row = act.custody.envelope(envelope, on=TODAY)
    assert row is not None
    body = {
        "passage": f"{passage:016x}", "number": act.number(Series.RETURN), "kind": "permit", "returned": row.held_for,
        "envelope": envelope, "collector": "holder", "report_reference": "", "overstay_days": 0, "closes": closes,
    }  # fmt: skip
    act.append("return.recorded", body if envelope.startswith("J") else {**body, "crossing": "merdare", "desk": "1"})
    act.append("custody.returned", {"envelope": envelope, "items": list(items), "to": "holder"})


def came(envelope: Envelope, held_for: str) -> ArrivedRow:
    """An envelope as it arrives with a manifest: with what is left in it, or with all of it where it is new here."""
    left = envelope.contents or tuple(item for item in ITEMS if item not in envelope.given_back) or ("nothing",)
    found = ManifestRow(envelope=envelope.number, seal_number="", contents=left, held_for=held_for)
    return ArrivedRow(listed=found, found=found, kind=HeldFor.PERMIT, slot="C3")


def plain(envelope: Envelope) -> Envelope:
    """An envelope without what only lists show of it."""
    return Envelope(**{name: getattr(envelope, name) for name in Envelope.__dataclass_fields__})


@dataclass
class Known:
    """What must stand in the store: envelopes by number, and which permits are closed."""

    envelopes: dict[str, Envelope] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)


class Lives(RuleBasedStateMachine):
    """Acts in any order, some of them broken off half way or cut off by closing the desk before they are committed."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()) / "data"
        self.store = create(self.folder)
        self.known, self.passages = Known(), 0

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder.parent)

    def act(self, work: Callable[[StoreAct], None], after: Mapping[str, Envelope], *, breaks: bool) -> None:
        """Do some work in an act; broken off, nothing of it may remain."""
        try:
            with self.store.act(at=AT, officer=OFFICER) as act:
                work(act)
                if breaks:
                    raise BreakError
        except BreakError:
            return
        self.known.envelopes.update(after)

    def pick(self, data: st.DataObject) -> Envelope:
        return self.known.envelopes[data.draw(st.sampled_from(sorted(self.known.envelopes)))]

    @rule(breaks=st.booleans())
    def taken(self, breaks: bool) -> None:
        self.passages += 1
        made: list[Envelope] = []
        self.act(lambda act: made.append(held_for(act, self.passages)), {}, breaks=breaks)
        if not breaks:
            self.known.envelopes[made[0].number] = made[0]

    def change(self, envelope: Envelope, kind: str, body: Mapping[str, object], to: Callable[[], Envelope], *,
               breaks: bool) -> None:  # fmt: skip
        """Change one envelope as the domain would; what the domain refuses, the store refuses too."""
        try:
            new = to()
        except CustodyError:
            with pytest.raises(StoreBroken), self.store.act(at=AT, officer=OFFICER) as act:
                act.append(kind, body)
            return
        self.act(lambda act: void(act.append(kind, body)), {new.number: new}, breaks=breaks)

    @rule(data=st.data(), slot=st.sampled_from(["", "A1", "B2"]), breaks=st.booleans())
    def moved(self, data: st.DataObject, slot: str, breaks: bool) -> None:
        if self.known.envelopes:
            one = self.pick(data)
            body = {"envelope": one.number, "slot": slot}
            self.change(one, "custody.moved", body, lambda: custody.move(one, slot), breaks=breaks)

    @rule(data=st.data(), to=st.sampled_from(["officer", "supervisor"]), breaks=st.booleans())
    def handed_over(self, data: st.DataObject, to: str, breaks: bool) -> None:
        if self.known.envelopes:
            one = self.pick(data)
            body = {"envelope": one.number, "to": to}
            self.change(one, "custody.handed-over", body, lambda: custody.hand_over(one, to), breaks=breaks)

    @rule(data=st.data(), breaks=st.booleans())
    def sealed(self, data: st.DataObject, breaks: bool) -> None:
        if self.known.envelopes:
            one = self.pick(data)
            body = {"envelope": one.number, "seal_number": "AB 1", "photograph": "f" * 64}
            self.change(one, "custody.sealed", body, lambda: custody.seal(one, "AB 1", "f" * 64), breaks=breaks)

    @rule(data=st.data(), breaks=st.booleans())
    def destroyed(self, data: st.DataObject, breaks: bool) -> None:
        if self.known.envelopes:
            one = self.pick(data)
            body = {"envelope": one.number, "article": "x:1", "order_reference": "1", "second": "supervisor"}
            self.change(one, "custody.destroyed", body, lambda: custody.destroy(one), breaks=breaks)

    @rule(data=st.data(), breaks=st.booleans())
    def transferred(self, data: st.DataObject, breaks: bool) -> None:
        if self.known.envelopes:
            one = self.pick(data)
            self.passages += 1
            body = {"passage": f"{self.passages:016x}", "crossing": "merdare", "envelopes": [one.number]}
            self.change(one, "custody.transferred", body, lambda: custody.transfer(one, "merdare"), breaks=breaks)

    @rule(data=st.data(), again=st.booleans(), breaks=st.booleans())
    def arrived(self, data: st.DataObject, again: bool, breaks: bool) -> None:
        """An envelope comes with a manifest: one of another desk, or one of ours, sent away or not."""
        if again and self.known.envelopes:
            one, held_for = self.pick(data), ""
        else:
            one, held_for = on_its_way(make("M", "1", len(self.known.envelopes))), make("M", "1", 1)
        row = self.store.custody.envelope(one.number, on=TODAY)
        arriving = came(one, held_for or (row.held_for if row else make("M", "1", 1)))
        body = received_body(arrival(make("M", "1", 7), [arriving]))
        self.change(one, "custody.received", body, lambda: receive(one, arriving, holder=OFFICER), breaks=breaks)

    @rule(data=st.data(), breaks=st.booleans())
    def handed_back(self, data: st.DataObject, breaks: bool) -> None:
        held = sorted(number for number, envelope in self.known.envelopes.items() if envelope.held)
        if not held:
            return
        one = self.known.envelopes[data.draw(st.sampled_from(held))]
        items = tuple(data.draw(st.lists(st.sampled_from(one.contents), min_size=1, unique=True)))
        self.passages += 1
        passage, closes = self.passages, one.number not in self.known.closed
        after = {one.number: custody.give_back(one, items)}
        self.act(lambda act: returned(act, one.number, items, passage=passage, closes=closes), after, breaks=breaks)
        if not breaks:
            self.known.closed.add(one.number)

    @rule()
    def opened_again(self) -> None:
        self.store.close()
        self.store = reopen(self.folder)

    @invariant()
    def every_envelope_is_where_it_should_be(self) -> None:
        numbers = tuple(self.known.envelopes)
        rows = {row.number: row for row in self.store.custody.envelopes(numbers, on=TODAY)}
        assert {number: plain(row) for number, row in rows.items()} == self.known.envelopes
        held = {row.number for row in self.store.custody.held(on=TODAY)}
        assert held == {number for number, one in self.known.envelopes.items() if one.held}
        for number, row in rows.items():
            assert sorted((*row.contents, *row.given_back)) == sorted(ITEMS)
            permit = self.store.returns.recorded(Returnable.PERMIT, row.held_for)
            assert bool(permit) is row.number.startswith("J")
            assert permit is None or (permit.state is PermitState.RETURNED) is (number in self.known.closed)

    @invariant()
    def the_registers_are_what_the_ledger_adds_up_to(self) -> None:
        assert self.store.check().whole and self.store.rebuild_compare() == ()


def void(_: object) -> None:
    """Take an answer that nobody needs."""


TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=8, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
)


POINTS = int(os.environ.get("KBDESK_ROUNDS", "16"))


def test_a_kill_at_any_point_leaves_a_return_whole_or_not_begun(tmp_path: Path) -> None:
    found = broken("breaking_custody", "kills", tmp_path, POINTS, "none")
    assert found["killed"] >= min(POINTS, found["stops"]) - 1
    assert found["faults"] == {}


@pytest.mark.parametrize(
    ("sabotage", "fault"), [("two-transactions", "half a return"), ("said-too-early", "acknowledged and lost")]
)
def test_the_killer_sees_a_return_that_is_careless(tmp_path: Path, sabotage: str, fault: str) -> None:
    assert broken("breaking_custody", "kills", tmp_path, 12, sabotage)["faults"][fault] > 0


def test_a_return_waits_for_the_disk_exactly_once(tmp_path: Path) -> None:
    assert broken("breaking_custody", "syncs", tmp_path)["syncs"] == 1


def test_a_permit_is_closed_once(desk: Store) -> None:
    with desk.act(at=AT, officer=OFFICER) as act:
        envelope = held_for(act, 1)
    with desk.act(at=AT, officer=OFFICER) as act:
        returned(act, envelope.number, ITEMS[:1], passage=2, closes=True)
    with pytest.raises(StoreBroken, match="could close"), desk.act(at=AT, officer=OFFICER) as act:
        returned(act, envelope.number, ITEMS[1:], passage=3, closes=True)
    with desk.act(at=AT, officer=OFFICER) as act:
        returned(act, envelope.number, ITEMS[1:], passage=3, closes=False)
    row = desk.custody.envelope(envelope.number, on=TODAY)
    assert row is not None and row.state is Disposition.RETURNED
    assert [step.kind for step in desk.custody.steps(row.number)] == [
        "custody.held", "custody.returned", "custody.returned",
    ]  # fmt: skip


@pytest.mark.parametrize("schema", sorted(int(file.stem[-1]) for file in FROZEN.glob("schema-[12].db")))
def test_a_store_of_an_older_schema_knows_who_answers_for_what_it_held(tmp_path: Path, schema: int) -> None:
    with frozen(tmp_path / "data", schema) as store:
        rows = store.custody.held(on=TODAY)
        assert rows and all(row.holder and row.contents for row in rows)
        assert all([step.kind for step in store.custody.steps(row.number)] == ["custody.held"] for row in rows)
        assert store.rebuild_compare() == ()


def test_one_number_of_another_desk_is_claimed_once(desk: Store) -> None:
    def claim(passage: int) -> None:
        with desk.act(at=AT, officer=OFFICER) as act:
            body = {"passage": f"{passage:016x}", "number": act.number(Series.CLAIM), "kind": "permit"}
            act.append("claim.recorded", {**body, "claimed": "M1000123N", "crossing": "merdare", "desk": "1"})

    claim(1)
    with pytest.raises(StoreBroken):
        claim(2)
    assert [row.claimed for row in desk.returns.claims()] == ["M1000123N"]


def test_overdue_is_counted_from_the_day_after(desk: Store) -> None:
    issue(desk, 1)
    last = desk.custody.held(on=TODAY)[0].valid_until
    assert last is not None
    assert desk.custody.overdue(on=last) == []
    (row,) = desk.custody.overdue(on=last + timedelta(days=2))
    assert row.overdue_days == 2


def test_no_question_about_one_envelope_or_paper_walks_through_a_whole_register(desk: Store) -> None:
    issue(desk, 1)
    asked: list[str] = []
    with desk._connection.reads() as db:
        db.conn.set_trace_callback(asked.append)
        desk.custody.envelope("J2000001L", on=TODAY)
        desk.custody.envelopes(("J2000001L",), on=TODAY)
        desk.custody.holding("J2000001L", on=TODAY)
        desk.custody.steps("J2000001L")
        for kind in Returnable:
            desk.returns.recorded(kind, "J2000001L")
            desk.returns.returns(kind, "J2000001L")
        desk.returns.by_document("000000001")
        desk.returns.by_plate("KM123AB")
        desk.returns.claims("J2000001L")
        db.conn.set_trace_callback(None)
        plans = {sql: [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in set(asked)}
    short = ("json_each", "SCAN documents")  # what was asked for, and one row for each issuing state
    scans = {line for plan in plans.values() for line in plan if line.startswith("SCAN")}
    walks = {line for line in scans if not any(known in line for known in short)}
    assert len(plans) >= 10 and walks == set()

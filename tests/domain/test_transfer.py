"""What arrives with a manifest: its numbers clean, every difference named, and nothing entered that was not away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kbdesk.domain import custody, numbers, transfer
from kbdesk.domain.custody import CustodyError, HeldFor, ManifestRow
from kbdesk.domain.transfer import ArrivedRow, Discrepancy
from kbdesk.domain.vocabulary import Disposition

MANIFEST = numbers.make("M", "1", 9)
ENVELOPE = numbers.make("M", "1", 1)
LISTED = ManifestRow(envelope=ENVELOPE, seal_number="AB 77", contents=("passport SRB 1", "id SRB 2"), held_for=MANIFEST)
WHOLE = ArrivedRow(listed=LISTED, found=LISTED, kind=HeldFor.PERMIT, slot="C 3")


def refused(code: str) -> pytest.RaisesExc[CustodyError]:
    return pytest.RaisesExc(CustodyError, check=lambda error: error.code == code)


def test_what_arrives_is_read_with_its_numbers_clean_and_its_crossing_from_the_manifest() -> None:
    typed = replace(LISTED, envelope=numbers.spelled_envelope(ENVELOPE), contents=(" passport  SRB 1", "id SRB 2"))
    came = transfer.arrival(numbers.spelled(MANIFEST), [replace(WHOLE, listed=typed, found=typed, slot=" C  3 ")])
    assert (came.manifest, came.crossing, came.desk, came.rows) == (MANIFEST, "merdare", "1", (WHOLE,))
    assert came.arrived == (WHOLE,)


@pytest.mark.parametrize(
    ("listed", "found", "differs"),
    [
        (LISTED, None, Discrepancy.NOT_ARRIVED),
        (None, LISTED, Discrepancy.NOT_LISTED),
        (LISTED, replace(LISTED, seal_number="ZZ 1"), Discrepancy.OTHER_SEAL),
        (LISTED, replace(LISTED, contents=LISTED.contents[:1]), Discrepancy.OTHER_CONTENTS),
    ],
)
def test_a_difference_is_named_and_takes_a_word(
    listed: ManifestRow | None, found: ManifestRow | None, differs: Discrepancy
) -> None:
    row = replace(WHOLE, listed=listed, found=found)
    assert (row.envelope, row.discrepancies) == (ENVELOPE, (differs,))
    with refused("custody.unlike-manifest"):
        transfer.arrival(MANIFEST, [row])
    came = transfer.arrival(MANIFEST, [replace(row, explanation="the bag was torn")])
    assert came.arrived == (() if found is None else came.rows)


def test_control_the_same_things_in_another_order_are_no_difference() -> None:
    assert not replace(WHOLE, found=replace(LISTED, contents=LISTED.contents[::-1])).discrepancies


def test_an_envelope_neither_listed_nor_found_is_none() -> None:
    with pytest.raises(ValueError, match="listed or found"):
        _ = replace(WHOLE, listed=None, found=None).envelope


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "custody.none-chosen"),
        ([WHOLE, WHOLE], "custody.chosen-twice"),
        ([WHOLE] * (transfer.MOST + 1), "custody.too-many"),
        ([replace(WHOLE, found=replace(LISTED, envelope="M1000001X"))], "custody.number-damaged"),
        ([replace(WHOLE, found=replace(LISTED, held_for=""))], "custody.number-damaged"),
        ([replace(WHOLE, found=replace(LISTED, contents=()))], "custody.contents-unusable"),
        ([replace(WHOLE, found=replace(LISTED, contents=(" ",)))], "custody.contents-unusable"),
        ([replace(WHOLE, found=replace(LISTED, seal_number="a\x07"))], "custody.seal-unusable"),
        ([replace(WHOLE, slot="x" * 25)], "custody.slot-unusable"),
        ([replace(WHOLE, explanation="x" * 201)], "custody.explanation-unusable"),
    ],
)
def test_what_cannot_have_arrived_is_refused(rows: list[ArrivedRow], code: str) -> None:
    with refused(code):
        transfer.arrival(MANIFEST, rows)


def test_a_damaged_manifest_number_names_no_crossing() -> None:
    with refused("custody.manifest-damaged"):
        transfer.arrival("M1000001X", [WHOLE])


def test_what_was_away_is_held_here_and_does_not_arrive_a_second_time() -> None:
    away = transfer.on_its_way(ENVELOPE)
    held = transfer.receive(away, WHOLE, holder="officer")
    assert (held.state, held.slot, held.holder, held.contents) == (Disposition.HELD, "C 3", "officer", LISTED.contents)
    with refused("custody.not-away"):
        transfer.receive(held, WHOLE, holder="officer")
    with refused("custody.not-away"):
        transfer.receive(custody.destroy(held), WHOLE, holder="officer")

"""Whom the records let make an entry, whatever a procedure asked for."""

from __future__ import annotations

import pytest

from kbdesk.domain.officers import _BY_TWO, PRINTERS_CHOSEN, RECOVERY, SETTINGS_CHANGED
from kbdesk.store.errors import RoleRefused, StoreBroken
from kbdesk.store.store import Store
from tests.store.samples import AT


def test_what_takes_two_is_no_entry_of_one_whoever_asks(desk: Store) -> None:
    known = [{"name": name, "role": "supervisor"} for name in ("agim", "besa")]
    with desk.act(at=AT, officer="") as act:
        act.append("officers.known", {"officers": known, "attempts": 0})
    assert _BY_TWO
    for kind in _BY_TWO:
        for alone in ({}, {"second": ""}, {"second": "agim"}, {"second": "nobody"}, {"second": True}):
            with pytest.raises(RoleRefused), desk.act(at=AT, officer="agim") as act:
                act.append(kind, alone)
    terms = {"issued": 30, "turned-away": 30, "draft": 30}
    with desk.act(at=AT, officer="agim") as act:
        act.append("retention.terms-set", {"terms": terms, "basis": "order 12", "second": "besa"})
        act.append("officer.suspended", {"name": "besa", "reason": "left"})
    assert desk.last_entry() == 3, "controls: two, and what one may"
    with pytest.raises(RoleRefused), desk.act(at=AT, officer=RECOVERY) as act:
        act.append("store.rekeyed", {"others": []})


def test_the_second_of_an_entry_is_whoever_signs_it_and_never_a_second_of_anything_else(desk: Store) -> None:
    fallback = {"second": "ipp://spare/ipp/print"}
    for officer in ("", "agim"):
        with pytest.raises(StoreBroken), desk.act(at=AT, officer=officer) as act:
            act.append(PRINTERS_CHOSEN, fallback)
    known = [{"name": name, "role": "supervisor"} for name in ("agim", "besa")]
    with desk.act(at=AT, officer="") as act:
        act.append("officers.known", {"officers": known, "attempts": 0})
    with pytest.raises(RoleRefused), desk.act(at=AT, officer="agim") as act:
        act.append(SETTINGS_CHANGED, fallback)
    with desk.act(at=AT, officer="agim") as act:
        act.append(SETTINGS_CHANGED, {"second": "besa"})
        act.append(PRINTERS_CHOSEN, {"fallback": fallback["second"]})
    assert desk.last_entry() == 3, "controls"

"""Roles: what each may enter in the ledger, alone or beside another."""

from datetime import UTC, datetime

import pytest

from kbdesk.domain.officers import KnownOfficer, Role, Standing, may_enter, may_second, usable_name
from kbdesk.store.registers import _PROJECTIONS

DECIDING = ("surrender.recorded", "swap.recorded", "finding.overridden", "custody.held", "shift.opened", "fee.paid")


@pytest.mark.parametrize("kind", DECIDING)
def test_only_officers_and_supervisors_decide(kind: str) -> None:
    assert [role for role in Role if may_enter(role, kind)] == [Role.OFFICER, Role.SUPERVISOR]
    assert [role for role in Role if may_second(role, kind)] == [Role.OFFICER, Role.SUPERVISOR]


def test_an_auditor_reads_exports_and_enters_nothing_else() -> None:
    known = {*_PROJECTIONS, "ledger.exported", "search.asked", "case.viewed", "officer.signed-in", "backup.made"}
    allowed = {kind for kind in known if may_enter(Role.AUDITOR, kind)}
    assert allowed == {"ledger.exported", "search.asked", "case.viewed", "officer.signed-in"}
    assert not any(may_second(Role.AUDITOR, kind) for kind in known)


def test_an_administrator_keeps_people_keys_and_records_and_sees_no_case() -> None:
    for kind in ("officer.added", "signer.rolled", "bundle.imported", "backup.made", "registers.rebuilt"):
        assert may_enter(Role.ADMINISTRATOR, kind)
    for kind in ("search.asked", "case.viewed", "search.exported", "rulebook.activated", *DECIDING):
        assert not may_enter(Role.ADMINISTRATOR, kind)


def test_an_officer_manages_no_officers_but_may_stand_by() -> None:
    assert not may_enter(Role.OFFICER, "officer.role-changed")
    assert may_second(Role.OFFICER, "officer.role-changed")
    assert may_enter(Role.OFFICER, "officer.password-changed")


def test_a_sheet_of_codes_is_entered_by_a_supervisor_and_no_officer_or_auditor_makes_one() -> None:
    roles = [role for role in Role if may_enter(role, "officer.codes-printed")]
    assert roles == [Role.SUPERVISOR, Role.ADMINISTRATOR]


@pytest.mark.parametrize("standing", Standing)
def test_who_is_suspended_does_not_sign_in(standing: Standing) -> None:
    since = datetime(2022, 8, 10, 8, tzinfo=UTC)
    known = KnownOfficer(name="besa", role=Role.OFFICER, standing=standing, since=since)
    assert known.active is (standing is Standing.ACTIVE)


@pytest.mark.parametrize(
    ("name", "usable"),
    [
        ("besa", True),
        ("Đorđe Ђорђевић", True),
        ("x" * 64, True),
        ("x" * 65, False),
        ("", False),
        (" besa", False),
        ("be\tsa", False),
        ("Recovery", False),
        ("e\u0308", False),
    ],
)
def test_a_name_is_seen_and_written_in_one_way_only(name: str, usable: bool) -> None:
    assert usable_name(name) is usable

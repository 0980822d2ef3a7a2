"""Every run that is recorded, by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kbdesk.app import carried, printing_desk
from tests.faults import beginnings, days, keepings, troubles
from tests.faults.run import Run
from tests.store.books_day import Rooms


def rooms(tray: Path) -> Rooms:
    """Load press and law; papers go into the folder `tray`."""
    return Rooms(press=printing_desk.make_press(), law=carried.law("seeds"), tray=tray)


RUNS: Final[Mapping[str, Run]] = MappingProxyType(
    {
        "surrender": Run(base=days.on_duty, work=days.surrender, share=3),
        "drafts": Run(base=days.on_duty, work=days.edits),
        "tidying": Run(base=days.on_duty, work=days.tidying, share=3),
        "growing": Run(base=days.on_duty, work=days.growing),
        "books": Run(base=days.filled, work=days.books, share=3),
        "pruning": Run(base=days.closed_cases, work=days.pruning),
        "closing": Run(base=keepings.backed_up, work=keepings.closing, also=keepings.whole_backups),
        "passwords": Run(
            base=keepings.drilled,
            work=keepings.new_passwords,
            opens=keepings.opened_by_password,
            also=keepings.slots_open,
            share=0.05,
        ),
        "rekeying": Run(
            base=keepings.drilled,
            work=keepings.new_key,
            opens=keepings.opened_by_password,
            also=keepings.only_new_slots,
        ),
        "carrying": Run(
            base=keepings.drilled,
            work=keepings.carrying,
            opens=keepings.opened_by_password,
            also=keepings.whole_bundles,
        ),
        "leaving": Run(
            base=keepings.drilled,
            work=keepings.leaving,
            opens=keepings.opened_by_password,
            also=keepings.noted_as_told,
            share=0.05,
        ),
        "migrating-1": Run(
            base=keepings.left_by(1),
            work=keepings.migrating,
            opens=keepings.opened_in_drill,
            also=keepings.kept_before(1),
            share=0.1,
            excused=frozenset({"without its papers: referral.recorded"}),
        ),
        "migrating-4": Run(
            base=keepings.left_by(4),
            work=keepings.migrating,
            opens=keepings.opened_in_drill,
            also=keepings.kept_before(4),
            share=0.1,
        ),
        "migrating-5": Run(
            base=keepings.left_by(5),
            work=keepings.migrating,
            opens=keepings.opened_in_drill,
            also=keepings.kept_before(5),
            share=0.1,
        ),
        "making": Run(
            base=beginnings.nothing,
            work=beginnings.making,
            opens=beginnings.or_anew(beginnings.made),
            also=beginnings.there_when_told,
            share=0.05,
            begins=True,
        ),
        "restoring": Run(
            base=beginnings.with_backup,
            work=beginnings.restoring,
            opens=beginnings.or_anew(beginnings.restored),
            also=beginnings.there_when_told,
            share=0.05,
            begins=True,
        ),
        "two-programs": Run(base=days.on_duty, work=troubles.two_programs),
        "taken-away": Run(base=days.on_duty, work=troubles.taken_away, share=0.2),
        "in-doubt": Run(base=days.on_duty, work=troubles.in_doubt, inject=troubles.SYNCS_FAIL),
        "failing-writes": Run(base=days.on_duty, work=troubles.in_doubt, inject=troubles.WRITES_FAIL, share=0.5),
        "not-growing": Run(base=days.on_duty, work=troubles.not_growing, also=troubles.well_when_told, share=0.5),
    }
)

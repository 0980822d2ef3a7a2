"""What a post says of its permits, made up."""

from __future__ import annotations

import random

from kbdesk.icao.trust.status_list import ListedState


def listed(papers: int) -> list[tuple[int, ListedState]]:
    """Return what a post says of its permits: most came back, some never did, the latest are still out.

    Permits run three months, a post issues for years: 88 of 100 old ones were returned on exit, 9 never were, 2 are
    void, 1 was reported lost; of the last twentieth two thirds are in force. Gaps are left by restored desks.
    """
    chance = random.Random(9303)
    states = (ListedState.RETURNED, ListedState.IN_FORCE, ListedState.VOID, ListedState.LOST)
    old = chance.choices(states, (88, 9, 2, 1), k=papers - papers // 20)
    new = chance.choices(states, (31, 66, 2, 1), k=papers // 20)
    return [(index, state) for index, state in enumerate([*old, *new]) if index // 1000 not in (300, 711)]

"""What makes tests quick and proves nothing by itself: passwords and codes that cost little to try."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from kbdesk.store.wrapping import Cost

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""What a real derivation takes is tried in tests/store/test_slots.py, what a real sheet does in test_code_digest.py."""


@contextmanager
def cheap_desks() -> Iterator[None]:
    """Let real desks be made whose passwords, those given later too, and sheets cost little to try."""
    import pytest

    from kbdesk.app import real_desk
    from kbdesk.store.code_digest import DRILL_COST
    from kbdesk.store.slots import make_slots

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(real_desk, "SHEET_COST", DRILL_COST)
        patch.setattr(real_desk, "make_slots", partial(make_slots, cost=CHEAP, drill=True))
        yield

"""What makes tests quick and proves nothing by itself: passwords and codes that cost little to try."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kbdesk.store.wrapping import Cost

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""For drill desks only; what a real derivation takes is tried in tests/store/test_slots.py and by `kbdesk init`."""


@contextmanager
def cheap_sheets() -> Iterator[None]:
    """Let real desks be made whose sheets cost little; what they cost is tried in tests/store/test_code_digest.py."""
    import pytest

    from kbdesk.app import real_desk
    from kbdesk.store.code_digest import DRILL_COST

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(real_desk, "SHEET_COST", DRILL_COST)
        yield

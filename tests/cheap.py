"""What makes tests quick and proves nothing by itself: passwords of drill desks that cost little to try."""

from kbdesk.store.wrapping import Cost

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""For drill desks only; what a real derivation takes is tried in tests/store/test_slots.py and by `kbdesk init`."""

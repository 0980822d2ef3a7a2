"""What a physical count of envelopes takes in, and what it says in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kbdesk.domain import numbers
from kbdesk.domain.custody import LONGEST_SLOT, CustodyError, Inventory, Unlike, one_line


def counted_body(counted: Inventory, said: Mapping[str, str], reappeared: Sequence[str]) -> dict[str, object]:
    """Return the body of ``custody.counted``; `said` explains each difference by its envelope."""
    return {
        "slots": list(counted.slots),
        "found": counted.found,
        "expected": counted.expected,
        "complete": counted.complete,
        "missing": [each.number for each in counted.differences if each.unlike is Unlike.MISSING],
        "reappeared": list(reappeared),
        "differing": [each.number for each in counted.differences if each.unlike is not Unlike.UNKNOWN],
        "differences": [
            {
                "envelope": each.number,
                "unlike": str(each.unlike),
                "recorded": each.recorded,
                "found": each.found,
                "explanation": said[each.number],
            }
            for each in counted.differences
        ],
    }


def understood(scanned: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return what was scanned with every number understood. Raises `CustodyError` for one that is damaged."""
    read: dict[str, tuple[str, ...]] = {}
    for slot, found in scanned.items():
        known = tuple(numbers.understand(number) for number in found)
        if not all(numbers.check(number) for number in known):
            raise CustodyError("custody.number-damaged")
        read[one_line(slot, "custody.slot-unusable", longest=LONGEST_SLOT)] = known
    return read

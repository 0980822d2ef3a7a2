"""Times things fairly: interleaved, so that a busy machine slows all of them alike, and by their medians."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

Measured = Callable[[], object]


def medians(tasks: Mapping[str, Measured], *, rounds: int, warm: int = 1) -> dict[str, float]:
    """Run every task in turn, `rounds` times after `warm` rounds that do not count; return medians in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(warm + rounds):
        for name, task in tasks.items():
            begun = perf_counter()
            task()
            if number >= warm:
                times[name].append((perf_counter() - begun) * 1000)
    return {name: median(values) for name, values in times.items()}

"""What every test starts from: no display, no colour, a zone that is not the desk's, and Hypothesis profiles."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.printing_room import PrinterRoom

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["NO_COLOR"] = "1"
os.environ["CUPS_SERVER"] = "/nowhere/cups.sock"  # no test asks the print server of its machine
os.environ["TZ"] = "Pacific/Auckland"  # the desk lives in Europe/Belgrade wherever its machine thinks it is
for name in ("KBDESK_PASSWORD", "KBDESK_SECOND_PASSWORD", "DISPLAY", "WAYLAND_DISPLAY"):
    os.environ.pop(name, None)

# A busy machine makes a slow example, not a wrong one: no deadline.
settings.register_profile("desk", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", settings.get_profile("desk"), max_examples=20_000)
settings.load_profile("desk")


def pytest_collection_finish() -> None:
    """Look for rubbish among what tests make alone: the tests stay, and take a quarter of a second to search."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Let Python look through everything as it ends."""
    gc.unfreeze()


@pytest.fixture(scope="session", name="started_printer")
def _started_printer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrinterRoom]:
    """A real printer, started once a process; whoever uses it switches it on anew."""
    from tests.printing_room import printing_room

    with printing_room(tmp_path_factory.mktemp("printer")) as room:
        yield room

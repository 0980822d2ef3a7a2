"""The zone of all crossings."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Europe/Belgrade")
"""The civil day of an act is read in it."""

"""A day and a time of day as an officer types them."""

from __future__ import annotations

from datetime import datetime, time

from kbdesk.domain import dates

TIME_LONG = 5
DATE_LONG = 11


class InstantError(ValueError):
    """What was typed is no day with a time; `field` is ``day`` or ``time``, whichever does not say it."""

    def __init__(self, field: str) -> None:
        super().__init__(f"the {field} is not one")
        self.field = field


def instant(day: str, hour: str, now: datetime, *, future: bool) -> datetime | None:
    """Return an instant of the desk's time zone, None where neither was typed; a time alone is of today.

    Raises `InstantError`. A day alone begins at midnight.
    """
    typed, clock = day.strip(), hour.strip()
    if not typed and not clock:
        return None
    on = dates.understand(typed, today=now.date(), future=future) if typed else now.date()
    if on is None:
        raise InstantError("day")
    try:
        at = time.fromisoformat(clock.rjust(TIME_LONG, "0")) if clock else time()
    except ValueError as error:
        raise InstantError("time") from error
    return datetime.combine(on, at, tzinfo=now.tzinfo)

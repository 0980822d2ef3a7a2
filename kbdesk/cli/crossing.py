"""``kbdesk crossing``: what was ordered of the crossing, and whom to call."""

from __future__ import annotations

from datetime import datetime

import click

from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.main import DONE, Instant, answer
from kbdesk.domain.crossing import CrossingStatus
from kbdesk.domain.messages import Catalog
from kbdesk.domain.vocabulary import CrossingState, Direction

_reason = click.option("--reason", default="", help="Why.")
_order = click.option("--order", "reference", default="", help="Reference of the order that is followed.")
_by = click.option("--ordered-by", default="", help="Who gave the order.")
_from = click.option("--from", "from_at", type=Instant(), help="From when; else from now.")
_until = click.option("--until", type=Instant(), help="When it ends by itself.")


@click.group()
def crossing() -> None:
    """Whether the crossing is open."""


@crossing.command("open")
@_reason
@_order
@_by
@_from
@desk_command
def open_crossing(call: Call, *, reason: str, reference: str, ordered_by: str, from_at: datetime | None) -> int:
    """Open the crossing both ways."""
    with call.joiner.open(call.who) as session:
        done = session.crossing.set(
            CrossingState.OPEN, reason=reason, order_reference=reference, ordered_by=ordered_by, from_at=from_at
        )
        catalog = session.catalog
    return _said(call, done, catalog)


@crossing.command("close")
@click.option("--direction", type=click.Choice([str(way) for way in Direction]), help="Only this way.")
@_reason
@_order
@_by
@_from
@_until
@desk_command
def close_crossing(
    call: Call,
    *,
    direction: str | None,
    reason: str,
    reference: str,
    ordered_by: str,
    from_at: datetime | None,
    until: datetime | None,
) -> int:
    """Close the crossing, both ways or one."""
    state = {
        None: CrossingState.CLOSED,
        "entry": CrossingState.ENTRY_CLOSED,
        "exit": CrossingState.EXIT_CLOSED,
    }[direction]
    with call.joiner.open(call.who) as session:
        done = session.crossing.set(
            state, reason=reason, order_reference=reference, ordered_by=ordered_by, from_at=from_at, until=until
        )
        catalog = session.catalog
    return _said(call, done, catalog)


@crossing.command()
@desk_command
def status(call: Call) -> int:
    """Say whether the crossing is open, and when that changes by itself."""
    with call.joiner.open(call.who, reading=True) as session:
        found, change, catalog = session.crossing.status(), session.crossing.next_change(), session.catalog
    if call.as_json:
        answer({**_answer(found), "next_change": change.isoformat() if change else None})
    else:
        click.echo(_told(found, catalog))
        if change:
            click.echo(f"That changes at {change.isoformat()}.")
    return DONE


@crossing.command()
@desk_command
def contacts(call: Call) -> int:
    """List whom to call."""
    with call.joiner.open(call.who, reading=True) as session:
        found, catalog = session.crossing.contacts(), session.catalog
    if call.as_json:
        answer(
            [
                {
                    "key": c.key,
                    "kind": c.kind,
                    "name": catalog.of(c.names),
                    "phone": c.phone,
                    "replace": c.is_placeholder,
                }
                for c in found
            ]
        )
    else:
        for contact in found:
            stands_in = "  (to be replaced)" if contact.is_placeholder else ""
            click.echo(f"{catalog.of(contact.names)}: {contact.phone}{stands_in}")
    return DONE


def _said(call: Call, status: CrossingStatus, catalog: Catalog) -> int:
    if call.as_json:
        answer(_answer(status))
    else:
        click.echo(_told(status, catalog))
    return DONE


def _answer(status: CrossingStatus) -> dict[str, object]:
    return {
        "state": str(status.state),
        "reason": status.reason,
        "order": status.order_reference,
        "ordered_by": status.ordered_by,
        "officer": status.officer,
        "from": status.from_at.isoformat() if status.from_at else None,
        "until": status.until.isoformat() if status.until else None,
    }


def _told(status: CrossingStatus, catalog: Catalog) -> str:
    since = f" from {status.from_at.isoformat()}" if status.from_at else ""
    until = f" until {status.until.isoformat()}" if status.until else ""
    why = "; ".join(filter(None, (status.reason, status.order_reference, status.ordered_by)))
    return f"{catalog.text(f'crossing.state.{status.state}')}{since}{until}{': ' + why if why else ''}"

"""``kbdesk retention``: how long things are kept, what is due, what is pruned by two officers, what a dispute keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.main import DONE, answer, counted, require_new
from kbdesk.desk.retention import Pruned, Renewed, Standing
from kbdesk.domain import numbers
from kbdesk.domain.retention import DueCase, Hold, Terms
from kbdesk.domain.search import SearchKind
from kbdesk.domain.vocabulary import Language, Series

_KINDS = [str(kind) for kind in SearchKind if str(kind) in frozenset(Series)]
_kind = click.argument("kind", type=click.Choice(_KINDS))
_number = click.argument("number")
_reason = click.option("--reason", default="", help="Why, in one line.")


@click.group()
def retention() -> None:
    """How long what was recorded is kept, and what goes."""


@retention.command()
@desk_command
def due(call: Call) -> int:
    """Tell what is due under the terms and what would go; nothing is changed."""
    with call.joiner.open(call.who, reading=True) as session:
        standing = session.retention.standing()
    if call.as_json:
        answer(_standing(standing))
    else:
        click.echo("\n".join(_told(standing)))
    return DONE


@retention.command()
@click.option("--issued", type=int, help="Days after the case of a permit or registration has closed.")
@click.option("--turned-away", type=int, help="Days after somebody was refused, referred, warned or fined.")
@click.option("--draft", type=int, help="Days after a draft was last saved.")
@click.option("--basis", default="", help="What the terms rest on: an order, a regulation.")
@desk_command
def terms(call: Call, *, issued: int | None, turned_away: int | None, draft: int | None, basis: str) -> int:
    """Set how long things are kept; it takes two. What is not said stays; without options the terms are shown."""
    said = {"issued": issued, "turned-away": turned_away, "draft": draft}
    changes = {category: days for category, days in said.items() if days is not None}
    with call.joiner.open(call.who, reading=not (changes or basis)) as session:
        kept = session.retention.terms()
        if changes or basis:
            days = {str(category): days for category, days in kept.days.items()} | changes
            kept = session.retention.set_terms(days, basis or kept.basis, second=call.who.second)
    if call.as_json:
        answer(_terms(kept))
    else:
        click.echo(_told_terms(kept))
    return DONE


@retention.command()
@desk_command
def prune(call: Call) -> int:
    """Let go for good of all that is due; it takes two. A backup is made after, and older ones are removed."""
    with call.joiner.open(call.who) as session:
        done = session.retention.prune(second=call.who.second)
        renewed = session.retention.renew_backups(second=call.who.second)
    if call.as_json:
        answer(_pruned(done, renewed))
    else:
        what = f"{counted(done.cases, 'case')}, {counted(done.drafts, 'draft')}"
        click.echo(f"Pruned: {what}; {counted(done.entries, 'entry')} lost the body.")
        if done.papers:
            click.echo(f"Of the papers {done.papers} went from the printer's folder.")
        click.echo("\n".join(_told_backups(renewed)))
    return DONE


@retention.command()
@_kind
@_number
@_reason
@desk_command
def hold(call: Call, *, kind: str, number: str, reason: str) -> int:
    """Keep the case of NUMBER, whatever its term: a dispute is open about it."""
    with call.joiner.open(call.who) as session:
        held = session.retention.hold(Series(kind), numbers.understand(number), reason)
    if call.as_json:
        answer(_hold(held))
    else:
        click.echo(f"The case of {kind} {numbers.spelled(held.number)} is kept until somebody releases it.")
    return DONE


@retention.command()
@_kind
@_number
@_reason
@desk_command
def release(call: Call, *, kind: str, number: str, reason: str) -> int:
    """End what keeps the case of NUMBER; its term begins on this day."""
    clean = numbers.understand(number)
    with call.joiner.open(call.who) as session:
        session.retention.release(Series(kind), clean, reason)
    if call.as_json:
        answer({"kind": kind, "number": clean})
    else:
        click.echo(f"Nothing keeps the case of {kind} {numbers.spelled(clean)} any more but its term.")
    return DONE


@retention.command()
@_kind
@_number
@click.option("--to", "file", type=click.Path(path_type=Path), required=True, help="The PDF; JSON goes beside it.")
@click.option("--language", type=click.Choice([str(one) for one in Language]), help="What the traveler reads.")
@desk_command
def subject(call: Call, *, kind: str, number: str, file: Path, language: str | None) -> int:
    """Tell a traveler all that is held on them: the person of a record, by its kind and NUMBER. It is entered."""
    clean, of = numbers.understand(number), SearchKind(kind)
    require_new(file, "--to")
    with call.joiner.open(call.who) as session:
        record, catalog = session.personal.of(of, clean), session.catalog
        reads = Language(language or catalog.language)
        printed, files = session.personal.tell(record, of, clean, to=file, language=reads)
    if call.as_json:
        answer({"files": [str(one) for one in files], "records": len(record.records), "sha256": printed.sha256})
    else:
        click.echo(catalog.count("retention.told", len(record.records), pdf=files[0].name, json=files[1].name))
        click.echo(catalog.text("retention.left-out"))
    return DONE


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "terms": _terms(standing.terms),
        "due": [_case(case) for case in standing.due],
        "kept": {str(why): count for why, count in standing.kept.items()},
        "drafts": standing.drafts,
        "holds": [_hold(held) for held in standing.holds],
        "prunings": [
            {
                "entry": one.entry,
                "at": one.at.isoformat(),
                "officer": one.officer,
                "second": one.second,
                "cases": one.cases,
                "entries": one.entries,
                "drafts": one.drafts,
            }
            for one in standing.prunings
        ],
        "copies": [{"file": copy.name, "at": copy.at.isoformat()} for copy in standing.copies],
        "outdated": standing.outdated,
    }


def _terms(kept: Terms) -> dict[str, Any]:
    days = {str(category): days for category, days in kept.days.items()}
    return {"days": days, "chosen": kept.chosen, "basis": kept.basis, "set_on": kept.set_on and kept.set_on.isoformat()}


def _case(case: DueCase) -> dict[str, Any]:
    return {
        "category": str(case.category),
        "numbers": [{"kind": kind, "number": number} for kind, number in case.numbers],
        "entries": len(case.entries),
        "closed_on": case.closed_on.isoformat(),
        "due_on": case.due_on.isoformat(),
    }


def _hold(held: Hold) -> dict[str, Any]:
    return {
        "kind": held.kind,
        "number": held.number,
        "officer": held.officer,
        "at": held.at.isoformat(),
        "reason": held.reason,
    }


def _pruned(done: Pruned, renewed: Renewed) -> dict[str, Any]:
    return {
        "cases": done.cases,
        "entries": done.entries,
        "drafts": done.drafts,
        "papers": done.papers,
        "backup": str(renewed.made.file),
        "removed": list(renewed.removed),
    }


def _told(standing: Standing) -> list[str]:
    lines = [_told_terms(standing.terms)]
    if not standing.due and not standing.drafts and not standing.outdated:
        lines.append("Nothing is due.")
    for case in standing.due:
        named = ", ".join(f"{kind} {numbers.spelled(number)}" for kind, number in case.numbers) or "custody"
        lines.append(f"due since {case.due_on}  {case.category}  {named}  {counted(len(case.entries), 'entry')}")
    if standing.drafts:
        lines.append(f"{counted(standing.drafts, 'draft')} that nobody saved within the term")
    lines += [f"kept open past the term: {counted(count, 'case')}, {why}" for why, count in standing.kept.items()]
    lines += [f"kept  {h.kind} {numbers.spelled(h.number)}  {h.officer}  {h.reason}" for h in standing.holds]
    if standing.outdated:
        lines.append(
            f"older than the shortest term: {counted(standing.outdated, 'backup')}, to go with the next pruning"
        )
    return lines


def _told_terms(kept: Terms) -> str:
    days = ", ".join(f"{category} {counted(days, 'day')}" for category, days in kept.days.items())
    if not kept.chosen:
        return f"Nobody has set how long things are kept. Proposed, and not in force: {days}."
    who = f"{kept.officer} and {kept.second}"
    return f"Kept after the case has closed: {days}. By {who} on {kept.set_on}: {kept.basis}."


def _told_backups(renewed: Renewed) -> list[str]:
    made = f"The backup of what stays is {renewed.made.file.name}."
    gone = f"Removed, for they were older than the shortest term: {', '.join(renewed.removed)}."
    return [made, gone if renewed.removed else "No older backup had to go."]

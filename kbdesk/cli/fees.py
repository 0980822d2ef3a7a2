"""``kbdesk fees``: what is due, paid, waived, each with its receipt; and the drawer counted."""

from __future__ import annotations

from decimal import Decimal

import click

from kbdesk.cli.amounts import Euro
from kbdesk.cli.custody_answer import papers_answer
from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import EnvironmentFailedError, Session
from kbdesk.cli.main import DONE, answer
from kbdesk.desk.fees import Receipted
from kbdesk.domain.fees import Due, Settled
from kbdesk.domain.numbers import spelled
from kbdesk.domain.vocabulary import Means

_code = click.option("--code", default="", help="Only the fee of this code.")
_number = click.argument("number")


@click.group()
def fees() -> None:
    """Fees and the drawer."""


@fees.command("due")
@click.argument("text", metavar="[NUMBER|PASSAGE]", default="")
@desk_command
def list_due(call: Call, *, text: str) -> int:
    """List the fees due: of a paper, of a passage, or all."""
    with call.joiner.open(call.who, reading=True) as session:
        found = session.fees.due(text)
    if call.as_json:
        answer([_due(one) for one in found])
    else:
        for one in found:
            click.echo(f"{spelled(one.number)} {one.code}: {one.amount} {one.currency}")
        click.echo(f"{len(found)} due")
    return DONE


@fees.command()
@_code
@click.option("--slip", help="The number of the slip; else it is cash.")
@_number
@desk_command
def pay(call: Call, *, code: str, slip: str | None, number: str) -> int:
    """Enter that the fees due on a paper were paid, in cash or by slip, and print the receipt."""
    with call.joiner.open(call.who) as session:
        means = Means.CASH if slip is None else Means.SLIP
        return _settled(call, session, session.fees.pay(number, code, means=means, slip_number=slip or ""), "paid")


@fees.command()
@_code
@click.option("--reason", default="", help="Why nothing is taken.")
@click.option("--article", default="", metavar="BOOK:ARTICLE", help="The article that allows it.")
@_number
@desk_command
def waive(call: Call, *, code: str, reason: str, article: str, number: str) -> int:
    """Enter that the fees due on a paper were waived, and print the receipt."""
    with call.joiner.open(call.who) as session:
        return _settled(call, session, session.fees.waive(number, code, reason=reason, article=article), "waived")


@fees.command()
@click.option("--counted", type=Euro(), required=True, help="What the drawer holds, in EUR.")
@click.option("--explanation", default="", help="Why that is not what was expected.")
@desk_command
def drawer(call: Call, *, counted: Decimal, explanation: str) -> int:
    """Enter that the drawer was counted."""
    with call.joiner.open(call.who) as session:
        done = session.fees.drawer(counted, explanation)
    if call.as_json:
        answer(
            {
                "expected": str(done.expected),
                "counted": str(done.counted),
                "difference": str(done.difference),
                "explanation": done.explanation,
            }
        )
    else:
        click.echo(f"{done.counted} counted, {done.expected} expected.")
    return DONE


def _settled(call: Call, session: Session, done: Receipted, how: str) -> int:
    """Print the receipts and answer what was settled."""
    failed = {str(why) for _, why in session.fees.deliver(done.papers)}
    if call.as_json:
        papers = papers_answer(session, done.papers, {})
        answer({"settled": [_one(one) for one in done.settled], "papers": papers})
    else:
        for one in done.settled:
            click.echo(f"{spelled(one.due.number)} {one.due.code}: {one.due.amount} {one.due.currency} {how}")
        for printed in done.papers:
            click.echo(f"  {printed.kind} {printed.number} {session.printed_path(printed) or ''}".rstrip())
    if failed:
        raise EnvironmentFailedError("; ".join(sorted(failed)))
    return DONE


def _one(settled: Settled) -> dict[str, object]:
    return {
        **_due(settled.due),
        "means": str(settled.means) if settled.means else None,
        "slip": settled.slip_number,
        "reason": settled.reason,
        "article": settled.article,
    }


def _due(due: Due) -> dict[str, object]:
    return {
        "number": due.number,
        "code": due.code,
        "amount": str(due.amount),
        "currency": due.currency,
        "passage": due.passage,
        "card": due.card,
        "charged_at": due.charged_at.isoformat(),
    }

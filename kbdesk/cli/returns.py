"""``kbdesk return``: hand back what a permit or registration holds, named by a number or by its seal in a file."""

from __future__ import annotations

from pathlib import Path

import click

from kbdesk.cli.custody_answer import return_answer
from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import EnvironmentFailedError, InputError, Session
from kbdesk.cli.main import DONE, SAID_NO, answer, out_option, read_bytes
from kbdesk.desk.handing import Handing
from kbdesk.desk.return_view import ReturnView
from kbdesk.desk.returns import Returned
from kbdesk.domain import numbers
from kbdesk.domain.codes import CodesError
from kbdesk.domain.returns import Collector, Returnable, ReturnError


@click.command("return")
@click.option("--kind", type=click.Choice([str(kind) for kind in Returnable]), help="Which, where two share a number.")
@click.option("--item", "items", multiple=True, help="Hand back only this; may be given again. Else everything.")
@click.option("--collector", "collector_name", default="", help="Who collects, if it is not the holder.")
@click.option("--authorisation", default="", help="The collector's authorisation: number, date, notary.")
@click.option("--lost", "lost_report", default="", help="Reference of the report, if the paper itself is lost.")
@click.option("--reason", "reasons", multiple=True, metavar="CODE=TEXT", help="Answers a warning; may be given again.")
@out_option
@click.argument("number", metavar="NUMBER|FILE")
@desk_command
def hand_back(
    call: Call,
    *,
    kind: str | None,
    items: tuple[str, ...],
    collector_name: str,
    authorisation: str,
    lost_report: str,
    reasons: tuple[str, ...],
    out: Path | None,
    number: str,
) -> int:
    """Hand back what the permit or registration NUMBER holds, and close it.

    NUMBER is also a zone, a provisional plate, an envelope, or the document or plate that was taken. FILE is a picture
    or PDF of the paper, or its seal in hexadecimal digits. What another desk issued is claimed there.
    """
    handing = Handing(
        items=items or None,
        collector=Collector.AUTHORISED if collector_name or authorisation else Collector.HOLDER,
        collector_name=collector_name,
        authorisation=authorisation,
        lost_report=lost_report,
        reasons=dict(_reason(text) for text in reasons),
    )
    with call.joiner.open(call.who) as session:
        view = _looked(call, session, number, kind)
        try:
            done = session.returns.hand_back(view, handing)
        except ReturnError as refused:
            if view.stopped is None and refused.code != "return.reason-missing":
                raise
            if call.as_json:
                said = return_answer(session, view, None, {})
                answer({**said, "refused": {"code": refused.code, "message": str(refused)}})
            click.echo(str(refused), err=True)
            return SAID_NO
        return _delivered(call, session, view, done, out)


def _looked(call: Call, session: Session, text: str, kind: str | None) -> ReturnView:
    """Look up a number, or what the seal of a paper in a file is on."""
    file = Path(text)
    if numbers.check(numbers.understand(text)) or not _is_file(file):
        return session.returns.look(text, None if kind is None else Returnable(kind))
    try:
        return session.returns.look_codes(call.joiner.codes(read_bytes(file, "FILE")))
    except CodesError as error:
        raise InputError(f"FILE: {file.name}: {error}") from error


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _delivered(call: Call, session: Session, view: ReturnView, done: Returned, out: Path | None) -> int:
    failed = {str(why) for _, why in session.returns.deliver(done.papers)}
    files: dict[tuple[str, str], Path] = {}
    if out is not None and done.papers:
        files, fault = session.export(done.papers, out)
        failed |= {f"--out: {fault}"} if fault else set()
    if call.as_json:
        answer(return_answer(session, view, done, files))
    else:
        _tell(session, view, done)
    if failed:
        raise EnvironmentFailedError("; ".join(sorted(failed)))
    return SAID_NO if done.changed else DONE


def _tell(session: Session, view: ReturnView, done: Returned) -> None:
    click.echo(f"{view.kind} {numbers.spelled(view.number)}: {', '.join(done.items) or 'nothing handed back'}")
    if done.kept:
        click.echo(f"  still held: {', '.join(done.kept)}")
    for finding in view.findings:
        click.echo(f"  {finding.severity}: {session.catalog.finding(finding).text}")
    for printed in done.papers:
        click.echo(f"  {printed.kind} {printed.number} {session.printed_path(printed) or ''}".rstrip())


def _reason(text: str) -> tuple[str, str]:
    code, between, reason = text.partition("=")
    if not between:
        raise InputError("--reason: is CODE=TEXT")
    return code, reason

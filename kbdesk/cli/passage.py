"""``kbdesk passage``: work one passage from a file through begin, examine, decide, record, issue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from kbdesk.cli.answer import passage_answer
from kbdesk.cli.desk_call import told_refusal
from kbdesk.cli.joiner import EnvironmentFailedError, Joiner, Session
from kbdesk.cli.main import (
    DONE,
    SAID_NO,
    answer,
    at_option,
    data_option,
    json_option,
    out_option,
    read_text,
    sign_in_options,
    signing_in,
)
from kbdesk.cli.portrait import Portraits
from kbdesk.desk.passage import Issued
from kbdesk.desk.passage_file import read
from kbdesk.desk.ports import PaperRow
from kbdesk.desk.shift_errors import BookError


@click.command()
@data_option
@json_option
@at_option
@sign_in_options
@out_option
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def passage(
    joiner: Joiner,
    *,
    data: Path | None,
    as_json: bool,
    at: datetime | None,
    officer: str,
    password_file: Path | None,
    second: str,
    second_password_file: Path | None,
    out: Path | None,
    file: Path,
) -> int:
    """Work the passage that FILE describes."""
    text = read_text(file, "FILE")
    who = signing_in(
        data or joiner.default_data(),
        officer=officer,
        password_file=password_file,
        second=second,
        second_password_file=second_password_file,
        at=at,
    )
    with joiner.open(who) as session:
        session.passage.require_deciding()
        portrait = Portraits(session.pictures, file)
        draft = read(text, draft_id=session.new_id(), clock=session.clock, portrait=portrait)
        at = session.clock.now()
        desk = session.passage
        _tell_unprinted(desk.unprinted())
        try:
            issued = desk.issue(draft, desk.examine(draft, desk.facts(draft)), second=second)
        except BookError as refused:
            desk.save(draft, parked=True)
            return told_refusal(refused, as_json=as_json)
        if not issued.cards:
            desk.save(draft, parked=True)
        failed = {str(why) for _, why in desk.deliver(issued)}
        files: dict[tuple[str, str], Path] = {}
        if out is not None and issued.papers:
            files, fault = session.export(issued.papers, out)
            failed |= {f"--out: {fault}"} if fault else set()
        said = passage_answer(session, issued, at=at, files=files)
    if as_json:
        answer(said)
    else:
        tell(said, session)
    if failed:
        raise EnvironmentFailedError("; ".join(sorted(failed)))
    return DONE if all_decided(issued) else SAID_NO


def _tell_unprinted(rows: Sequence[PaperRow]) -> None:
    """List, on standard error, what an earlier start recorded and did not print."""
    if rows:
        listed = ", ".join(f"{row.kind} {row.number}" for row in rows)
        click.echo(f"Recorded earlier and not printed; the window prints them: {listed}", err=True)


def all_decided(issued: Issued) -> bool:
    """Tell whether a passage was recorded with a decision on every card."""
    return bool(issued.cards) and all(card.decision is not None for card in issued.cards)


def tell(said: dict[str, object], session: Session) -> None:
    """Say what became of each card, what was found of it, and which papers came of it."""
    click.echo(f"Passage {said['passage']} at {session.post.names['en']}: {said['decision']}")
    travelers, vehicles = said["travelers"], [said["vehicle"], said["trailer"]]
    assert isinstance(travelers, list)
    for card in [*travelers, *vehicles]:
        if card is None:
            continue
        issued = card.get("permit") or card.get("registration")
        number = f" {issued['number']} valid until {issued['valid_until']}" if issued else ""
        click.echo(f"  {card['measure']}: {card['decision'] or 'stays open'}{number}")
        for finding in card["findings"]:
            click.echo(f"    {finding['severity']}: {finding['field']}: {finding['message']}")
    papers = said["papers"]
    assert isinstance(papers, list)
    for paper in papers:
        click.echo(f"  {paper['kind']} {paper['number']} {paper['file']}")

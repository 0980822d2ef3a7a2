"""``kbdesk paper``: void, correct and extend a permit or registration; save a paper as a file."""

from __future__ import annotations

from pathlib import Path

import click

from kbdesk.cli.desk_call import Call, desk_command
from kbdesk.cli.joiner import InputError
from kbdesk.cli.main import DONE, answer, out_option, read_bytes, require_new
from kbdesk.cli.print import delivered, ended
from kbdesk.desk.archive import FileCopy
from kbdesk.domain.vocabulary import PaperKind, Series

_kind = click.option(
    "--kind",
    type=click.Choice([str(Series.PERMIT), str(Series.REGISTRATION)]),
    help="Which of the two, where the number belongs to both.",
)
_reason = click.option("--reason", default="", help="Why: one of the listed reasons, or words of one's own.")
_number = click.argument("number")


@click.group()
def paper() -> None:
    """What becomes of a permit or registration after its issue."""


@paper.command()
@_kind
@_reason
@click.option("--article", default="", help="BOOK:ARTICLE that is cited; else the one it was granted by.")
@_number
@desk_command
def void(call: Call, *, kind: str | None, reason: str, article: str, number: str) -> int:
    """Void it: from now on it is none, and whoever draws it again draws it crossed out."""
    with call.joiner.open(call.who) as session:
        done = session.papers.void(number, reason, article, kind=_series(kind))
    cited = done.void.article if done.void else ""
    if call.as_json:
        answer({"kind": str(done.kind), "number": done.number, "state": str(done.state), "article": cited})
    else:
        click.echo(f"{done.kind} {done.number} is void, by {cited}.")
    return DONE


@paper.command()
@_kind
@_reason
@click.option("--set", "changes", multiple=True, metavar="FIELD=TEXT", help="What a field should say; repeatable.")
@out_option
@_number
@desk_command
def correct(
    call: Call, *, kind: str | None, reason: str, changes: tuple[str, ...], out: Path | None, number: str
) -> int:
    """Correct fields: a new one with a new number takes its place, and both are kept."""
    with call.joiner.open(call.who) as session:
        done = session.papers.correct(number, _changes(changes), reason, kind=_series(kind))
        papers, faults = delivered(session, done.papers, out)
    made = done.correction
    if call.as_json:
        named = {field: {"before": before, "after": after} for field, (before, after) in made.changes.items()}
        said = {"kind": str(made.kind), "number": made.number, "supersedes": made.supersedes, "changes": named}
        answer({**said, "papers": papers})
    else:
        click.echo(f"{made.kind} {made.number} takes the place of {made.supersedes}: {', '.join(made.changes)}.")
    return ended(faults)


@paper.command()
@_kind
@out_option
@_number
@desk_command
def extend(call: Call, *, kind: str | None, out: Path | None, number: str) -> int:
    """Extend it, once, if the article that applies to it now allows that."""
    with call.joiner.open(call.who) as session:
        done = session.papers.extend(number, kind=_series(kind))
        papers, faults = delivered(session, done.papers, out)
    made = done.extension
    if call.as_json:
        days = {"was": made.was.isoformat(), "valid_until": made.valid_until.isoformat()}
        answer({"kind": str(made.kind), "number": made.number, **days, "article": made.article, "papers": papers})
    else:
        click.echo(f"{made.kind} {made.number} is valid until {made.valid_until.isoformat()}, by {made.article}.")
    return ended(faults)


_paper_kind = click.option(
    "--kind", type=click.Choice([str(kind) for kind in PaperKind]), default="permit", help="Which paper."
)
_sha256 = click.option("--sha256", default="", help="Which one, where several things bear the number.")
_file = click.option("--out", type=click.Path(path_type=Path), required=True, help="The file to write.")


@paper.command()
@_paper_kind
@_sha256
@_file
@_number
@desk_command
def archive(call: Call, *, kind: str, sha256: str, out: Path, number: str) -> int:
    """Save a paper as PDF/A-3b with its record and seal attached, in a new file; this is entered."""
    require_new(out, "--out")
    with call.joiner.open(call.who) as session:
        done = session.archive.archive(number, out, kind=PaperKind(kind), sha256=sha256)
    return _saved(call, done, out, "with its record attached")


@paper.command()
@_paper_kind
@_sha256
@_file
@click.option(
    "--file-password-file",
    type=click.Path(path_type=Path),
    required=True,
    help="A file that holds the password of the PDF.",
)
@_number
@desk_command
def lock(call: Call, *, kind: str, sha256: str, out: Path, file_password_file: Path, number: str) -> int:
    """Save a paper under AES-256, for whoever knows its password, in a new file; this is entered."""
    require_new(out, "--out")
    password = _password(file_password_file)
    with call.joiner.open(call.who) as session:
        done = session.archive.lock(number, out, password, kind=PaperKind(kind), sha256=sha256)
    return _saved(call, done, out, "encrypted; it is not PDF/A")


def _saved(call: Call, done: FileCopy, out: Path, how: str) -> int:
    if call.as_json:
        said = {"kind": str(done.kind), "number": done.number, "form": str(done.form), "file": str(out)}
        answer({**said, "sha256": done.sha256, "paper_sha256": done.paper})
    else:
        click.echo(f"{done.kind} {done.number} is in {out}, {how}.")
    return DONE


def _password(file: Path) -> str:
    try:
        return read_bytes(file, "--file-password-file").rstrip(b"\r\n").decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("--file-password-file: is not UTF-8") from error


def _series(kind: str | None) -> Series | None:
    return None if kind is None else Series(kind)


def _changes(pairs: tuple[str, ...]) -> dict[str, str]:
    changes = {}
    for pair in pairs:
        field, equals, text = pair.partition("=")
        if not equals or not field or field in changes:
            raise InputError(f"--set {pair[:40]}: say FIELD=TEXT, each field once")
        changes[field] = text
    return changes

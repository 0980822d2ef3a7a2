"""A drill desk to measure: made in a folder of its own, joined from the same rooms as the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kbdesk.app.drill_passwords import passwords
from kbdesk.app.script import Script
from kbdesk.cli.joiner import Session, SignIn
from kbdesk.desk.passage_file import read
from kbdesk.domain.passage import PassageDraft

SAMPLES = Path(__file__).parents[1] / "resources" / "samples" / "passages"
FAMILY = SAMPLES / "01-family-on-km-plates.toml"
PASSPORT = SAMPLES / "02-passport-on-belgrade-plates.toml"
AT = datetime.fromisoformat("2022-08-10T09:00:00+02:00")


@contextmanager
def drill_desk(folder: Path) -> Iterator[Session]:
    """Make a drill desk in an empty folder and sign its officer in; the clock stands at `AT`."""
    script = Script()
    made = script.init(folder, crossing="jarinje", desk="2", shelf="seeds")
    name, _, password = made.officers[0]
    with script.open(SignIn(data=folder, officer=name, password=bytearray(password.encode()), at=AT)) as session:
        yield session


def two_officers(made: Path, data: Path) -> SignIn:
    """Return officer and supervisor of a drill desk that was made in a folder, to restore it into another."""
    known = {name: bytearray(password.encode()) for name, password in passwords(made).items()}
    first, second = "officer", "supervisor"
    return SignIn(data=data, officer=first, password=known[first], second=second, second_password=known[second])


def family(session: Session) -> PassageDraft:
    """Return the sample passage: three people with identity cards in one car."""
    return _read(FAMILY, session)


def one_person(session: Session) -> PassageDraft:
    """Return another person, with a passport and on foot."""
    return replace(_read(PASSPORT, session), vehicle=None)


def _read(file: Path, session: Session) -> PassageDraft:
    return read(file.read_text(encoding="utf-8"), draft_id=session.new_id(), clock=session.clock)

"""Search over many passages: first rows of every kind of question, what is found, what the index takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter, thread_time
from typing import Any, Final

from benchmarks.passages import OFFICERS, Crowd
from benchmarks.people import SPELLINGS, misspelled
from benchmarks.row import Promise, Row
from kbdesk.app.session import OpenDesk
from kbdesk.store.translation import STORE_FILE

AT_ONCE: Final = 5_000
ASKED: Final = 200
SOON: Final = Promise(comparison="<=", number=50)
"""Milliseconds in which a person must see the first rows."""
RECALL: Final = ((0, 0.99), (1, 0.99), (2, 0.95))
_FIELDS: Final = "number, plate, envelope, name, on_day"


def rows(desk: OpenDesk, crowd: Crowd, folder: Path, *, passages: int) -> list[Row]:
    """Fill the index, then ask each kind of question many times over."""
    record = _size(folder)
    begun = perf_counter()
    while desk.search.catch_up(AT_ONCE):
        pass
    per_passage = (perf_counter() - begun) * 1000 / passages
    desk.store.checkpoint()
    index = (_size(folder) - record) / passages
    memory = _anonymous_memory()
    asked = _asked(desk, _questions(desk, crowd), passages)
    return [
        *asked,
        Row(what="memory that all of these questions took", figure=_anonymous_memory() - memory, unit="MB"),
        *_recall(desk, crowd, passages),
        Row(what=f"index of {passages:,} passages filled, a passage", figure=per_passage, unit="ms"),
        Row(what=f"index of {passages:,} passages, a passage", figure=index, unit="bytes"),
    ]


def _questions(desk: OpenDesk, crowd: Crowd) -> Mapping[str, Sequence[str]]:
    random = Random(7)
    people = random.sample(crowd.holders, ASKED)
    spelled = [SPELLINGS[random.choice(sorted(SPELLINGS))](one.who.name) for one in people]
    cards = _cards(desk, random)
    return {
        "a whole name in any spelling": spelled,
        "a name with a typo": [misspelled(name, random, typos=1) for name in spelled],
        "a name with two typos": [misspelled(name, random, typos=2) for name in spelled],
        "a surname": [name.split()[0] for name in spelled],
        "a given name": [name.split()[-1] for name in spelled],
        "the first four letters of a name": [name[:4] for name in spelled],
        "the first two letters of a name": [name[:2] for name in spelled],
        "a name and a date of birth": [f"{one.who.name} {one.who.birth_date:%d.%m.%Y}" for one in people],
        "a number": [card["number"] for card in cards],
        "the beginning of a number": [card["number"][:5] for card in cards],
        "an envelope": [f"E-{card['envelope']}" for card in cards],
        "a document": [one.document for one in people],
        "the beginning of a document": [one.document[:7] for one in people],
        "a plate": [one.plate for one in people],
        "the beginning of a plate": [one.plate[:6] for one in people],
        "a VIN": [one.vin for one in people],
        "the beginning of a VIN": [one.vin[:8] for one in people],
        "a date": [card["on_day"] for card in cards],
        "an officer": [random.choice(OFFICERS) for _ in cards],
        "an officer and a date": [f"{random.choice(OFFICERS)} {card['on_day']}" for card in cards],
        "a given name and an officer": [f"{card['name'].split()[-1]} {random.choice(OFFICERS)}" for card in cards],
        "a name and a date": [f"{card['name']} {card['on_day']}" for card in cards],
        "a surname and a plate": [f"{card['name'].split()[0]} {card['plate']}" for card in cards if card["plate"]],
        "what nobody is called": [f"{name[::-1]} {name[2::-1]}x" for name in spelled],
    }


def _cards(desk: OpenDesk, random: Random) -> Sequence[Mapping[str, Any]]:
    """Return cards from all over the record."""
    with desk.store._connection.reads() as db:
        (last,) = db.execute("SELECT max(entry) FROM search_items").fetchone()
        found = (
            db.execute(f"SELECT {_FIELDS} FROM search_items WHERE entry = ?", (random.randrange(1, last),)).fetchone()
            for _ in range(ASKED * 4)
        )
        names = _FIELDS.split(", ")
        return [dict(zip(names, row, strict=True)) for row in islice(filter(None, found), ASKED)]


def _asked(desk: OpenDesk, questions: Mapping[str, Sequence[str]], passages: int) -> list[Row]:
    """Return within what time the first rows came, 98 of 100 times, and the slowest answer of all with its kind.

    The slowest is told in the time that the processor gave to it: one long wait for the processor says nothing.
    """
    found, slowest = [], (0.0, "")
    for what, texts in questions.items():
        times, worked = [], []
        for text in texts:
            begun, busy = perf_counter(), thread_time()
            desk.search.find(text)
            times.append((perf_counter() - begun) * 1000)
            worked.append((thread_time() - busy) * 1000)
        slowest = max(slowest, (max(worked), what))
        within = quantiles(times, n=100)[97]
        says = f"search of {passages:,} passages by {what}, 98 of 100 within"
        found.append(Row(what=says, figure=within, unit="ms", promise=SOON))
    says = f"the slowest of {sum(map(len, questions.values())):,} searches, by {slowest[1]}, on the processor"
    return [*found, Row(what=says, figure=slowest[0], unit="ms", promise=SOON)]


def _recall(desk: OpenDesk, crowd: Crowd, passages: int) -> list[Row]:
    """Return how many of those asked for are among the first ten rows, by how their name was typed."""
    random = Random(8)
    found = []
    for typos, least in RECALL:
        people = random.sample(crowd.holders, ASKED)
        hits = 0
        for one in people:
            name = SPELLINGS[random.choice(sorted(SPELLINGS))](one.who.name)
            answer = desk.search.find(
                f"{misspelled(name, random, typos=typos)} {one.who.birth_date:%d.%m.%Y}", limit=10
            )
            hits += any(row.document.endswith(one.document) for row in answer)
        found.append(
            Row(
                what=f"found among {passages:,} passages by name with {typos} typos and birth date, of all asked for",
                figure=hits / ASKED,
                unit="x",
                promise=Promise(comparison=">=", number=least),
            )
        )
    return found


def _size(folder: Path) -> int:
    return (folder / STORE_FILE).stat().st_size


def _anonymous_memory() -> float:
    """Return the memory of this process that stands in no file, in MB."""
    (line,) = (line for line in Path("/proc/self/status").read_text("ascii").splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) / 1024

"""The permit as PDF, against the same pages in four libraries; and the proof as the window redraws it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Final, TypeVar

from PIL import Image

from benchmarks import page_peers
from benchmarks.drill import drill_desk, one_person
from benchmarks.peer_process import Peer, started
from benchmarks.people import person
from benchmarks.platypus import Page, Platypus, curves, read_pages
from benchmarks.row import Promise, Row
from benchmarks.timing import medians
from kbdesk.app.printing_desk import make_press
from kbdesk.app.session import OpenDesk
from kbdesk.cli.joiner import Session
from kbdesk.devices.portrait import Pictures
from kbdesk.domain.numbers import make
from kbdesk.domain.paper import Paper, Permit, Stage
from kbdesk.domain.portrait import HEIGHT, WIDTH, whole
from kbdesk.domain.vocabulary import PaperKind

FONTS: Final = Path(__file__).parents[1] / "resources" / "fonts" / "papers"
PEOPLE: Final = 12
"""So many different permits are drawn in turn: more than the press keeps line art for."""
ROUNDS: Final = 24
PROOF_WIDTH: Final = 700  # the pane's width in pixels at 100 %
KINDS: Final = {0: "l", 1: "c", 2: "m"}
"""PDFium's kinds of a path's segment as the peers are told them: FPDF_SEGMENT_LINETO, BEZIERTO, MOVETO."""
Thing = TypeVar("Thing")
GOALS: Final = {"platypus": 10, "typst": 3, "WeasyPrint": 40}


def proofs(session: Session) -> list[Paper]:
    """Return the permits of some people as the window would show them."""
    desk, draft, random = session.passage, one_person(session), Random(5)
    found = []
    for _ in range(PEOPLE):
        who = person(random)
        other = draft.amend("traveler[1]", surname=who.surname, given_names=who.given_names)
        papers = desk.proofs(other, desk.examine(other, desk.facts(other)))
        found.append(next(paper for _, paper in papers if paper.kind is PaperKind.PERMIT))
    return found


def issued(session: Session, proof: Paper, serial: int) -> Paper:
    """Return a proof as the paper it would become, under its seal."""
    number = make("J", "2", serial)
    permit = proof.permit
    if not isinstance(permit, Permit) or not isinstance(session, OpenDesk):
        raise SystemExit("the proof is no permit's, or the desk seals nothing")
    paper = replace(proof, stage=Stage.PAPER, number=number, permit=replace(permit, number=number))
    return session.sealing.sealed(paper)


def portrayed(paper: Paper) -> Paper:
    """Return a permit with a portrait that packs worst: noise."""
    dots, noise = BytesIO(), Random(1).randbytes(3 * WIDTH * HEIGHT)
    Image.frombytes("RGB", (WIDTH, HEIGHT), noise).save(dots, "PNG", compress_level=1)
    portrait = Pictures().portrait(dots.getvalue(), whole(WIDTH, HEIGHT))
    if paper.permit is None:
        raise SystemExit("the paper is no permit")
    return replace(paper, permit=replace(paper.permit, traveler=replace(paper.permit.traveler, portrait=portrait)))


def rows(folder: Path) -> list[Row]:
    """Draw permits over and over, in turn with the peers; then go from keystroke to pixels."""
    press = make_press()
    with drill_desk(folder / "drawn") as session:
        shown = proofs(session)
        permits = [issued(session, proof, serial) for serial, proof in enumerate(shown, 1)]
        drawn = [press.draw(permit).pdf for permit in permits]
        documents = [read_pages(pdf) for pdf in drawn]
        turn = cycle(permits)
        sizes, times = _written(documents, folder, lambda: press.draw(next(turn)))
        redrawn = list(_redrawn(session, shown))
    size = sum(map(len, drawn)) / len(drawn)
    same = f"the same words and {sum(map(curves, documents)) // len(documents)} curves"
    return [
        *(
            Row(
                what=f"permit PDF, warm: how many times quicker than {name}",
                against=same,
                figure=times[name] / times["permit"],
                unit="x",
                promise=Promise(comparison=">=", number=GOALS[name]) if name in GOALS else None,
            )
            for name in sizes
        ),
        Row(what="permit PDF, warm", figure=times["permit"], unit="ms"),
        Row(
            what="permit PDF without a portrait, the largest",
            figure=max(map(len, drawn)),
            unit="bytes",
            promise=Promise(comparison="<=", number=60_000),
        ),
        Row(
            what="permit PDF with a portrait of noise, the largest there is",
            figure=max(len(press.draw(portrayed(permit)).pdf) for permit in permits),
            unit="bytes",
        ),
        *(
            Row(
                what=f"permit PDF, size against {name} with {same}",
                figure=size / sizes[name],
                unit="x",
                promise=Promise(comparison="<=", number=0.75) if name == "platypus" else None,
            )
            for name in sizes
        ),
        *redrawn,
    ]


def _written(
    documents: Sequence[Sequence[Page]], folder: Path, permit: Callable[[], object]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the mean size that each peer makes of the documents, and the median times of all with the permit's own."""
    file = folder / "documents.json"
    file.write_text(json.dumps([[_told(page) for page in pages] for pages in documents]), "utf-8")
    writers = {"platypus": _in_turn(documents, Platypus(FONTS).write)}
    with ExitStack() as running:
        for name in page_peers.PEERS:
            peer = running.enter_context(started(page_peers, str(FONTS), str(file), name))
            writers[name] = _in_turn(range(len(documents)), _asking(peer))
        sizes = {name: sum(_bytes(write()) for _ in documents) / len(documents) for name, write in writers.items()}
        return sizes, medians({"permit": permit, **writers}, rounds=ROUNDS)


def _in_turn(things: Sequence[Thing], task: Callable[[Thing], object]) -> Callable[[], object]:
    turn = cycle(things)
    return lambda: task(next(turn))


def _asking(peer: Peer) -> Callable[[int], object]:
    return lambda place: peer.ask(str(place))


def _bytes(answer: object) -> int:
    return len(answer) if isinstance(answer, bytes) else int(str(answer))


def _told(page: Page) -> tuple[object, ...]:
    paths = [[(KINDS[kind], round(x, 3), round(y, 3)) for kind, (x, y) in path] for path in page.paths]
    return page.width, page.height, page.lines, paths


def _redrawn(session: Session, shown: Sequence[Paper]) -> Iterator[Row]:
    """Yield what lies between a key and its pixels: each turn another letter has changed."""
    press, desk, draft = make_press(), session.passage, one_person(session)
    facts = desk.facts(draft)
    seen = desk.examine(draft, facts)
    keys = cycle(replace(shown[0], permit=replace(_permit(shown[0]), residence=letter)) for letter in "abcdefghij")
    proof_pdf = press.draw(shown[0]).pdf
    times = medians(
        {
            "examine": lambda: desk.examine(draft, facts),
            "proofs": lambda: desk.proofs(draft, seen),
            "drawing": lambda: press.draw(next(keys)),
            "first page": lambda: press.pages(proof_pdf, width=PROOF_WIDTH, most=1),
            "second page": lambda: press.pages(proof_pdf, width=PROOF_WIDTH, after=1),
        },
        rounds=ROUNDS,
    )
    second = times.pop("second page")
    yield Row(what="examination of a keystroke", figure=times["examine"], unit="ms")
    soon = Promise(comparison="<=", number=50)
    yield Row(what="proof redrawn, keystroke to pixels", figure=sum(times.values()), unit="ms", promise=soon)
    what = f"of that, PDFium's pixels of the page looked at, {PROOF_WIDTH} wide"
    yield Row(what=what, figure=times["first page"], unit="ms")
    yield Row(what="PDFium's pixels of its second page, which follow", figure=second, unit="ms")


def _permit(paper: Paper) -> Permit:
    if paper.permit is None:
        raise SystemExit("the proof is no permit's")
    return paper.permit

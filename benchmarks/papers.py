"""The permit as PDF, against the same page in ReportLab's platypus; and the proof as the window redraws it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from benchmarks.drill import drill_desk, one_person
from benchmarks.platypus import Peer, curves, read_pages
from benchmarks.row import Promise, Row
from benchmarks.timing import medians
from kbdesk.app.session import make_press
from kbdesk.cli.joiner import Session
from kbdesk.desk import record
from kbdesk.domain.paper import Paper
from kbdesk.domain.vocabulary import PaperKind

FONTS = Path(__file__).parents[1] / "resources" / "fonts" / "papers"
ROUNDS = 25
PROOF_WIDTH = 700  # the pane's width in pixels at 100 %


def permit_proof(session: Session) -> Paper:
    """Return the permit of one person as the window would show it."""
    desk, draft = session.passage, one_person(session)
    proofs = desk.proofs(draft, desk.examine(draft, desk.facts(draft)))
    return next(paper for _, paper in proofs if paper.kind is PaperKind.PERMIT)


def recorded_permits(session: Session) -> Iterator[Paper]:
    """Record the permit and return it over and over, under another seal each time: no permit bears that of the last."""
    desk, draft = session.passage, one_person(session)
    desk.issue(draft, desk.examine(draft, desk.facts(draft)))
    (row,) = (row for row in desk.unprinted() if row.kind is PaperKind.PERMIT)
    paper = record.paper(row.kind, row.body, digest=row.digest, at=row.at, officer=row.officer, seal=row.seal)
    return cycle([paper, replace(paper, seal=paper.seal[::-1])])


def rows(folder: Path) -> list[Row]:
    """Draw the permit over and over, in turn with its peer; then go from keystroke to pixels."""
    press = make_press()
    with drill_desk(folder / "drawn") as session:
        proof = permit_proof(session)
        permits = recorded_permits(session)
        drawn = press.draw(next(permits)).pdf
        pages = read_pages(drawn)
        peer = Peer(pages, FONTS)
        times = medians({"permit": lambda: press.draw(next(permits)), "peer": peer.write}, rounds=ROUNDS)

        desk, draft = session.passage, one_person(session)
        facts = desk.facts(draft)
        seen = desk.examine(draft, facts)
        proof_pdf = press.draw(proof).pdf
        redraw = medians(
            {
                "examine": lambda: desk.examine(draft, facts),
                "proofs": lambda: desk.proofs(draft, seen),
                "drawing": lambda: press.draw(proof),
                "pixels": lambda: press.pages(proof_pdf, width=PROOF_WIDTH),
            },
            rounds=ROUNDS,
        )
    same = f"platypus with the same words and {curves(pages)} curves"
    return [
        Row(
            what="permit PDF, warm: how many times quicker",
            against=same,
            figure=times["peer"] / times["permit"],
            unit="x",
            promise=Promise(comparison=">=", number=10),
        ),
        Row(what="permit PDF, warm", figure=times["permit"], unit="ms"),
        Row(
            what="permit PDF, size",
            against=same,
            figure=len(drawn) / len(peer.write()),
            unit="x",
            promise=Promise(comparison="<=", number=0.75),
        ),
        Row(what="examination of a keystroke", figure=redraw["examine"], unit="ms"),
        Row(what="proof redrawn, keystroke to pixels", figure=sum(redraw.values()), unit="ms"),
        Row(what=f"of that, PDFium's pixels of both pages, {PROOF_WIDTH} wide", figure=redraw["pixels"], unit="ms"),
    ]

"""Papers verified: a permit from its file and from a photograph, and the list of a desk with a million of them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Final

from pypdfium2 import PdfDocument

from benchmarks.drill import drill_desk, one_person
from benchmarks.row import Promise, Row
from benchmarks.timing import medians
from kbdesk.app.session import OpenDesk
from kbdesk.devices import codes
from kbdesk.domain.verify import Result
from kbdesk.domain.vocabulary import PaperKind

ROUNDS: Final = 9
AT_A_SCAN: Final = Promise(comparison="<=", number=300)
"""Milliseconds from a scan to its verdict."""
ONE_JOB: Final = Promise(comparison="<=", number=100)
"""Milliseconds for which the store's thread may be kept."""


def rows(folder: Path) -> list[Row]:
    """Issue a permit and verify it over and over: its PDF, a photograph of it, the bytes of its seal alone."""
    with drill_desk(folder / "verified") as desk:
        if not isinstance(desk, OpenDesk):
            raise SystemExit("no desk of the program")
        draft = one_person(desk)
        issued = desk.passage.issue(draft, desk.passage.examine(draft, desk.passage.facts(draft)))
        (paper,) = (one for one in issued.papers if one.kind is PaperKind.PERMIT)
        photograph = _photograph(paper.pdf)
        (seal,) = (code for code in codes.read(paper.pdf))
        for data in (paper.pdf, photograph):
            if [one.result for one in desk.verify.check_codes(codes.read(data))] != [Result.GENUINE]:
                raise SystemExit("the permit does not verify")
        times = medians(
            {
                "its PDF, both pages": lambda: desk.verify.check_codes(codes.read(paper.pdf)),
                "a photograph of 4 megapixels": lambda: desk.verify.check_codes(codes.read(photograph)),
                "the bytes of its seal": lambda: desk.verify.check(seal.data),
            },
            rounds=ROUNDS,
        )
    return [
        Row(what=f"a permit verified from {what}", figure=t, unit="ms", promise=AT_A_SCAN) for what, t in times.items()
    ]


def listed(desk: OpenDesk, *, passages: int) -> list[Row]:
    """Make the list of a desk with many permits, as a bundle has it that is carried away."""
    gathering, jobs, more = desk.status.gather(), list[float](), True
    while more:
        begun = perf_counter()
        more = gathering.step()
        jobs.append((perf_counter() - begun) * 1000)
    begun = perf_counter()
    part = desk.status.sign(gathering.lists(), at=gathering.at)
    jobs.append((perf_counter() - begun) * 1000)
    begun = perf_counter()
    desk.keys.export(part)
    jobs.append((perf_counter() - begun) * 1000)
    return [
        Row(
            what=f"list of {passages:,} passages' papers, the longest job of the store",
            figure=max(jobs),
            unit="ms",
            promise=ONE_JOB,
        ),
        Row(what=f"list of {passages:,} passages' papers read, signed and carried out", figure=sum(jobs), unit="ms"),
        Row(
            what=f"list of {passages:,} passages' papers, signed",
            figure=len(part),
            unit="bytes",
            promise=Promise(comparison="<=", number=160_000),
        ),
    ]


def _photograph(pdf: bytes) -> bytes:
    document, file = PdfDocument(pdf), BytesIO()
    try:
        page = document[0].render(scale=200 / 72).to_pil().convert("L")
        page.rotate(4, expand=True, fillcolor=200).save(file, "JPEG", quality=70)
    finally:
        document.close()
    return file.getvalue()

"""Which jobs may still come out of a printer, by the entries of a paper's way to a hand."""

from __future__ import annotations

import pytest

from kbdesk.domain.strays import BY_OFFICER, PrintStep, astray

Steps = tuple[tuple[str, dict[str, object]], ...]
SENT = ("paper.sent", {"printers": ["A", "B"]})
DOUBTED = ("paper.unconfirmed", {"reason": "printer.not-withdrawn", "printers": ["A"]})
NOTHING_THERE = ("paper.failed", {"reason": BY_OFFICER})
LIES_THERE = ("paper.printed", {"reason": BY_OFFICER})
SPOILED = ("paper.spoiled", {"reason": BY_OFFICER})
GIVEN_UP = ("paper.failed", {"reason": "printer.aborted"})
KEPT_BACK = ("paper.failed", {"reason": "printer.earlier"})


def withdrawn(job: str, printer: str, kind: str = "paper.withdrawn") -> tuple[str, dict[str, object]]:
    return kind, {"job": job, "printer": printer}


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ((SENT, DOUBTED, NOTHING_THERE), {"0": (("A",), False)}),
        ((SENT, NOTHING_THERE), {"0": (("A", "B"), False)}),
        ((SENT, DOUBTED, LIES_THERE), {"0": (("A",), True)}),
        ((SENT, DOUBTED, SPOILED), {"0": (("A",), True)}),
        ((SENT, DOUBTED, NOTHING_THERE, SENT, KEPT_BACK), {"0": (("A",), False)}),
        ((SENT, DOUBTED, NOTHING_THERE, SENT, ("paper.printed", {})), {"0": (("A",), False)}),
        ((SENT, DOUBTED, NOTHING_THERE, SENT, DOUBTED, NOTHING_THERE), {"0": (("A",), False), "3": (("A",), False)}),
        ((SENT, NOTHING_THERE, withdrawn("0", "A")), {"0": (("B",), False)}),
        ((SENT, DOUBTED, NOTHING_THERE, SENT, withdrawn("0", "A")), {}),
        ((SENT, DOUBTED, NOTHING_THERE, withdrawn("0", "A", "paper.surfaced"), LIES_THERE), {}),
        ((SENT, DOUBTED), {}),
        ((SENT, GIVEN_UP), {}),
        ((SENT, ("paper.printed", {})), {}),
        ((SENT, ("paper.unconfirmed", {"reason": "printer.miscounted", "printers": []}), NOTHING_THERE), {}),
        ((("paper.sent", {}), ("paper.unconfirmed", {"reason": "printer.unknown-job"}), NOTHING_THERE), {}),
    ],
)
def test_a_job_is_astray_once_an_officer_settled_its_paper_and_not_its_printer(
    steps: Steps, left: dict[str, tuple[tuple[str, ...], bool]]
) -> None:
    told = (PrintStep(kind=kind, job=str(place), body=body) for place, (kind, body) in enumerate(steps))
    assert astray(told) == left

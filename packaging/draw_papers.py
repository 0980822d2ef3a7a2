"""Draw every kind of paper, ordinary and extreme, into a folder, and check each: ``draw_papers.py [FOLDER]``.

Each is written as PDF and PNG to look at, validated as PDF/A-2b and by qpdf; the seal of every kind is read back in
every language from degraded pictures. The counts go to ``report.md`` beside them; exit code 1 if anything failed.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import degrade
import papers
from papers import CAR, COMPANY, FACE, LONG, LONG_CAR, MOTORCYCLE, NAMELESS, TRAILER, WIDE, WIDE_CAR, WIDE_CYRILLIC
from pikepdf import pdfa
from PIL import Image

from kbdesk.domain.outcome import Fee
from kbdesk.domain.paper import Paper
from kbdesk.domain.passage import TravelerDraft, VehicleDraft
from kbdesk.domain.vocabulary import Language, Letterhead, Means, PaperKind
from kbdesk.papers.press import Press

PIXELS = 1500
CARDS: dict[str, TravelerDraft | VehicleDraft] = {
    "long": LONG, "wide": WIDE, "car": CAR, "wide-car": WIDE_CAR, "nameless": NAMELESS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """A paper and the name of its files."""

    name: str
    paper: Paper


@dataclass(slots=True)
class Counts:
    """What was done and what failed, by check; failures by name."""

    done: Counter[str] = field(default_factory=Counter)
    failed: dict[str, list[str]] = field(default_factory=dict)

    def enter(self, check: str, name: str, *, well: bool) -> None:
        """Count a check of a thing."""
        self.done[check] += 1
        if not well:
            self.failed.setdefault(check, []).append(name)


def samples() -> Iterator[Sample]:
    """Return every kind in every language, with each overprint and letterhead, then what is hard to lay out."""
    for kind in PaperKind:
        paper = papers.ordinary(kind)
        for language in Language:
            yield Sample(f"{kind}-{language}", replace(paper, language=language))
        yield from _marked(str(kind), paper)
    for name, paper in _extremes():
        yield Sample(name, paper)
        yield Sample(f"{name}-headed", replace(paper, language=Language.SR_CYRL, letterhead=Letterhead.FULL))


def _marked(name: str, paper: Paper) -> Iterator[Sample]:
    drill = replace(paper, post=replace(papers.POST, drill=True))
    yield Sample(f"{name}-proof", papers.proof(paper))
    yield Sample(f"{name}-copy", replace(paper, copy=2))
    yield Sample(f"{name}-void", replace(paper, copy=1, void=True))
    yield Sample(f"{name}-drill", drill)
    yield Sample(f"{name}-drill-proof", papers.proof(drill))
    yield Sample(f"{name}-unsealed", replace(paper, seal=b""))
    for issuer in ("RKS", "SRB"):
        headed = replace(paper, letterhead=Letterhead.FULL, post=replace(papers.POST, issuer=issuer))
        yield Sample(f"{name}-letterhead-{issuer}", headed)


def _extremes() -> Iterator[tuple[str, Paper]]:
    for suffix, traveler in {"long": LONG, "wide": WIDE, "wide-cyrillic": WIDE_CYRILLIC}.items():
        for kind in papers.PERMIT_PAPERS:
            yield f"{kind}-{suffix}", papers.permit(traveler, kind)
    yield "permit-nameless", papers.permit(NAMELESS)
    yield "permit-portrait", papers.permit(FACE)
    yield "permit-portrait-proof", papers.proof(papers.permit(FACE))
    yield "permit-portrait-long", papers.permit(replace(LONG, portrait=FACE.portrait))
    for suffix, vehicle in {"long": LONG_CAR, "wide": WIDE_CAR, "company": COMPANY}.items():
        for kind in papers.REGISTRATION_PAPERS:
            stem = "plate-label" if kind is PaperKind.ENVELOPE_LABEL else kind
            yield f"{stem}-{suffix}", papers.registration(vehicle, kind)
    for suffix, vehicle in {"motorcycle": MOTORCYCLE, "trailer": TRAILER}.items():
        for kind in (PaperKind.REGISTRATION_CERTIFICATE, PaperKind.PLATE_REAR):
            yield f"{kind}-{suffix}", papers.registration(vehicle, kind)
    for suffix, card in CARDS.items():
        for kind in papers.NOTICE_PAPERS:
            yield f"{kind}-{suffix}", papers.notice(card, kind)
        for kind in papers.CUSTODY_PAPERS:
            yield f"{kind}-{suffix}", papers.custody(card, kind, many=1 + 2 * (suffix == "wide"))
        yield f"fee-receipt-{suffix}", papers.fee_receipt(card, Means.SLIP, many=3)
    for kind in papers.DUTY_PAPERS:
        yield f"{kind}-many", papers.duty(kind, words=papers.OWN_WORDS[:160], many=7)
    yield from _rare()


def _rare() -> Iterator[tuple[str, Paper]]:
    yield "fee-receipt-waived", papers.fee_receipt(LONG, None, many=3)
    yield "fee-receipt-many", papers.fee_receipt(WIDE, many=9)
    yield "refusal-notice-own-words", papers.notice(CAR, reason=papers.OWN_WORDS)
    for suffix, held in {"": False, "-held": True}.items():
        yield f"confiscation{suffix}", papers.notice(WIDE_CAR if held else CAR, PaperKind.PLATE_RECEIPT, held=held)
    yield "confiscation-document", papers.notice(LONG, PaperKind.SURRENDER_RECEIPT)
    yield "confiscation-label", papers.notice(CAR, PaperKind.ENVELOPE_LABEL, held=True)
    free = papers.registration(CAR)
    waived = (Fee(code="re-registration", amount=Decimal("57.00"), waived=True),)
    assert free.registration is not None
    yield "registration-certificate-waived", replace(free, registration=replace(free.registration, fees=waived))


def draw(press: Press, sample: Sample, folder: Path, counts: Counts) -> None:
    """Write a paper as PDF and its pages as PNG, and let others look at the file."""
    file = folder / f"{sample.name}.pdf"
    file.write_bytes(press.draw(sample.paper).pdf)
    for number, page in enumerate(press.pages(file.read_bytes(), width=PIXELS), 1):
        image = Image.frombytes("RGB", (page.width, page.height), page.pixels, "raw", "BGRX")
        image.save(folder / f"{sample.name}-{number}.png", compress_level=1)
    counts.enter("PDF/A-2b", sample.name, well=pdfa.validate_written(file, "2b").verdict == "pass")
    checked = subprocess.run(["qpdf", "--check", file], capture_output=True, check=False)
    counts.enter("qpdf --check", sample.name, well=checked.returncode == 0 and not checked.stderr)


def read_back(press: Press, counts: Counts) -> None:
    """Read every seal of every kind in every language from degraded pictures; that of a void paper must not be read."""
    for kind in PaperKind:
        for language in Language:
            paper = replace(papers.ordinary(kind), language=language)
            for name, image in degrade.looks(press, paper) if paper.seal else ():
                well = degrade.reads(image, paper.seal)
                counts.enter(f"seal of a {kind} read back", f"{name}, {language}", well=well)
        void = replace(papers.ordinary(kind), copy=1, void=True)
        for name, image in degrade.looks(press, void, most=1) if void.seal else ():
            if name.startswith("plain"):
                unread = not degrade.reads(image, void.seal)
                counts.enter("seal of a void paper not read", f"{kind} {name}", well=unread)


def read_fullest(press: Press, counts: Counts) -> None:
    """Read back the seals that say most: of cards whose every text is as long as it may be."""
    permit, car = papers.permit(papers.full(papers.LJUBICA, "W")), papers.full(CAR, "W")
    for paper in (permit, *(papers.registration(car, kind) for kind in papers.REGISTRATION_PAPERS)):
        for name, image in degrade.looks(press, paper, most=1) if paper.seal else ():
            counts.enter("fullest seals read back", f"{paper.kind} {name}", well=degrade.reads(image, paper.seal))


def read_codes(press: Press, counts: Counts) -> None:
    """Read back the DataMatrix of labels and stubs, which does not outlive a stamp in black: nobody stamps them."""
    for kind in (PaperKind.ENVELOPE_LABEL, PaperKind.SURRENDER_RECEIPT, PaperKind.PLATE_RECEIPT):
        paper = papers.ordinary(kind)
        for name, image in degrade.looks(press, paper, most=1, place="code"):
            if "black" not in name:
                well = degrade.reads(image, b"E" + papers.ENVELOPE.encode())
                counts.enter("codes of envelopes read back", f"{kind} {name}", well=well)


def report(counts: Counts) -> str:
    """Return the counts as a table, failures by name below."""
    lines = ["# Papers", "", "Written by `make papers`; counts are exact.", ""]
    lines += ["| check | done | failed |", "|---|---|---|"]
    lines += [f"| {check} | {done} | {len(counts.failed.get(check, ()))} |" for check, done in counts.done.items()]
    looks = ", ".join(degrade.CONDITIONS)
    lines += ["", f"A seal is looked at {looks}, each at {', '.join(map(str, degrade.DPI))} dots an inch."]
    lines += [f"- {check}: {name}" for check, names in counts.failed.items() for name in names]
    return "\n".join([*lines, ""])


def main(arguments: list[str]) -> int:
    """Draw everything, check everything, report."""
    folder = Path(arguments[0]) if arguments else Path("out/papers")
    folder.mkdir(parents=True, exist_ok=True)
    press, counts = papers.press(), Counts()
    for sample in samples():
        draw(press, sample, folder, counts)
    read_back(press, counts)
    read_fullest(press, counts)
    read_codes(press, counts)
    (folder / "report.md").write_text(report(counts), "utf-8")
    failed = sum(map(len, counts.failed.values()))
    print(f"{counts.done['PDF/A-2b']} papers in {folder}; {failed} checks failed, see report.md there")
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

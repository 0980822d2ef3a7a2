"""The press: draws papers and turns them into pixels. The same paper gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kbdesk.domain.paper import PageImage, Paper, Printed
from kbdesk.domain.printers import Role as PrinterRole
from kbdesk.domain.vocabulary import Language, PaperKind
from kbdesk.papers import (
    appointment,
    certificate,
    claim_slip,
    confiscation,
    emergency_form,
    fee_receipt,
    fine,
    label,
    manifest,
    permit,
    personal_record,
    plate,
    referral,
    refusal,
    return_receipt,
    scanner_sheet,
    shift_report,
    trial_sheet,
    windscreen,
)
from kbdesk.papers.archive import Archive, Label, deflated_profile
from kbdesk.papers.faces import Face, Role
from kbdesk.papers.form import Form
from kbdesk.papers.guilloche import RADIUS, Guilloche
from kbdesk.papers.inks import PERSON, VEHICLE, Palette
from kbdesk.papers.pixels import pages
from kbdesk.papers.plate_form import Plates
from kbdesk.papers.sheet import Box, LateBox, Sheet
from kbdesk.papers.stencils import Stencils
from kbdesk.papers.words import Words

if TYPE_CHECKING:
    from kbdesk.domain.messages import Catalogs

_A4: Final = (210.0, 297.0)
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""For what is only looked at: it never leaves the window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressResources:
    """What the press draws with: faces as TrueType bytes by `Role` (their file's stem), sRGB profile, plate forms."""

    fonts: Mapping[str, bytes]
    icc: bytes
    plates: Plates


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a kind of paper is drawn, in which inks, and the size of its first page in mm; None: its plate's."""

    draw: Callable[[Form], None]
    palette: Palette
    size: tuple[float, float] | None = _A4


_LAYOUTS: Final[Mapping[PaperKind, _Layout]] = MappingProxyType(
    {
        PaperKind.PERMIT: _Layout(permit.draw, PERSON),
        PaperKind.SURRENDER_RECEIPT: _Layout(confiscation.draw_receipt, PERSON),
        PaperKind.ENVELOPE_LABEL: _Layout(label.draw, PERSON, label.SIZE),
        PaperKind.REGISTRATION_CERTIFICATE: _Layout(certificate.draw, VEHICLE),
        PaperKind.PLATE_FRONT: _Layout(plate.draw, VEHICLE, None),
        PaperKind.PLATE_REAR: _Layout(plate.draw, VEHICLE, None),
        PaperKind.WINDSCREEN_COPY: _Layout(windscreen.draw, VEHICLE),
        PaperKind.PLATE_RECEIPT: _Layout(confiscation.draw_receipt, VEHICLE),
        PaperKind.APPOINTMENT_SLIP: _Layout(appointment.draw, VEHICLE),
        PaperKind.REFUSAL_NOTICE: _Layout(refusal.draw, PERSON),
        PaperKind.REFERRAL_SLIP: _Layout(referral.draw, PERSON),
        PaperKind.WARNING_NOTICE: _Layout(fine.draw, PERSON),
        PaperKind.FINE_NOTICE: _Layout(fine.draw, PERSON),
        PaperKind.RETURN_RECEIPT: _Layout(return_receipt.draw, PERSON),
        PaperKind.FEE_RECEIPT: _Layout(fee_receipt.draw, PERSON),
        PaperKind.CLAIM_SLIP: _Layout(claim_slip.draw, PERSON),
        PaperKind.TRANSFER_MANIFEST: _Layout(manifest.draw, PERSON),
        PaperKind.SHIFT_REPORT: _Layout(shift_report.draw, PERSON),
        PaperKind.EMERGENCY_FORM: _Layout(emergency_form.draw, PERSON),
        PaperKind.PERSONAL_RECORD: _Layout(personal_record.draw, PERSON),
    }
)

_TRIALS: Final[Mapping[PrinterRole, PaperKind]] = MappingProxyType(
    {
        PrinterRole.PAPER: PaperKind.SHIFT_REPORT,
        PrinterRole.LABEL: PaperKind.ENVELOPE_LABEL,
        PrinterRole.PLATE: PaperKind.PLATE_FRONT,
    }
)
"""As what kind of paper a printer's test sheet is sent."""


class Press:
    """Draws papers. One thread at a time: neither ReportLab nor PDFium is thread-safe (`DESIGN.md` section 2)."""

    def __init__(self, resources: PressResources, catalogs: Catalogs) -> None:
        self._faces = {role: Face(role, resources.fonts[role]) for role in Role}
        self._icc = deflated_profile(resources.icc)
        self._plates = resources.plates
        self._catalogs = catalogs
        self._lines = Guilloche()
        self._stencils = Stencils()

    def draw(self, paper: Paper) -> Printed:
        """Draw a paper, or its proof. Raises `PaperError` if any of it cannot be shown whole."""
        sheet = self._drawn(paper)
        pdf = sheet.archive.finish()
        return Printed(
            kind=paper.kind,
            number=paper.number,
            pdf=pdf,
            sha256=sha256(pdf).hexdigest(),
            copy=paper.copy,
            seal=paper.seal,
            pages=sheet.sizes,
        )

    def pages(self, pdf: bytes, *, width: int, after: int = 0, most: int | None = None) -> tuple[PageImage, ...]:
        """Turn a PDF into pixels, each page `width` pixels wide: those after the first `after`, `most` of them."""
        return pages(pdf, width=width, after=after, most=most)

    def rosette(self, number: str, *, vehicle: bool, width: int) -> PageImage:
        """Return the rosette that a number demands as a square picture, in the ink of its papers."""
        named, side = Label(title="rosette", language="en", at=_EPOCH), 2 * RADIUS / 100
        sheet = Sheet(Archive(named, icc=self._icc), self._faces, PaperKind.PERMIT, width=side, height=side)
        ink = (VEHICLE if vehicle else PERSON).rosette
        sheet.place(self._lines.rosette(number), side / 2, side / 2, 1 / 100, rgb=ink, pt=0.3)
        sheet.next_page()
        (picture,) = pages(sheet.archive.finish(), width=width)
        return picture

    def trial(self, role: PrinterRole) -> Printed:
        """Return the test sheet of a printer, which bears no number and is no paper."""
        kind = _TRIALS[role]
        width, height = _LAYOUTS[kind].size or _A4
        sheet = self._bare("test", width, height)
        trial_sheet.draw(sheet, Words(self._catalogs, Language.EN))
        pdf = sheet.archive.finish()
        return Printed(kind=kind, number="test", pdf=pdf, sha256=sha256(pdf).hexdigest(), pages=sheet.sizes)

    def scanner_sheet(self) -> Printed:
        """Return the sheet on which a scanner is put into service, which bears no number and is no paper."""
        sheet = self._bare("scanner", *_A4)
        scanner_sheet.draw(sheet, Words(self._catalogs, Language.EN))
        pdf = sheet.archive.finish()
        return Printed(kind=sheet.kind, number="scanner", pdf=pdf, sha256=sha256(pdf).hexdigest(), pages=sheet.sizes)

    def scanner_code(self, *, width: int) -> PageImage:
        """Return the code of that sheet as a square picture."""
        sheet = self._bare("scanner", scanner_sheet.SIDE, scanner_sheet.SIDE)
        scanner_sheet.draw_code(sheet)
        (picture,) = pages(sheet.archive.finish(), width=width)
        return picture

    def _bare(self, title: str, width: float, height: float) -> Sheet:
        archive = Archive(Label(title=title, language="en", at=_EPOCH), icc=self._icc)
        return Sheet(archive, self._faces, PaperKind.PERMIT, width=width, height=height)

    def late_boxes(self, paper: Paper) -> tuple[LateBox, ...]:
        """Return where this paper and its proof may differ."""
        return tuple(self._drawn(paper).late_boxes)

    def boxes(self, paper: Paper) -> tuple[Box, ...]:
        """Return every text of a paper as it was measured."""
        return self._drawn(paper).boxes

    def _plate_size(self, paper: Paper) -> tuple[float, float]:
        if paper.registration is None:
            return _A4  # the drawing says what is missing
        form = self._plates.of(paper.registration.vehicle.category, trailer=paper.registration.trailer)
        return form.width, form.height

    def _drawn(self, paper: Paper) -> Sheet:
        layout = _LAYOUTS[paper.kind]
        named = Label(title=f"{paper.kind} {paper.number}", language=str(paper.language), at=paper.at)
        width, height = layout.size or self._plate_size(paper)
        sheet = Sheet(Archive(named, icc=self._icc), self._faces, paper.kind, width=width, height=height)
        vehicle = paper.notice is not None and paper.notice.vehicle is not None
        palette = VEHICLE if vehicle else layout.palette
        words = Words(self._catalogs, paper.language)
        layout.draw(Form(sheet, words, paper, palette, self._lines, self._stencils, self._plates))
        return sheet

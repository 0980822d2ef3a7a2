"""The same page as most programs would write it with ReportLab: frames, paragraphs, and a path call a curve.

What is on the page is read from the paper itself, so both say the same words and draw the same number of curves however
the layout changes. Places are not kept: they cost nothing.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2
import pypdfium2.raw as pdfium
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph

DEEPEST = 8
Point = tuple[float, float]
Path_ = Sequence[tuple[int, Point]]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page: its size in points, its lines of text, its paths as (kind of segment, point)."""

    width: float
    height: float
    lines: Sequence[str]
    paths: Sequence[Path_]


def read_pages(pdf: bytes) -> list[Page]:
    """Read what stands on every page of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = []
        for page in document:
            lines = [line for line in page.get_textpage().get_text_range().splitlines() if line.strip()]
            shapes = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=DEEPEST)
            width, height = page.get_size()
            pages.append(Page(width, height, lines, [_segments(shape.raw) for shape in shapes]))
        return pages


def _segments(shape: object) -> Path_:
    found = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(pdfium.FPDFPath_CountSegments(shape)):
        segment = pdfium.FPDFPath_GetPathSegment(shape, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        found.append((pdfium.FPDFPathSegment_GetType(segment), (x.value, y.value)))
    return found


def curves(pages: Sequence[Page]) -> int:
    """Return how many curves the pages hold."""
    bezier: int = pdfium.FPDF_SEGMENT_BEZIERTO
    return sum(1 for page in pages for path in page.paths for kind, _ in path if kind == bezier) // 3


class Peer:
    """Writes the pages again, whole, each time it is asked."""

    def __init__(self, pages: Sequence[Page], font: Path) -> None:
        self._pages = pages
        pdfmetrics.registerFont(TTFont("Peer", str(font)))
        self._style = ParagraphStyle("line", fontName="Peer", fontSize=6, leading=6.5)

    def write(self) -> bytes:
        """Return the PDF."""
        out = BytesIO()
        document = BaseDocTemplate(out, invariant=1, initialFontName="Peer")
        story: list[Flowable] = []
        for number, page in enumerate(self._pages):
            frame = Frame(0, 0, page.width, page.height, 0, 0, 0, 0)
            art = _Art(page.paths)
            size = (page.width, page.height)
            document.addPageTemplates(
                PageTemplate(str(number), [frame], art.draw, pagesize=size, autoNextPageTemplate=number + 1)
            )
            story += [*(Paragraph(escape(line), self._style) for line in page.lines), PageBreak()]
        document.build(story[:-1])
        return out.getvalue()


class _Art:
    def __init__(self, paths: Sequence[Path_]) -> None:
        self._paths = paths

    def draw(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        """Draw every path by a call a segment."""
        for path in self._paths:
            drawn = canvas.beginPath()
            pending: list[float] = []
            for kind, point in path:
                if kind == pdfium.FPDF_SEGMENT_MOVETO:
                    drawn.moveTo(*point)
                elif kind == pdfium.FPDF_SEGMENT_LINETO:
                    drawn.lineTo(*point)
                else:
                    pending += point
                    if len(pending) == 6:
                        drawn.curveTo(*pending)
                        pending.clear()
            canvas.drawPath(drawn, stroke=1, fill=0)

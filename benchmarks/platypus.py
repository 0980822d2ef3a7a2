"""The same page as most programs would write it with ReportLab: frames, paragraphs, and a path call a curve.

What is on the page is read from the paper itself, so both say the same words in the same faces and draw the same number
of curves however the layout changes. Places are not kept: they cost nothing.
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
LONGEST_NAME = 100
BROKEN_WORD = "\ufffe"  # what PDFium has for the hyphen of a word that goes on in the next line
Point = tuple[float, float]
Path_ = Sequence[tuple[int, Point]]
Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page: its size in points, its lines as (face, text), its paths as (kind of segment, point)."""

    width: float
    height: float
    lines: Sequence[Line]
    paths: Sequence[Path_]


def read_pages(pdf: bytes) -> list[Page]:
    """Read what stands on every page of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = []
        for page in document:
            lines = _lines(page.get_textpage())
            shapes = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=DEEPEST)
            width, height = page.get_size()
            pages.append(Page(width, height, lines, [_segments(shape.raw) for shape in shapes]))
        return pages


def _lines(text: pypdfium2.PdfTextPage) -> list[Line]:
    """Return the lines of a page; a line's face is that of its first character, without the mark of a subset."""
    found = []
    place = 0
    for line in text.get_text_range().split("\r\n"):
        if line.strip():
            name = ctypes.create_string_buffer(LONGEST_NAME)
            pdfium.FPDFText_GetFontInfo(text, place, name, LONGEST_NAME, ctypes.c_int())
            found.append((name.value.decode().rpartition("+")[2], line.replace(BROKEN_WORD, "-")))
        place += len(line) + 2
    return found


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


class Platypus:
    """Writes pages, whole, each time it is asked."""

    def __init__(self, fonts: Path) -> None:
        self._styles = {}
        for file in sorted(fonts.glob("*.ttf")):
            face = TTFont(file.stem, str(file))
            pdfmetrics.registerFont(face)
            name = face.face.name.decode()
            self._styles[name] = ParagraphStyle(name, fontName=file.stem, fontSize=6, leading=6.5)

    def write(self, pages: Sequence[Page]) -> bytes:
        """Return the PDF."""
        out = BytesIO()
        first = next(iter(self._styles.values()))
        document = BaseDocTemplate(out, invariant=1, initialFontName=first.fontName)
        story: list[Flowable] = []
        for number, page in enumerate(pages):
            frame = Frame(0, 0, page.width, page.height, 0, 0, 0, 0)
            art = _Art(page.paths)
            size = (page.width, page.height)
            document.addPageTemplates(
                PageTemplate(str(number), [frame], art.draw, pagesize=size, autoNextPageTemplate=number + 1)
            )
            story += [Paragraph(escape(line), self._styles.get(face, first)) for face, line in page.lines]
            story.append(PageBreak())
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

"""Codes that any scanner reads, drawn as runs of bars.

QR codes (ISO/IEC 18004), DataMatrix (ISO/IEC 16022) and Code 128 (ISO/IEC 15417).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import zxingcpp

from kbdesk.papers.errors import DoesNotFitError
from kbdesk.papers.faces import MM
from kbdesk.papers.inks import WHITE, K
from kbdesk.papers.sheet import Sheet

QUIET: Final = 4
"""The white modules around a QR code (ISO/IEC 18004, 6.3.8)."""
_DARK: Final = re.compile(b"\0+")
_SLACK: Final = 0.02  # mm, for rounding
_LEVEL: Final = "Q"
"""A quarter of the code words may be wrong: a stroke of a stamp, a fold."""
_MASK: Final = 4
"""Trying all eight takes six times as long; over a signature, itself random, none of them reads better (measured)."""


def data_matrix(sheet: Sheet, text: str, x: float, y: float, module: float) -> float:
    """Draw a DataMatrix, its top left module at x, y; return its side in mm. One module of quiet zone is cleared."""
    columns, rows = _rows(text.encode("ascii"), zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    side = columns * module
    sheet.keep("code", x, y, side, side)
    sheet.box(x - module, y - module, side + 2 * module, side + 2 * module, fill=WHITE)
    _draw(sheet, rows, x, y, module, module)
    return side


def code_128(sheet: Sheet, text: str, middle: float, y: float, *, module: float, height: float) -> float:
    """Draw a Code 128 about `middle`, its top at y; return its width in mm."""
    columns, rows = _rows(text.encode("ascii"), zxingcpp.BarcodeFormat.Code128)
    width = columns * module
    sheet.keep("code", middle - width / 2, y, width, height)
    _draw(sheet, rows[:1], middle - width / 2, y, module, height)
    return width


def qr_code(sheet: Sheet, data: bytes, x: float, y: float, side: float, modules: Sequence[float]) -> None:
    """Draw a QR code in the middle of a white square whose top left is at x, y.

    Its modules are the first of those named with which it fits, its quiet zone included. Raises `DoesNotFitError`.
    """
    columns, rows = _qr_rows(data)
    module = next((one for one in modules if (columns + 2 * QUIET) * one <= side + _SLACK), None)
    if module is None:
        raise DoesNotFitError(sheet.kind, "seal", "it says too much for its place")
    margin = (side - columns * module) / 2
    _draw(sheet, rows, x + margin, y + margin, module, module)


@lru_cache(maxsize=1)
def _qr_rows(data: bytes) -> tuple[int, list[str]]:
    """Return a QR code; kept, for a plate bears its seal on each of its sheets."""
    return _rows(data, zxingcpp.BarcodeFormat.QRCode, ec_level=_LEVEL, data_mask=_MASK)


def _rows(data: bytes, form: zxingcpp.BarcodeFormat, **options: bool | int | str) -> tuple[int, list[str]]:
    """Return the columns of a code and, row by row, its dark runs as boxes, in modules."""
    code = zxingcpp.create_barcode(data, form, **options)
    image = code.to_image(scale=1, add_quiet_zones=False)
    height, width = image.shape
    raw = memoryview(image).tobytes()  # type: ignore[arg-type]  # it is a buffer; zxing-cpp's stub does not say so
    return width, [_boxes(raw[i * width : (i + 1) * width], i) for i in range(height)]


def _boxes(row: bytes, place: int) -> str:
    """Return the dark runs of a row: place, start, 1 high, as wide as they are long (see `_draw`)."""
    runs = [_run(*run.span()) for run in _DARK.finditer(row)]
    return f"{place} " + f" {place} ".join(runs) if runs else ""


@lru_cache(maxsize=4096)
def _run(start: int, end: int) -> str:
    return f"{start} 1 {end - start} re"


def _draw(sheet: Sheet, rows: list[str], x: float, y: float, module: float, height: float) -> None:
    """Fill the runs. Their first number is the row, so that the rest of a run is written once for all rows."""
    sheet.fill(K)
    sheet.raw(f"q 0 {-height * MM:.4f} {module * MM:.4f} 0 {x * MM:.3f} {sheet.up(y):.3f} cm {' '.join(rows)} f Q")

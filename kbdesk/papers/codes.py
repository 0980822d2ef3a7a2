"""Codes that any scanner reads, drawn as runs of bars: DataMatrix (ISO/IEC 16022) and Code 128 (ISO/IEC 15417)."""

from __future__ import annotations

import re
from typing import Final

import zxingcpp

from kbdesk.papers.faces import MM
from kbdesk.papers.inks import WHITE, K
from kbdesk.papers.sheet import Sheet

_DARK: Final = re.compile(rb"\x00+")


def data_matrix(sheet: Sheet, text: str, x: float, y: float, module: float) -> float:
    """Draw a DataMatrix, its top left module at x, y; return its side in mm. One module of quiet zone is cleared."""
    columns, rows = _rows(text, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    side = columns * module
    sheet.keep("code", x, y, side, side)
    sheet.box(x - module, y - module, side + 2 * module, side + 2 * module, fill=WHITE)
    _draw(sheet, rows, x, y, module, module)
    return side


def code_128(sheet: Sheet, text: str, middle: float, y: float, *, module: float, height: float) -> float:
    """Draw a Code 128 about `middle`, its top at y; return its width in mm."""
    columns, rows = _rows(text, zxingcpp.BarcodeFormat.Code128)
    width = columns * module
    sheet.keep("code", middle - width / 2, y, width, height)
    _draw(sheet, rows[:1], middle - width / 2, y, module, height)
    return width


def _rows(text: str, form: zxingcpp.BarcodeFormat, **options: bool) -> tuple[int, list[list[tuple[int, int]]]]:
    """Return the columns of a code and, row by row, where dark runs begin and how long they are."""
    code = zxingcpp.create_barcode(text.encode("ascii"), form, **options)
    image = code.to_image(scale=1, add_quiet_zones=False)
    height, width = image.shape
    raw = memoryview(image).tobytes()  # type: ignore[arg-type]  # it is a buffer; zxing-cpp's stub does not say so
    rows = [raw[i * width : (i + 1) * width] for i in range(height)]
    return width, [[(dark.start(), dark.end() - dark.start()) for dark in _DARK.finditer(row)] for row in rows]


def _draw(sheet: Sheet, rows: list[list[tuple[int, int]]], x: float, y: float, module: float, height: float) -> None:
    sheet.fill(K)
    boxes = [f"{start} {row} {length} 1 re" for row, runs in enumerate(rows) for start, length in runs]
    sheet.raw(f"q {module * MM:.4f} 0 0 {-height * MM:.4f} {x * MM:.3f} {sheet.up(y):.3f} cm {' '.join(boxes)} f Q")

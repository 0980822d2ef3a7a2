"""Pages as pixels, by PDFium."""

from __future__ import annotations

import pypdfium2

from kbdesk.domain.paper import PageImage


def pages(pdf: bytes, *, width: int, after: int = 0, most: int | None = None) -> tuple[PageImage, ...]:
    """Return the pages of a PDF, each `width` pixels wide and as high as its shape asks.

    The first `after` pages are left out, and of the others all but the first `most`.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_page(document[i], width) for i in range(len(document))[after:][:most])
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage, width: int) -> PageImage:
    bitmap = page.render(scale=width / page.get_width(), rev_byteorder=False, prefer_bgrx=True)
    row, stride, height = bitmap.width * 4, bitmap.stride, bitmap.height
    raw = bytes(bitmap.buffer)
    packed = raw if stride == row else b"".join(raw[i * stride : i * stride + row] for i in range(height))
    return PageImage(width=bitmap.width, height=height, pixels=packed)

"""Writes pages with another library, where that is installed. Run by `benchmarks.papers`; imports nothing of ours.

Takes a folder with the faces, a file with a JSON list of documents and the name of a library. A document is its
pages, a page ``[width, height, lines, paths]`` in points, a line ``[face, text]``, a path ``[[kind, x, y], ...]`` with
the kinds m, l and c (three of which make a curve). Says ``ready``, then for every number it is sent writes that one
and answers how many bytes it has. Words, faces and curves are those of the page; places are not kept.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

Page = tuple[float, float, Sequence[tuple[str, str]], Sequence[Sequence[tuple[str, float, float]]]]
Writes = Callable[[Sequence[Page]], bytes]
SIZE, LEADING, WEIGHT = 6, 6.5, 0.3
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}


def fpdf2(fonts: dict[str, Path]) -> Writes:
    """Return writing with fpdf2: cells and its drawing paths."""
    made, path = import_module("fpdf").FPDF, import_module("fpdf.drawing").PaintedPath

    def write(pages: Sequence[Page]) -> bytes:
        pdf = made(unit="pt")
        pdf.set_auto_page_break(False)
        for name, file in fonts.items():
            pdf.add_font(name, fname=file)
        for width, height, lines, paths in pages:
            pdf.add_page(format=(width, height))
            with pdf.drawing_context() as drawing:
                for segments in paths:
                    drawing.add_item(_drawn(path(), segments))
            pdf.set_xy(0, 0)
            for face, text in lines:
                pdf.set_font(face if face in fonts else next(iter(fonts)), size=SIZE)
                pdf.multi_cell(width, LEADING, text, new_x="LMARGIN", new_y="NEXT")
        return bytes(pdf.output())

    return write


def _drawn(path: Any, segments: Sequence[tuple[str, float, float]]) -> Any:
    path.style.stroke_width, path.style.fill_color = WEIGHT, None
    pending: list[float] = []
    for kind, x, y in segments:
        if kind == "m":
            path.move_to(x, y)
        elif kind == "l":
            path.line_to(x, y)
        else:
            pending += (x, y)
            if len(pending) == 6:
                path.curve_to(*pending)
                pending.clear()
    return path


def _svg(page: Page) -> str:
    """Return the paths of a page as a drawing."""
    width, height, _, paths = page
    drawn = []
    for segments in paths:
        words, curved = list[str](), 0
        for kind, x, y in segments:
            curved = (curved + 1) % 3 if kind == "c" else 0
            words.append(f"{kind.upper() if kind != 'c' or curved == 1 else ''}{x:.2f} {y:.2f}")
        drawn.append(f'<path d="{" ".join(words)}"/>')
    size = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
    return f'{head}<g fill="none" stroke="black" stroke-width="{WEIGHT}">{"".join(drawn)}</g></svg>'


def weasyprint(fonts: dict[str, Path]) -> Writes:
    """Return writing with WeasyPrint: a page of HTML over an SVG."""
    library, configured = import_module("weasyprint"), import_module("weasyprint.text.fonts").FontConfiguration()
    faces = "".join(f"@font-face {{font-family: {name}; src: url({file.as_uri()})}}" for name, file in fonts.items())
    plain = (
        f"p {{margin: 0; font-size: {SIZE}pt; line-height: {LEADING}pt}} svg {{position: absolute; top: 0; left: 0}}"
    )
    sheet = library.CSS(string=faces + plain, font_config=configured)

    def write(pages: Sequence[Page]) -> bytes:
        parts, sizes = [], []
        for number, page in enumerate(pages):
            sizes.append(f"@page p{number} {{size: {page[0]}pt {page[1]}pt; margin: 0}}")
            words = "".join(f'<p style="font-family: {face}">{escape(text)}</p>' for face, text in page[2])
            parts.append(f'<section style="page: p{number}; position: relative">{_svg(page)}{words}</section>')
        html = f"<style>{''.join(sizes)}</style>{''.join(parts)}"
        return bytes(library.HTML(string=html).write_pdf(stylesheets=[sheet], font_config=configured))

    return write


def typst(fonts: dict[str, Path]) -> Writes:
    """Return writing with typst: a paragraph a line over an SVG."""
    compiled = import_module("typst").compile
    folder = str(next(iter(fonts.values())).parent)

    def write(pages: Sequence[Page]) -> bytes:
        source = [f"#set text(size: {SIZE}pt)\n#set par(leading: 0.5pt, spacing: 0.5pt)"]
        for page in pages:
            width, height, lines, _ = page
            art = f'#place(image(bytes({json.dumps(_svg(page))}), format: "svg", width: {width}pt))'
            source.append(f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n{art}")
            source += [f"#par(text({_typst_face(face)}, {json.dumps(text)}))" for face, text in lines]
            source.append("#pagebreak(weak: true)")
        text = "\n".join(source).encode()
        return bytes(compiled(text, font_paths=[folder], ignore_system_fonts=True, format="pdf"))

    return write


def _typst_face(face: str) -> str:
    family, _, weight = face.partition("-")
    return f'font: "{_CAPITAL.sub(" ", family)}", weight: {_WEIGHTS.get(weight, 400)}'


PEERS: dict[str, Callable[[dict[str, Path]], Writes]] = {"typst": typst, "WeasyPrint": weasyprint, "fpdf2": fpdf2}


def main(folder: Path, file: Path, peer: str) -> None:
    """Answer until standard input ends."""
    documents = json.loads(file.read_text("utf-8"))
    write = PEERS[peer]({font.stem: font for font in sorted(folder.glob("*.ttf"))})
    print("ready", flush=True)
    for line in sys.stdin:
        print(len(write(documents[int(line)])), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])

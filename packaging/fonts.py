"""Make the faces of the papers from the Debian packages fonts-inter, fonts-ocr-b and fonts-opendin.

ReportLab embeds TrueType outlines only and applies no OpenType features. So CFF outlines become quadratic, the
tabular figures are written into the character map of the text faces, and each face keeps only the letters of the
papers. The faces are renamed, as the SIL Open Font License asks of a changed face. Needs fontTools::

    apt-get download fonts-inter fonts-ocr-b fonts-opendin
    for deb in *.deb; do dpkg -x "$deb" unpacked; done
    python packaging/fonts.py unpacked/usr/share/fonts resources/fonts/papers
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

LATIN = (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C))
CYRILLIC = range(0x400, 0x500)
SIGNS = tuple(map(ord, "‐‑–—‘’‚“”„†•…‰′″‹›€№→−≤≥"))
LETTERS = (*LATIN, *CYRILLIC, *SIGNS)
EPOCH = 3_755_000_000  # seconds since 1904 written into every face, so that a face made again is the same bytes
TABLES_OF_LAYOUT = ["GPOS", "GDEF", "STAT", "DSIG", "BASE", "MERG", "meta", "prop", "kern", "FFTM"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One face to make: source below the fonts folder, new family and style, features to bake in.

    `error` is how far a quadratic outline may stray from the cubic one, in thousandths of the em.
    """

    source: str
    family: str
    style: str
    features: tuple[str, ...] = ()
    error: float = 1.0

    @property
    def name(self) -> str:
        """The PostScript name, which is also the file's."""
        return f"{self.family}-{self.style}".replace(" ", "")


FACES = (
    *(
        Face(source=f"opentype/inter/Inter-{style}.otf", family="Kb Sans", style=style, features=("tnum",))
        for style in ("Regular", "Medium", "SemiBold", "Bold")
    ),
    Face(source="opentype/inter/InterDisplay-Bold.otf", family="Kb Display", style="Bold"),
    Face(source="opentype/ocr-b/OCRB.otf", family="Kb Ocr B", style="Regular", error=0.7),
    Face(source="truetype/opendin/OSP-DIN.ttf", family="Kb Din", style="Regular"),
)


def make(face: Face, source: Path, target: Path) -> None:
    """Write one face as a TrueType file."""
    font = _reduced(TTFont(source / face.source), face.features)
    if "GSUB" in font:
        _bake(font, face.features)
        font = _reduced(_copied(font), ())
    if "CFF " in font:
        _quadratic(font, face.error)
    _rename(font, face)
    font["head"].created = font["head"].modified = EPOCH
    font.recalcTimestamp = False
    font.save(target / f"{face.name}.ttf")


def _reduced(font: TTFont, features: tuple[str, ...]) -> TTFont:
    options = subset.Options()
    options.layout_features = list(features)
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.glyph_names = False
    options.hinting = False
    options.desubroutinize = True
    options.drop_tables += TABLES_OF_LAYOUT
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for code in LETTERS if code in font.getBestCmap()])
    subsetter.subset(font)
    return font


def _copied(font: TTFont) -> TTFont:
    saved = BytesIO()
    font.save(saved)
    saved.seek(0)
    return TTFont(saved)


def _bake(font: TTFont, features: tuple[str, ...]) -> None:
    """Write the single substitutions of the features into the character map."""
    table = font["GSUB"].table
    swaps: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag in features:
            for index in record.Feature.LookupListIndex:
                swaps |= _single(table.LookupList.Lookup[index])
    font["cmap"].tables = [t for t in font["cmap"].tables if t.isUnicode()]
    for part in font["cmap"].tables:
        part.cmap = {code: swaps.get(glyph, glyph) for code, glyph in part.cmap.items()}
    del font["GSUB"]


def _single(lookup: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for wrapped in lookup.SubTable:
        plain = getattr(wrapped, "ExtSubTable", wrapped)
        found |= {k: v for k, v in getattr(plain, "mapping", {}).items() if isinstance(v, str)}
    return found


def _quadratic(font: TTFont, error: float) -> None:
    """Exchange CFF outlines for TrueType ones."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, font["head"].unitsPerEm / 1000 * error, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, drawn
    for name in order:
        drawn[name].recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(drawn[name], "xMin", 0) or 0)
    _grow_maxp(font["maxp"], [len(getattr(g, "components", ())) for g in drawn.values()])
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\x00\x01\x00\x00"
    font["post"].formatType = 3.0


def _grow_maxp(maxp: Any, components: list[int]) -> None:
    maxp.tableVersion = 0x00010000
    maxp.maxZones = maxp.maxComponentDepth = 1
    maxp.maxComponentElements = max(components)
    for part in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(maxp, f"max{part}", 0)
    for part in ("SizeOfInstructions", "Points", "Contours", "CompositePoints", "CompositeContours"):
        setattr(maxp, f"max{part}", 0)


def _rename(font: TTFont, face: Face) -> None:
    names = {1: face.family, 2: face.style, 4: f"{face.family} {face.style}", 6: face.name}
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.toUnicode())


def main(arguments: list[str]) -> int:
    """Make every face; the arguments are the unpacked fonts folder and the target folder."""
    source, target = map(Path, arguments)
    for face in FACES:
        make(face, source, target)
        size = (target / f"{face.name}.ttf").stat().st_size
        print(f"{face.name:18} {size / 1000:5.1f} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

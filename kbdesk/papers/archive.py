"""A PDF/A-2b document (ISO 19005-2), written object by object: the same input gives the same bytes.

ReportLab's canvas would add what the standard forbids (a transition on each page, a standard font) and the time of
the machine, and takes its time. So pages, fonts and metadata are put down here as plain PDF objects.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime
from hashlib import md5
from typing import Final
from xml.sax.saxutils import escape

from kbdesk.domain.portrait import size
from kbdesk.papers.art import Art
from kbdesk.papers.compact import Objects, dictionary, text
from kbdesk.papers.faces import Face, Role, Subset, extra_place, extra_table, literal

_PRODUCER: Final = "kbdesk"
_EFFORT: Final = 4
"""Of zlib, for a page: 6 would save one byte in a hundred of a permit and take twice as long."""
_NAMES: Final = {role: f"F{number}" for number, role in enumerate(Role)}
_NONSYMBOLIC: Final = 32
_SYMBOLIC: Final = 4

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What the file says of itself: title (kind and number, nothing personal), language (BCP 47), instant."""

    title: str
    language: str
    at: datetime


class Lettering:
    """A face within one document: turns text into string operands and remembers the letters used.

    A face has the same name in every document, so that what was written for one stands in another.
    """

    def __init__(self, face: Face) -> None:
        self.face = face
        self.name = _NAMES[face.role]
        self._shared: set[str] = set()  # whole texts: their letters are gathered once, at the end
        self._extra: dict[str, int] = {}

    @property
    def letters(self) -> frozenset[str]:
        """The letters used that have the same code in every document."""
        return frozenset("".join(self._shared))

    @property
    def is_shared(self) -> bool:
        """Whether these are all."""
        return not self._extra

    def use(self, letters: str) -> None:
        """Remember letters that an art shows, by their shared codes."""
        self._shared.add(letters)

    def runs(self, text: str) -> list[tuple[str, str]]:
        """Return the text as runs of (font name, string operand); nearly always one."""
        whole = self.face.literal(text)
        if whole is not None:
            self._shared.add(text)
            return [(f"{self.name}_0", whole)]
        runs: list[tuple[str, str]] = []
        for character in text:
            font, operand = self._character(character)
            if runs and runs[-1][0] == font:
                runs[-1] = (font, runs[-1][1][:-1] + operand[1:])
            else:
                runs.append((font, operand))
        return runs

    def subsets(self) -> dict[str, Subset]:
        """Return the subsets used, by font name."""
        letters = self.letters
        found = {f"{self.name}_0": self.face.shared_subset(letters)} if letters else {}
        extra = [ord(character) for character in self._extra]
        step = extra_place(0)[1]
        for start in range(0, len(extra), 256 - step):
            part = extra[start : start + 256 - step]
            found[f"{self.name}_{extra_place(start)[0]}"] = self.face.subset(extra_table(part))
        return found

    def _character(self, character: str) -> tuple[str, str]:
        shared = self.face.literal(character)
        if shared is not None:
            self._shared.add(character)
            return f"{self.name}_0", shared
        number, code = extra_place(self._extra.setdefault(character, len(self._extra)))
        return f"{self.name}_{number}", literal([code])


class Archive:
    """A document being written: letterings, arts, pages; `finish` gives the bytes."""

    def __init__(self, label: Label, *, icc: bytes) -> None:
        self._label = label
        self._icc = icc
        self._objects = Objects()
        self._letterings: dict[Role, Lettering] = {}
        self._forms: dict[str, str] = {}
        self._pages: list[str] = []
        self._resources, self._parent = self._objects.reserve(), self._objects.reserve()
        self._fonts = self._objects.reserve()
        self._signature = md5(b"kbdesk papers", usedforsecurity=False)

    def lettering(self, face: Face) -> Lettering:
        """Return a face for use in this document."""
        if face.role not in self._letterings:
            self._letterings[face.role] = Lettering(face)
        return self._letterings[face.role]

    def blank(self) -> Archive:
        """Return a document with nothing in it yet."""
        return Archive(self._label, icc=self._icc)

    def letters(self) -> tuple[tuple[Face, str], ...] | None:
        """Return all letters used of each face; None if any has no code that it has in every document."""
        used = self._letterings.values()
        if not all(lettering.is_shared for lettering in used):
            return None
        return tuple((lettering.face, "".join(sorted(lettering.letters))) for lettering in used)

    def place(self, art: Art) -> str:
        """Make an art part of this document and return the name by which pages draw it."""
        if art.name not in self._forms:
            entries = f"/Type /XObject /Subtype /Form /BBox {_array(*art.box)} /Resources {self._needs(art)}"
            self._forms[art.name] = self._objects.deflated(entries, art.stream)
        return art.name

    def picture(self, jpeg: bytes) -> str:
        """Make a portrait, JPEG in colour, part of this document as it is; return the name by which pages draw it.

        Raises `ValueError` if it is none.
        """
        name = f"J{md5(jpeg, usedforsecurity=False).hexdigest()[:8]}"
        if name not in self._forms:
            width, height = size(jpeg)
            if not width or not height:
                raise ValueError("A portrait is a JPEG.")
            colours = "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
            entries = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} {colours}"
            self._forms[name] = self._objects.stream(entries, jpeg)
        return name

    def page(self, width: float, height: float, operators: str) -> None:
        """Add a page of `width` x `height` points."""
        code = operators.encode("latin-1")
        self._signature.update(code)
        page = dictionary(
            Type="/Page",
            Parent=self._parent,
            MediaBox=_array(0, 0, round(width, 3), round(height, 3)),
            Contents=self._objects.deflated("", zlib.compress(code, _EFFORT)),
            Resources=self._resources,
        )
        self._pages.append(self._objects.add(page))

    def finish(self) -> bytes:
        """Return the document."""
        objects = self._objects
        objects.give(self._parent, dictionary(Type="/Pages", Kids=_array(*self._pages), Count=len(self._pages)))
        fonts = {
            name: self._font(lettering.face, subset)
            for lettering in self._letterings.values()
            for name, subset in lettering.subsets().items()
        }
        objects.give(self._fonts, dictionary(**fonts))
        objects.give(self._resources, dictionary(Font=self._fonts, XObject=dictionary(**self._forms)))
        self._signature.update(f"{self._label.title} {self._label.at.isoformat()}".encode())
        identity = f"<{self._signature.hexdigest()}>"
        root, info = objects.add(self._catalog()), objects.add(self._info())
        return objects.file(f"/Root {root} /Info {info} /ID [{identity} {identity}]")

    def _needs(self, art: Art) -> str:
        """Return the resources of an art: the arts inside it and the fonts, where it has any."""
        needs: dict[str, str] = {}
        if art.uses:
            needs["XObject"] = dictionary(**{use.name: self._forms[self.place(use)] for use in art.uses})
        if art.letters:
            needs["Font"] = self._fonts
            for face, letters in art.letters:
                self.lettering(face).use(letters)
        return dictionary(**needs)

    def _font(self, face: Face, subset: Subset) -> str:
        objects, source = self._objects, face.font
        descriptor = dictionary(
            Type="/FontDescriptor",
            FontName=f"/{subset.name}",
            Flags=source.flags & ~_NONSYMBOLIC | _SYMBOLIC,
            FontBBox=_array(*(f"{edge:.7g}" for edge in source.bbox)),
            Ascent=f"{source.ascent:.7g}",
            Descent=f"{source.descent:.7g}",
            CapHeight=f"{source.capHeight:.7g}",
            ItalicAngle=source.italicAngle,
            StemV=source.stemV,
            MissingWidth=f"{source.defaultWidth:.7g}",
            FontFile2=objects.deflated(f"/Length1 {subset.length}", subset.program),
        )
        return objects.add(
            dictionary(
                Type="/Font",
                Subtype="/TrueType",
                BaseFont=f"/{subset.name}",
                FirstChar=subset.first,
                LastChar=len(subset.letters) - 1,
                Widths=f"[{subset.widths}]",
                ToUnicode=objects.deflated("", subset.to_unicode),
                FontDescriptor=objects.add(descriptor),
            )
        )

    def _catalog(self) -> str:
        """Return the catalogue with output intent and metadata (ISO 19005-2, 6.2.3 and 6.6.2)."""
        packet = _XMP.format(
            title=escape(self._label.title), producer=_PRODUCER, at=self._label.at.isoformat(timespec="seconds")
        )
        intent = dictionary(
            Type="/OutputIntent",
            S="/GTS_PDFA1",
            OutputConditionIdentifier="(sRGB)",
            Info="(sRGB)",
            DestOutputProfile=self._objects.deflated("/N 3", self._icc),
        )
        return dictionary(
            Type="/Catalog",
            Pages=self._parent,
            Lang=text(self._label.language),
            Metadata=self._objects.stream("/Type /Metadata /Subtype /XML", packet.encode()),
            OutputIntents=f"[{intent}]",
            ViewerPreferences=dictionary(DisplayDocTitle="true", PrintScaling="/None"),
        )

    def _info(self) -> str:
        stamp, producer = text(pdf_date(self._label.at)), text(_PRODUCER)
        title = text(self._label.title)
        return dictionary(Title=title, Creator=producer, Producer=producer, CreationDate=stamp, ModDate=stamp)


def deflated_profile(icc: bytes) -> bytes:
    """Return a colour profile as documents carry it, compressed once for all."""
    return zlib.compress(icc, 9)


def _array(*values: object) -> str:
    return f"[{' '.join(map(str, values))}]"


def pdf_date(at: datetime) -> str:
    """Return an instant as PDF writes it (ISO 32000-1, 7.9.4)."""
    zone = f"{at:%z}" or "+0000"
    return f"D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"

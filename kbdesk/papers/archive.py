"""A PDF/A-2b document (ISO 19005-2), written object by object through ReportLab: the same input gives the same bytes.

ReportLab's canvas would add what the standard forbids (a transition on each page, a standard font) and the time of
the machine. So pages, fonts and metadata are put down here as plain PDF objects and ReportLab serialises them.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import md5
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from kbdesk.papers import compact
from kbdesk.papers.art import Art
from kbdesk.papers.faces import Face, Subset, extra_place, extra_table, literal

_PRODUCER: Final = "kbdesk"
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
    """A face within one document: turns text into string operands and remembers the letters used."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._shared: set[str] = set()
        self._extra: dict[str, int] = {}

    def runs(self, text: str) -> list[tuple[str, str]]:
        """Return the text as runs of (font name, string operand); nearly always one."""
        whole = self.face.literal(text)
        if whole is not None:
            self._shared.update(text)
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
        found = {f"{self.name}_0": self.face.shared_subset(self._shared)} if self._shared else {}
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
        self._document = compact.Document(compression=1, invariant=1, pdfVersion=(1, 7), lang=label.language)
        self._letterings: dict[str, Lettering] = {}
        self._forms: dict[str, Any] = {}
        self._pages: list[Any] = []
        self._resources = pdfdoc.PDFDictionary({})
        self._resource = self._document.Reference(self._resources, "resources")
        self._root = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Pages")})
        self._parent = self._document.Reference(self._root, "pages")
        self._signature = md5(b"kbdesk papers", usedforsecurity=False)

    def lettering(self, face: Face) -> Lettering:
        """Return a face for use in this document."""
        if face.role not in self._letterings:
            self._letterings[face.role] = Lettering(face, f"F{len(self._letterings)}")
        return self._letterings[face.role]

    def place(self, art: Art) -> str:
        """Make an art part of this document and return the name by which pages draw it."""
        if art.name not in self._forms:
            used = pdfdoc.PDFDictionary({use.name: self._use(use) for use in art.uses})
            self._forms[art.name] = self._document.Reference(_form(art, used), f"art {art.name}")
        return art.name

    def page(self, width: float, height: float, operators: list[str]) -> None:
        """Add a page of `width` x `height` points."""
        code = "\n".join(operators).encode("ascii")
        self._signature.update(code)
        page = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Page"),
                "Parent": self._parent,
                "MediaBox": pdfdoc.PDFArray([0, 0, round(width, 3), round(height, 3)]),
                "Contents": self._document.Reference(_deflated(zlib.compress(code, 6))),
                "Resources": self._resource,
            }
        )
        self._pages.append(self._document.Reference(page))

    def finish(self) -> bytes:
        """Return the document."""
        document = self._document
        self._root["Kids"], self._root["Count"] = pdfdoc.PDFArray(self._pages), len(self._pages)
        fonts = {
            name: document.Reference(self._font(lettering.face, subset), f"font {name}")
            for lettering in self._letterings.values()
            for name, subset in lettering.subsets().items()
        }
        self._resources["Font"] = pdfdoc.PDFDictionary(fonts)
        self._resources["XObject"] = pdfdoc.PDFDictionary(self._forms)
        document.Catalog = self._catalog()
        document.info = self._info()
        self._signature.update(f"{self._label.title} {self._label.at.isoformat()}".encode())
        document.signature = self._signature
        return bytes(document.format())

    def _use(self, art: Art) -> Any:
        self.place(art)
        return self._forms[art.name]

    def _font(self, face: Face, subset: Subset) -> Any:
        name, source = pdfdoc.PDFName(subset.name), face.font
        descriptor = {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": source.flags & ~_NONSYMBOLIC | _SYMBOLIC,
            "FontBBox": pdfdoc.PDFArray(source.bbox),
            "Ascent": source.ascent,
            "Descent": source.descent,
            "CapHeight": source.capHeight,
            "ItalicAngle": source.italicAngle,
            "StemV": source.stemV,
            "MissingWidth": source.defaultWidth,
            "FontFile2": self._document.Reference(_deflated(subset.program, Length1=subset.length)),
        }
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("TrueType"),
                "BaseFont": name,
                "FirstChar": subset.first,
                "LastChar": len(subset.letters) - 1,
                "Widths": f"[{subset.widths}]",
                "ToUnicode": self._document.Reference(_deflated(subset.to_unicode)),
                "FontDescriptor": self._document.Reference(pdfdoc.PDFDictionary(descriptor)),
            }
        )

    def _catalog(self) -> Any:
        """Return the catalogue with output intent and metadata (ISO 19005-2, 6.2.3 and 6.6.2)."""
        packet = _XMP.format(
            title=escape(self._label.title), producer=_PRODUCER, at=self._label.at.isoformat(timespec="seconds")
        )
        metadata = pdfdoc.PDFStream(content=packet.encode(), filters=[])
        metadata.dictionary["Type"], metadata.dictionary["Subtype"] = pdfdoc.PDFName("Metadata"), pdfdoc.PDFName("XML")
        intent = {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB"),
            "DestOutputProfile": self._document.Reference(_deflated(self._icc, N=3)),
        }
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Catalog"),
                "Pages": self._parent,
                "Lang": pdfdoc.PDFString(self._label.language),
                "Metadata": self._document.Reference(metadata),
                "OutputIntents": pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)]),
                "ViewerPreferences": pdfdoc.PDFDictionary(
                    {"DisplayDocTitle": "true", "PrintScaling": pdfdoc.PDFName("None")}
                ),
            }
        )

    def _info(self) -> Any:
        stamp = pdfdoc.PDFString(pdf_date(self._label.at))
        return pdfdoc.PDFDictionary(
            {
                "Title": pdfdoc.PDFString(self._label.title),
                "Creator": pdfdoc.PDFString(_PRODUCER),
                "Producer": pdfdoc.PDFString(_PRODUCER),
                "CreationDate": stamp,
                "ModDate": stamp,
            }
        )


def deflated_profile(icc: bytes) -> bytes:
    """Return a colour profile as documents carry it, compressed once for all."""
    return zlib.compress(icc, 9)


def _deflated(data: bytes, **entries: int) -> Any:
    stream = pdfdoc.PDFStream(content=data)
    _enter(stream, {"Filter": pdfdoc.PDFName("FlateDecode"), **entries})
    return stream


def _form(art: Art, used: Any) -> Any:
    stream = pdfdoc.PDFStream(content=art.stream)
    _enter(
        stream,
        {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Form"),
            "BBox": pdfdoc.PDFArray(art.box),
            "Resources": pdfdoc.PDFDictionary({"XObject": used} if art.uses else {}),
            "Filter": pdfdoc.PDFName("FlateDecode"),
        },
    )
    return stream


def _enter(stream: Any, entries: Mapping[str, Any]) -> None:
    for key, value in entries.items():
        stream.dictionary[key] = value


def pdf_date(at: datetime) -> str:
    """Return an instant as PDF writes it (ISO 32000-1, 7.9.4)."""
    zone = f"{at:%z}" or "+0000"
    return f"D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"

"""A drawn paper as a file: PDF/A-3b with its record attached (ISO 19005-3), or locked by a password under AES-256."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pikepdf

from kbdesk.papers.archive import pdf_date

if TYPE_CHECKING:
    from kbdesk.domain.paper import Attached

NOT_ARCHIVAL: Final = "Encrypted with AES-256, and therefore not PDF/A."
_SUBJECT: Final = (
    f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{NOT_ARCHIVAL}</rdf:li></rdf:Alt></dc:description>\n'
)
_CLAIM: Final = b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n"


class PaperFiles:
    """Makes files of drawn papers."""

    def archived(self, pdf: bytes, attached: Sequence[Attached], *, at: datetime) -> bytes:
        """Return a drawn paper as PDF/A-3b with files attached to the document; the same input gives the same bytes."""
        with pikepdf.open(BytesIO(pdf)) as copy:
            _reword(copy, _CLAIM, _CLAIM.replace(b"2", b"3", 1))
            for one in attached:
                spec = pikepdf.AttachedFileSpec(
                    copy,
                    one.data,
                    filename=one.name,
                    mime_type=one.media_type,
                    creation_date=pdf_date(at),
                    mod_date=pdf_date(at),
                    relationship=pikepdf.Name("/Source"),
                )
                copy.attachments[one.name] = spec
            copy.Root.AF = pikepdf.Array([copy.attachments[one.name].obj for one in attached])
            return _saved(copy)

    def locked(self, pdf: bytes, password: str) -> bytes:
        """Return a drawn paper that opens with a password only, under AES-256; the file says that it is no PDF/A."""
        with pikepdf.open(BytesIO(pdf)) as copy:
            _reword(copy, _CLAIM, _SUBJECT.encode())
            copy.docinfo.Subject = NOT_ARCHIVAL
            return _saved(copy, pikepdf.Encryption(owner=password, user=password, R=6))


def _reword(copy: pikepdf.Pdf, before: bytes, after: bytes) -> None:
    """Exchange what the metadata claims; it would be our fault if the claim were not there."""
    packet = copy.Root.Metadata.read_bytes()
    if packet.count(before) != 1:
        raise ValueError("The metadata of a drawn paper claims something else than PDF/A-2b.")
    copy.Root.Metadata.write(packet.replace(before, after))


def _saved(copy: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    out = BytesIO()
    if encryption is None:
        copy.save(out, deterministic_id=True)
    else:
        copy.save(out, encryption=encryption)
    return out.getvalue()

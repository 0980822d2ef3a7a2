"""Papers of a drill desk, read off their pages as anybody would, hold by the desk's trust bundle and its record."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from kbdesk.app.script import Script
from kbdesk.app.session import OpenDesk
from kbdesk.cli.joiner import SignIn
from kbdesk.devices import codes
from kbdesk.domain.vocabulary import PaperKind
from kbdesk.icao.seal.verdict import Status, SubStatus, verify

from .conftest import SAMPLES, Program

FAMILY = SAMPLES / "01-family-on-km-plates.toml"
TODAY = date(2022, 8, 10)


def test_every_paper_is_read_off_its_page_and_holds(program: Program) -> None:
    papers = program.passage(FAMILY).json["papers"]
    who = SignIn(data=program.data, officer="officer", password=bytearray(program.passwords["officer"].encode()))
    with Script().open(who) as session:
        assert isinstance(session, OpenDesk)
        trust, definitions = session.trust, session.definitions
        rows = {row.sha256: row for paper in papers for row in session.papers.papers(paper["number"])}
    sealed = set()
    for paper in papers:
        pdf = Path(paper["file"]).read_bytes()
        row = rows[sha256(pdf).hexdigest()]
        if not row.seal:
            assert row.kind is PaperKind.ENVELOPE_LABEL
            continue
        assert {code.data for code in codes.read(pdf) if code.data[:1] == b"\xdc"} == {row.seal}, paper["kind"]
        sealed.add(PaperKind(paper["kind"]))
        printed = str(row.body["mrz"]) if row.kind is PaperKind.PERMIT else ""
        found = verify(row.seal, definitions=definitions, signers=trust, on=TODAY, printed_mrz=printed)
        assert (found.status, found.sub_status, found.reason) == (Status.VALID, None, "")
        if printed:
            other = printed.replace("J2", "J3", 1)
            worse = verify(row.seal, definitions=definitions, signers=trust, on=TODAY, printed_mrz=other)
            assert worse.sub_status in (SubStatus.INVALID_PRINTED_MRZ, SubStatus.SEAL_DOCUMENT_MISMATCH)
        late = verify(row.seal, definitions=definitions, signers=trust, on=TODAY.replace(year=2050))
        assert late.sub_status is SubStatus.EXPIRED_CERTIFICATE
    assert {PaperKind.PERMIT, PaperKind.REGISTRATION_CERTIFICATE, PaperKind.PLATE_REAR} < sealed

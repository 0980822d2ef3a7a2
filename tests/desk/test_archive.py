"""Papers as files: what is saved is what was recorded, and every file is entered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from kbdesk.desk.archive import ArchiveDesk
from kbdesk.desk.paper_errors import PapersError
from kbdesk.desk.ports import Press
from kbdesk.domain.vocabulary import FileForm, PaperKind
from kbdesk.papers.file_copy import PaperFiles
from kbdesk.store.atomic_file import replace_file

from .papers_desk import Papered, law_with, papered

PASSWORD = "tri reke i most"


@pytest.fixture
def rooms(tmp_path: Path, press: Press) -> Iterator[Papered]:
    with papered(tmp_path, press, law_with()) as rooms:
        yield rooms


@pytest.fixture
def archive(rooms: Papered) -> ArchiveDesk:
    return ArchiveDesk(
        store=rooms.store,
        redraw=rooms.desk.redraw,
        files=PaperFiles(),
        clock=rooms.clock,
        officer="officer",
        save=replace_file,
    )


def last_entry(rooms: Papered) -> tuple[str, dict[str, object]]:
    with rooms.store._connection.reads() as db:
        rows = db.execute("SELECT kind, body FROM entries JOIN bodies USING (seq) ORDER BY seq DESC LIMIT 1")
        kind, body = next(rows)
    return kind, json.loads(body)


def test_an_archive_copy_carries_the_record_and_the_seal_of_its_paper(
    rooms: Papered, archive: ArchiveDesk, tmp_path: Path
) -> None:
    number, file = rooms.permit(1), tmp_path / "copy.pdf"
    done = archive.archive(number, file)
    (row,) = [row for row in rooms.papers.papers(number) if row.kind is PaperKind.PERMIT]
    assert (done.form, done.paper) == (FileForm.ARCHIVE, row.sha256)
    assert done.sha256 == sha256(file.read_bytes()).hexdigest()
    with pikepdf.open(file) as copy:
        record = json.loads(copy.attachments["record.json"].get_file().read_bytes())
        assert copy.attachments["seal.bin"].get_file().read_bytes() == row.seal
    assert record["entry"]["body"] == json.loads(json.dumps(row.body)) and record["entry"]["digest"] == row.digest
    assert record["paper"] == {"kind": "permit", "number": number, "sha256": row.sha256}
    kind, body = last_entry(rooms)
    assert kind == "paper.exported"
    assert (body["form"], body["number"], body["file_sha256"]) == ("archive", number, done.sha256)
    again = archive.archive(number, tmp_path / "again.pdf")
    assert again.sha256 == done.sha256, "the same file each time"
    assert rooms.sound()


def test_a_locked_file_holds_the_paper_and_its_entry_no_password(
    rooms: Papered, archive: ArchiveDesk, tmp_path: Path
) -> None:
    number, file = rooms.permit(1), tmp_path / "locked.pdf"
    done = archive.lock(number, file, PASSWORD, kind=PaperKind.SURRENDER_RECEIPT)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(file)
    with pikepdf.open(BytesIO(file.read_bytes()), password=PASSWORD) as copy:
        assert str(copy.docinfo.Title) == f"surrender-receipt {number}"
    kind, body = last_entry(rooms)
    assert (kind, body["form"], body["sha256"]) == ("paper.exported", "encrypted", done.paper)
    assert PASSWORD not in str(body)


def test_what_cannot_be_saved_is_refused_and_nothing_is_entered(
    rooms: Papered, archive: ArchiveDesk, tmp_path: Path
) -> None:
    number, file = rooms.permit(1), tmp_path / "a.pdf"
    before = rooms.store.check()
    for code, act in (
        ("papers.password-short", lambda: archive.lock(number, file, "short")),
        ("papers.not-saved", lambda: archive.archive(number, tmp_path / "nowhere" / "a.pdf")),
        ("papers.kind-unknown", lambda: archive.archive(number, file, kind=PaperKind.REFUSAL_NOTICE)),
        ("papers.number-bad", lambda: archive.archive("J2 000001 0", file)),
    ):
        with pytest.raises(PapersError) as refused:
            act()
        assert refused.value.code == code
    assert rooms.store.check() == before and not file.exists()
    assert archive.archive(number, file) and file.exists()

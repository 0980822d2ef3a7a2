"""The folder printer: whole papers, never one over another."""

import hashlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kbdesk.desk.ports import PrinterError
from kbdesk.devices.tray import Tray
from kbdesk.domain.paper import Printed
from kbdesk.domain.vocabulary import PaperKind

ROOT = Path(__file__).parents[2]


def printed(pdf: bytes = b"%PDF-1", number: str = "J20047118") -> Printed:
    return Printed(kind=PaperKind.PERMIT, number=number, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_paper_lies_in_the_tray_under_its_number_and_kind(tmp_path: Path) -> None:
    tray = Tray(tmp_path)
    tray.put(printed())
    assert tray.path(printed()) == tmp_path / "J20047118-permit.pdf"
    assert (tmp_path / "J20047118-permit.pdf").read_bytes() == b"%PDF-1"
    assert names(tmp_path) == ["J20047118-permit.pdf"]


def test_a_paper_is_its_accounts_alone_though_its_folder_is_not_and_files_are_made_for_all(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    before = os.umask(0)
    try:
        (tmp_path / "another").touch()
        Tray(tmp_path).put(printed())
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"another": 0o666, "J20047118-permit.pdf": 0o600}


def test_the_same_paper_twice_lies_there_once(tmp_path: Path) -> None:
    for _ in range(2):
        Tray(tmp_path).put(printed())
    assert names(tmp_path) == ["J20047118-permit.pdf"]


def test_other_bytes_never_overwrite_a_paper(tmp_path: Path) -> None:
    tray = Tray(tmp_path)
    for pdf in (b"%PDF-1", b"%PDF-2", b"%PDF-3", b"%PDF-2"):
        tray.put(printed(pdf))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "J20047118-permit.pdf": b"%PDF-1",
        "J20047118-permit-1.pdf": b"%PDF-2",
        "J20047118-permit-2.pdf": b"%PDF-3",
    }
    assert tray.path(printed(b"%PDF-3")).name == "J20047118-permit-2.pdf"


@pytest.mark.parametrize("a_file_instead", [False, True])
def test_a_missing_folder_is_said_in_one_sentence(tmp_path: Path, a_file_instead: bool) -> None:
    if a_file_instead:
        (tmp_path / "tray").write_text("not a folder")
    with pytest.raises(PrinterError, match=r"^The printer folder does not exist; the paper was not written\.$") as told:
        Tray(tmp_path / "tray").put(printed())
    assert told.value.code == "printer.missing"


FULL = """
import resource, sys
from pathlib import Path
from kbdesk.desk.ports import PrinterError
from kbdesk.devices.tray import Tray
from tests.devices.test_tray import printed
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
tray = Tray(Path(sys.argv[1]))
tray.put(printed(bytes(50_000), "J20000012"))
try:
    tray.put(printed(bytes(150_000), "J20000023"))
except PrinterError as error:
    print(error)
tray.put(printed(bytes(60_000), "J20000034"))
"""


def test_a_full_disk_is_said_in_one_sentence_and_leaves_no_half_paper(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "The disk of the printer folder is full; the paper was not written.\n"
    assert names(tmp_path) == ["J20000012-permit.pdf", "J20000034-permit.pdf"]


def test_what_a_power_cut_left_half_written_is_no_paper_and_does_not_hinder_the_next(tmp_path: Path) -> None:
    (tmp_path / ".J20047118-permit.pdf.part").write_bytes(b"%PD")
    Tray(tmp_path).put(printed())
    assert names(tmp_path) == ["J20047118-permit.pdf"]


def test_a_paper_that_is_forgotten_goes_with_every_copy_and_nothing_else_does(tmp_path: Path) -> None:
    tray = Tray(tmp_path)
    for pdf, number in ((b"%PDF-1", "J20047118"), (b"%PDF-2", "J20047118"), (b"%PDF-1", "J20047126")):
        tray.put(printed(pdf, number))
    (tmp_path / "J20047118.pdf").write_bytes(b"of somebody")
    assert tray.kept() == (("J20047118", "permit"), ("J20047126", "permit"))
    assert list(tray.forget({("J20047118", "envelope-label"), ("J20047126", "refusal-notice")})) == [], "control"
    assert list(tray.forget({("J20047118", "permit")})) == ["J20047118-permit-1.pdf", "J20047118-permit.pdf"]
    assert names(tmp_path) == ["J20047118.pdf", "J20047126-permit.pdf"]


def test_a_tray_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    tray = Tray(tmp_path / "nowhere")
    assert tray.kept() == () == tuple(tray.forget({("J20047118", "permit")}))

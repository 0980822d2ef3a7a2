"""What leaves the desk as a file, cell by cell: each role gets what it may see, and a supervisor all of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pypdfium2
import pytest

from kbdesk.app import main
from kbdesk.domain.exports import TABLE, Export, Sight
from kbdesk.domain.officers import Role
from tests.store.test_ledger_export import verify

from .conftest import Made, Script, take_in

ROOT = Path(__file__).parents[2]
MOTHER = ROOT / "resources" / "samples" / "passages" / "04-mother-and-child-on-foot.toml"
NAME, DOCUMENT = "Petrovi", "007654321"
WHO = {Role.OFFICER: "officer", Role.SUPERVISOR: "supervisor", Role.ADMINISTRATOR: "root", Role.AUDITOR: "audit"}


@pytest.fixture(scope="module")
def made(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A desk with an officer of each role and a permit, in the place of the one that every test has."""
    data = Path(shutil.copytree(made.data, tmp_path_factory.mktemp("staffed") / "desk"))
    words = {name: take_in(data, made, name, role) for name, role in (("root", "administrator"), ("audit", "auditor"))}
    with pytest.MonkeyPatch.context() as known:
        known.setenv("KBDESK_PASSWORD", made.passwords["supervisor"])
        assert main(["passage", str(MOTHER), "--data", str(data), "--officer", "supervisor"]) == 0
    return Made(data, {**made.passwords, **words})


@pytest.fixture
def number(data: Path) -> str:
    """Return the number of the mother's permit, which is the first."""
    return min((data / "tray").glob("*-permit.pdf")).name.partition("-")[0]


def text_of(folder: Path) -> str:
    """Return everything that stands in the files of a folder, that of PDFs as a reader would copy it."""
    said = []
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".pdf":
            document = pypdfium2.PdfDocument(file)
            said += [page.get_textpage().get_text_range() for page in document]
            document.close()
        elif file.is_file():
            said.append(file.read_text("utf-8-sig"))
    return "\n".join(said)


def asked(export: Export, number: str, folder: Path) -> tuple[object, ...]:
    """Return the words of a command that asks for an export into a folder."""
    return {
        Export.SEARCH_ROWS: ("search", number, "--export", folder / "rows.csv"),
        Export.LEDGER: ("ledger", "export", folder / "l"),
        Export.LEDGER_BODIES: ("ledger", "export", "--bodies", folder / "l"),
        Export.PAPERS: ("paper", "archive", number, "--out", folder / "p.pdf"),
        Export.SHIFT_REPORT: ("shift", "report", "--out", folder),
        Export.PERSONAL_RECORD: ("retention", "subject", "permit", number, "--to", folder / "r.pdf"),
    }[export]


@pytest.mark.parametrize("export", list(Export))
def test_each_role_gets_of_an_export_what_it_may_see_and_no_more(
    script: Script, number: str, tmp_path: Path, export: Export
) -> None:
    if export is Export.SHIFT_REPORT:
        assert script("shift", "close", "--cash", "0.00", "--custody", "1", second="officer").code == 0
    for role, sight in TABLE[export].items():
        folder = tmp_path / role
        folder.mkdir()
        told = script(*asked(export, number, folder), officer=WHO[role])
        assert (told.code == 0) is (sight is not Sight.NOTHING), (role, told.err)
        said, names = text_of(folder), export not in (Export.LEDGER, Export.SHIFT_REPORT)
        assert bool(said) is (sight is not Sight.NOTHING), "a refusal leaves no file"
        assert (NAME in said) is (names and sight is Sight.WHOLE), (role, said[:400])
        assert (DOCUMENT in said) is (names and sight is Sight.WHOLE), (role, said[:400])


def test_a_masked_ledger_proves_and_says_where_it_was_masked(script: Script, number: str, tmp_path: Path) -> None:
    file = tmp_path / "masked.jsonl"
    told = script("ledger", "export", "--bodies", file, officer="audit")
    assert (told.code, "but for those that tell of people" in told.out) == (0, True)
    whole = script("ledger", "export", "--bodies", tmp_path / "whole.jsonl", "--json", officer="supervisor")
    assert (whole.code, whole.json["masked"]) == (0, False), "control"
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()[1:]]
    hidden = {line["kind"] for line in lines if line.get("masked")}
    assert {"surrender.recorded", "custody.held", "papers.sealed"} <= hidden
    assert {"officer.added", "shift.opened"} <= {line["kind"] for line in lines if "body" in line}
    said = verify(file)
    assert (said.code, " masked)" in said.out[0]) == (0, True), said


def test_masked_rows_keep_initials_the_year_and_the_end_of_a_document(
    script: Script, number: str, tmp_path: Path
) -> None:
    file = tmp_path / "rows.csv"
    assert script("search", number, "--export", file, officer="audit").code == 0
    (line,) = [line for line in file.read_text("utf-8-sig").splitlines() if number in line]
    assert "P. A." in line and "…321" in line and "1983," in line, line


def test_an_administrator_is_shown_nobodys_case_and_an_auditor_works_none(script: Script, number: str) -> None:
    for asked in (
        ("custody", "find", "Petrović"),
        ("custody", "list"),
        ("custody", "show", number),
        ("return", number),
    ):
        refused = script(*asked, officer="root")
        assert (refused.code, "not for the role" in refused.err, refused.out) == (1, True, ""), refused
        assert DOCUMENT in script(*asked, officer="supervisor").out, f"{asked}: control"
    for who in ("root", "audit"):
        for decided in (("passage", MOTHER), ("return", number)):
            refused = script(*decided, officer=who)
            assert (refused.code, "not for the role" in refused.err, refused.out) == (1, True, ""), refused
    assert "incomplete" in script("passage", MOTHER, officer="officer").out, "control: she has a permit, and it is told"
    unknown = script("return", "J2999999Z", officer="root")
    assert "not for the role" in unknown.err, "nor is told whether there is one"


def test_every_export_has_a_cell_for_every_role() -> None:
    assert {(export, role) for export in Export for role in Role} == {(e, r) for e in TABLE for r in TABLE[e]}

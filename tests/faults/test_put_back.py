"""A folder that is put back is what it was, in the very files that a program has open."""

from pathlib import Path

from tests.faults.put_back import Standing


def test_whoever_has_a_folder_open_finds_it_as_it_was_whatever_was_done_to_it(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    (folder / "tray").mkdir(parents=True)
    for name in ("kept", "changed", "gone", "replaced", "tray/paper.pdf"):
        (folder / name).write_text(name)
    before = {path: path.stat().st_ino for path in folder.rglob("*")}
    with (folder / "gone").open() as opened:
        standing = Standing(folder, tmp_path / "aside")
        (folder / "changed").write_text("longer than it was")
        (folder / "gone").unlink()
        (folder / "new").write_text("new")
        (folder / "new").replace(folder / "replaced")
        (folder / "made" / "in it").mkdir(parents=True)
        (folder / "made" / "in it" / "file").touch()
        (folder / "tray" / "paper.pdf").rename(folder / "tray" / "another.pdf")
        assert {path: path.stat().st_ino for path in folder.rglob("*")} != before
        standing.put_back()
        assert {path: path.stat().st_ino for path in folder.rglob("*")} == before
        assert all(path.read_text() == str(path.relative_to(folder)) for path in before if path.is_file())
        (folder / "gone").write_text("seen by whoever has it open")
        assert opened.read() == "seen by whoever has it open"

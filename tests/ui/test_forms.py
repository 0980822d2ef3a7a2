"""The compiled forms are those of forms/*.ui, and their words come from the catalogs."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

HOUSE = Path(__file__).parents[2]


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """packaging/build_forms.py as a module."""
    spec = importlib.util.spec_from_file_location("build_forms", HOUSE / "packaging" / "build_forms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "build_forms", module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copied(build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house of one form, compiled."""
    (tmp_path / "window.ui").write_bytes((HOUSE / "forms" / "window.ui").read_bytes())
    monkeypatch.setattr(build, "FORMS", tmp_path)
    monkeypatch.setattr(build, "COMPILED", tmp_path)
    build.main([])
    return tmp_path


def test_the_compiled_forms_are_current(build: ModuleType) -> None:
    assert build.stale() == []


def test_a_form_changed_and_not_compiled_is_noticed(
    build: ModuleType, copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build.main(["--check"]) == 0
    form = copied / "window.ui"
    form.write_text(form.read_text(encoding="utf-8").replace('name="pages"', 'name="leaves"'), encoding="utf-8")
    assert build.main(["--check"]) == 1
    assert "window.ui is not current" in capsys.readouterr().err


def test_a_compiled_form_without_its_form_is_noticed(build: ModuleType, copied: Path) -> None:
    (copied / "ui_gone.py").touch()
    assert build.stale() == ["ui_gone.py"]


def test_no_compiled_form_names_the_compiler_or_the_time() -> None:
    for form in (HOUSE / "kbdesk" / "ui" / "forms").glob("ui_*.py"):
        assert "Created by" not in form.read_text(encoding="utf-8")


def test_no_form_carries_words_of_its_own() -> None:
    """What is written in a form would be shown untranslated."""
    for form in (HOUSE / "kbdesk" / "ui" / "forms").glob("ui_*.py"):
        assert "translate(" not in form.read_text(encoding="utf-8"), form.name

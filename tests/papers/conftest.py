"""One press for all tests of the room, and the made-up papers of `packaging/papers.py`."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from kbdesk.domain.paper import Paper
from kbdesk.domain.vocabulary import PaperKind
from kbdesk.papers.press import Press

_SAMPLES = Path(__file__).parents[2] / "packaging" / "papers.py"


@pytest.fixture(scope="session")
def people() -> ModuleType:
    """The sample papers: `permit(...)`, `registration(...)`, `notice(...)`, `proof(...)`, `ordinary(kind)`."""
    sys.path.insert(0, str(_SAMPLES.parent))
    spec = importlib.util.spec_from_file_location("sample_papers", _SAMPLES)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sample_papers"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def press(people: ModuleType) -> Press:
    return people.press()


@pytest.fixture(scope="session")
def of_kind(people: ModuleType) -> Callable[[PaperKind], Paper]:
    """An ordinary paper of a kind."""
    make: Callable[[PaperKind], Paper] = people.ordinary
    return make

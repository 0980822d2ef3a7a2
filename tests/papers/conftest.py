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
    """The sample papers: `permit(...)`, `registration(...)`, `notice(...)`, `proof(...)`, `samples()`."""
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

    def make(kind: PaperKind) -> Paper:
        if kind in people.PERMIT_PAPERS:
            return people.permit(people.LJUBICA, kind)
        if kind in people.NOTICE_PAPERS:
            return people.notice(people.LJUBICA, kind)
        if kind in people.DUTY_PAPERS:
            return people.duty(kind)
        if kind in people.FEE_PAPERS:
            return people.fee_receipt(people.CAR)
        if kind in people.CUSTODY_PAPERS:
            return people.custody(people.LJUBICA, kind)
        return people.registration(people.CAR, kind)

    return make

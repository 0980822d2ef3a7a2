"""A script looks at a desk that records meanwhile: what it says is of one moment."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kbdesk.store.store import Store
from tests.store.samples import create, issue, reopen

LOOKS: dict[str, Callable[[Store], bool]] = {
    "chain": lambda store: store.check().whole,
    "registers": lambda store: store.rebuild_compare() == (),
    "numbers": lambda store: store.unexplained_numbers() == (),
}


@pytest.mark.parametrize("look", LOOKS)
def test_a_script_does_not_call_a_desk_broken_that_records_between_its_questions(folder: Path, look: str) -> None:
    with create(folder) as writer, reopen(folder, reading=True) as reader:
        issue(writer, 1)
        asked: list[str] = []

        def record(sql: str) -> None:
            """Record an act before each further question."""
            if sql.startswith("SELECT"):
                asked.append(sql)
                issue(writer, 1 + len(asked))

        reader._connection.db.conn.set_trace_callback(record)
        whole = LOOKS[look](reader)
        reader._connection.db.conn.set_trace_callback(None)
        assert whole
        assert len(asked) > 1
        assert reader.recorded(f"{1 + len(asked):016x}")

"""Below `app` nobody reads a clock: the rules are dated law, and time comes in through a port."""

import ast
from pathlib import Path

import pytest

# Every way the standard library tells the time or waits for it, by the module that offers it.
CLOCKS = {
    "time": {
        "time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time",
        "clock_gettime", "localtime", "gmtime", "ctime", "strftime", "sleep",
    },
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc", "currentMSecsSinceEpoch", "currentSecsSinceEpoch"},
    "QDate": {"currentDate"},
    "QTime": {"currentTime"},
    "uuid": {"uuid1", "uuid6", "uuid7"},
}  # fmt: skip
JOINERS = {"app", "verifier.py", "__main__.py"}


def clock_reads(tree: ast.Module) -> list[str]:
    """Return `line: expression` of every place that reads a clock, called or handed on, imported by whatever name."""
    found = []
    aliases = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value
            named = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if node.attr in CLOCKS.get(aliases.get(named, named), ()):
                found.append(f"{node.lineno}: {ast.unparse(node)}")
        elif isinstance(node, ast.ImportFrom) and node.module in {"time", "uuid"}:
            found += [
                f"{node.lineno}: from {node.module} import {alias.name}"
                for alias in node.names
                if alias.name in CLOCKS[node.module]
            ]
    return found


def test_no_clock_is_read_below_app(house: Path, sources: dict[Path, ast.Module]) -> None:
    reads = {
        f"{path.relative_to(house)}:{read}"
        for path, tree in sources.items()
        if path.relative_to(house / "kbdesk").parts[0] not in JOINERS
        for read in clock_reads(tree)
    }
    assert not reads


@pytest.mark.parametrize(
    "code",
    [
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime as d\nd.now(zone)",
        "from datetime import date\nclock = date.today",
        "import time as t\nt.monotonic()",
        "from time import perf_counter",
        "from PySide6.QtCore import QDateTime\nQDateTime.currentDateTimeUtc()",
        "import uuid\nuuid.uuid1()",
    ],
)
def test_a_clock_is_noticed_under_any_name(code: str) -> None:
    assert clock_reads(ast.parse(code))


@pytest.mark.parametrize("code", ["self.clock.now()", "from datetime import datetime\ndatetime.fromisoformat(text)"])
def test_a_port_is_no_clock(code: str) -> None:
    assert not clock_reads(ast.parse(code))

"""What a long run says of itself: how much it did of what was asked for, and everything that was wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.__main__ import ended, main, processors, read, started
from tests.faults.long_run import STEPPED, Kind, Task, Total, rows

WANTED = {Kind.STATES: 1000, Kind.KILLS: 100}
STATES = {"distinct": 10, "events": 7, "after": {"write": 10}, "kept": [], "faults": []}
FAULT = {"event": 3, "state": 4, "words": ["a draft lost"]}


def task(kind: Kind, *words: str, most: int = 10) -> Task:
    return Task(kind=kind, name=words[-1], seed=5, words=words, most=most)


def said(total: Total) -> str:
    careless = [("blind", "states"), ("blind", "kills")]
    return "\n".join(rows(total, WANTED, minutes=1.5, workers=2, lacking=["root"], careless=careless))


def test_what_was_done_is_said_beside_what_was_asked_for() -> None:
    total, surrender = Total(), task(Kind.STATES, "states", "surrender")
    total.begin(surrender)
    total.count(surrender, STATES, said="")
    killing = task(Kind.KILLS, "kills")
    total.begin(killing)
    total.count(killing, {"kills": {"issue": 9, STEPPED: 3}, "boundaries": {"issue": 400}, "faults": []}, said="")
    failing = task(Kind.CALLS, "failing_calls")
    total.begin(failing)
    total.count(failing, {"failed": {"fsync": 7}, "said": {"store.failing": 4, "done": 3}, "faults": []}, said="")
    assert total.on_its_way[Kind.CALLS] == 7
    text = said(total)
    assert "| distinct crash states | 10 | 1,000 | 0 |" in text
    assert "| fsync | 7 |" in text
    assert "| store.failing | 4 |" in text
    assert "| surrender | 7 | 10 | 0 |" in text
    assert "| issue | 400 | 9 |" in text
    assert "of these stepped into what is written to shared memory | 3 | 2 | |" in text
    assert "takes root" in text
    assert total.wrong == []


def test_whatever_was_wrong_is_said_and_how_it_comes_again() -> None:
    total = Total()
    total.count(task(Kind.STATES, "states", "surrender"), STATES | {"faults": [FAULT], "kept": ["out/f"]}, said="")
    total.count(task(Kind.KILLS, "kills"), None, said='File "/somewhere/kills.py"\nit fell over')
    text = said(total)
    assert "surrender, seed 5, event 3, state 4 of out/f: a draft lost" in text
    assert "it fell over" in text
    assert "/somewhere" not in text, "the proof names no folder of the machine it was made on"
    assert "**2 wrong**" in text


def test_a_sabotage_that_passes_is_wrong_and_one_that_is_caught_is_counted() -> None:
    total, careless = Total(), task(Kind.SABOTAGE, "states", "blind")
    total.count(careless, STATES, said="")
    assert total.wrong == ["blind passed 10 states of seed 5"]
    total.count(careless, STATES | {"faults": [FAULT]}, said="")
    assert "| blind | states | 10 |" in said(total)
    assert "| blind | kills | not in this run |" in said(total), "a run that is too short says what it did not try"
    assert "| blind | states | not" not in said(total)
    assert len(total.wrong) == 1


def test_what_is_furthest_behind_comes_next_and_nothing_once_all_is_on_its_way() -> None:
    total = Total()
    total.begin(task(Kind.STATES, "states", "surrender", most=500))
    assert total.furthest_behind(WANTED) is Kind.KILLS
    total.begin(task(Kind.KILLS, "kills", most=100))
    assert total.furthest_behind(WANTED) is Kind.STATES
    total.begin(task(Kind.STATES, "states", "surrender", most=500))
    assert total.furthest_behind(WANTED) is None


def test_a_run_asked_for_less_than_the_whole_leaves_the_proof_as_it_was_unless_told(tmp_path: Path) -> None:
    somebody = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")
    for words in (("init", "-q"), (*somebody, "commit", "-q", "--allow-empty", "-m", "begun")):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    page = tmp_path / "PROOF.md"
    assert main(read(["minutes=0", "seed=7"]), page) == 0
    assert not page.exists()
    assert main(read(["minutes=0", "seed=7", "write=yes"]), page) == 0
    assert "It took 0.0 minutes" in page.read_text()


def test_a_run_is_written_where_the_whole_is_asked_for() -> None:
    assert read([]).written
    assert read(["minutes=90", "workers=1"]).written
    assert not read(["states=1000"]).written
    assert not read(["minutes=90", "write=no"]).written


@pytest.mark.parametrize("word", ["minute=5", "minutes=soon", "write=maybe", "states"])
def test_a_word_that_no_run_knows_is_refused(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read([word])
    assert "not understood" in capsys.readouterr().err


@pytest.mark.parametrize("often", [1, 100_000])
def test_a_process_that_finds_ever_so_much_wrong_comes_to_its_end(often: int) -> None:
    total, killing = Total(), task(Kind.KILLS, "kills")
    found = f"{{'kills': {{'issue': 9}}, 'boundaries': {{}}, 'faults': [7] * {often}}}"
    running = started(killing, [sys.executable, "-c", f"import json; print(json.dumps({found}))"], *processors(1))
    assert running.process.wait(timeout=20) == 0, "nobody reads what it says meanwhile"
    ended(running, total)
    assert len(total.wrong) == often
    assert total.done[Kind.KILLS] == 9

"""Every input that fuzzing begins with or once kept is tried here as well, and the seeds are read."""

from pathlib import Path

import pytest

from fuzz import corpus
from fuzz.__main__ import shards, summed
from fuzz.parsers import CONTROL, PARSERS
from fuzz.shard import Shard

NAMES = [name for name, parser in PARSERS.items() if parser.share]


@pytest.mark.parametrize("name", NAMES)
def test_every_seed_of_a_parser_is_read(name: str) -> None:
    seeds = [file for file in corpus.files(name) if corpus.is_seed(file)]
    assert seeds
    assert [file.name for file in seeds if not PARSERS[name].read(file.read_bytes())] == []


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("name", NAMES)
def test_every_input_that_was_kept_is_read_or_refused_in_the_parsers_own_words(name: str) -> None:
    for file in corpus.files(name):
        PARSERS[name].read(file.read_bytes())


def test_a_parser_that_does_neither_is_noticed() -> None:
    assert PARSERS[CONTROL].read(b"\xdc\x03\x00")
    with pytest.raises(AssertionError):
        PARSERS[CONTROL].read(b"\xdc\x03\x7f and more")


def test_every_folder_of_inputs_is_a_parsers_and_small() -> None:
    assert {folder.name for folder in corpus.INPUTS.iterdir()} <= set(NAMES)
    assert sum(file.stat().st_size for file in corpus.INPUTS.rglob("*") if file.is_file()) < 300_000


def test_the_shares_are_a_thousand_and_every_process_has_its_part() -> None:
    assert sum(PARSERS[name].share for name in NAMES) == 1_000
    work = list(shards(NAMES, executions=50_000_000, processes=2, seed=7))
    assert sum(shard.runs for shard in work) == 50_000_000
    assert len({shard.out for shard in work}) == len(work)
    assert {shard.seed for shard in work} == {7, 8}


def test_what_libfuzzer_said_is_counted(tmp_path: Path) -> None:
    shard = Shard("seal", runs=5000, longest=600, seed=1, out=tmp_path)
    (tmp_path / "crash-1").write_bytes(b"x")
    done = shard._done(
        "#2\tINITED cov: 11 ft: 12 corp: 2/9b\n#5000\tDONE   cov: 432 ft: 1446 corp: 102/51Kb\n"
        "stat::number_of_executed_units: 5000\nstat::new_units_added:          101\n",
        seconds=2.0,
    )
    assert (done.runs, done.edges, done.kept, done.faults) == (5000, 432, 101, (tmp_path / "crash-1",))
    assert summed("seal", [done, done]) == "| seal | 10,000 | 432 | 202 | 2,500 | 2 |"
    with pytest.raises(SystemExit, match="did not run"):
        shard._done("no module named atheris\n", seconds=0.1)

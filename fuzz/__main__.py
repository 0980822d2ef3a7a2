"""`make fuzz`: every parser in turn, a process a core, then the section of docs/PROOF.md.

Fifty million executions take about an hour on two idle processors; that section says how many of each a second.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks import proof
from fuzz.corpus import folders
from fuzz.parsers import CONTROL, PARSERS
from fuzz.shard import Done, Shard

OUT: Final = Path(__file__).parents[1] / "out" / "fuzz"
EXECUTIONS: Final = 50_000_000
_CONTROL_RUNS: Final = 1_000_000
HEAD: Final = (
    "| parser | executions | edges reached | inputs kept | a second, one process | faults |",
    "|---|---|---|---|---|---|",
)
WORDS: Final = (
    "libFuzzer (atheris) over what comes in from outside, from the inputs in `fuzz/inputs` and the carried books and "
    "samples: {sum:,} executions in all, of a goal of {goal:,}. Edges are of the Python code of kbdesk, of the TOML "
    "reader and of Pillow. An input is kept where it reached an edge that none before it did, or more often. A fault "
    "is an input that was neither read nor refused in the parser's own words. A fault put there is found first."
)


def shards(names: Sequence[str], *, executions: int, processes: int, seed: int) -> Iterator[Shard]:
    """Yield what each process has to do, the shares of the parsers as they are to each other."""
    whole = sum(PARSERS[name].share for name in names)
    for name in names:
        of_one = executions * PARSERS[name].share // whole // processes
        for number in range(processes):
            yield Shard(
                name,
                runs=max(1, of_one),
                longest=PARSERS[name].longest,
                seed=seed + number,
                begins_with=folders(name),
                out=OUT / name / str(number),
            )


def summed(name: str, done: Sequence[Done]) -> str:
    """Return a parser's line of the table; of edges, the most that one process reached."""
    runs, seconds = sum(one.runs for one in done), sum(one.seconds for one in done)
    cells = (
        name,
        f"{runs:,}",
        f"{max(one.edges for one in done):,}",
        f"{sum(one.kept for one in done):,}",
        f"{runs / max(1.0, seconds):,.0f}",
        f"{sum(len(one.faults) for one in done)}",
    )
    return f"| {' | '.join(cells)} |"


def tell(done: Mapping[str, Sequence[Done]], said: argparse.Namespace, page: Path = proof.PROOF) -> None:
    """Write the section of the page; of less than the whole only say it, unless it was asked for."""
    rows = [summed(name, found) for name, found in done.items()]
    if said.write or said.executions >= EXECUTIONS:
        words = WORDS.format(sum=sum(one.runs for found in done.values() for one in found), goal=EXECUTIONS)
        seed = f"{said.seed} and the {said.processes - 1} after it"
        proof.write(proof.Section.FUZZED, words, (*HEAD, *rows), seed=seed, on=date.today(), path=page)
    else:
        print(*HEAD, *rows, "docs/PROOF.md is as it was; --write writes this into it.", sep="\n")


def main() -> int:
    """Fuzz, report, and return 1 if a fault was found."""
    asked = argparse.ArgumentParser(prog="fuzz", description="Fuzz every parser.")
    asked.add_argument("--executions", type=int, default=EXECUTIONS, help="of all parsers together")
    asked.add_argument("--processes", type=int, default=2)
    asked.add_argument("--seed", type=int, default=9303)
    asked.add_argument("--only", choices=sorted(PARSERS), help="one parser; the proof stays as it is")
    asked.add_argument("--write", action="store_true", help="write the proof though it is less than the whole")
    said = asked.parse_args()
    if not Shard(CONTROL, runs=_CONTROL_RUNS, longest=8, seed=said.seed, out=OUT / CONTROL).run().faults:
        raise SystemExit("fuzz: the fault that was put there was not found")
    names = [said.only] if said.only else [name for name, parser in PARSERS.items() if parser.share]
    todo = list(shards(names, executions=said.executions, processes=said.processes, seed=said.seed))
    done: dict[str, list[Done]] = {name: [] for name in names}
    with ThreadPoolExecutor(said.processes) as pool:
        for shard, one in zip(todo, pool.map(Shard.run, todo), strict=True):
            done[shard.parser].append(one)
            print(f"{shard.parser:<10} {one.runs:>12,} executions {one.edges:>6,} edges", *one.faults, flush=True)
    if not said.only:
        tell(done, said)
    return int(any(one.faults for found in done.values() for one in found))


if __name__ == "__main__":
    sys.exit(main())

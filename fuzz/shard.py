"""One process of libFuzzer, and what it said at its end."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import KW_ONLY, dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from fuzz.corpus import HOUSE

_ATHERIS: Final = HOUSE / ".venv-fuzz" / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
_LONGEST_SECONDS: Final = 10
_MOST_MEMORY: Final = 2048
_RUNS: Final = re.compile(r"stat::number_of_executed_units: +(\d+)")
_KEPT: Final = re.compile(r"stat::new_units_added: +(\d+)")
_EDGES: Final = re.compile(r"^#\d+\s+\w+\s+cov: (\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a process did: executions, edges reached, inputs kept, seconds, and the inputs that found a fault."""

    runs: int
    edges: int
    kept: int
    seconds: float
    faults: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a parser's executions: the same seed and inputs give the same ones."""

    parser: str
    _: KW_ONLY
    runs: int
    longest: int
    seed: int
    out: Path
    begins_with: tuple[Path, ...] = ()

    def run(self) -> Done:
        """Fuzz. Whatever was found lies in `out`, with what libFuzzer said of it."""
        shutil.rmtree(self.out, ignore_errors=True)
        kept = self.out / "kept"
        kept.mkdir(parents=True)
        options = (
            f"-runs={self.runs}",
            f"-seed={self.seed}",
            f"-max_len={self.longest}",
            f"-timeout={_LONGEST_SECONDS}",
            f"-rss_limit_mb={_MOST_MEMORY}",
            f"-artifact_prefix={self.out}/",
            "-reload=0",
            "-print_final_stats=1",
        )
        inputs = map(os.fspath, (kept, *self.begins_with))
        command = [sys.executable, "-m", "fuzz.one", self.parser, *options, *inputs]
        log = self.out / "log"
        begun = perf_counter()
        with log.open("wb") as said:
            where = {**os.environ, "PYTHONPATH": os.fspath(_ATHERIS)}
            subprocess.run(command, cwd=HOUSE, env=where, stdout=said, stderr=said, check=False)
        return self._done(log.read_text("utf-8", "replace"), seconds=perf_counter() - begun)

    def _done(self, text: str, *, seconds: float) -> Done:
        runs = _RUNS.findall(text)
        if not runs:
            raise SystemExit(f"fuzz: {self.parser} did not run; {self.out}/log says why")
        return Done(
            runs=int(runs[-1]),
            edges=max(map(int, _EDGES.findall(text)), default=0),
            kept=sum(map(int, _KEPT.findall(text))),
            seconds=seconds,
            faults=tuple(sorted(file for file in self.out.iterdir() if file.is_file() and file.name != "log")),
        )

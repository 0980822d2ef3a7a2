"""What `make run` does without a display: samples through the real forms, papers and pictures into a folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REHEARSE = Path(__file__).parents[2] / "packaging" / "rehearse.py"


@pytest.mark.parametrize(
    ("sample", "papers", "outcome"),
    [
        ("01", 15, "Issued: 3 permits, 2 plates. 15 papers printed"),
        ("05", 1, "Recorded. 1 paper printed"),
        ("06", 0, "Recorded"),
    ],
)
def test_a_sample_goes_through_the_forms_onto_paper(tmp_path: Path, sample: str, papers: int, outcome: str) -> None:
    done = subprocess.run(
        [sys.executable, REHEARSE, tmp_path, sample],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    _, line, _ = done.stdout.splitlines()
    assert re.fullmatch(rf"{sample}-\S+ +{papers}  {outcome}", line)
    assert len(list(tmp_path.glob("*.pdf"))) == papers
    assert len(list(tmp_path.glob("*.png"))) == 3

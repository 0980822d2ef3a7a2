"""The exported ledger, proved by a program that does not know kbdesk: what was touched is found and named."""

from __future__ import annotations

import ast
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.store.samples import AT, OFFICER, create

VERIFIER = Path(__file__).parents[2] / "packaging" / "verify_ledger.py"
NOT_THERE = "the attested head is not in this ledger, which ends with entry {}: its end was cut off or rewritten"
Line = dict[str, Any]
Tamper = Callable[[list[Line]], object]


@dataclass
class Said:
    code: int
    out: list[str]
    err: str


def verify(file: Path, head: str = "") -> Said:
    words = [sys.executable, "-I", str(VERIFIER), str(file), *(["--head", head] if head else [])]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr
    return Said(done.returncode, done.stdout.splitlines(), done.stderr)


@pytest.fixture
def exported(tmp_path: Path) -> tuple[Path, str]:
    """An export of ten entries, and the head of the ledger it was made from."""
    with create(tmp_path / "desk") as store:
        with store.act(at=AT, officer=OFFICER) as act:
            for number in range(10):
                act.append("thing.happened", {"number": number, "word": "Ђурђевак"})
        file = tmp_path / "ledger.jsonl"
        file.write_bytes(b"".join(store.export(bodies=True)))
        return file, store.check().head


def tampered(file: Path, tamper: Tamper) -> Path:
    head, *lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    tamper(lines)
    changed = file.with_name("changed.jsonl")
    changed.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (head, *lines)), "utf-8")
    return changed


def test_whoever_does_not_trust_the_program_can_read_the_verifier_whole() -> None:
    text = VERIFIER.read_text("utf-8")
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names])
    }
    assert imported <= {*sys.stdlib_module_names, "cryptography"}
    assert len(text.splitlines()) <= 300


def test_an_untouched_export_is_whole_and_says_whether_its_end_is_attested(exported: tuple[Path, str]) -> None:
    file, head = exported
    unattested = verify(file)
    assert unattested.code == 0
    assert unattested.out == ["whole up to 10, end not attested", f"head {head}"]
    attested = verify(file, head)
    assert attested.code == 0
    assert attested.out == ["whole up to 10, attested at 10", f"head {head}"]
    assert verify(tampered(file, len), head).out == attested.out, "control: written anew and not touched"


def test_an_earlier_head_attests_what_came_before_it(exported: tuple[Path, str]) -> None:
    file, _ = exported
    earlier = json.loads(file.read_text("utf-8").splitlines()[7])["digest"]
    assert verify(file, earlier).out[0] == "whole up to 10, attested at 7, 3 entries after it"


def _rehash(line: Line) -> None:
    digest = hashlib.sha256(b"kbdesk entry 1")
    words = (line[key].encode() for key in ("at", "machine_at", "officer", "kind"))
    digests = (bytes.fromhex(line[key]) for key in ("body_digest", "previous"))
    for part in (line["seq"].to_bytes(8, "big"), *words, *digests):
        digest.update(len(part).to_bytes(4, "big"))
        digest.update(part)
    line["digest"] = digest.hexdigest()


def _forge(lines: list[Line]) -> None:
    """Change an entry and give it a digest that holds."""
    lines[2]["officer"] = "nobody"
    _rehash(lines[2])


def _another(line: Line) -> Line:
    """Another entry of the same number that holds together by itself."""
    invented = {**line, "kind": "thing.invented"}
    _rehash(invented)
    return invented


def _exchange(lines: list[Line], *keys: str) -> None:
    """Let the third and the fourth entry tell what the other one told."""
    for key in keys:
        lines[2][key], lines[3][key] = lines[3][key], lines[2][key]


def _rewritten(lines: list[Line], first: int) -> None:
    """Write everything from an entry on anew, so that the chain holds."""
    for place in range(first, len(lines)):
        lines[place] = {**lines[place], "officer": "nobody", "previous": lines[place - 1]["digest"]}
        _rehash(lines[place])


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (lambda lines: lines[2].update(officer="nobody"), "entry 3 was changed"),
        (lambda lines: lines[2].update(body='{"number":7}'), "the body of entry 3 was changed"),
        (lambda lines: lines[2].pop("body"), "the body of entry 3 was changed"),
        (_forge, "entry 4 does not follow the one before it"),
        (lambda lines: lines.pop(2), "entry 3 is not there: removed"),
        (lambda lines: lines.insert(3, dict(lines[2])), "entry 3 stands twice: one was inserted"),
        (lambda lines: lines.insert(3, _another(lines[2])), "entry 3 stands twice: one was inserted"),
        (lambda lines: lines.insert(2, _another(lines[2])), "entry 3 stands twice: one was inserted"),
        (lambda lines: lines.insert(3, lines.pop(2)), "entry 3 stands out of its place: swapped"),
        (lambda lines: _exchange(lines, "body", "salt"), "the body of entry 4 was changed"),
        (lambda lines: _exchange(lines, "seq"), "entry 4 was changed"),
        (lambda lines: _exchange(lines, "body", "salt", "body_digest"), "entry 3 was changed"),
        (lambda lines: lines[0].update(previous="1" * 64), "entry 1 was changed"),
    ],
)
def test_what_was_changed_removed_inserted_or_swapped_is_named(
    exported: tuple[Path, str], tamper: Tamper, named: str
) -> None:
    said = verify(tampered(exported[0], tamper))
    assert said.code == 1
    assert any(line.startswith(named) for line in said.out), said.out


def test_a_cut_tail_shows_against_an_attested_head_only(exported: tuple[Path, str]) -> None:
    file, head = exported
    cut = tampered(file, lambda lines: lines.pop())
    assert verify(cut).out[0] == "whole up to 9, end not attested"
    against = verify(cut, head)
    assert against.code == 1
    assert against.out == [NOT_THERE.format(9)]


def test_a_tail_that_was_written_anew_holds_together_and_shows_against_an_attested_head_only(
    exported: tuple[Path, str],
) -> None:
    file, head = exported
    forged = tampered(file, lambda lines: _rewritten(lines, 6))
    assert verify(forged).out[0] == "whole up to 10, end not attested"
    assert (verify(forged, head).code, verify(forged, head).out) == (1, [NOT_THERE.format(10)])
    earlier = json.loads(file.read_text("utf-8").splitlines()[6])["digest"]
    assert verify(forged, earlier).out[0] == "whole up to 10, attested at 6, 4 entries after it"


def test_every_entry_of_a_chain_is_watched(exported: tuple[Path, str]) -> None:
    file, _ = exported
    for place in range(10):
        said = verify(tampered(file, partial(_change_kind, place)))
        assert (said.code, said.out[0].partition(" (")[0]) == (1, f"entry {place + 1} was changed")


def _change_kind(place: int, lines: list[Line]) -> None:
    lines[place]["kind"] = "thing.invented"


def test_an_export_without_bodies_holds_no_word_of_them_and_is_proved_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    with create(tmp_path / "desk") as store:
        with store.act(at=AT, officer=OFFICER) as act:
            act.append("thing.happened", {"word": "Ђурђевак"})
        assert "Ђурђевак".encode() in b"".join(store.export(bodies=True))
        file.write_bytes(b"".join(store.export(bodies=False)))
    assert "Ђурђевак".encode() not in file.read_bytes()
    said = verify(file)
    assert (said.code, said.out[0]) == (0, "whole up to 1, end not attested (0 with their bodies)")
    assert verify(tampered(file, lambda lines: lines[0].update(kind="other"))).code == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "holds no entry"),
        (b"\xff\xfe", "line 1: is not JSON"),
        (b"[]\n", "line 1: does not say"),
        (b'{"format":"kbdesk ledger 1"}\n', "holds no entry"),
        (b'{"format":"kbdesk ledger 1"}\n{"seq":"1"}\n', "line 2: seq is missing"),
        (b'{"format":"kbdesk ledger 1"}\n{"seq":1}\n', "line 2: at is missing"),
        (b'{"format":"kbdesk ledger 1"}\n' + b"[" * 100_000 + b"\n", "line 2: is not JSON"),
    ],
)
def test_what_is_no_ledger_is_said_with_its_line(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "ledger.jsonl"
    file.write_bytes(content)
    said = verify(file)
    assert said.code == 2
    assert why in said.err

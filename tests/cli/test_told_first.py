"""What is shown once is shown before it counts: no code that nobody saw opens a desk, and none is all that would."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from kbdesk.app import main
from kbdesk.app.sign_in import sign_in
from kbdesk.cli.joiner import SignIn
from kbdesk.cli.main import FAILED
from tests.cheap import cheap_desks
from tests.store.killing import broken

from .conftest import PASSWORD, Made, Script
from .test_rekey import key


@contextmanager
def shown_nowhere(*, closed: bool) -> Iterator[str]:
    """Let standard output be closed, or on a full disk; gives what is said then."""
    before, full = sys.stdout, Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - it fails to be closed
    sys.stdout = None if closed else full  # type: ignore[assignment]  # a process may be begun without one
    try:
        why = "closed" if closed else "No space left on device"
        yield f"the answer could not be written ({why}); nothing was done\n"
    finally:
        sys.stdout.close()
        sys.stdout = before
        with suppress(OSError):
            full.close()


def test_where_the_code_of_a_new_key_cannot_be_shown_the_desk_keeps_its_old_one(
    script: Script, data: Path, made: Made
) -> None:
    old, again = key(data, made), ("officers", "rekey", "--without", "supervisor2")
    for words, closed in (((), True), (("--json",), False)):
        with shown_nowhere(closed=closed) as why:
            told = script(*again, *words, second="officer")
        assert (told.code, told.err) == (FAILED, why)
        assert key(data, made, "supervisor2") == key(data, made) == old
    assert script("ledger", "check", officer="supervisor2").code == 0
    assert not [p.name for p in data.iterdir() if p.name.startswith(".")]
    told = script(*again, "--json", second="officer")
    assert (told.code, list(told.json)) == (0, ["recovery_code", "others"]), "control"
    assert key(data, made) != old


def test_where_a_new_sheet_of_codes_cannot_be_shown_the_one_before_counts(
    script: Script, data: Path, made: Made
) -> None:
    (code, *_) = script("officers", "codes", "--json").json["codes"]
    with shown_nowhere(closed=False) as why:
        told = script("officers", "codes")
    assert (told.code, told.err) == (FAILED, why)
    password = bytearray(made.passwords["officer"].encode())
    with closing(sign_in(SignIn(data=data, officer="officer", password=password))) as desk:
        assert desk.verify_second("supervisor", bytearray(code.encode())) == "supervisor"
    *_, until, void = script("officers", "codes").out.splitlines()
    assert (until.endswith("until then that one does."), void) == (True, "The sheet before is void."), "control"


def test_where_the_codes_of_a_new_desk_cannot_be_shown_there_is_none(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "new"
    call = ["init", "--officer", "agim", "--second", "besa", "--data", str(data)]
    for name in ("KBDESK_PASSWORD", "KBDESK_SECOND_PASSWORD"):
        monkeypatch.setenv(name, PASSWORD)
    with cheap_desks():
        with shown_nowhere(closed=False) as why:
            assert main([*call, "--json"]) == FAILED
        assert (capfd.readouterr().err, list(data.iterdir())) == (why, [])
        assert main(call) == 0, "control"
    code, *_, until, desk, agim, besa, _request = capfd.readouterr().out.splitlines()
    assert code.startswith("The recovery code")
    assert (until.endswith("once the next line names the desk."), desk[:23]) == (True, "Real desk 2 at jarinje,")
    assert (agim.split(), besa.split()) == (["agim", "supervisor"], ["besa", "supervisor"])


def test_a_kill_at_any_moment_leaves_no_new_desk_whose_codes_nobody_saw(tmp_path: Path) -> None:
    found, careless = broken("breaking_making", tmp_path)
    assert (found["killed"], found["faults"]) == (found["stops"], {})
    assert list(careless["faults"]) == ["codes that nobody saw"], "control"

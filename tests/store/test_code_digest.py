"""What the records keep of a code: nothing that tells it within a year of nights on a sheet."""

from hashlib import sha256

import pytest

from kbdesk.store import code_digest
from kbdesk.store.code_digest import DRILL_COST, PEPPERS, SHEET_COST, digest, is_of
from kbdesk.store.wrapping import Cost, derive

SALT = bytes(16)


def test_a_digest_is_that_of_its_salt_and_its_code_alone() -> None:
    kept = digest(SALT, "471108", cost=DRILL_COST)
    assert is_of(kept, SALT, b"471108")
    assert is_of(kept, SALT, bytearray(b"471108"))
    assert not is_of(kept, SALT, b"471109")
    assert not is_of(kept, bytes(15) + b"1", b"471108")


def test_a_guess_at_a_real_desks_code_is_memory_hard_and_tries_every_pepper(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = digest(SALT, "471108", cost=SHEET_COST)
    assert kept.startswith("19456:2:1:")
    assert sha256(SALT + b"471108").hexdigest() not in kept
    paid: list[Cost] = []

    def counted(code: bytearray, salt: bytes, cost: Cost) -> bytearray:
        paid.append(cost)
        return derive(code, salt, DRILL_COST)

    monkeypatch.setattr(code_digest, "derive", counted)
    assert not is_of(kept, SALT, b"000000")
    assert paid == [SHEET_COST] * PEPPERS


def test_a_pepper_is_kept_nowhere_and_is_another_from_time_to_time() -> None:
    assert 1 < len({digest(SALT, "471108", cost=DRILL_COST) for _ in range(64)}) <= PEPPERS

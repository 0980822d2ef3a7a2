"""Zones broken at random, a million of them in `make properties`: a reading or the reader's own error, nothing else."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import settings

from kbdesk.icao.mrz import MrzError, read
from tests.icao import zones
from tests.icao.zones import TODAY

SEED = 9303
ROUNDS = 1_000_000 if settings().max_examples >= 20_000 else 20_000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<<<<«»‹ \t\r\n\x00aжЋ٣\u200b"


def broken(random: Random) -> str:
    """Return a zone with some characters changed, left out, doubled or moved; now and then no zone at all."""
    text = list(random.choice((zones.SERBIAN_CARD, zones.SERBIAN_CARD.replace("\n", ""))))
    for _ in range(random.choice((0, 1, 1, 2, 3, 8, 40))):
        place = random.randrange(len(text)) if text else 0
        match random.randrange(5):
            case 0:
                text[place : place + 1] = random.choice(LETTERS)
            case 1:
                del text[place : place + random.randrange(1, 40)]
            case 2:
                text[place:place] = text[place : place + random.randrange(1, 30)]
            case 3:
                text[place:place] = random.choice(LETTERS)
            case _:
                text[place : place + 2] = reversed(text[place : place + 2])
    return "".join(text)


@pytest.mark.hypothesis
def test_a_zone_broken_at_random_is_read_or_refused_by_the_readers_own_error() -> None:
    random, valid, refused = Random(SEED), 0, 0
    for _ in range(ROUNDS):
        text = broken(random)
        try:
            valid += read(text, today=TODAY).valid
        except MrzError as error:
            refused += bool(error.code)
    assert valid > ROUNDS // 20, "some come through whole"
    assert refused > ROUNDS // 20, "and some are no zone any more"
    assert valid + refused < ROUNDS, "and some are read with a check digit that does not hold"

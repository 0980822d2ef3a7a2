"""Everybody is found in every spelling, and with a typo whom an exhaustive comparison finds."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from benchmarks.people import SPELLINGS, Person, misspelled
from kbdesk.domain.name_match import near_words
from kbdesk.store.store import Store
from tests.store.samples import create
from tests.store.searched import ANA, QAZIM, catch_up, crowd, find, record


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[Person]]]:
    """A desk with some hundreds of people, each of them once."""
    people = crowd(Random(4), 300)
    with create(tmp_path_factory.mktemp("full") / "data") as store:
        record(store, *people)
        catch_up(store, 2000)
        yield store, people


def exhaustive(people: list[Person], text: str) -> set[str]:
    """Whom a comparison of every word with every word finds, without any index: best whole names first."""
    asked = near_words(text)
    costs: dict[str, int] = {}
    for one in people:
        words = near_words(one.name)
        costs[one.name] = sum(min(_far(a, b) for other in words for a in word for b in other) for word in asked)
    best = min(costs.values())
    return {name for name, cost in costs.items() if cost == best}


def _far(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    before: list[int] = []
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, new[-1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        before, row = row, new
    return row[-1]


@pytest.mark.parametrize("how", sorted(SPELLINGS))
def test_everybody_is_found_in_every_spelling(full: tuple[Store, list[Person]], how: str) -> None:
    store, people = full
    asked = Random(5).sample(people, 40)
    missed = [one.name for one in asked if one.name not in {r.name for r in find(store, SPELLINGS[how](one.name))}]
    assert missed == []


@pytest.mark.parametrize(("typos", "least"), [(1, 0.99), (2, 0.95)])
def test_with_a_typo_or_two_those_are_found_whom_an_exhaustive_comparison_finds(
    full: tuple[Store, list[Person]], typos: int, least: float
) -> None:
    store, people = full
    random = Random(6)
    met = []
    for one in random.sample(people, 12):
        how = random.choice(sorted(SPELLINGS))
        text = misspelled(SPELLINGS[how](one.name), random, typos=typos)
        wanted = exhaustive(people, text)
        met.append(bool(wanted & {row.name for row in find(store, text, limit=10)}))
    assert sum(met) / len(met) >= least


def test_control_the_exhaustive_comparison_tells_people_apart() -> None:
    assert exhaustive([ANA, QAZIM], "Gaši Ćazim") == {"Gashi Qazim"}

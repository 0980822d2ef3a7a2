"""Which slot each password is to open: what a day's entries add up to, those of an older version among them."""

from collections.abc import Mapping

import pytest

from kbdesk.domain.officers import KnownSlot
from kbdesk.store.store import Store
from tests.store.samples import AT

A, B, C, D = ("a" * 64, "b" * 64, "c" * 64, "d" * 64)
Entry = tuple[str, Mapping[str, object]]
OPENED: Entry = (
    "desk.opened",
    {"attempts": 1, "officers": [{"name": "ana", "role": "supervisor"}], "slots": {"ana": A}},
)
BESA = [{"name": "besa", "role": "officer"}]
ADDED: Entry = ("officer.added", {"officers": BESA, "slots": {"besa": B}, "given": ["besa"]})
CHANGED: Entry = ("officer.password-changed", {"name": "besa", "slots": {"besa": C}})
SUSPENDED: Entry = ("officer.suspended", {"name": "besa"})
SIGNED_IN: Entry = ("officer.signed-in", {"slots": {"ana": B}})
REKEYED: Entry = ("store.rekeyed", {"slots": {"ana": D}})


def by_an_older_program(entry: Entry) -> Entry:
    kind, body = entry
    return kind, {key: said for key, said in body.items() if key not in ("slots", "given")}


def known(digest: str, *, given: bool = False) -> KnownSlot:
    return KnownSlot(digest=digest, given=given)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ([OPENED, ADDED], {"ana": known(A), "besa": known(B, given=True)}),
        ([OPENED, ADDED, CHANGED], {"ana": known(A), "besa": known(C)}),
        ([OPENED, ADDED, SUSPENDED], {"ana": known(A), "besa": known(B)}),
        ([OPENED, ADDED, CHANGED, REKEYED], {"ana": known(D)}),
        ([OPENED, SIGNED_IN, ADDED], {"ana": known(B), "besa": known(B, given=True)}),
        ([OPENED, by_an_older_program(ADDED)], {"ana": known(A), "besa": known("")}),
        ([OPENED, ADDED, by_an_older_program(CHANGED)], {"ana": known(A), "besa": known("")}),
        ([OPENED, by_an_older_program(SIGNED_IN)], {"ana": known(A)}),
        ([OPENED, by_an_older_program(REKEYED)], None),
        ([by_an_older_program(OPENED), ADDED, CHANGED], None),
    ],
    ids=[
        "given", "their own", "suspended", "a new key", "said again", "added before", "changed before",
        "signed in before", "a key before", "an older desk",
    ],
)  # fmt: skip
def test_the_slots_are_what_the_entries_say_of_them(
    desk: Store, day: list[Entry], expected: Mapping[str, KnownSlot] | None
) -> None:
    assert desk.officers.slots() is None, "nothing is said yet"
    with desk.act(at=AT, officer="") as act:
        for kind, body in day:
            act.append(kind, body)
    assert desk.officers.slots() == expected

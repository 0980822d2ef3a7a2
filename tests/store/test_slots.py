"""Key slots: the right password, and nothing else."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.store import slot_file, wrapping
from kbdesk.store.errors import OfficerUnknown, PasswordWrong, SlotsDamaged, SlotsMissing, StoreBroken, StoreError
from kbdesk.store.slot_file import COPY, FILE
from kbdesk.store.slots import (
    NewOfficer,
    Officer,
    awaiting,
    digests,
    hold,
    make_slots,
    officers,
    others,
    put,
    remove,
    sealed,
    settle,
    standing,
    tell,
    unwrap,
)
from kbdesk.store.wrapping import FULL_COST, Cost
from tests.cheap import CHEAP

ENTRIES = ("e0" * 32, "e1" * 32)
PEOPLE = {"officer": "лозинка ë", "supervisor": "fjalëkalim"}


def made(path: Path, cost: Cost = CHEAP) -> bytearray:
    people = [NewOfficer(name=name, role=name, password=bytearray(word.encode())) for name, word in PEOPLE.items()]
    return make_slots(path, people, cost=cost, drill=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


def test_every_officers_password_opens_the_same_key(path: Path) -> None:
    key = made(path)
    assert len(key) == 48
    assert len(set(key)) > 20
    for name, word in PEOPLE.items():
        assert unwrap(path, name, bytearray(word.encode())) == key


def test_two_desks_have_different_keys(path: Path) -> None:
    assert made(path) != made(path.with_name("other.json"))


def test_who_may_sign_in_is_readable_before_sign_in(path: Path) -> None:
    made(path)
    assert officers(path) == (
        Officer(name="officer", role="officer"),
        Officer(name="supervisor", role="supervisor"),
    )
    assert "лозинка" not in path.read_text("utf-8")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "word", "refusal"),
    [
        ("officer", "лозинка e", PasswordWrong),
        ("officer", "", PasswordWrong),
        ("officer", "fjalëkalim", PasswordWrong),
        ("Officer", "лозинка ë", OfficerUnknown),
        ("", "", OfficerUnknown),
    ],
)
def test_a_wrong_password_or_name_opens_nothing(path: Path, name: str, word: str, refusal: type[StoreError]) -> None:
    made(path)
    with pytest.raises(refusal) as refused:
        unwrap(path, name, bytearray(word.encode()))
    assert str(refused.value).count(".") == 1
    assert name == "" or name not in str(refused.value)


def test_passwords_are_wiped_whatever_happens(path: Path) -> None:
    given_password = bytearray(b"secret")
    make_slots(path, [NewOfficer(name="o", role="officer", password=given_password)], cost=CHEAP, drill=True)
    assert given_password == bytes(6)
    for name, word in (("o", b"secret"), ("o", b"wrong!"), ("nobody", b"secret")):
        password = bytearray(word)
        try:
            unwrap(path, name, password)
        except StoreError as refused:
            assert word != b"secret" or name != "o", refused
        assert password == bytes(6)


def _alter(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    def altered(path: Path) -> None:
        data = json.loads(path.read_text("utf-8"))
        change(data)
        path.write_text(json.dumps(data), "utf-8")

    return altered


@pytest.mark.parametrize(
    ("harm", "refusal"),
    [
        (lambda path: path.unlink(), SlotsMissing),
        (lambda path: path.write_text(""), SlotsDamaged),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), SlotsDamaged),
        (lambda path: path.write_text("[" * 100_000), SlotsDamaged),
        (lambda path: path.write_text('["not", "a", "dict"]'), SlotsDamaged),
        (lambda path: path.write_text(path.read_text("utf-8")[:-40]), SlotsDamaged),
        (_alter(lambda data: data.update(version=2)), SlotsDamaged),
        (_alter(lambda data: data.update(slots=None)), SlotsDamaged),
        (_alter(lambda data: data["slots"][0].pop("salt")), SlotsDamaged),
        (_alter(lambda data: data["slots"][0].update(salt="xyz")), SlotsDamaged),
        (_alter(lambda data: data["slots"][0].update(sealed="00")), SlotsDamaged),
        (_alter(lambda data: data["slots"][0].update(memory_kib=2**40)), SlotsDamaged),
        (_alter(lambda data: data["slots"][0].update(passes=0)), SlotsDamaged),
        (_alter(lambda data: data["slots"][0].update(lanes=0)), SlotsDamaged),
        (_alter(lambda data: data["slots"][0].update(lanes=65)), SlotsDamaged),
        (_alter(lambda data: data["slots"][0].update(name=7)), SlotsDamaged),
        (_alter(lambda data: data["slots"][0].update(name="\ud800")), SlotsDamaged),
        (_alter(lambda data: data["slots"][0].update(awaits="e0")), SlotsDamaged),
        (_alter(lambda data: data["slots"][0].update(passes="3")), SlotsDamaged),
        (_alter(lambda data: data.update(sequence=float("inf"))), SlotsDamaged),
        (_alter(lambda data: data.update(sequence=10**4200)), SlotsDamaged),
        (_alter(lambda data: data.update(sequence=-1)), SlotsDamaged),
        (_alter(lambda data: data.update(sequence=True)), SlotsDamaged),
        (_alter(lambda data: data["slots"][0].update(bound_role="supervisor")), PasswordWrong),
        (_alter(lambda data: data["slots"][0].update(passes=2)), PasswordWrong),
        (_alter(lambda data: data["slots"][0].update(data["slots"][1], name="officer")), PasswordWrong),
    ],
    ids=[
        "removed", "emptied", "not text", "very deep", "not slots", "cut", "other version", "no slots", "no salt",
        "salt not hex", "short", "too dear", "no pass", "no lane", "many lanes", "name not text",
        "half a character", "no entry", "a text of passes", "endless", "huge", "below none", "yes",
        "role raised", "cost changed", "another's slot",
    ],
)  # fmt: skip
def test_a_key_file_that_was_touched_opens_nothing(
    path: Path, harm: Callable[[Path], object], refusal: type[StoreError]
) -> None:
    made(path)
    word = PEOPLE["officer"].encode()
    assert len(unwrap(path, "officer", bytearray(word))) == 48  # control
    harm(path)
    harm(path.with_name(COPY))
    with pytest.raises(refusal):
        unwrap(path, "officer", bytearray(word))


@pytest.mark.parametrize("name", [FILE, COPY])
@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.unlink(),
        lambda path: path.write_text(""),
        lambda path: path.write_bytes(path.read_bytes()[:-60]),
        _alter(lambda data: data["slots"][0].update(salt="00" * 16)),
        _alter(lambda data: data["slots"].pop(0)),
    ],
    ids=["removed", "emptied", "cut", "another salt", "slot gone"],
)
def test_one_whole_copy_opens_the_desk_and_mends_the_other(
    path: Path, name: str, harm: Callable[[Path], object]
) -> None:
    key = made(path)
    harm(path.with_name(name))
    assert unwrap(path, "officer", bytearray(PEOPLE["officer"].encode())) == key
    slot_file.mend(path)
    assert path.read_bytes() == path.with_name(COPY).read_bytes()
    assert not slot_file.mend(path), "there is nothing left to mend"


def test_a_sequence_at_its_end_still_tells_the_later_copy(path: Path) -> None:
    made(path)
    for file in (path, path.with_name(COPY)):
        _alter(lambda data: data.update(sequence=10**15))(file)
    before = path.with_name(COPY).read_bytes()
    remove(path, "officer")
    path.with_name(COPY).write_bytes(before)  # killed between the two
    assert [o.name for o in officers(path)] == ["supervisor"]


def test_the_copy_written_later_tells_who_may_sign_in(path: Path) -> None:
    made(path)
    before = path.with_name(COPY).read_bytes()
    remove(path, "officer")
    path.with_name(COPY).write_bytes(before)  # killed between the two
    assert [o.name for o in officers(path)] == ["supervisor"]
    slot_file.mend(path)
    with pytest.raises(OfficerUnknown):
        unwrap(path, "officer", bytearray(PEOPLE["officer"].encode()))


def given_by(path: Path, by: str, own: bytes, name: str, new: bytes, *, awaits: str = "") -> str:
    """Lay a slot beside those that are there; return its digest."""
    password = bytearray(own)
    slot = sealed(path, NewOfficer(name=name, role="officer", password=bytearray(new)), by=by, password=password)
    assert password == bytes(len(password)), "wiped"
    put(path, slot, awaits=awaits)
    return slot.digest


def test_a_slot_is_made_changed_and_taken_away_by_who_can_open_the_desk(path: Path) -> None:
    key = made(path)
    given_by(path, "supervisor", PEOPLE["supervisor"].encode(), "besa", b"besa's own words", awaits=ENTRIES[0])
    settle(path, {ENTRIES[0]}.__contains__)
    assert unwrap(path, "besa", bytearray(b"besa's own words")) == key
    with pytest.raises(PasswordWrong):
        sealed(
            path, NewOfficer(name="x", role="officer", password=bytearray(b"x")), by="besa", password=bytearray(b"?")
        )
    given_by(path, "besa", b"besa's own words", "besa", b"other words", awaits=ENTRIES[1])
    settle(path, {ENTRIES[1]}.__contains__)
    assert unwrap(path, "besa", bytearray(b"other words")) == key
    with pytest.raises(PasswordWrong):
        unwrap(path, "besa", bytearray(b"besa's own words"))
    tell(path, "besa", role="auditor")
    assert officers(path)[-1] == Officer(name="besa", role="auditor")
    assert unwrap(path, "besa", bytearray(b"other words")) == key
    remove(path, "besa")
    with pytest.raises(OfficerUnknown):
        unwrap(path, "besa", bytearray(b"other words"))


@pytest.mark.parametrize("recorded", [True, False])
def test_a_new_password_counts_once_its_entry_is_recorded_and_else_never(path: Path, recorded: bool) -> None:
    made(path)
    former, given = PEOPLE["officer"].encode(), b"other words"
    before = digests(path)["officer"]
    new = given_by(path, "officer", former, "officer", given, awaits=ENTRIES[0])
    assert standing(path, "officer", lambda _: recorded) == {new if recorded else before}
    assert awaiting(path, "officer")
    assert not awaiting(path, "supervisor")
    assert unwrap(path, "officer", bytearray(former)) == unwrap(path, "officer", bytearray(given)), "either, as yet"
    settle(path, lambda _: recorded)
    assert not awaiting(path, "officer")
    assert digests(path)["officer"] == (new if recorded else before)
    assert [one.name for one in officers(path)] == ["officer", "supervisor"]
    for word, opens in ((given, recorded), (former, not recorded)):
        if opens:
            assert len(unwrap(path, "officer", bytearray(word))) == 48
        else:
            with pytest.raises(PasswordWrong):
                unwrap(path, "officer", bytearray(word))


def test_only_slots_that_are_known_stay_wherever_they_stand(path: Path) -> None:
    made(path)
    known, whole = digests(path), path.read_bytes()
    forged = given_by(path, "officer", PEOPLE["officer"].encode(), "supervisor", b"forged words")
    assert others(path, known) == ("supervisor",)
    hold(path, known, roles={})
    assert digests(path) == known, "taken away"
    remove(path, "supervisor")
    path.with_name(COPY).write_bytes(whole)  # the later one lost a slot, the other has it still
    assert others(path, known) == ()
    hold(path, known, roles={})
    assert digests(path) == known, "taken from there"
    assert others(path, {**known, "supervisor": forged}) == ("supervisor",), "control: another is known"
    tell(path, "officer", role="auditor")
    assert digests(path)["officer"] == known["officer"], "the role beside a slot is none of it"
    hold(path, known, roles={"officer": "officer"})
    assert [one.role for one in officers(path)] == ["officer", "supervisor"], "put right"


def test_a_real_desk_may_not_save_on_the_cost(path: Path) -> None:
    people = [NewOfficer(name="o", role="officer", password=bytearray(b"secret"))]
    with pytest.raises(StoreBroken, match="drill"):
        make_slots(path, people, cost=CHEAP)
    assert not path.exists()


def test_the_full_cost_is_64_mib_in_three_passes_and_two_lanes(path: Path) -> None:
    assert Cost(memory_kib=65536, passes=3, lanes=2) == FULL_COST
    key = make_slots(path, [NewOfficer(name="o", role="officer", password=bytearray(b"secret"))])
    assert unwrap(path, "o", bytearray(b"secret")) == key
    assert json.loads(path.read_text("utf-8"))["slots"][0]["memory_kib"] == 65536


@pytest.mark.parametrize("names", [[], ["o", "o"]])
def test_a_desk_needs_officers_with_names_of_their_own(path: Path, names: list[str]) -> None:
    people = [NewOfficer(name=name, role="officer", password=bytearray(b"x")) for name in names]
    with pytest.raises(StoreBroken):
        make_slots(path, people, cost=CHEAP, drill=True)
    assert not path.exists()


_VALUES = st.one_of(st.floats(), st.integers(), st.text(max_size=3), st.booleans(), st.none(), st.just([]))
_KEYS = (
    "name",
    "role",
    "bound_role",
    "generation",
    "memory_kib",
    "passes",
    "lanes",
    "salt",
    "nonce",
    "sealed",
    "awaits",
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key file without its copy, and beside it `any.json` to be written into."""
    path = tmp_path_factory.mktemp("sound") / FILE
    made(path)
    path.with_name(COPY).unlink()
    return path


@given(st.sampled_from(("version", "sequence", "slots", *_KEYS)), _VALUES)
def test_a_key_file_with_anything_at_any_place_is_read_or_damaged(sound: Path, key: str, value: object) -> None:
    said, path = json.loads(sound.read_text("utf-8")), sound.with_name("any.json")
    (said["slots"][0] if key in _KEYS else said).update({key: value})
    path.write_text(json.dumps(said), "utf-8")
    with suppress(SlotsDamaged):
        assert all(name.encode().decode() == name for name in digests(path)), "it could be told to anybody"


@given(st.binary(min_size=1, max_size=80), st.binary(max_size=40), st.binary(max_size=20))
def test_any_secret_comes_back_for_its_password_and_binding_only(secret: bytes, password: bytes, bound: bytes) -> None:
    wrapped = wrapping.wrap(bytearray(secret), bytearray(password), cost=CHEAP, bound_to=bound)
    assert wrapping.unwrap(wrapped, bytearray(password), bound_to=bound) == secret
    for other_password, other_bound in ((password + b"!", bound), (password, bound + b"!")):
        with pytest.raises(PasswordWrong):
            wrapping.unwrap(wrapped, bytearray(other_password), bound_to=other_bound)

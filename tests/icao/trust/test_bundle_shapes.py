"""Bundles of any shape, signed by whoever may: each part is read or refused in one sentence, and so is the whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta, timezone
from typing import Any

import msgspec
from hypothesis import event, given
from hypothesis import strategies as st

from kbdesk.icao.trust import bundle
from kbdesk.icao.trust.errors import CODES, TrustError
from kbdesk.icao.trust.trust_store import TrustStore
from tests.icao.trust import office
from tests.thorough import parser

KEYS = st.sampled_from(
    ["kind", "sequence", "issued_at", "country", "cscas", "signers", "crls", "rulebooks", "crossings", "desk", "signer",
     "reference", "permits", "registrations", "trust", "status", "KSJA", "seeds/a.toml", "../a", "x"]
)  # fmt: skip
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, 1, -1, 2**53, 2**53 - 1, 2**63, 3.5, "", "J2", "j2", "KSJA", "RKS", "../etc", "1", "0A"]),
    st.sampled_from(["kbdesk-trust-1", "kbdesk-status-1", "kbdesk-bundle-1"]),
    st.binary(max_size=12),
    st.text(max_size=6),
    st.datetimes(timezones=st.just(UTC) | st.just(timezone(timedelta(hours=2)))),
    st.sampled_from(["csca", "jarinje"]).map(lambda name: getattr(office.opened(), name)),
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=5
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every map or array within a value, with each of its keys."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in ((value, key), *places(value[key]))]


def altered(draw: Callable[[Any], Any], data: bytes) -> bytes:
    """Return MessagePack of which some values have been exchanged, taken out, added or doubled."""
    value = msgspec.msgpack.decode(data)
    for _ in range(draw(st.sampled_from((0, 0, 0, 0, 1, 2)))):
        found = places(value)
        if not found:
            break
        table, key = draw(st.sampled_from(range(len(found))).map(found.__getitem__))
        act = draw(st.sampled_from(["exchange", "exchange", "take", "add", "double"]))
        if act == "exchange":
            table[key] = draw(VALUES)
        elif act == "take":
            del table[key]
        elif isinstance(table, dict):
            table[draw(KEYS)] = draw(VALUES) if act == "add" else table[key]
        else:
            table.append(draw(VALUES) if act == "add" else table[key])
    return msgspec.msgpack.encode(value)


@st.composite
def shaped(draw: st.DrawFn) -> bytes:
    """Return a bundle whose parts, and whose lists within, say anything; those who may sign have signed them."""
    parts = []
    for known, number in ((office.signed(), 1), (office.status(), 2)):
        body = msgspec.msgpack.decode(msgspec.msgpack.decode(known)[0])
        for name in {"permits", "registrations"} & set(body):
            body[name] = altered(draw, body[name])
        written = altered(draw, msgspec.msgpack.encode(body))
        parts.append(altered(draw, msgspec.msgpack.encode((written, office.sign(written, number)))))
    trust, status = parts
    return altered(draw, msgspec.msgpack.encode({"kind": "kbdesk-bundle-1", "trust": trust, "status": [status]}))


def test_what_is_altered_below_is_whole_here() -> None:
    data = altered(lambda _: 0, bundle.write(office.bundle()))
    assert TrustStore(bundle.read(data), roots=office.roots(), at=office.AT).faults == ()


@given(data=shaped())
@parser
def test_a_bundle_of_any_shape_is_read_or_refused(data: bytes) -> None:
    try:
        found = bundle.read(data)
    except TrustError as error:
        event("refused")
        assert error.code in CODES and str(error).endswith(".")
        return
    event("read")
    assert bundle.read(bundle.write(found)) == found
    known = TrustStore(found, roots=office.roots(), at=office.AT)
    assert all(fault.code in CODES for fault in known.faults)

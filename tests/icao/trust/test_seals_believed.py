"""A seal is believed as far as the bundle goes: from the signer's key to the word of Appendix D."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kbdesk.app import carried
from kbdesk.icao.seal import codec, signature
from kbdesk.icao.seal.verdict import Status, SubStatus, Verdict, verify
from kbdesk.icao.trust import ceremony
from kbdesk.icao.trust.trust_part import TrustPart
from kbdesk.icao.trust.trust_store import TrustStore
from tests.icao.seal import sealed
from tests.icao.trust import office

ON = date(2022, 9, 1)


def checked(
    part: TrustPart | None = None,
    *,
    signer: str = "KSBR",
    reference: str = "2",
    number: int = 3,
    on: date = ON,
    roots: frozenset[bytes] | None = None,
) -> Verdict:
    header = replace(sealed.PERMIT, issuer="RKS", signer=signer, reference=reference)
    signed = sealed.content(header=header)
    data = codec.assemble(signed, signature.sign(office.key(number), signed))
    store = TrustStore(office.bundle(part), roots=office.roots() if roots is None else roots, at=office.AT)
    return verify(data, definitions=carried.definitions(), signers=store, on=on)


def test_a_seal_by_a_signer_of_the_bundle_is_valid() -> None:
    found = checked()
    assert (found.status, found.sub_status) == (Status.VALID, None)
    assert found.fields["status_index"] == 4711


def test_after_a_compromise_every_seal_of_the_signer_is_doubtful_and_no_other() -> None:
    part = ceremony.revoke(office.opened().part, office.key(), signer="KSBR", reference="2", at=office.AT)
    assert checked(part).sub_status is SubStatus.REVOKED_CERTIFICATE
    renewed, _ = ceremony.admit(part, office.key(), office.ask(4, "KSBR"), at=office.AT)
    assert checked(renewed, reference="3", number=4).status is Status.VALID
    assert checked(renewed).sub_status is SubStatus.REVOKED_CERTIFICATE


@pytest.mark.parametrize(
    ("word", "changed"),
    [
        (SubStatus.INVALID_SIGNATURE, {"number": 9}),
        (SubStatus.UNKNOWN_CERTIFICATE, {"reference": "7"}),
        (SubStatus.UNKNOWN_CERTIFICATE, {"roots": frozenset()}),
        (SubStatus.EXPIRED_CERTIFICATE, {"on": date(2023, 12, 31)}),
        (SubStatus.EXPIRED_CERTIFICATE, {"on": date(2022, 7, 31)}),
        (SubStatus.INVALID_DOCUMENTTYPE, {"signer": "KSJA", "reference": "1", "number": 2}),
    ],
)
def test_what_does_not_hold_has_its_word(word: SubStatus, changed: dict[str, object]) -> None:
    assert checked(**changed).sub_status is word
    assert checked(on=date(2023, 12, 30)).status is Status.VALID

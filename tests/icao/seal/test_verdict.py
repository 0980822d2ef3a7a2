"""Whether a seal holds: the words of Appendix D, each with the seal that earns it and the one that does not."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from kbdesk.app import carried
from kbdesk.icao.seal import codec, signature
from kbdesk.icao.seal.codec import Feature
from kbdesk.icao.seal.signers import Signers
from kbdesk.icao.seal.verdict import READ_ERROR, Status, SubStatus, TrustLevel, Verdict, verify
from tests.icao.seal import independent, sealed
from tests.icao.seal.sealed import Known

ZONE = str(sealed.FIELDS["mrz"])


def judged(data: bytes, signers: Signers | None = None, on: date = sealed.TODAY, printed: str = "") -> Verdict:
    return verify(data, definitions=carried.definitions(), signers=signers or Known(), on=on, printed_mrz=printed)


def test_a_good_seal_is_trustable_and_says_its_fields() -> None:
    verdict = judged(sealed.seal(), printed=ZONE)
    assert (verdict.status, verdict.sub_status, verdict.trust_level) == ("VALID", None, "Trustable")
    assert (verdict.definition_id, verdict.fields) == ("permit", sealed.FIELDS)


def test_an_unknown_feature_alone_does_no_harm() -> None:
    signed = codec.message(
        sealed.PERMIT, (*carried.definitions()["permit"].encode(sealed.FIELDS), Feature(0x99, b"new"))
    )
    verdict = judged(sealed.seal(signed))
    assert (verdict.status, verdict.sub_status, verdict.unknown) == ("VALID", SubStatus.UNKNOWN_FEATURE, (0x99,))
    assert judged(sealed.seal(signed)[:-1] + b"\0").sub_status is SubStatus.INVALID_SIGNATURE


OTHER_KEY = sealed.public(ec.BrainpoolP256R1)
NOBODY = Known()
NOBODY.signer = None


@pytest.mark.parametrize(
    ("signers", "on", "found", "level"),
    [
        (NOBODY, sealed.TODAY, SubStatus.UNKNOWN_CERTIFICATE, TrustLevel.HIGH),
        (Known(trusted=False), sealed.TODAY, SubStatus.UNTRUSTED_CERTIFICATE, TrustLevel.HIGH),
        (Known(document_types=frozenset({"PU"})), sealed.TODAY, SubStatus.INVALID_DOCUMENTTYPE, TrustLevel.HIGH),
        (Known(document_types=frozenset({"I"})), sealed.TODAY, None, TrustLevel.TRUSTABLE),
        (Known(revoked=True), sealed.TODAY, SubStatus.REVOKED_CERTIFICATE, TrustLevel.HIGH),
        (Known(), date(2021, 12, 31), SubStatus.EXPIRED_CERTIFICATE, TrustLevel.MEDIUM),
        (Known(), date(2022, 1, 1), None, TrustLevel.TRUSTABLE),
        (Known(), date(2023, 12, 31), None, TrustLevel.TRUSTABLE),
        (Known(), date(2024, 1, 1), SubStatus.EXPIRED_CERTIFICATE, TrustLevel.MEDIUM),
        (Known(public_key=OTHER_KEY), sealed.TODAY, SubStatus.INVALID_SIGNATURE, TrustLevel.HIGH),
        (Known(public_key=b"no key"), sealed.TODAY, SubStatus.INVALID_SIGNATURE, TrustLevel.HIGH),
        (Known(revoked=True), date(2024, 1, 1), SubStatus.REVOKED_CERTIFICATE, TrustLevel.HIGH),
    ],
)
def test_what_is_wrong_with_the_signer_is_told_in_the_standards_words(
    signers: Signers, on: date, found: SubStatus | None, level: TrustLevel
) -> None:
    verdict = judged(sealed.seal(), signers, on)
    assert (verdict.sub_status, verdict.trust_level) == (found, level)
    assert verdict.status == (Status.VALID if found is None else Status.INVALID)


def test_an_expired_certificate_is_no_excuse_for_a_forged_seal() -> None:
    forged = sealed.seal()[:-1] + b"\0"
    assert judged(forged, on=date(2024, 1, 1)).sub_status is SubStatus.INVALID_SIGNATURE


OTHER = "I<UTOERIKSSON<<ANNA<MARIE<<<<<<<<<<<\n" + ZONE[37:]


@pytest.mark.parametrize(
    ("fields", "printed", "found"),
    [
        (ZONE, ZONE.replace("<", " "), None),
        (ZONE, OTHER, SubStatus.SEAL_DOCUMENT_MISMATCH),
        (ZONE, ZONE[:37], SubStatus.INVALID_PRINTED_MRZ),
        (ZONE, ZONE.replace("D23", "D24"), SubStatus.INVALID_PRINTED_MRZ),
        (ZONE.replace("D23", "D24"), "", SubStatus.INVALID_SEAL_MRZ),
        ("A" * 36 + "\n" + "1" * 36, "", SubStatus.INVALID_SEAL_MRZ),
    ],
)
def test_the_zones_of_seal_and_document_are_compared_character_by_character(
    fields: str, printed: str, found: SubStatus | None
) -> None:
    verdict = judged(sealed.seal(sealed.content({**sealed.FIELDS, "mrz": fields})), printed=printed)
    assert verdict.sub_status is found


def test_the_shortened_zone_of_a_visa_is_compared_as_far_as_it_goes() -> None:
    zone = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<"
    header = replace(sealed.PERMIT, feature_reference=0x5D, type_category=0x01)
    fields = {"mrz_b": zone, "stay": b"\1\2\3", "passport_number": "L8988901C"}
    data = sealed.seal(sealed.content(fields, header, "visa"))
    assert judged(data, printed=zone).sub_status is None
    assert judged(data, printed=zone.replace("ANNA", "ANNE")).sub_status is SubStatus.SEAL_DOCUMENT_MISMATCH


def test_bytes_that_are_no_seal_or_of_no_known_kind_have_the_wrong_format() -> None:
    unknown = sealed.seal(sealed.content(header=replace(sealed.PERMIT, type_category=0x05)))
    for data in (b"", b"\xdc", sealed.seal() + b"x", unknown):
        verdict = judged(data)
        assert (verdict.sub_status, verdict.trust_level) == (SubStatus.WRONG_FORMAT, TrustLevel.HIGH)
        assert verdict.reason
    assert judged(unknown).seal is not None
    assert READ_ERROR.trust_level is TrustLevel.MEDIUM


@pytest.mark.parametrize("half", [b"\0" * 32 + b"\1" * 32, b"\1" * 32 + b"\0" * 32, b"\xff" * 64, b"\1" * 62])
def test_a_signature_of_impossible_numbers_does_not_hold(half: bytes) -> None:
    assert judged(codec.assemble(sealed.content(), half)).sub_status is SubStatus.INVALID_SIGNATURE


@pytest.mark.parametrize(
    "curve", [ec.SECP224R1, ec.SECP256R1, ec.SECP384R1, ec.BrainpoolP256R1, ec.BrainpoolP384R1, ec.BrainpoolP512R1]
)
def test_openssl_agrees_on_every_curve(curve: type[ec.EllipticCurve], tmp_path: Path) -> None:
    data = sealed.seal(curve=curve)
    assert data == sealed.seal(curve=curve)
    assert signature.verify(sealed.public(curve), codec.read(data).signed, codec.read(data).signature)
    other = independent.decode(data)
    pem = sealed.key(curve).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "key.pem").write_bytes(pem)
    (tmp_path / "signature").write_bytes(independent.der(other["r"], other["s"]))
    digest = f"-sha{min(512, -(-curve().key_size // 32) * 32)}"
    command = ["openssl", "dgst", digest, "-verify", "key.pem", "-signature", "signature"]
    for content, held in ((other["content"], 0), (b"other", 1)):
        assert isinstance(content, bytes)
        assert subprocess.run(command, input=content, cwd=tmp_path, capture_output=True, check=False).returncode == held


def test_keys_that_seals_are_not_signed_with_sign_and_verify_nothing() -> None:
    key = ec.derive_private_key(7, ec.SECP256K1())
    with pytest.raises(ValueError, match="curve"):
        signature.sign(key, b"x")
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert not signature.verify(public, b"x", b"\1" * 64)


def test_every_changed_bit_of_what_was_signed_is_found() -> None:
    data = sealed.seal()
    assert judged(data).status is Status.VALID
    for bit in range(8 * len(sealed.content())):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        assert judged(bytes(changed)).status is Status.INVALID


@pytest.mark.hypothesis
@given(st.binary(max_size=4096), st.booleans())
def test_any_bytes_get_a_status(data: bytes, begun: bool) -> None:
    verdict = judged((sealed.content() if begun else b"") + data)
    assert verdict.status is Status.INVALID

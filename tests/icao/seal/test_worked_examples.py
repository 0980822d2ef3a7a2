"""The seals that the standard works out itself, byte for byte: what others make is read, what is made others read."""

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
from kbdesk.icao.seal import c40, codec, dates, signature
from kbdesk.icao.seal.codec import Feature
from kbdesk.icao.seal.header import Header
from kbdesk.icao.seal.verdict import Status, SubStatus, Verdict, verify
from kbdesk.icao.trust import csca, trust_part
from kbdesk.icao.trust.bundle import Bundle
from kbdesk.icao.trust.trust_store import TrustStore
from tests.icao.seal import independent, sealed
from tests.icao.seal.sealed import Known
from tests.icao.trust import odd, office

ROWS = """
DC 03 D9 C5 D9 CA C8 A7 3A 99 5D 91 3A 7D 9C 57
5E 03 02 30 BA B3 D2 B3 C5 49 CD 1D A9 3C 5B D4
58 13 5C 6F 57 FC 13 3C 13 3C 13 3C 6B 38 20 8A
4D 0D 4A 32 B0 C1 1A E6 26 84 27 15 3F 7C 45 3C
13 3C 13 45 FF 40 39 03 4E 85 DA 18 3C 1C C0 D3
AC 16 73 2D 7E E2 C2 0D 7A EF 7B 38 1C 0A E5 09
F1 0A 97 89 0D 51 1C 3C 47 B9 48 07 A4 D0 F6 7C
E9 08 3A 7F 20 6F 04 FB 35 AF DB 8A B9 65 8A 93
32 7A 4E 0E E6 ED
"""
TRAVEL_DOCUMENT = bytes.fromhex(ROWS)
"""Doc 9303-8, Appendix B: an emergency travel document of Utopia, signed on brainpoolP256r1; its key is not told."""
ZONE = "PUUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F2606277<<<<<<<8"
ISSUED = date(2026, 6, 13)
R = "21C6785B027EC4A5BFA6DDE537E8ADFA91BEB1197BED97ADF2FF89E0A344512B"
S = "7B0136C44050F117E507BC2A782FFE15F68DDD6818AF5A7BAF21CA7CFC7E83BE"


def test_the_emergency_travel_document_of_the_standard_is_read() -> None:
    assert len(TRAVEL_DOCUMENT) == 134
    seal = codec.read(TRAVEL_DOCUMENT)
    header = seal.header
    assert (header.version, header.issuer, header.signer, header.reference) == (4, "UTO", "UTTS", "5B")
    assert (header.document_issued_on, header.feature_reference, header.type_category) == (ISSUED, 0x5E, 0x03)
    definition = carried.definitions().of(header)
    assert definition is not None
    assert definition.decode(seal.features).fields == {"mrz": ZONE}
    assert len(seal.signature) == 64


def test_a_second_reader_reads_the_same_of_it() -> None:
    other = independent.decode(TRAVEL_DOCUMENT)
    assert (other["issuer"], other["signer"], other["reference"]) == ("UTO", "UTTS", "5B")
    assert (other["issued"], other["type"]) == (ISSUED.isoformat(), "5e03")
    features = other["features"]
    assert isinstance(features, dict)
    assert independent.c40(features[2]).ljust(72).replace(" ", "<") == ZONE.replace("\n", "")


def test_the_same_document_is_written_in_the_very_same_bytes() -> None:
    seal = codec.read(TRAVEL_DOCUMENT)
    header = Header(
        issuer="UTO",
        signer="UTTS",
        reference="5B",
        document_issued_on=ISSUED,
        signed_on=seal.header.signed_on,
        feature_reference=0x5E,
        type_category=0x03,
    )
    message = codec.message(header, carried.definitions()["permit"].encode({"mrz": ZONE}))
    assert message == seal.signed
    assert codec.assemble(message, seal.signature) == TRAVEL_DOCUMENT


def test_a_good_zone_by_nobody_known_is_by_an_unknown_certificate() -> None:
    found = verify(TRAVEL_DOCUMENT, definitions=carried.definitions(), signers=Known(), on=ISSUED, printed_mrz=ZONE)
    assert (found.status, found.sub_status) == (Status.INVALID, SubStatus.UNKNOWN_CERTIFICATE)
    assert dict(found.fields) == {"mrz": ZONE}


def test_the_small_examples_of_part_13_are_met() -> None:
    assert c40.encode("VISA01").hex().upper() == "DE515826"
    assert codec.message(sealed.PERMIT, (Feature(0x0A, c40.encode("VISA01")),)).endswith(bytes.fromhex("0A04DE515826"))
    assert dates.encode(date(1957, 3, 25)).hex() == "319ef5"
    assert c40.encode("XK<CD").hex() == "eb0466a9"


def test_the_signature_of_the_standards_visa_is_put_into_der_as_the_standard_does() -> None:
    """Doc 9303-7, Appendix E."""
    assert independent.der(bytes.fromhex(R), bytes.fromhex(S)).hex().upper() == f"30440220{R}0220{S}"


def version_3(curve: type[ec.EllipticCurve] = ec.SECP256R1) -> bytes:
    """Return a seal of version 3 by UTDR 1: an arrival attestation, its lengths of one byte, signed for real."""
    definition = carried.definitions()["arrival_attestation"]
    begin = bytes.fromhex("dc02") + c40.encode("UTO") + c40.encode("UTDR00001")
    begin += dates.encode(sealed.TODAY) * 2 + bytes((definition.feature_reference, definition.type_category))
    features = definition.encode({"mrz": sealed.FIELDS["mrz"], "register_number": "ABC123456789"})
    signed = begin + b"".join(bytes((one.tag, len(one.value))) + one.value for one in features)
    raw = signature.sign(sealed.key(curve), signed)
    return signed + bytes((0xFF, len(raw))) + raw


def judged(data: bytes) -> Verdict:
    return verify(data, definitions=carried.definitions(), signers=Known(), on=sealed.TODAY)


def test_a_seal_of_version_3_holds_and_every_changed_bit_of_it_is_found() -> None:
    data = version_3()
    found = judged(data)
    assert (found.status, found.sub_status, found.fields["mrz"]) == (Status.VALID, None, sealed.FIELDS["mrz"])
    assert found.seal is not None
    other = independent.decode(data)
    assert (other["signer"], other["reference"], other["content"]) == ("UTDR", "00001", found.seal.signed)
    for bit in range(8 * len(data)):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        assert judged(bytes(changed)).status is Status.INVALID, f"bit {bit}"


HARMLESS = frozenset({SubStatus.EXPIRED_CERTIFICATE, SubStatus.READ_ERROR})
"""Findings that leave a paper doubtful: no changed seal may hide behind one."""


@pytest.mark.hypothesis
@given(st.data())
def test_no_cut_changed_or_lengthened_seal_is_anything_but_a_high_fraud_potential(data: st.DataObject) -> None:
    seal = bytearray(data.draw(st.sampled_from((sealed.seal(), version_3()))))
    whole = bytes(seal)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(seal) - 1)))
        match data.draw(st.sampled_from(("change", "cut", "add", "drop", "swap"))):
            case "change":
                seal[at : at + 1] = data.draw(st.binary(min_size=1, max_size=1))
            case "cut":
                del seal[at:]
            case "add":
                seal[at:at] = data.draw(st.binary(min_size=1, max_size=9))
            case "drop":
                del seal[at : at + 1]
            case "swap":
                seal[:] = seal[at:] + seal[:at]
    found = judged(bytes(seal))
    if bytes(seal) == whole:
        assert found.status is Status.VALID
        return
    assert found.status is Status.INVALID
    assert found.sub_status not in HARMLESS


@pytest.mark.parametrize("curve", [ec.BrainpoolP256R1, ec.BrainpoolP384R1, ec.SECP384R1])
def test_a_signer_on_another_curve_is_believed_through_the_bundle_and_by_openssl(
    curve: type[ec.EllipticCurve], tmp_path: Path
) -> None:
    key = sealed.key(curve)
    certificate = odd.certificate(serial=0x5B, public_key=key.public_key())
    part = replace(office.opened().part, signers=(certificate,))
    signed_part = trust_part.sign_trust_part(part, lambda message: signature.sign(office.key(), message))
    store = TrustStore(Bundle(trust=signed_part), roots=office.roots(), at=office.AT)
    header = replace(sealed.PERMIT, issuer="RKS", signer="KSJA", reference="5B")
    signed = sealed.content(header=header)
    data = codec.assemble(signed, signature.sign(key, signed))
    for seal, status in ((data, Status.VALID), (data[:-1] + bytes((data[-1] ^ 1,)), Status.INVALID)):
        found = verify(seal, definitions=carried.definitions(), signers=store, on=date(2022, 9, 1))
        assert found.status is status
    other = independent.decode(data)
    (tmp_path / "key.pem").write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    (tmp_path / "signature").write_bytes(independent.der(other["r"], other["s"]))
    digest = "-sha256" if curve().key_size <= 256 else "-sha384"
    words = ["openssl", "dgst", digest, "-verify", "key.pem", "-signature", "signature"]
    assert subprocess.run(words, input=other["content"], cwd=tmp_path, capture_output=True, check=False).returncode == 0
    assert csca.read(office.opened().csca).country == "KS"

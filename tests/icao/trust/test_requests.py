"""Keys, wherever they lie, and the requests they sign; OpenSSL agrees."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding

from kbdesk.icao.seal import signature
from kbdesk.icao.trust import ceremony, certificate, keys, request
from kbdesk.icao.trust.errors import CeremonyError, KeyFileError, RequestError
from tests.icao.trust import office
from tests.icao.trust.openssl import OpenSsl


@pytest.fixture
def openssl(tmp_path: Path) -> OpenSsl:
    return OpenSsl(tmp_path)


def token() -> keys.TokenKey:
    """A token: it gives its public key and signs."""
    return keys.TokenKey(keys.public(office.key(2)), lambda message: signature.sign(office.key(2), message))


def pem(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


@pytest.mark.parametrize("passphrase", [b"", b"a hill of plums"])
def test_a_key_survives_its_file(passphrase: bytes) -> None:
    key = keys.new()
    stored = keys.store(key, passphrase)
    assert keys.public(keys.load(stored, passphrase)) == keys.public(key)
    assert (b"ENCRYPTED" in stored) is bool(passphrase)


def test_a_key_of_openssl_is_read_and_a_key_of_ours_by_openssl(openssl: OpenSsl, tmp_path: Path) -> None:
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "key.pem")
    assert keys.public(keys.load((tmp_path / "key.pem").read_bytes()))
    file = openssl.file("ours.pem", keys.store(office.key(), b"plums"))
    assert openssl("pkey", "-in", file, "-passin", "pass:plums", "-noout")[0] == 0
    assert openssl("pkey", "-in", file, "-passin", "pass:pears", "-noout")[0] != 0


@pytest.mark.parametrize("wrong", [b"", b"pears"])
def test_another_passphrase_opens_no_key(wrong: bytes) -> None:
    stored = keys.store(office.key(), b"plums")
    with pytest.raises(KeyFileError, match="passphrase does not open"):
        keys.load(stored, wrong)


@pytest.mark.parametrize("data", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\n", bytes(70_000)])
def test_what_is_no_key_is_told_so(data: bytes) -> None:
    with pytest.raises(KeyFileError, match="not the file of a private key"):
        keys.load(data)


@pytest.mark.parametrize("key", [ec.derive_private_key(7, ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate()])
def test_a_key_on_another_curve_is_refused(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> None:
    with pytest.raises(KeyFileError, match="P-256"):
        keys.load(pem(key))
    spki = key.public_key().public_bytes(Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(KeyFileError, match="P-256"):
        keys.read_public(spki)


def test_openssl_verifies_a_request(openssl: OpenSsl) -> None:
    file = openssl.file("request.pem", request.write(office.key(2), signer="KSJA"))
    code, said = openssl("req", "-in", file, "-noout", "-verify", "-subject", "-nameopt", "RFC2253,show_type")
    assert code == 0
    assert "verify OK" in said
    assert "CN=PRINTABLESTRING:JA,C=PRINTABLESTRING:KS" in said


def test_a_request_signed_by_a_token_is_one_by_its_key(openssl: OpenSsl) -> None:
    written = request.write(token(), signer="KSJA")
    found = request.read(written.encode())
    assert found == request.Request("KSJA", keys.public(office.key(2)))
    code, said = openssl("req", "-in", openssl.file("request.pem", written), "-noout", "-verify")
    assert code == 0, said


def test_a_token_only_signs() -> None:
    key = token()
    for refused in (
        key.private_numbers,
        lambda: keys.store(key),
        lambda: key.exchange(ec.ECDH(), office.key().public_key()),
        lambda: copy.copy(key),
        lambda: copy.deepcopy(key),
    ):
        with pytest.raises(UnsupportedAlgorithm, match="only signs"):
            refused()
    assert key.key_size == key.curve.key_size == 256


def test_a_token_can_hold_the_authoritys_key() -> None:
    held = keys.TokenKey(keys.public(office.key()), lambda message: signature.sign(office.key(), message))
    part, _ = ceremony.admit(office.founded(), held, office.ask(2, "KSJA"), at=office.AT)
    assert ceremony.sign(part, held) == ceremony.sign(part, office.key())


def test_a_request_in_either_form_is_read() -> None:
    written = request.write(office.key(2), signer="KSJA").encode()
    assert request.read(certificate.from_pem(written, "CERTIFICATE REQUEST")) == request.read(written)


def test_a_request_names_a_signer() -> None:
    with pytest.raises(CeremonyError, match="two capitals"):
        request.write(office.key(2), signer="Jarinje")
    nobody = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([])).sign(office.key(2), hashes.SHA256())
    with pytest.raises(RequestError) as caught:
        request.read(nobody.public_bytes(Encoding.PEM))
    assert caught.value.code == "trust.signer-name"


def test_a_request_changed_on_the_way_is_refused() -> None:
    data = certificate.from_pem(request.write(office.key(2), signer="KSJA").encode(), "CERTIFICATE REQUEST")
    assert request.read(data).signer == "KSJA"
    with pytest.raises(RequestError, match="not signed by the key"):
        request.read(data.replace(b"\x13\x02JA", b"\x13\x02BR"))


def test_a_request_for_a_key_on_another_curve_is_refused() -> None:
    with pytest.raises(RequestError, match="P-256"):
        request.read(request.write(ec.derive_private_key(7, ec.SECP384R1()), signer="KSJA").encode())


@pytest.mark.parametrize("data", [b"", b"no request", b"\x30\x00", bytes(70_000)])
def test_what_is_no_request_is_told_so(data: bytes) -> None:
    with pytest.raises(RequestError, match="not a certificate request"):
        request.read(data)

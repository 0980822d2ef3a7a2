"""A certificate request (PKCS 10): a desk shows its public key to head office and proves that it holds the other."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kbdesk.icao.trust import der, keys, names
from kbdesk.icao.trust.certificate import from_pem, to_pem
from kbdesk.icao.trust.errors import CeremonyError, KeyFileError, RequestError


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, in four characters, and for which public key, a SubjectPublicKeyInfo in DER."""

    signer: str
    public_key: bytes


def write(key: ec.EllipticCurvePrivateKey, *, signer: str) -> str:
    """Return a request in PEM, signed by the key, which may be in a token. Raises `CeremonyError`."""
    if not names.SIGNER.fullmatch(signer):
        raise CeremonyError("trust.signer-name")
    subject = names.name(signer[:2], signer[2:])
    request = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, hashes.SHA256())
    return to_pem(request.public_bytes(Encoding.DER), "CERTIFICATE REQUEST")


def read(data: bytes) -> Request:
    """Return what a request, PEM or DER, asks for. Raises `RequestError`."""
    try:
        found = x509.load_der_x509_csr(from_pem(data, "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"))
        (body,) = der.items(found.tbs_certrequest_bytes)
        signer = names.signer_of(names.read(body.items()[1]))
        public_key = found.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        keys.read_public(public_key)
        is_signed = found.is_signature_valid
    except KeyFileError as error:
        raise RequestError(error.code) from error
    except (ValueError, TypeError, IndexError, UnsupportedAlgorithm, x509.InvalidVersion) as error:
        raise RequestError("trust.request-damaged") from error
    if not signer:
        raise RequestError("trust.signer-name")
    if not is_signed:
        raise RequestError("trust.request-signature")
    return Request(signer, public_key)

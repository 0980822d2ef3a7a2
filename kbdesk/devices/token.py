"""A signer's key in a smart card or token, behind PKCS #11: it signs there and never leaves it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import pkcs11
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, PublicKey, Session
from pkcs11.types import SignMixin
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters

from kbdesk.desk.keys_ports import NewKey
from kbdesk.desk.signer_errors import SignerError
from kbdesk.domain.signers import Certified, KeyPlace
from kbdesk.icao.seal import signature

_CURVE: Final = "secp256r1"
_GONE: Final = (
    pkcs11.DeviceRemoved,
    pkcs11.NoSuchToken,
    pkcs11.TokenNotPresent,
    pkcs11.TokenNotRecognised,
    pkcs11.SlotIDInvalid,
)
_WRONG_PIN: Final = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange)
Secret = Callable[[], bytearray | None]
"""Reads the PIN from the store, None where it holds none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token by its label, and the driver that speaks with it: the path of a PKCS #11 library.

    Every method raises `SignerError`.
    """

    module: str
    label: str

    def make(self, pin: bytearray) -> NewKey:
        """Make a key on P-256 in the token, which cannot be read out of it."""
        name = f"kbdesk-{secrets.token_hex(6)}"
        with self._told(), self.session(pin) as session:
            parameters = session.create_domain_parameters(
                KeyType.EC, {Attribute.EC_PARAMS: encode_named_curve_parameters(_CURVE)}, local=True
            )
            public, _ = parameters.generate_keypair(
                mechanism=Mechanism.EC_KEY_PAIR_GEN,
                store=True,
                label=name,
                private_template={Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False},
            )
            spki = encode_ec_public_key(public)
        return NewKey(key=name, place=KeyPlace.TOKEN, token=self.label, public_key=spki, secret=bytearray(pin))

    def destroy(self, key: str, pin: bytearray) -> None:
        """Destroy both halves of a key; one that is not there is none the less gone."""
        with self._told(), self.session(pin) as session:
            for found in list(session.get_objects({Attribute.LABEL: key})):
                found.destroy()

    @contextmanager
    def session(self, pin: bytearray) -> Iterator[Session]:
        """Open the token and close it again."""
        session = self.open(pin)
        try:
            yield session
        finally:
            _close(session)

    def open(self, pin: bytearray) -> Session:
        """Open the token with its PIN, as it lies in its reader now."""
        with self._told():
            driver = self._driver()
            driver.reinitialize()
            return driver.get_token(token_label=self.label).open(
                rw=True, user_pin=bytes(pin).decode("utf-8", "replace")
            )

    def key(self, session: Session, key: str) -> tuple[SignMixin, bytes]:
        """Return a private key by its label, and its public half, a SubjectPublicKeyInfo in DER."""
        with self._told():
            try:
                private = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=key)
                public = session.get_key(object_class=ObjectClass.PUBLIC_KEY, label=key)
            except pkcs11.NoSuchKey:
                raise SignerError("signer.token-key", token=self.label, label=key) from None
            if not isinstance(private, SignMixin) or not isinstance(public, PublicKey):
                raise SignerError("signer.token-key", token=self.label, label=key)
            return private, encode_ec_public_key(public)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the driver raises into one sentence."""
        try:
            yield
        except _GONE as error:
            raise SignerError("signer.token-missing", token=self.label) from error
        except _WRONG_PIN as error:
            raise SignerError("signer.token-pin", token=self.label) from error
        except pkcs11.PinLocked as error:
            raise SignerError("signer.token-locked", token=self.label) from error
        except pkcs11.PKCS11Error as error:
            raise SignerError("signer.token-failed", token=self.label) from error

    def _driver(self) -> pkcs11._pkcs11.lib:
        try:
            return pkcs11.lib(self.module)
        except pkcs11.PKCS11Error as error:
            raise SignerError("signer.module-missing", module=self.module) from error


class TokenSigner:
    """Implements `kbdesk.desk.ports.Signer` with a key in a token.

    The token stays open from the first signature on. One that was pulled out is asked for anew each time; a PIN that
    it refused is never tried again, for a few wrong ones lock it for good.
    """

    def __init__(self, token: Token, key: str, secret: Secret, known: Certified) -> None:
        self._token, self._key, self._secret, self._public_key = token, key, secret, known.public_key
        self.issuer, self.id, self.reference = known.issuer, known.signer, known.reference
        self.valid_from, self.valid_until = known.valid_from, known.valid_until
        self._session: Session | None = None
        self._private: SignMixin | None = None
        self._refused: SignerError | None = None

    def sign(self, message: bytes) -> bytes:
        """Return r and s side by side, 64 bytes; another nonce each time. Raises `SignerError`."""
        if self._refused is not None:
            raise SignerError(self._refused.code, **self._refused.values)
        if self._private is not None:
            with suppress(pkcs11.PKCS11Error):  # it was pulled out or put in anew: ask for it once more
                return self._signed(self._private, message)
            self.close()
        try:
            return self._signed(self._open(), message)
        except pkcs11.PKCS11Error as error:
            self.close()
            raise SignerError("signer.token-failed", token=self._token.label) from error

    def _signed(self, private: SignMixin, message: bytes) -> bytes:
        """Sign, and try the signature: a handle from before the token was put in anew may be another key's by now."""
        found = bytes(private.sign(sha256(message).digest(), mechanism=Mechanism.ECDSA))
        if not signature.verify(self._public_key, message, found):
            raise pkcs11.KeyHandleInvalid
        return found

    def close(self) -> None:
        """Close the token."""
        session, self._session, self._private = self._session, None, None
        if session is not None:
            _close(session)

    def _open(self) -> SignMixin:
        pin = self._secret()
        if pin is None:
            raise SignerError("signer.token-pin-missing", token=self._token.label)
        try:
            self._session = self._token.open(pin)
            self._private, public = self._token.key(self._session, self._key)
        except SignerError as error:
            self.close()
            if error.code in ("signer.token-pin", "signer.token-locked"):
                self._refused = error
            raise
        if public != self._public_key:
            self.close()
            raise SignerError("signer.other-key", signer=self.id)
        return self._private


def _close(session: Session) -> None:
    with suppress(pkcs11.PKCS11Error):  # a token that is not there any more cannot be closed, and need not be
        session.close()

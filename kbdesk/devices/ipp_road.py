"""The road to a printer: one request and its answer over TCP, encrypted or not, or over the domain socket of a print
server.
"""

from __future__ import annotations

import getpass
import hashlib
import http.client
import re
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from typing import Final, Self
from urllib.parse import unquote, urldefrag, urlsplit

from kbdesk.devices.ipp import LARGEST, IppError, Message, decode, encode

PORT: Final = 631
_SCHEMES: Final = ("ipp", "ipps", "ipp+unix")
_PIN: Final = re.compile(r"sha256=([0-9a-f]{64})")
_REFUSALS: Final = range(300, 500)
"""HTTP's answers that say that nothing was taken; after any other the printer may have heard."""


class RoadError(Exception):
    """No answer came: the printer is off, or does not speak IPP. `sent` tells whether it may have heard, `strange`
    that another one answered than the one whose certificate is trusted.
    """

    def __init__(self, why: str, *, sent: bool, strange: bool = False) -> None:
        super().__init__(why)
        self.sent, self.strange = sent, strange


class _StrangeError(Exception):
    """Another certificate was shown than the one that is trusted; nothing was said."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a printer is asked: ``ipp://host[:port]/path``, or ``ipp+unix://%2Fthe%2Fsocket/path`` on this machine.

    ``ipps://host[:port]/path#sha256=HEX`` is encrypted; the hash is that of the certificate which is trusted there, and
    without it nothing is asked. Printers make their certificates themselves, so no authority could vouch for them.
    """

    text: str

    def __post_init__(self) -> None:
        """Raise `ValueError` for what is no address."""
        parts = urlsplit(self.text)
        if parts.scheme not in _SCHEMES or not parts.netloc or parts.username is not None or parts.query:
            raise ValueError("a printer's address is ipp://host/path or ipp+unix://%2Fthe%2Fsocket/path")
        if parts.fragment and not (self.secure and _PIN.fullmatch(parts.fragment)):
            raise ValueError("what is after the # of a printer's address is sha256= and 64 digits, of ipps:// alone")
        if parts.scheme != "ipp+unix" and not (parts.hostname and (parts.port is None or parts.port)):
            raise ValueError("a printer's address needs a host")
        if not _can_be_asked(self.text, parts.hostname or "") or "\0" in self.socket:
            raise ValueError("a printer's address has plain letters alone; other signs of its path are escaped by %")

    @property
    def secure(self) -> bool:
        """Whether what goes there is encrypted."""
        return urlsplit(self.text).scheme == "ipps"

    @property
    def pin(self) -> str:
        """The hash of the certificate that is trusted there, 64 hex digits; empty where none is."""
        found = _PIN.fullmatch(urlsplit(self.text).fragment)
        return found[1] if found else ""

    @property
    def socket(self) -> str:
        """The path of the domain socket, empty over TCP."""
        parts = urlsplit(self.text)
        return unquote(parts.netloc) if parts.scheme == "ipp+unix" else ""

    @property
    def host(self) -> tuple[str, int]:
        """Host and port."""
        parts = urlsplit(self.text)
        return ("localhost", PORT) if self.socket else (parts.hostname or "", parts.port or PORT)

    @property
    def path(self) -> str:
        """The path at the host."""
        return urlsplit(self.text).path or "/"

    @property
    def uri(self) -> str:
        """The printer as it is named to whoever answers."""
        return f"ipp://localhost{self.path}" if self.socket else urldefrag(self.text).url


def _can_be_asked(text: str, host: str) -> bool:
    """Tell whether an address can stand in a request, and its host be looked for."""
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return text.isascii() and text.isprintable() and " " not in text


class _OverSocket(http.client.HTTPConnection):
    """HTTP over a domain socket."""

    def __init__(self, path: str, *, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        """Connect to the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class _Encrypted(http.client.HTTPSConnection):
    """HTTP over TLS with whoever shows the certificate of a hash; it need not be signed by anybody."""

    def __init__(self, host: str, port: int, *, pin: str, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout, context=_any_certificate())
        self._pin = pin

    def connect(self) -> None:
        """Connect, and see who is there before anything is said. Raises `_StrangeError`."""
        super().connect()
        if _shown(self.sock) != self._pin:
            self.close()
            raise _StrangeError


def certificate(address: Address, *, patience: float = 5.0) -> str:
    """Return the hash of the certificate that is shown at an address, 64 hex digits. Raises `RoadError`."""
    try:
        with (
            socket.create_connection(address.host, timeout=patience) as plain,
            _any_certificate().wrap_socket(plain) as line,
        ):
            return _shown(line)
    except OSError as error:
        raise RoadError(f"no certificate of the printer: {type(error).__name__}", sent=False) from error


def _any_certificate() -> ssl.SSLContext:
    """Return what encrypts without asking whom an authority knows: the hash is compared instead."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _shown(line: ssl.SSLSocket) -> str:
    return hashlib.sha256(line.getpeercert(binary_form=True) or b"").hexdigest()


class _Deadline:
    """Breaks a connection off when its time is over: the time-out of a socket is that of each read alone."""

    def __init__(self, line: http.client.HTTPConnection, seconds: float) -> None:
        self._line, self._socket, self._over = line, line.sock, False
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def connect(self) -> None:
        """Connect. Raises `TimeoutError` where that took all the time there was."""
        self._line.connect()
        self._socket = self._line.sock
        if self._over:
            raise TimeoutError

    def _end(self) -> None:
        self._over = True
        held = self._socket or self._line.sock
        if held is not None:
            with suppress(OSError):  # not by the leave that TLS takes, which is for whoever reads
                socket.socket.shutdown(held, socket.SHUT_RDWR)


@dataclass(frozen=True, slots=True)
class Road:
    """Carries requests to one address, one at a time; `patience` is how many seconds a request may take with its
    answer, however little of it comes at a time.
    """

    address: Address
    patience: float = 10.0

    def ask(self, message: Message) -> Message:
        """Return the answer to a request. Raises `RoadError`."""
        line, sent = self._line(), False
        try:
            with _Deadline(line, self.patience) as deadline:
                deadline.connect()
                sent = True
                line.request("POST", self.address.path, encode(message), self._head())
                answer = line.getresponse()
                if answer.status != http.HTTPStatus.OK:
                    refused = _REFUSALS.start <= answer.status < _REFUSALS.stop
                    raise RoadError(f"the printer answers with HTTP {answer.status}", sent=not refused)
                return decode(answer.read(LARGEST))
        except _StrangeError:
            raise RoadError("a certificate is shown there that is not trusted", sent=False, strange=True) from None
        except (OSError, http.client.HTTPException, IppError) as error:
            raise RoadError(f"no answer of the printer: {type(error).__name__}", sent=sent) from error
        finally:
            line.close()

    def _line(self) -> http.client.HTTPConnection:
        if self.address.socket:
            return _OverSocket(self.address.socket, timeout=self.patience)
        host, port = self.address.host
        if self.address.secure:
            return _Encrypted(host, port, pin=self.address.pin, timeout=self.patience)
        return http.client.HTTPConnection(host, port, timeout=self.patience)

    def _head(self) -> dict[str, str]:
        """Return the headers; a print server believes who the kernel says is at the other end of its socket."""
        peer = {"Authorization": f"PeerCred {getpass.getuser()}"} if self.address.socket else {}
        return {"Content-Type": "application/ipp", **peer}

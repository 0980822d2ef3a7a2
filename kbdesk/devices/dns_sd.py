"""Printers that announce themselves in the network (DNS-SD, RFC 6763), as the system's own resolver tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from shutil import which
from subprocess import DEVNULL, PIPE, Popen
from threading import Timer
from typing import Final
from urllib.parse import quote

from kbdesk.devices.ipp_road import Address
from kbdesk.domain.printers import FoundPrinter

PROGRAM: Final = "avahi-browse"
_ASKED: Final = ("--resolve", "--terminate", "--parsable", "--no-db-lookup", "_ipp._tcp")
_MOST: Final = 1 << 18
"""Of what is read, in bytes: some five hundred printers."""
_ESCAPED: Final = re.compile(rb"\\(?:([0-9]{3})|(.))", re.DOTALL)
_TXT: Final = re.compile(rb'"((?:[^"\\]|\\.)*)(?:"|\\?\Z)', re.DOTALL)
"""A string of a line; one that is not closed ends with the line, or every quote in it would be tried anew."""
_FIELDS: Final = 9
_PDF: Final = "application/pdf"
_QUEUES: Final = ("printers/", "classes/")
"""How the path of a print server's queue begins: the printer behind it announces itself."""


class DnsSdError(Exception):
    """The network could not be asked, or a line of the answer is none; `code` names the message ``fault.<code>``."""

    def __init__(self, why: str, *, code: str = "dns-sd.line") -> None:
        super().__init__(why)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A service on one interface and protocol; without a host it has only been heard of, or is gone (`gone`)."""

    place: tuple[str, str, str]
    gone: bool = False
    host: str = ""
    at: str = ""
    port: int = 0
    says: Mapping[str, str]

    @property
    def name(self) -> str:
        """What people call it, without what cannot be printed."""
        return "".join(sign for sign in self.place[2] if sign.isprintable()).strip()


def announced_printers(*, patience: float = 5.0) -> Sequence[FoundPrinter]:
    """Return the printers that read PDF and speak IPP for themselves. Raises `DnsSdError` where nobody can be asked."""
    program = which(PROGRAM)
    if program is None:
        raise DnsSdError(f"{PROGRAM} is not installed on this machine", code="dns-sd.absent")
    said = b""
    try:
        with Popen([program, *_ASKED], stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL) as asked:
            late = Timer(patience, asked.kill)
            late.start()
            try:
                said = asked.stdout.read(_MOST) if asked.stdout else b""
                if len(said) == _MOST:
                    asked.kill()
                ended = asked.wait()
            finally:
                late.cancel()
    except OSError:
        raise DnsSdError(f"{PROGRAM} cannot be started", code="dns-sd.absent") from None
    if ended > 0:
        raise DnsSdError("the name service of this machine does not answer", code="dns-sd.off")
    return printers(said)


def printers(said: bytes) -> Sequence[FoundPrinter]:
    """Return the printers of an answer, each once, by name; a line that is none, or was cut, is passed over."""
    standing: dict[tuple[str, str, str], Announced] = {}
    for one in _told(said):
        if one.gone:
            standing.pop(one.place, None)
        elif one.host:
            standing[one.place] = one
    found: dict[tuple[str, str, int, str], FoundPrinter] = {}
    for one in sorted(standing.values(), key=lambda one: (one.name.casefold(), ":" in one.at, one.place)):
        address = _address(one)
        if address and one.name:
            where = address.removeprefix("ipp://").partition("/")[0]
            printer = FoundPrinter(name=one.name, address=address, where=where)
            found.setdefault((one.name, one.host, one.port, one.says.get("rp", "")), printer)
    return tuple(found.values())


def announced(line: bytes) -> Announced:
    """Read one line of the answer. Raises `DnsSdError` for what is none."""
    fields = line.split(b";", _FIELDS)
    if len(fields) < _FIELDS - 3 or fields[0] not in (b"+", b"=", b"-"):
        raise DnsSdError("this is no line of an answer")
    interface, protocol, name = (_plain(field) for field in fields[1:4])
    place = interface, protocol, name
    if fields[0] != b"=":
        return Announced(place=place, gone=fields[0] == b"-", says={})
    if len(fields) <= _FIELDS or not re.fullmatch(rb"[0-9]{1,5}", fields[8]):
        raise DnsSdError("this line names no port")
    told = (_plain(text).partition("=") for text in _TXT.findall(fields[9]))
    says = {key.casefold(): value for key, _, value in reversed(list(told))}
    host, at = _plain(fields[6]), _plain(fields[7])
    return Announced(place=place, host=host, at=at, port=int(fields[8]), says=says)


def _told(said: bytes) -> Iterator[Announced]:
    for line in said.split(b"\n")[:-1]:
        try:
            yield announced(line)
        except DnsSdError:
            continue


def _plain(text: bytes) -> str:
    r"""Undo ``\DDD``, a byte by its decimal number, and ``\X``."""

    def signs(found: re.Match[bytes]) -> bytes:
        return bytes([min(int(found[1]), 255)]) if found[1] else found[2]

    return _ESCAPED.sub(signs, text).decode("utf-8", "replace")


def _address(one: Announced) -> str:
    """Return where a printer is asked, empty for what cannot be: a queue, one without PDF, one on its link alone."""
    path, languages = one.says.get("rp", "").lstrip("/") or "ipp/print", one.says.get("pdl", _PDF)
    if path.startswith(_QUEUES) or _PDF not in languages.casefold().split(","):
        return ""
    try:
        number = ip_address(one.at)
        host = f"[{number}]" if isinstance(number, IPv6Address) else str(number)
        address = Address(f"ipp://{host}:{one.port}/{quote(path, safe='/')}")
    except ValueError:
        return ""
    return "" if number.is_link_local and number.version == 6 else address.text

"""Printers that this machine's print server knows, to be chosen from; any other is chosen by its address."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from kbdesk.devices.ipp import Group, Message, Tag, keyword, word
from kbdesk.devices.ipp_road import Address, Road, RoadError
from kbdesk.domain.printers import FoundPrinter

SOCKET: Final = Path("/run/cups/cups.sock")
_CUPS_GET_PRINTERS: Final = 0x4002


def found_printers(socket: Path | None = None, *, patience: float = 3.0) -> Sequence[FoundPrinter]:
    """Return the queues of a print server that listens on a domain socket; none where there is no server.

    Without one it is that of this machine, or where ``CUPS_SERVER`` names one as CUPS's own programs read it
    (client.conf, ServerName).
    """
    named = os.environ.get("CUPS_SERVER", "")
    socket = socket or (Path(named) if named.startswith("/") else SOCKET)
    if not socket.exists():
        return ()
    asked = {
        "attributes-charset": word(Tag.CHARSET, "utf-8"),
        "attributes-natural-language": word(Tag.LANGUAGE, "en"),
        "requested-attributes": keyword("printer-name", "printer-info"),
    }
    server = f"ipp+unix://{quote(str(socket), safe='')}"
    try:
        road = Road(Address(f"{server}/"), patience)
        answer = road.ask(Message(code=_CUPS_GET_PRINTERS, groups=((Group.OPERATION, asked),)))
    except RoadError:
        return ()
    found = []
    for group, said in answer.groups:
        name, info = (next((str(v.content) for v in said.get(key, ())), "") for key in ("printer-name", "printer-info"))
        if group == Group.PRINTER and name:
            found.append(FoundPrinter(name=info or name, address=f"{server}/printers/{quote(name)}"))
    return tuple(found)

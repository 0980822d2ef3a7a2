"""What a printer's faults are called in one plain sentence, and the errors that say them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kbdesk.desk.ports import NotTakenError, PrinterError
from kbdesk.domain.printers import Fault
from kbdesk.domain.vocabulary import PrintState

_SENTENCES: Final[Mapping[Fault, str]] = MappingProxyType(
    {
        Fault.OFFLINE: "The printer does not answer: it is off or not connected.",
        Fault.REFUSING: "The printer accepts no jobs.",
        Fault.STOPPED: "The printer is stopped.",
        Fault.HELD: "The printer holds the job back.",
        Fault.JAM: "Paper is jammed in the printer; destroy the sheet.",
        Fault.EMPTY: "The printer is out of paper.",
        Fault.DOOR: "A cover of the printer is open.",
        Fault.TONER_EMPTY: "The printer is out of toner.",
        Fault.TONER_LOW: "The printer's toner is low.",
        Fault.OUTPUT_FULL: "The printer's output tray is full.",
        Fault.WRONG_PAPER: "The printer has no paper of the size {size}.",
        Fault.NO_PDF: "The printer does not read PDF.",
        Fault.REFUSED: "The printer did not take the job; nothing was printed.",
        Fault.BUSY: "The printer is busy with other jobs; nothing was sent.",
        Fault.ABORTED: "The printer gave the job up; if a sheet came out, destroy it.",
        Fault.CANCELED: "Printing was canceled; if a sheet came out, destroy it.",
        Fault.TIMED_OUT: "The printer did not go on, so the job was canceled; it will not come out later.",
        Fault.MISCOUNTED: "The printer says that it is done, but the count of pages is wrong; look at the printer.",
        Fault.SCALED: "The printer does not say at what size it printed; measure the ruler on the sheet.",
        Fault.NOT_WITHDRAWN: "The job could not be canceled and may still come out; look at the printer.",
        Fault.UNKNOWN_JOB: "Nobody knows whether the paper came out; look at the printer.",
        Fault.STUMBLED: "The program stumbled over this paper; nobody knows whether it came out, look at the printer.",
        Fault.EARLIER: "An earlier job may still come out of {printer}, which cannot be asked; nothing was sent.",
        Fault.SURFACED: "An earlier job of this paper came out of {printer} after all; look there.",
        Fault.NOT_HANDED: "The paper was not handed to the printer when the desk was left; nothing came out.",
        Fault.NONE: "No printer is set up for this paper.",
        Fault.ADDRESS: "A printer's address is ipp://host/path, or ipp+unix://%2Fthe%2Fsocket/path on this machine.",
        Fault.STRANGER: "The printer shows another certificate than the one that is trusted; nothing was sent.",
        Fault.PRINTING: "Papers are still on their way to the printer; nothing was changed.",
    }
)


def failed(fault: Fault, state: PrintState = PrintState.RESERVED, **values: str) -> PrinterError:
    """Return the error of a job that does not lie there, or of which nobody knows."""
    return PrinterError(_SENTENCES[fault].format(**values), code=f"printer.{fault}", state=state, values=values)


def not_taken(fault: Fault, **values: str) -> NotTakenError:
    """Return the error of a job that the printer was not even handed."""
    return NotTakenError(_SENTENCES[fault].format(**values), code=f"printer.{fault}", values=values)

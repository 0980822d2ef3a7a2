"""Why the desk would not do something with its shift, its fees, its crossing or its emergency forms."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "shift-missing": "No shift is open at this desk; open one first.",
        "shift.open-already": "A shift is open already; close it first.",
        "shift.unknown": "There is no such shift at this desk.",
        "shift.not-closed": "The shift is still open; its report is drawn when it is closed.",
        "shift.officer-unknown": "No officer of the name {officer} is known at this desk.",
        "shift.same-officer": "The shift is this officer's already; it is handed over to another.",
        "shift.count-bad": "A count is never less than nothing, and no more is handed in than the drawer holds.",
        "shift.explanation-missing": "What was counted is not what the last shift left ({what}); say why.",
        "shift.reason-missing": "Something differs or is unsigned ({what}); it takes a supervisor's reason.",
        "shift.second-missing": "This takes two officers: a second one must give their own name and password.",
        "shift.supervisor-missing": "At least one of the two officers must be a supervisor.",
        "shift.text-missing": "Say it in one line of up to {most} characters.",
        "shift.waiting-bad": "Waiting times are minutes, the shorter one first, up to {most}.",
        "shift.clock-back": "The clock stands before {at}, when something was recorded already; set it right first.",
        "shift.clock-right": "There is nothing about the clock to attest.",
        "shift.clock-moved": "The clock was set while the machine ran; two officers attest the time first.",
        "shift.clock-silent": "Nothing was recorded for longer than is usual here; two officers attest the time first.",
        "shift.clock-zone": "The machine's time zone is another one now; two officers attest the time first.",
        "crossing.reason-missing": "A closing needs its reason, the reference of the order and who gave it.",
        "crossing.until-passed": "The order would be over before it begins.",
        "crossing.from-passed": "An order counts from now on or later, never for what has passed.",
        "crossing.same": "The crossing is in this state already.",
        "fees.none-due": "There is no such fee due at this desk.",
        "fees.amount-bad": "The amount is not one in euro and cents.",
        "fees.slip-missing": "A fee paid by slip needs the slip's number.",
        "fees.slip-odd": "A fee paid in cash has no slip.",
        "fees.reason-missing": "A fee is waived with a reason and the article that allows it.",
        "fees.article-unknown": "There is no article {article} in this desk's books.",
        "fees.explanation-missing": "The drawer holds {counted} where {expected} was expected; say why.",
        "late.count-bad": "Between 1 and {most} forms are printed at a time.",
        "late.form-unknown": "This desk printed no emergency form {form}.",
        "late.line-unknown": "The form {form} has no line {line} for this.",
        "late.line-used": "The line {line} of the form {form} was entered already.",
        "late.lines-missing": "Say on which line of the form each card stands; a line holds one card.",
        "late.at-bad": "It happened after the form was printed and before now.",
        "late.second-missing": "A late entry takes two officers: a second one must give name and password.",
        "late.reason-missing": "Say why it could not be entered at the time.",
    }
)


class BookError(Exception):
    """A refusal; the text is one plain sentence, `code` and `values` say the same for a catalog (``fault.<code>``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values


class ShiftError(BookError):
    """Something about the shift."""


class ShiftMissingError(ShiftError):
    """No shift is open: nothing is issued, returned or paid."""

    def __init__(self) -> None:
        super().__init__("shift-missing")


class CrossingError(BookError):
    """Something about the crossing's status."""


class FeeError(BookError):
    """Something about fees or the drawer."""


class LateError(BookError):
    """Something about emergency forms and what is entered from them."""

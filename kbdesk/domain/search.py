"""Search: what can be found, by which keys, and what a text that was typed may ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from kbdesk.domain import dates, plates
from kbdesk.domain.lookalikes import folding_keys, letters_and_digits
from kbdesk.domain.name_match import near_words
from kbdesk.domain.names import fold
from kbdesk.domain.people import plain_date
from kbdesk.domain.search_near import LONGEST_WORD

LONGEST_TEXT: Final = 120
_MOST_PIECES: Final = 8
_LONGEST_SPAN: Final = 4
_SHORTEST_CODE: Final = 3
_APART: Final = re.compile(r"[\s,;]+")
_ENVELOPE: Final = re.compile(r"[EЕ]\s*-\s*", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")


class SearchKind(StrEnum):
    """What a found row is: the record of one card."""

    PERMIT = "permit"
    REGISTRATION = "registration"
    REFUSAL = "refusal"
    REFERRAL = "referral"
    WARNING = "warning"
    FINE = "fine"
    CONFISCATION = "confiscation"
    RETURN = "return"
    CLAIM = "claim"
    FEE_RECEIPT = "fee-receipt"
    ARRIVAL = "arrival"


KINDS: Final[Mapping[str, SearchKind]] = MappingProxyType(
    {
        "surrender.recorded": SearchKind.PERMIT,
        "swap.recorded": SearchKind.REGISTRATION,
        "refusal.recorded": SearchKind.REFUSAL,
        "referral.recorded": SearchKind.REFERRAL,
        "warning.recorded": SearchKind.WARNING,
        "fine.recorded": SearchKind.FINE,
        "confiscation.recorded": SearchKind.CONFISCATION,
        "return.recorded": SearchKind.RETURN,
        "claim.recorded": SearchKind.CLAIM,
        "fee-receipt.recorded": SearchKind.FEE_RECEIPT,
        "custody.received": SearchKind.ARRIVAL,
    }
)
"""What the entries of each kind are found as; others are found by what they are about."""


class Matched(StrEnum):
    """By what a row was found."""

    NAME = "name"
    NUMBER = "number"
    ENVELOPE = "envelope"
    DOCUMENT = "document"
    PLATE = "plate"
    BORN = "born"
    ON = "on"
    OFFICER = "officer"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchItem:
    """A recorded card as an index keeps it; what is not known is empty.

    `on` is the civil day of the act, `born` ISO where it is understood, `document` issuing state and number, `plate`
    as spelled. `keys` are exact (`text_keys`, `kind_key`), `words` the near words of the name. A return is found by its
    own number and its day, and so is a fee receipt; by name, plate and document its permit or registration is. What
    came with a manifest is found by that, by its envelopes, what they were taken for and what lies in them.
    """

    kind: SearchKind
    number: str
    name: str
    born: str
    plate: str
    document: str
    envelope: str
    on: str
    officer: str
    passage: str
    card: str
    keys: frozenset[str]
    words: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRow:
    """A recorded card that was found.

    `entry` is the number of the ledger's entry that recorded it; `state` is a `PermitState` for permits and
    registrations, else empty. Numbers have nine characters, unspelled.
    """

    entry: int
    kind: SearchKind
    number: str
    name: str
    born: str
    plate: str
    document: str
    envelope: str
    on: date
    state: str
    officer: str
    passage: str
    card: str
    matched: Matched


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """An entry of the ledger that belongs to a case, with its body."""

    seq: int
    at: datetime
    officer: str
    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some pieces of a text, from `first` up to before `end`, and the keys they would be found by."""

    first: int
    end: int
    keys: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A typed text in pieces, and everything that some of them together may be."""

    pieces: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def whole(self) -> frozenset[str]:
        """The keys of the whole text as one number, plate, document or date."""
        return next((s.keys for s in self.spans if (s.first, s.end) == (0, len(self.pieces))), frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to understand a text: every element of `keys` and every word must be met, by any one of its members."""

    keys: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]


def item(kind: str, body: Mapping[str, Any], *, at: datetime, officer: str) -> SearchItem | None:
    """Return what an entry is found as, None if it is no card's or says nothing of a person or vehicle."""
    found = KINDS.get(kind)
    if found is SearchKind.ARRIVAL:
        return _arrival(body, at=at, officer=officer)
    traveler, vehicle = _table(body, "traveler") or _table(body, "person"), _table(body, "vehicle")
    if found is None or not (traveler or vehicle):
        return None
    names = _names(traveler, "surname", "given_names") or _names(vehicle, "holder_surname", "holder_given_names")
    name = names or str(vehicle.get("holder_company", ""))
    born = str(traveler.get("birth_date", ""))
    day = plain_date(born)
    on = str(body.get("occurred_at") or at.isoformat())[:10]
    issuer, document = str(traveler.get("document_issuing_state", "")), str(traveler.get("document_number", ""))
    plate = str(body.get("old_plate") or body.get("vehicle_plate") or vehicle.get("plate", ""))
    number, envelope = str(body.get("number") or ""), str(body.get("envelope") or "")
    codes = (number, plate, document, *_other_codes(body), *_codes(traveler), *_codes(vehicle))
    exact = {kind_key(found), f"t{on}", *({f"b{day.isoformat()}"} if day else ())}
    return SearchItem(
        kind=found,
        number=number,
        name=name,
        born=day.isoformat() if day else born,
        plate=plate,
        document=f"{issuer} {document}" if document else "",
        envelope=envelope,
        on=on,
        officer=officer,
        passage=str(body.get("passage", "")),
        card=str(body.get("card", "")),
        keys=frozenset({*exact, f"o{fold(officer)}", *_code_keys("c", *codes), *_code_keys("e", envelope)}) - {"o"},
        words=() if found in (SearchKind.RETURN, SearchKind.FEE_RECEIPT) else cut_words(name),
    )


def _arrival(body: Mapping[str, Any], *, at: datetime, officer: str) -> SearchItem:
    """Return what came with a manifest; nobody's name is in it."""
    rows = [row for row in body.get("rows", ()) if isinstance(row, Mapping)]
    envelopes = [str(row.get("envelope", "")) for row in rows]
    named = [str(item).partition(" ")[2] for row in rows for item in row.get("contents", ())]
    inside = (*named, *(name.partition(" ")[2] for name in named), *(str(row.get("held_for", "")) for row in rows))
    manifest, on = str(body.get("manifest", "")), at.date().isoformat()
    codes = {*_code_keys("c", manifest, *inside), *_code_keys("e", *envelopes)}
    return SearchItem(
        kind=SearchKind.ARRIVAL,
        number=manifest,
        name="",
        born="",
        plate="",
        document="",
        envelope=envelopes[0] if len(envelopes) == 1 else "",
        on=on,
        officer=officer,
        passage="",
        card="",
        keys=frozenset({*codes, kind_key(SearchKind.ARRIVAL), f"t{on}", f"o{fold(officer)}"}) - {"o"},
        words=(),
    )


def kind_key(kind: str) -> str:
    """Return the exact key of all that is found as a kind; no text asks for it."""
    return f"k{kind}"


def cut_words(name: str) -> tuple[frozenset[str], ...]:
    """Return the near words of a name, none of them longer than an index takes."""
    return tuple(frozenset(near[:LONGEST_WORD] for near in word) for word in near_words(name))


def understand(text: str, *, today: date) -> Asked:
    """Return what a typed text may ask for; years of two digits are the latest up to `today`. Never raises."""
    pieces = tuple(filter(None, _APART.split(text[:LONGEST_TEXT])))[:_MOST_PIECES]
    longest = min(len(pieces), _LONGEST_SPAN)
    spans = [
        Span(first=first, end=first + length, keys=text_keys(" ".join(pieces[first : first + length]), today=today))
        for length in range(longest, 0, -1)
        for first in range(len(pieces) - length + 1)
    ]
    return Asked(pieces=pieces, spans=tuple(span for span in spans if span.keys))


def text_keys(text: str, *, today: date) -> frozenset[str]:
    """Return the exact keys of a text as one thing, by what it is: code ``c``, envelope ``e``, officer ``o``, day.

    A day is that of an act (``t``) or of a birth (``b``). A code is a number, document, plate, VIN or personal number,
    folded as lists fold them (`lookalikes.folding_key`).

    >>> sorted(text_keys("E-J2 004711 8", today=date(2022, 8, 10)))
    ['eJ20047118']
    """
    envelope = _ENVELOPE.match(text)
    if envelope is not None:
        return frozenset(_code_keys("e", text[envelope.end() :]))
    keys = {*_code_keys("c", text, plates.understand(text).canonical), *_code_keys("e", text)}
    if not _DIGIT.search(text):
        return frozenset({key for key in keys if key.startswith("c")} | {f"o{fold(text)}"}) - {"o"}
    day = dates.understand(text, today=today, future=False)
    return frozenset(keys | ({f"t{day.isoformat()}", f"b{day.isoformat()}"} if day else set()))


def readings(asked: Asked, known: Set[str]) -> tuple[Reading, ...]:
    """Return every way to understand a text, the surest first; `known` are those of its keys that the index has.

    Digits that nothing known explains leave no way to read a text.
    """
    found = (_reading(asked, known, words_too=words_too) for words_too in (True, False))
    return tuple(dict.fromkeys(reading for reading in found if reading is not None))


def matched(row_keys: Mapping[Matched, frozenset[str]], keys: Set[str]) -> Matched:
    """Return by what a row was found: the first of its fields that one of the keys is of."""
    return next((field for field, of_field in row_keys.items() if of_field & keys), Matched.OTHER)


def field_keys(
    *, number: str, envelope: str, document: str, plate: str, born: str, on: str, officer: str
) -> Mapping[Matched, frozenset[str]]:
    """Return the keys of each field of a row."""
    return {
        Matched.NUMBER: frozenset(_code_keys("c", number)),
        Matched.ENVELOPE: frozenset(_code_keys("e", envelope)),
        Matched.DOCUMENT: frozenset(_code_keys("c", document.partition(" ")[2])),
        Matched.PLATE: frozenset(_code_keys("c", plate)),
        Matched.BORN: frozenset({f"b{born}"}),
        Matched.ON: frozenset({f"t{on}"}),
        Matched.OFFICER: frozenset({f"o{fold(officer)}"}),
    }


def _reading(asked: Asked, known: Set[str], *, words_too: bool) -> Reading | None:
    """Return the reading by the longest known spans; with `words_too` a piece without digits is a word of a name."""
    keys: list[frozenset[str]] = []
    words: list[frozenset[str]] = []
    place = 0
    while place < len(asked.pieces):
        span = next((s for s in asked.spans if s.first == place and s.keys & known), None)
        piece = asked.pieces[place]
        if span is not None and (not words_too or _DIGIT.search(" ".join(asked.pieces[place : span.end]))):
            keys.append(frozenset(span.keys & known))
            place = span.end
        elif _DIGIT.search(piece):
            return None
        else:
            words.extend(cut_words(piece))
            place += 1
    officers = [of for of in keys if all(key.startswith("o") for key in of)]
    if len(officers) > 1 and not frozenset.intersection(*officers):
        return None  # nobody's act is another's too
    return Reading(keys=tuple(keys), words=tuple(words)) if keys or words else None


def _code_keys(letter: str, *codes: str) -> Iterator[str]:
    for code in filter(None, codes):
        for key in folding_keys(code):
            if len(key) >= _SHORTEST_CODE:
                yield letter + key


def _other_codes(body: Mapping[str, Any]) -> Iterator[str]:
    """Yield the provisional plate, and the number of another desk that is claimed."""
    for field in ("plate", "claimed"):
        yield str(body.get(field) or "")


def _codes(card: Mapping[str, Any]) -> Iterator[str]:
    for field in ("personal_number", "plate", "vin", "holder_registration_number"):
        yield letters_and_digits(str(card.get(field, "")))
    for document in card.get("documents", ()):
        yield str(document.get("number", ""))


def _names(card: Mapping[str, Any], *fields: str) -> str:
    return " ".join(str(card[field]) for field in fields if card.get(field))


def _table(body: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = body.get(key)
    return found if isinstance(found, Mapping) else {}

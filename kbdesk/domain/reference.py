"""The reference data of a desk: towns, offices, crossings, plate codes, contacts; how typed text finds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from kbdesk.domain.names import spellings, to_cyrillic
from kbdesk.domain.numbers import CROSSING_LETTERS
from kbdesk.domain.reference_rows import ReferenceError, Row, keyed
from kbdesk.domain.vocabulary import Language

__all__ = [
    "CONTACT_KINDS",
    "Contact",
    "Crossing",
    "IssuingOffice",
    "Municipality",
    "PlateCode",
    "Reference",
    "ReferenceError",
]

_OFFICE_WORDS: Final = frozenset({
    "mup", "ministarstvo", "unutrasnjih", "poslova", "republike", "r", "rs", "srbije", "pu", "policijska", "uprava",
    "za", "u",
})  # fmt: skip
"""Words around the town in the name of an office, folded; they do not tell offices apart."""

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A municipality; `names` by ``sq``, ``sr`` (Latin), ``sr_cyrl``; `region` is the RKS plate region."""

    key: str
    region: str
    district: str
    names: Mapping[str, str]
    serb_majority: bool
    north: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuingOffice:
    """A Serbian office that issues documents; `displaced` where it is of a Kosovo town and has its seat elsewhere.

    `names` by ``sq`` (the Serbian one, there is no other), ``sr`` (Latin), ``sr_cyrl``.
    """

    key: str
    names: Mapping[str, str]
    aliases: tuple[str, ...]
    displaced: bool
    seat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A crossing; `letter` begins its numbers; `names` by ``sq``, ``sr`` (Latin), ``sr_cyrl``, ``en``."""

    key: str
    letter: str
    names: Mapping[str, str]
    serbian_side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateCode:
    """A Serbian plate code of a Kosovo city and the RKS region that it leads to by default."""

    key: str
    region: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to call; `crossing` is the key of the crossing it is for, empty for every one.

    `kind` is one of `CONTACT_KINDS`, `names` by ``sq``, ``sr`` (Latin), ``en``. `is_placeholder` marks a number
    that stands in for the real one.
    """

    key: str
    crossing: str
    kind: str
    names: Mapping[str, str]
    phone: str
    is_placeholder: bool


CONTACT_KINDS: Final = ("police", "crossing", "mission", "ambulance", "headquarters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """All reference data, each by key in the order of its file."""

    municipalities: Mapping[str, Municipality]
    issuing_offices: Mapping[str, IssuingOffice]
    crossings: Mapping[str, Crossing]
    plate_codes: Mapping[str, PlateCode]
    office_spellings: Mapping[str, str]
    municipality_spellings: Mapping[str, str]
    contacts: Mapping[str, Contact]

    @classmethod
    def read(
        cls, *, municipalities: str, issuing_offices: str, crossings: str, plate_codes: str, contacts: str
    ) -> Self:
        """Read the texts of ``resources/reference/*.csv``; `ReferenceError` names file and line of a fault."""
        towns = keyed("municipalities.csv", municipalities, _municipality)
        offices = keyed("issuing_offices.csv", issuing_offices, _issuing_office)
        return cls(
            municipalities=towns,
            issuing_offices=offices,
            crossings=keyed("crossings.csv", crossings, _crossing),
            plate_codes=keyed("plate_codes.csv", plate_codes, _plate_code),
            office_spellings=_index({key: _office_keys(office) for key, office in offices.items()}),
            municipality_spellings=_index({key: _town_keys(town) for key, town in towns.items()}),
            contacts=keyed("contacts.csv", contacts, _contact),
        )

    def office_key(self, text: str) -> str | None:
        """Return the key of the office that a text names, as typed in any script; None if none or more than one.

        The town alone suffices; words before an abbreviating full stop may be cut short (``PU Kos. Mitrovica``).
        """
        wanted = _without_office_words(text[:_LONGEST])
        found = _only({self.office_spellings[key] for key in wanted if key in self.office_spellings})
        return found if found or "." not in text else self._abbreviated(wanted)

    def municipality_key(self, text: str) -> str | None:
        """Return the key of the municipality that a text names, in any of its languages; None if none or more."""
        known = self.municipality_spellings
        return _only({known[key] for key in spellings(text[:_LONGEST]) if key in known})

    def municipality_name(self, key: str, language: Language) -> str:
        """Return a municipality's name in a language (the Serbian one in English); a text that is no key stays."""
        return _name(self.municipalities[key].names, language) if key in self.municipalities else key

    def office_name(self, text: str, language: Language) -> str:
        """Return an issuing office's name in a language, by key or as typed; a text that names none stays."""
        key = text if text in self.issuing_offices else self.office_key(text)
        return text if key is None else _name(self.issuing_offices[key].names, language)

    def is_north(self, key: str) -> bool:
        """Tell whether a municipality is one of the northern four; False for an unknown key."""
        return key in self.municipalities and self.municipalities[key].north

    def _abbreviated(self, wanted: Iterable[str]) -> str | None:
        """Return the only office whose words begin with the wanted ones."""
        return _only(
            {
                office
                for key in wanted
                for spelled, office in self.office_spellings.items()
                if key and _begins(spelled.split(), key.split())
            }
        )


def _name(names: Mapping[str, str], language: Language) -> str:
    return names[{Language.SQ: "sq", Language.SR_CYRL: "sr_cyrl"}.get(language, "sr")]


def _begins(words: list[str], beginnings: list[str]) -> bool:
    """Tell whether each word begins as given."""
    return len(words) == len(beginnings) and all(map(str.startswith, words, beginnings))


def _only(keys: set[str]) -> str | None:
    """Return the only member of a set, or None."""
    return next(iter(keys)) if len(keys) == 1 else None


def _index(texts: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the key of each spelling that only one key has."""
    found: dict[str, set[str]] = {}
    for key, spelled in texts.items():
        for text in spelled:
            found.setdefault(text, set()).add(key)
    return {text: next(iter(keys)) for text, keys in found.items() if len(keys) == 1 and text}


def _without_office_words(text: str) -> set[str]:
    """Return the spellings of a text without the words that all offices share."""
    return {" ".join(w for w in s.split() if w not in _OFFICE_WORDS) for s in spellings(text)}


def _office_keys(office: IssuingOffice) -> set[str]:
    """Return all spellings by which an office is found."""
    return {key for text in (*office.names.values(), *office.aliases) for key in _without_office_words(text)}


def _town_keys(town: Municipality) -> set[str]:
    """Return all spellings by which a municipality is found.

    An Albanian name is also typed in its definite form: ``Pejë`` as ``Peja``, ``Gjilan`` as ``Gjilani``.
    """
    albanian = [part.strip() for part in re.split(r"[()]", town.names["sq"]) if part.strip()]
    definite = [re.sub(r"ë\b", "a", name) for name in albanian] + [name + end for name in albanian for end in "iu"]
    return {key for text in (*town.names.values(), *albanian, *definite) for key in spellings(text)}


def _municipality(row: Row) -> Municipality:
    """Read one line of municipalities.csv."""
    return Municipality(
        key=row.text("key"),
        region=row.one_of("plate_region", [f"0{i}" for i in range(1, 8)]),
        district=row.text("district_sq"),
        names={"sq": row.text("name_sq"), "sr": row.text("name_sr_latn"), "sr_cyrl": row.text("name_sr_cyrl")},
        serb_majority=row.flag("serb_majority"),
        north=row.flag("north"),
    )


def _issuing_office(row: Row) -> IssuingOffice:
    """Read one line of issuing_offices.csv."""
    serbian = row.text("name_sr_latn")
    return IssuingOffice(
        key=row.text("key"),
        names={"sq": serbian, "sr": serbian, "sr_cyrl": row.text("name_sr_cyrl")},
        aliases=tuple(alias.strip() for alias in row.optional("aliases").split(";") if alias.strip()),
        displaced=row.flag("displaced"),
        seat=row.optional("seat"),
    )


def _crossing(row: Row) -> Crossing:
    """Read one line of crossings.csv."""
    key = row.one_of("key", CROSSING_LETTERS)
    serbian = row.text("name_sr_kosovo_side")
    return Crossing(
        key=key,
        letter=CROSSING_LETTERS[key],
        names={"sq": row.text("name_sq"), "sr": serbian, "sr_cyrl": to_cyrillic(serbian), "en": serbian},
        serbian_side=row.text("serbian_side"),
    )


def _plate_code(row: Row) -> PlateCode:
    """Read one line of plate_codes.csv."""
    return PlateCode(
        key=row.text("serbian_code"),
        region=row.one_of("rks_region", [f"0{i}" for i in range(1, 8)]),
        names={"sq": row.text("city_sq"), "sr": row.text("city_sr")},
    )


def _contact(row: Row) -> Contact:
    """Read one line of contacts.csv."""
    crossing = row.optional("crossing")
    return Contact(
        key=row.text("key"),
        crossing=crossing and row.one_of("crossing", CROSSING_LETTERS),
        kind=row.one_of("kind", CONTACT_KINDS),
        names={"sq": row.text("name_sq"), "sr": row.text("name_sr"), "en": row.text("name_en")},
        phone=row.text("phone"),
        is_placeholder=row.flag("replace"),
    )

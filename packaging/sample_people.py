"""People who do not exist, with the documents they bring, as cards of a passage file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from kbdesk.domain.names import to_cyrillic
from kbdesk.icao.check_digit import check_digit
from kbdesk.icao.transliteration import mrz_name

TODAY = date(2022, 8, 10)
SERBIAN = ("Testović", "Probić", "Uzorković", "Primerić", "Ogledić", "Modelović", "Šablonić", "Opitović", "Čitankić",
           "Žigović", "Đurđevak", "Zamišljić", "Nacrtić", "Vežbanić", "Ljubopitić", "Njuškalić")  # fmt: skip
ALBANIAN = ("Shembulli", "Provashi", "Mostraj", "Ushtrimi", "Modelaj", "Gjurmëprova", "Çmostra", "Testaj", "Skicëza",
            "Xhepmostra", "Qartaj", "Ndërprova")  # fmt: skip
FOREIGN = {"D": "Muster", "A": "Beispiel", "CHE": "Vorlage", "MNE": "Ogledović", "MKD": "Primerov", "ALB": "Modelari",
           "HRV": "Primjerić", "ITA": "Campione", "TUR": "Örnek"}  # fmt: skip
GIVEN = {
    ("sr", "M"): ("Marko", "Petar", "Đorđe", "Nikola", "Živko", "Njegoš", "Luka", "Stefan"),
    ("sr", "F"): ("Ana", "Milica", "Ljubica", "Jovana", "Živka", "Svetlana", "Đurđina", "Iva"),
    ("sq", "M"): ("Arben", "Ilir", "Besnik", "Çlirim", "Xhevdet", "Qazim", "Fatmir", "Luan"),
    ("sq", "F"): ("Blerta", "Vjosa", "Shpresa", "Teuta", "Njomza", "Flutura", "Arta", "Mirë"),
}
OFFICES = ("pu-kraljevo", "PU Niš", "MUP Srbije PU Beograd", "PU Kosovska Mitrovica", "ПУ Краљево", "pu-novi-pazar")
REGIONS = ("71", "72", "74", "78", "85", "91", "92", "93", "95", "96")
KOSOVO_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2)
JMBG_WEIGHTS = (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


class Kind(StrEnum):
    """What an adult brings."""

    SRB_CARD = "srb-card"
    SRB_PASSPORT = "srb-passport"
    RKS_CARD = "rks-card"
    FOREIGN = "foreign"


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person and their document; `text` prints the card of a passage file."""

    surname: str
    given_names: str
    born: date
    sex: str
    nationality: str
    type: str
    state: str
    number: str
    personal_number: str = ""
    office: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    scanned: bool = False
    cyrillic: bool = False
    language: str = "sr-Latn"
    more: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [self._zone()] if self.scanned else []
        if self.cyrillic or not self.scanned:
            spell = to_cyrillic if self.cyrillic else str
            lines += [f'surname = "{spell(self.surname)}"', f'given_names = "{spell(self.given_names)}"']
        if not self.scanned:
            lines += [f"birth_date = {self.born}", f'sex = "{self.sex}"', f'nationality = "{self.nationality}"']
            lines += [f'personal_number = "{self.personal_number}"'] if self.personal_number else []
        typed = {} if self.scanned else {"type": self.type, "issuing_state": self.state, "number": self.number}
        typed |= {"issuing_office": self.office} if self.office else {}
        pairs = [f'{key} = "{value}"' for key, value in typed.items()]
        dated = {"issued_on": self.issued_on, "expires_on": None if self.scanned else self.expires_on}
        pairs += [f"{key} = {value}" for key, value in dated.items() if value]
        lines += [f"document = {{ {', '.join(pairs)} }}"] if pairs else []
        return "\n".join([*lines, f'language = "{self.language}"', *self.more])

    def _zone(self) -> str:
        lines = _td3(self) if self.type == "passport" else _td1(self)
        return "mrz = [\n" + "".join(f'  "{line}",\n' for line in lines) + "]"


class People:
    """Draws people; no number is drawn twice."""

    def __init__(self, random: Random) -> None:
        self._random, self._numbers = random, set[str]()

    def adult(self, kind: Kind, *, sex: str = "", surname: str = "", residence: str = "") -> Person:
        """Draw somebody between 18 and 64 with a document in order."""
        sex = sex or self._random.choice("MF")
        born = self._day(date(1958, 9, 1), date(2004, 7, 1))
        person = {
            Kind.SRB_CARD: self._serbian, Kind.SRB_PASSPORT: self._serbian, Kind.RKS_CARD: self._kosovar,
            Kind.FOREIGN: self._foreign,
        }[kind](born, sex)  # fmt: skip
        if kind is Kind.SRB_PASSPORT:
            person = replace(person, type="passport", language="en", cyrillic=False)
        lived = (f'residence = "{residence}"',) if residence else ()
        return replace(person, surname=surname or person.surname, more=lived)

    def elder(self) -> Person:
        """Draw somebody over 65 whose card has no expiry."""
        person = self._serbian(self._day(date(1935, 1, 1), date(1956, 1, 1)), self._random.choice("MF"))
        return replace(person, expires_on=None, issued_on=self._day(date(2015, 1, 1), date(2022, 6, 1)))

    def child(self, parent: Person, *, guardian: int) -> Person:
        """Draw a child of a parent: an extract with photograph up to nine, from ten often a card."""
        born, sex = self._day(date(2008, 1, 1), date(2021, 1, 1)), self._random.choice("MF")
        card = born < date(2012, 8, 10) and self._random.random() < 0.5
        child = replace(
            self._serbian(born, sex), surname=parent.surname, cyrillic=parent.cyrillic,
            more=(f'guardian = {{ traveler = {guardian}, relation = "mother" }}',),
        )  # fmt: skip
        if card:
            issued = self._day(date(2019, 1, 1), date(2022, 6, 1))
            return replace(child, issued_on=issued, expires_on=_years(issued, 5))
        number = f"{self._random.randint(10, 990)}-{self._random.randint(10, 99)}"
        child = replace(child, type="birth-extract", number=number, scanned=False, office="", expires_on=None)
        return replace(child, issued_on=self._day(date(2022, 1, 1), date(2022, 8, 1)))

    def student(self) -> Person:
        """Draw a boy of fifteen with a card of his own and a parent's consent."""
        person = replace(self._serbian(date(2007, 3, 9), "M"), issued_on=date(2021, 9, 1), expires_on=date(2026, 9, 1))
        return replace(person, more=('guardian = { relation = "father", consent = "certified 2022-08-01" }',))

    def expired(self) -> Person:
        """Draw somebody whose card expired in the last weeks."""
        last = TODAY - timedelta(days=self._random.randint(1, 60))
        person = replace(self.adult(Kind.SRB_CARD), issued_on=_years(last, -10), expires_on=last)
        return replace(person, more=('decision = { action = "refer", reason = "document-expired" }',))

    def long_name(self) -> Person:
        """Draw somebody whose name does not fit its zone."""
        person = replace(self.adult(Kind.SRB_CARD, sex="F"), surname="Uzorković Zamišljić")
        reason = ('reasons = { name_possibly_truncated = "compared-with-document" }',)
        return replace(person, given_names="Marija Magdalena", scanned=True, cyrillic=False, more=reason)

    def failing_number(self) -> Person:
        """Draw somebody whose personal number fails its check digit."""
        person = replace(self.adult(Kind.SRB_CARD), scanned=False)
        wrong = str((int(person.personal_number[-1]) + 1) % 10)
        reason = ('reasons = { personal_number_check_digit = "as-printed-on-document" }',)
        return replace(person, personal_number=person.personal_number[:-1] + wrong, more=reason)

    def _serbian(self, born: date, sex: str) -> Person:
        albanian = self._random.random() < 0.12
        tongue, surnames = ("sq", ALBANIAN) if albanian else ("sr", SERBIAN)
        issued = self._day(date(2013, 1, 1), date(2022, 6, 1))
        cyrillic = not albanian and self._random.random() < 0.5
        return Person(
            surname=self._random.choice(surnames), given_names=self._random.choice(GIVEN[tongue, sex]), born=born,
            sex=sex, nationality="SRB", type="identity-card", state="SRB", number=self._number(9),
            personal_number=self._jmbg(born, sex), office=self._random.choice(OFFICES), issued_on=issued,
            expires_on=_years(issued, 10), scanned=self._random.random() < 0.6, cyrillic=cyrillic,
            language="sq" if albanian else "sr-Cyrl" if cyrillic else "sr-Latn",
        )  # fmt: skip

    def _kosovar(self, born: date, sex: str) -> Person:
        serbian = self._random.random() < 0.1
        tongue, surnames = ("sr", SERBIAN) if serbian else ("sq", ALBANIAN)
        digits = str(self._random.randint(1, 8)) + f"{self._random.randint(0, 99_999_999):08}"
        rest = sum(w * int(d) for w, d in zip(KOSOVO_WEIGHTS, digits, strict=True)) % 11
        return Person(
            surname=self._random.choice(surnames), given_names=self._random.choice(GIVEN[tongue, sex]), born=born,
            sex=sex, nationality="RKS", type="identity-card", state="RKS", number=self._number(9),
            personal_number=digits + str(11 - rest if rest > 1 else 0), scanned=self._random.random() < 0.5,
            expires_on=self._day(date(2022, 9, 1), date(2032, 1, 1)), language="sr-Latn" if serbian else "sq",
        )  # fmt: skip

    def _foreign(self, born: date, sex: str) -> Person:
        state = self._random.choice(sorted(FOREIGN))
        given = GIVEN["sq" if state in ("ALB", "D", "CHE") else "sr", sex]
        return Person(
            surname=FOREIGN[state], given_names=self._random.choice(given), born=born, sex=sex, nationality=state,
            type="passport", state=state, number=f"C{self._number(8)}", scanned=self._random.random() < 0.9,
            expires_on=self._day(date(2022, 10, 1), date(2032, 1, 1)), language="en",
        )  # fmt: skip

    def _jmbg(self, born: date, sex: str) -> str:
        serial = self._random.randint(0, 499) + (500 if sex == "F" else 0)
        while True:
            digits = f"{born:%d%m}{born.year % 1000:03}{self._random.choice(REGIONS)}{serial:03}"
            rest = sum(w * int(d) for w, d in zip(JMBG_WEIGHTS, digits, strict=True)) % 11
            if rest != 1:
                return digits + str(11 - rest if rest else 0)
            serial = (serial + 1) % 500 + (500 if sex == "F" else 0)

    def _number(self, length: int) -> str:
        while (number := f"{self._random.randint(1, 10 ** (length - 1)):0{length}}") in self._numbers:
            pass
        self._numbers.add(number)
        return number

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self._random.randint(0, (last - first).days))


def _years(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)


def _td1(p: Person) -> tuple[str, str, str]:
    """Return a zone of three lines of 30 (Doc 9303-5)."""
    names = f"{mrz_name(p.surname)}<<{mrz_name(p.given_names)}".replace(" ", "<")[:30]
    first = f"ID{p.state:<<3}{p.number}{check_digit(p.number)}{p.personal_number:<<15}"
    born, expires = f"{p.born:%y%m%d}", f"{p.expires_on:%y%m%d}" if p.expires_on else "<<<<<<"
    ends = check_digit(expires) if p.expires_on else "<"
    second = f"{born}{check_digit(born)}{p.sex}{expires}{ends}{p.nationality:<<3}{'':<<11}"
    total = check_digit(first[5:] + second[:7] + second[8:15] + second[18:29])
    return first, second + total, f"{names:<<30}"


def _td3(p: Person) -> tuple[str, str]:
    """Return a zone of two lines of 44 (Doc 9303-4)."""
    names = f"{mrz_name(p.surname)}<<{mrz_name(p.given_names)}".replace(" ", "<")[:39]
    born, expires, optional = f"{p.born:%y%m%d}", f"{p.expires_on:%y%m%d}", f"{p.personal_number:<<14}"
    second = f"{p.number}{check_digit(p.number)}{p.nationality:<<3}{born}{check_digit(born)}{p.sex}"
    second += f"{expires}{check_digit(expires)}{optional}{check_digit(optional)}"
    total = check_digit(second[:10] + second[13:20] + second[21:43])
    return f"P<{p.state:<<3}{names:<<39}", second + total

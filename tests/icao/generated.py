"""Zones of every format made by the letter of the standard from a seeded source, without the code that is tested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.icao.zones import TODAY, digit

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIGNS = LETTERS + "0123456789"
STATES = ("SRB", "RKS", "KS", "D", "UTO", "MKD", "MNE", "ALB", "BIH", "HRV", "UNK", "SCG", "YUG", "GBD", "EUE")
NATIONS = (*STATES, "XXA", "XXB", "XXC", "XXX", "UNO")
NO_EXPIRY = ("<<<<<<", "991231", "990101")
CODES = {
    "TD1": ("I", "ID", "IR", "A", "AC", "C", "CR"),
    "TD2": ("I", "ID", "IX", "A", "C", "PU"),
    "TD3": ("P", "PP", "PD", "PO", "PS", "PE", "PR"),
    "MRVA": ("V", "VC", "VB"),
    "MRVB": ("V", "VA"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A zone and what was put into it; dates are ISO, empty where the zone does not state one."""

    format: str
    text: str
    code: str
    state: str
    number: str
    nation: str
    surname: str
    given_names: str
    birth_date: str
    sex: str
    expiry_date: str
    optional: str


def made(count: int, *, seed: int) -> Iterator[Made]:
    """Yield so many zones, the formats in turn."""
    random = Random(seed)
    names = [*CODES]
    for order in range(count):
        yield _made(random, names[order % len(names)])


def _made(random: Random, name: str) -> Made:
    birth, born = _birth(random)
    expiry, expires = _expiry(random)
    surname, given_names = _name(random), random.choice(("", _name(random), _name(random)))
    width = {"TD1": 30, "TD2": 31, "TD3": 39, "MRVA": 39, "MRVB": 31}[name]
    names = (surname + ("<<" + given_names if given_names else ""))[:width]
    while names.endswith("<"):  # a cut name ends in a letter (Doc 9303-3 section 4.6)
        names = names[:-1] + "X"
    surname, _, given_names = names.partition("<<")
    long = name in ("TD1", "TD2") and random.random() < 0.15
    number = _text(random, SIGNS, 10 if long else 1, 14 if long else 9)
    state, nation = random.choice(STATES), random.choice(NATIONS)
    sex = random.choice("MF<")
    room = {"TD1": 15, "TD2": 7, "TD3": 14, "MRVA": 16, "MRVB": 8}[name]
    opt = "" if long else random.choice(("", _text(random, SIGNS, 1, room)))
    code = random.choice(CODES[name])
    holder = f"{nation:<<3}{birth}{digit(birth)}{sex}{expiry}{digit(expiry)}"
    lines = _lines(name, f"{code:<<2}{state:<<3}", names, holder, *_number(number, opt), fill=random.random() < 0.5)
    return Made(
        format=name, text="\n".join(lines), code=code, state=state, number=number, nation=nation,
        surname=surname.replace("<", " "), given_names=given_names.replace("<", " "),
        birth_date=born, sex="X" if sex == "<" else sex, expiry_date=expires, optional=opt,
    )  # fmt: skip


def _lines(
    name: str, head: str, names: str, holder: str, number: str, held: str, opt: str, *, fill: bool
) -> tuple[str, ...]:
    """Return the lines of a zone; `holder` is nationality, birth, sex and expiry, `held` the number's check digit."""
    if name == "TD1":
        first, second = f"{head}{number:<<9}{held}{opt:<<15}", f"{holder[3:]}{holder[:3]}{'':<<11}"
        return first, second + digit(first[5:] + second[:7] + second[8:15] + second[18:]), f"{names:<<30}"
    width = 44 if name in ("TD3", "MRVA") else 36
    first, second = f"{head}{names:<<{width - 5}}", f"{number:<<9}{held}{holder}"
    if name.startswith("MRV"):
        return first, f"{second}{opt:<<{width - 28}}"
    second += f"{opt:<<{14 if name == 'TD3' else 7}}"
    if name == "TD3":
        second += "<" if fill and not opt else digit(second[28:])
    return first, second + digit(second[:10] + second[13:20] + second[21:])


def _number(number: str, opt: str) -> tuple[str, str, str]:
    """Return the nine characters of a document number, its check digit, and the optional data."""
    if len(number) <= 9:
        return number, digit(f"{number:<<9}"), opt
    return number[:9], "<", f"{number[9:]}{digit(number)}"


def _birth(random: Random) -> tuple[str, str]:
    day = TODAY - timedelta(days=random.randrange(99 * 365))
    written = f"{day:%y%m%d}"
    if random.random() < 0.03:
        return random.choice((written[:4] + "<<", written[:2] + "<<<<", "<<<<<<")), ""
    return written, day.isoformat()


def _expiry(random: Random) -> tuple[str, str]:
    if random.random() < 0.03:
        return random.choice(NO_EXPIRY), ""
    day = date(TODAY.year - 10, 1, 1) + timedelta(days=random.randrange(30 * 365))
    written = f"{day:%y%m%d}"
    return written, "" if written in NO_EXPIRY else day.isoformat()


def _name(random: Random) -> str:
    return "<".join(_text(random, LETTERS, 1, 13) for _ in range(random.choice((1, 1, 1, 2, 2, 3))))


def _text(random: Random, signs: str, least: int, most: int) -> str:
    return "".join(random.choices(signs, k=random.randint(least, most)))

"""People who do not exist: names as Serbian and Albanian build them, in every script and spelling, with typos."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from types import MappingProxyType

from kbdesk.domain.names import to_cyrillic

_SR_FIRST = (
    *("Ana", "Marija", "Jelena", "Milica", "Ljiljana", "Dragana", "Snežana", "Gordana", "Đurđa", "Željka", "Nevena"),
    *("Petar", "Marko", "Nikola", "Đorđe", "Živko", "Ljubiša", "Dragan", "Zoran", "Njegoš", "Čedomir", "Šćepan"),
)
_SQ_FIRST = (
    *("Arta", "Besa", "Çelnike", "Drita", "Fjolla", "Gjyljeta", "Hana", "Liridona", "Njomza", "Shpresa", "Xhevahire"),
    *("Qazim", "Agron", "Bujar", "Dardan", "Gjergj", "Hysen", "Ilir", "Lulzim", "Rrahim", "Shaban", "Xhavit", "Ymer"),
)
_SR_STEMS = (
    *("Petr", "Jovan", "Đorđ", "Nikol", "Stojilj", "Živ", "Mil", "Rad", "Bog", "Čol", "Šarač", "Žuj", "Ljub", "Njeg"),
    *(
        "Vuk",
        "Krst",
        "Dragoj",
        "Stank",
        "Vasilj",
        "Simeun",
        "Todor",
        "Gavr",
        "Kuzm",
        "Bož",
        "Trif",
        "Anđ",
        "Ćir",
        "Pant",
    ),
)
_SR_MIDDLES = ("", "an", "oj", "iv", "osav", "omir", "in", "ul", "ut", "ošk", "anč", "eš", "ik", "ov", "at", "ar", "el")
_SR_ENDS = ("ić", "ović", "ević", "ski", "kov", "ac", "ica")
_SQ_STEMS = (
    *("Gash", "Krasniq", "Berish", "Hox", "Shal", "Bytyç", "Xhem", "Rram", "Gjon", "Llap", "Dragush", "Thaç", "Zog"),
    *(
        "Haxh",
        "Ademb",
        "Mor",
        "Kelm",
        "Sel",
        "Çel",
        "Rex",
        "Syl",
        "Kast",
        "Musl",
        "Vesel",
        "Jash",
        "Qorr",
        "Dem",
        "Bek",
    ),
)
_SQ_MIDDLES = ("", "an", "ur", "im", "oll", "at", "ush", "ep", "or", "in", "err", "aj", "el", "ok", "yt", "um")
_SQ_ENDS = ("i", "aj", "olli", "iqi", "ani", "ta", "ori")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who does not exist; names in the Latin script of their language."""

    surname: str
    given_names: str
    birth_date: date
    serbian: bool

    @property
    def name(self) -> str:
        """Surname and given names."""
        return f"{self.surname} {self.given_names}"


def person(random: Random) -> Person:
    """Return somebody new; a few names are many people's, and some people have two given names or a double surname."""
    serbian = random.random() < 0.6
    firsts, parts = (_SR_FIRST, (_SR_STEMS, _SR_MIDDLES, _SR_ENDS)) if serbian else (
        _SQ_FIRST, (_SQ_STEMS, _SQ_MIDDLES, _SQ_ENDS)
    )  # fmt: skip
    surname, given_names = _surname(random, *parts), _often(random, firsts)
    return Person(
        surname=f"{surname}-{_surname(random, *parts)}" if random.random() < 0.05 else surname,
        given_names=f"{given_names} {_often(random, firsts)}" if random.random() < 0.1 else given_names,
        birth_date=date(1940, 1, 1) + timedelta(days=random.randrange(29_000)),
        serbian=serbian,
    )


def _surname(random: Random, stems: Sequence[str], middles: Sequence[str], ends: Sequence[str]) -> str:
    middle = _often(random, middles) + (random.choice(middles) if random.random() < 0.4 else "")
    return _often(random, stems) + middle + _often(random, ends)


def _often(random: Random, parts: Sequence[str]) -> str:
    """Return one of some parts, the first ones far oftener than the last."""
    return parts[int(len(parts) * random.random() ** 2)]


def _bare(name: str) -> str:
    for letter, plain in (("đ", "dj"), ("Đ", "Dj"), ("ç", "c"), ("Ç", "C"), ("ë", "e")):
        name = name.replace(letter, plain)
    return name.translate(str.maketrans("čćšžČĆŠŽ", "ccszCCSZ"))


def _zone(name: str) -> str:
    return _bare(name.replace("đ", "d").replace("Đ", "D")).upper()


def _as_albanian(name: str) -> str:
    for serbian, albanian in (
        *(("dž", "xh"), ("Dž", "Xh"), ("đ", "gj"), ("Đ", "Gj"), ("č", "ç"), ("Č", "Ç"), ("ć", "q"), ("Ć", "Q")),
        *(("š", "sh"), ("Š", "Sh"), ("ž", "zh"), ("Ž", "Zh")),
    ):
        name = name.replace(serbian, albanian)
    return name


def _as_serbian(name: str) -> str:
    for albanian, serbian in (
        *(("xh", "dž"), ("Xh", "Dž"), ("gj", "đ"), ("Gj", "Đ"), ("ç", "č"), ("Ç", "Č"), ("q", "ć"), ("Q", "Ć")),
        *(("sh", "š"), ("Sh", "Š"), ("zh", "ž"), ("Zh", "Ž"), ("th", "t"), ("Th", "T"), ("x", "dz"), ("rr", "r")),
        *(("ll", "l"), ("Rr", "R"), ("Ll", "L"), ("y", "i"), ("ë", "e")),
    ):
        name = name.replace(albanian, serbian)
    return name


SPELLINGS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "as it is": str,
        "bare": _bare,
        "zone": _zone,
        "Albanian": _as_albanian,
        "Serbian": _as_serbian,
        "Cyrillic": lambda name: to_cyrillic(_as_serbian(name)),
    }
)
"""The ways in which one name comes to a desk."""


def typo(word: str, random: Random) -> str:
    """Return a word with one letter wrong, missing, too many, or changed over with the next; its first stays."""
    place = random.randrange(1, max(2, len(word) - 1))
    letter = random.choice("aeikmnorst")
    return random.choice(
        (
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
        )
    )


def misspelled(name: str, random: Random, *, typos: int) -> str:
    """Return a name with some typos in its longest word."""
    words: Sequence[str] = name.split()
    longest = max(words, key=len)
    wrong = longest
    for _ in range(typos):
        wrong = typo(wrong, random)
    return " ".join(wrong if word == longest else word for word in words)

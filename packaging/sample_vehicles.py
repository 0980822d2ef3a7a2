"""Vehicles that do not exist, as cards of a passage file."""

from __future__ import annotations

from random import Random

from sample_people import Person

from kbdesk.domain.names import to_cyrillic

MODELS = (("Zastava", "Florida"), ("Fiat", "Punto"), ("Volkswagen", "Golf"), ("Opel", "Astra"), ("Škoda", "Fabia"))
COMPANIES = ("Primer transport d.o.o.", "Uzorak d.o.o.", "Shembulli SH.P.K.")
RKS_LETTERS, SRB_LETTERS, VIN_LETTERS = "ABCDEFGHIJKLMNOPQ", "ABCDEFGHIJKLMNOPRSTUVXZ", "ABCDEFGHJKLMNPRSTUVWXYZ"


class Vehicles:
    """Draws vehicles; no plate is drawn twice."""

    def __init__(self, random: Random) -> None:
        self._random, self._plates = random, set[str]()

    def car(self, area: str, *, holder: Person, reason: str = "", legacy: bool = False) -> str:
        """Draw a passenger car of a person; `reason` is why it goes through without the holder."""
        make, model = self._random.choice(MODELS)
        year = 1989 if legacy else self._random.randint(2003, 2021)
        lines = self._lines(area, make, model, "M1", year, vin="ZA-128-44017" if legacy else "")
        spell = to_cyrillic if holder.cyrillic else str
        owner = f'surname = "{spell(holder.surname)}", given_names = "{spell(holder.given_names)}"'
        reasons = {"vin_legacy": "compared-with-document"} if legacy else {}
        reasons |= {"authorisation_missing": reason} if reason else {}
        told = ", ".join(f'{code} = "{why}"' for code, why in reasons.items())
        return self._card("vehicle", *lines, f"holder = {{ {owner} }}", *([f"reasons = {{ {told} }}"] if told else []))

    def company_car(self, area: str) -> str:
        """Draw a car of a company with its authorisation."""
        make, model = self._random.choice(MODELS)
        return self._card("vehicle", *self._lines(area, make, model, "M1", 2018), *self._company())

    def bus(self, area: str) -> str:
        """Draw a bus of a company."""
        return self._card("vehicle", *self._lines(area, "Ikarbus", "IK-218", "M3", 2014), *self._company())

    def truck(self, area: str) -> tuple[str, str]:
        """Draw a truck and its trailer, of one company."""
        owner = self._company()
        towing = self._lines(area, "Mercedes-Benz", "Actros", "N3", 2016)
        towed = self._lines(area, "Krone", "SD", "O4", 2015, trailer=True)
        return self._card("vehicle", *towing, *owner), self._card("trailer", *towed, *owner)

    def with_trailer(self, area: str, *, holder: Person) -> tuple[str, str]:
        """Draw a car and a light trailer of one person."""
        owner = f'holder = {{ surname = "{holder.surname}", given_names = "{holder.given_names}" }}'
        towed = self._lines(area, "Zastava", "LP-400", "O1", 2012, trailer=True)
        return self.car(area, holder=holder), self._card("trailer", *towed, owner)

    def motorcycle(self, area: str, *, holder: Person) -> str:
        """Draw a motorcycle of a person."""
        owner = f'holder = {{ surname = "{holder.surname}", given_names = "{holder.given_names}" }}'
        return self._card("vehicle", *self._lines(area, "Tomos", "BT 50", "L3", 2017), owner)

    def plated(self, plate: str, *, exempt: str = "") -> str:
        """Return a vehicle of which only the plate was seen."""
        return self._card("vehicle", f'plate = "{plate}"', *([f'exempt = {{ ground = "{exempt}" }}'] if exempt else []))

    def _lines(
        self, area: str, make: str, model: str, category: str, year: int, *, vin: str = "", trailer: bool = False
    ) -> list[str]:
        colour = self._random.choice(("white", "grey", "red", "blue", "black"))
        first = f"{year}-{self._random.randint(1, 12):02}-{self._random.randint(1, 28):02}"
        until = f"{self._random.choice((2022, 2023))}-{self._random.randint(9, 12):02}-{self._random.randint(1, 28):02}"
        told = {"vin": vin or self._vin(), "make": make, "model": model, "colour": colour, "category": category}
        return [
            f'plate = "{self._plate(area, trailer=trailer)}"',
            *(f'{key} = "{value}"' for key, value in told.items()),
            f"first_registered = {first}",
            f"registration_valid_until = {until}",
        ]

    def _company(self) -> list[str]:
        name, number = self._random.choice(COMPANIES), self._random.randint(1, 90)
        return [
            f'holder = {{ company = "{name}", registration_number = "{self._random.randint(1, 9_999_999):08}" }}',
            f'authorisation = {{ from = "{name}", on = 2022-08-01, number = "{number}/22" }}',
        ]

    def _plate(self, area: str, *, trailer: bool) -> str:
        while (plate := self._draw(area, trailer=trailer)) in self._plates:
            pass
        self._plates.add(plate)
        return to_cyrillic(plate) if area == "KM" and not trailer and self._random.random() < 0.3 else plate

    def _draw(self, area: str, *, trailer: bool) -> str:
        number, letters = self._random.randint(101, 999), "".join(self._random.choices(RKS_LETTERS, k=2))
        if area == "RKS":
            return f"0{self._random.randint(1, 7)}-{number}-{letters}"
        if area == "KS":
            return f"{number}-KS-{self._random.randint(101, 999)}"
        if area == "foreign":
            return self._random.choice((f"M-{letters} {number}", f"ZH {number}{number}", f"W {number}45 {letters[0]}"))
        letters = "".join(self._random.choices(SRB_LETTERS, k=2))
        return f"{letters} {number} {area}" if trailer else f"{area} {number}-{letters}"

    def _vin(self) -> str:
        return "V" + "".join(self._random.choices(VIN_LETTERS, k=10)) + f"{self._random.randint(0, 999_999):06}"

    def _card(self, name: str, *lines: str) -> str:
        return "\n".join([f"[{name}]", *lines])

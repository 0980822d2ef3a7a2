"""Write a day at a crossing: 200 passages of people who do not exist, the same every time, into resources/samples/day.

The mix is a guess at an ordinary summer day with the measures of August 2022 in force; what is odd in it (an expired
card, a friend's car, a chassis from before the standard) is there as often as honest people bring it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

from sample_people import Kind, People, Person
from sample_vehicles import Vehicles

DAY = Path(__file__).parents[1] / "resources" / "samples" / "day"
SEED = 20220810
Maker = Callable[["Day"], str]


class Day:
    """The people and vehicles of one day, drawn in order from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.people = People(self.random)
        self.vehicles = Vehicles(self.random)

    def family(self) -> str:
        """Two parents, up to three children with extracts or cards, one car of a parent."""
        area = self.random.choice(("KM", "PR", "BG", "KV", "NI", "GL"))
        father = self.people.adult(Kind.SRB_CARD, sex="M")
        mother = self.people.adult(Kind.SRB_CARD, sex="F", surname=father.surname)
        children = [self.people.child(mother, guardian=2) for _ in range(self.random.randint(1, 3))]
        return passage([father, mother, *children], self.vehicles.car(area, holder=father))

    def mother_on_foot(self) -> str:
        """A mother and two children on foot."""
        mother = self.people.adult(Kind.SRB_CARD, sex="F")
        return passage([mother, *(self.people.child(mother, guardian=1) for _ in range(2))])

    def serbian_car(self) -> str:
        """One or two people with Serbian cards, a car of central Serbia."""
        driver = self.people.adult(self.random.choice((Kind.SRB_CARD, Kind.SRB_CARD, Kind.SRB_PASSPORT)))
        beside = [self.people.adult(Kind.SRB_CARD)] * self.random.randint(0, 1)
        area = self.random.choice(("BG", "KV", "NI", "NP", "RA", "KŠ", "ČA", "LE"))
        return passage([driver, *beside], self.vehicles.car(area, holder=driver))

    def city_car(self) -> str:
        """A car on plates of a Kosovo city, its holder from the north."""
        driver = self.people.adult(Kind.SRB_CARD, residence=self.random.choice(("leposavic", "zvecan", "zubin-potok")))
        area = self.random.choice(("KM", "KM", "PR", "PZ", "UR", "ĐA"))
        return passage([driver], self.vehicles.car(area, holder=driver))

    def kosovo_car(self) -> str:
        """People with cards of Kosovo in a car on RKS plates, or on KS plates that have had their day."""
        driver = self.people.adult(Kind.RKS_CARD)
        beside = [self.people.adult(Kind.RKS_CARD) for _ in range(self.random.randint(0, 2))]
        plate = "KS" if self.random.random() < 0.08 else "RKS"
        return passage([driver, *beside], self.vehicles.car(plate, holder=driver))

    def foreign_car(self) -> str:
        """Guests and people who live abroad, on plates of another country."""
        driver = self.people.adult(Kind.FOREIGN)
        beside = [self.people.adult(self.random.choice((Kind.FOREIGN, Kind.RKS_CARD)))] * self.random.randint(0, 1)
        return passage([driver, *beside], self.vehicles.car("foreign", holder=driver))

    def on_foot(self) -> str:
        """One person on foot."""
        return passage([self.people.adult(self.random.choice((Kind.SRB_CARD, Kind.SRB_CARD, Kind.RKS_CARD)))])

    def elderly(self) -> str:
        """Two people whose cards have no expiry."""
        pair = [self.people.elder(), self.people.elder()]
        return passage(pair, self.vehicles.car("KM", holder=pair[0]))

    def company_car(self) -> str:
        """A company's car with its authorisation."""
        driver = self.people.adult(Kind.SRB_CARD)
        return passage([driver], self.vehicles.company_car(self.random.choice(("BG", "KV", "KM"))))

    def truck(self) -> str:
        """A company's truck with its trailer."""
        driver = self.people.adult(self.random.choice((Kind.SRB_CARD, Kind.SRB_PASSPORT)))
        return passage([driver], *self.vehicles.truck(self.random.choice(("BG", "BU", "VR", "KV"))))

    def motorcycle(self) -> str:
        """Somebody on a motorcycle."""
        rider = self.people.adult(Kind.SRB_CARD)
        return passage([rider], self.vehicles.motorcycle(self.random.choice(("BG", "KM")), holder=rider))

    def camper(self) -> str:
        """A car with a light trailer of the same holder."""
        driver = self.people.adult(Kind.SRB_CARD)
        return passage([driver], *self.vehicles.with_trailer("KV", holder=driver))

    def small_bus(self) -> str:
        """A bus of a dozen."""
        return self._bus(12)

    def bus(self) -> str:
        """A bus of fifty: the driver and 49 passengers of all kinds."""
        return self._bus(50)

    def _bus(self, size: int) -> str:
        kinds = (Kind.SRB_CARD, Kind.SRB_CARD, Kind.SRB_PASSPORT, Kind.RKS_CARD, Kind.FOREIGN)
        people = [self.people.adult(Kind.SRB_CARD)]
        people += [self.people.adult(self.random.choice(kinds)) for _ in range(size - 1)]
        return passage(people, self.vehicles.bus("KV"))

    def friends_car(self) -> str:
        """A friend's car without a paper that says so."""
        driver, friend = self.people.adult(Kind.SRB_CARD), self.people.adult(Kind.SRB_CARD)
        return passage([driver], self.vehicles.car("BG", holder=friend, reason="holder-consents"))

    def old_car(self) -> str:
        """A car with a chassis number from before the standard."""
        driver = self.people.adult(Kind.SRB_CARD)
        return passage([driver], self.vehicles.car("KŠ", holder=driver, legacy=True))

    def expired(self) -> str:
        """Somebody whose card expired not long ago, referred."""
        return passage([self.people.expired()])

    def long_name(self) -> str:
        """Somebody whose name does not fit its zone."""
        return passage([self.people.long_name()])

    def failing_number(self) -> str:
        """Somebody whose personal number fails its check digit, as printed on the card."""
        return passage([self.people.failing_number()])

    def student(self) -> str:
        """A boy of fifteen with a card of his own, alone, with the consent of a parent."""
        return passage([self.people.student()])

    def diplomat(self) -> str:
        """A diplomat in a car of the mission."""
        diplomat = 'exempt = { ground = "diplomatic", reference = "DL 12/2022" }'
        return passage([diplomat], self.vehicles.plated("10 CD 123"))

    def mission(self) -> str:
        """A patrol of a mission."""
        return passage([], self.vehicles.plated("KFOR 1234", exempt="kfor"))

    def ambulance(self) -> str:
        """An ambulance on call: its details may follow."""
        return passage(['exempt = { ground = "ambulance" }'], self.vehicles.plated("KM 045-HP", exempt="ambulance"))


MIX: tuple[tuple[Maker, int], ...] = (
    (Day.family, 24), (Day.mother_on_foot, 4), (Day.serbian_car, 34), (Day.city_car, 20), (Day.kosovo_car, 40),
    (Day.foreign_car, 18), (Day.on_foot, 12), (Day.elderly, 6), (Day.company_car, 7), (Day.truck, 8),
    (Day.motorcycle, 4), (Day.camper, 2), (Day.small_bus, 2), (Day.bus, 1), (Day.friends_car, 4), (Day.old_car, 2),
    (Day.expired, 3), (Day.long_name, 2), (Day.failing_number, 1), (Day.student, 1), (Day.diplomat, 2),
    (Day.mission, 1), (Day.ambulance, 2),
)  # fmt: skip
"""How many passages of each kind: 200 together."""
EXITS = 5
"""Every so many passages go the other way."""


def passage(people: list[Person] | list[str], *vehicles: str) -> str:
    """Return the text of a passage but for its direction."""
    cards = [f"[[traveler]]\n{person}" for person in people]
    return "\n\n".join([*cards, *vehicles]) + "\n"


def files() -> dict[str, str]:
    """Return the texts of the day by file name."""
    day = Day(SEED)
    drawn = [(maker.__name__.replace("_", "-"), maker(day)) for maker, count in MIX for _ in range(count)]
    day.random.shuffle(drawn)
    found = {}
    for number, (name, text) in enumerate(drawn, 1):
        direction = "exit" if number % EXITS == 0 else "entry"
        found[f"{number:03}-{name}.toml"] = f'direction = "{direction}"\n\n{text}'
    return found


def main(out: Path) -> int:
    """Write the day into a folder, in place of what stands there."""
    out.mkdir(parents=True, exist_ok=True)
    for file in out.glob("*.toml"):
        file.unlink()
    for name, text in files().items():
        (out / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DAY))

"""The provisional plate, drawn by the form of its vehicle: a design that can be taken for no state's plate.

P on a black tile stands first (provisional in all three languages), then the digits; what follows stands smaller,
its last character, the check character, in a box. Nothing but the frame lies where two sheets are pasted together.
"""

from __future__ import annotations

from typing import Final

from kbdesk.domain.vocabulary import PaperKind
from kbdesk.papers import marks
from kbdesk.papers.errors import DoesNotFitError
from kbdesk.papers.faces import MM, Role
from kbdesk.papers.form import Form
from kbdesk.papers.inks import WHITE, K, Rgb, tint
from kbdesk.papers.letterhead import rosette
from kbdesk.papers.plate_form import Letters, PlateForm
from kbdesk.papers.seal_place import plate_seal
from kbdesk.papers.shown import plain
from kbdesk.papers.style import Style

_BETWEEN: Final = 0.8  # the least white between two letters
_TRACKED: Final = {"kind": 0.4}


def form_of(f: Form) -> PlateForm:
    """Return the form of the registered vehicle's plate."""
    return f.plates.of(f.registration.vehicle.category, trailer=f.registration.trailer)


def draw(f: Form, x: float, y: float, scale: float, *, side: str = "") -> None:
    """Draw the plate, its top left at x, y; `side` is the message where it is fixed, empty on a picture of it."""
    form = form_of(f)
    with f.sheet.moved(x, y, scale):
        with f.sheet.clipped(0, 0, form.width, form.height, radius=form.radius):
            f.sheet.box(0, 0, form.width, form.height, fill=WHITE)
            _edges(f, form)
            _ribbons(f, form)
            _number(f, form)
            _validity(f, form)
            _words(f, form, side)
            _seal(f, form) if side else _rosette(f, form)
        half = form.frame / 2
        f.sheet.frame(
            half, half, form.width - 2 * half, form.height - 2 * half, pt=form.frame * MM, radius=form.radius - half
        )


def groups(text: str) -> tuple[str, str, str, str]:
    """Split a plate's text into its tile, its digits, what follows, and the boxed last character.

    >>> groups("P 004711 J2 8")
    ('P', '004711', 'J2', '8')
    """
    parts = plain(text).split(" ")
    tile, digits, rest = parts[0], parts[1] if len(parts) > 1 else "", "".join(parts[2:])
    return tile, digits, rest[:-1], rest[-1:]


def _edges(f: Form, form: PlateForm) -> None:
    """Ochre with white slants: a pattern when the colour is gone."""
    for x in (0.0, form.width - form.edge):
        f.sheet.box(x, 0, form.edge, form.height, fill=f.palette.main)
        marks.hatch(f.sheet, x, 0, form.edge, form.height, rgb=WHITE, pitch=15, thick=3.6)
    x, y, radius = form.mark
    f.sheet.disc(x, y, radius, fill=WHITE)
    marks.mark(f.sheet, x, y, radius * 1.56, rgb=K)


def _ribbons(f: Form, form: PlateForm) -> None:
    ink, high = tint(f.palette.main, 0.30), form.ribbon
    for x, y, w in form.ribbons:
        f.sheet.late(x - 1, y - 2, w + 2, high + 4)
        f.sheet.place(f.lines.ribbon(f.seed, w, high, 10), x, y + high / 2, 0.01, rgb=ink, pt=0.55)


def _number(f: Form, form: PlateForm) -> None:
    """Late: the whole of it is the number."""
    sheet = f.sheet
    tile, digits, series, check = groups(f.registration.plate)
    for place in form.late:
        sheet.late(*place)
    room = {name: len(row.at) for name, row in form.letters.items()}
    if not 0 < len(digits) <= room["digits"] or len(series) > room["series"] or len(tile) != room["tile"]:
        raise DoesNotFitError(sheet.kind, "plate", "the number has too many characters")
    sheet.box(*form.boxes["tile"], fill=K, radius=5)
    _letters(f, form.letters["tile"], tile, rgb=WHITE)
    _letters(f, form.letters["digits"], digits)
    x, top, bottom = form.rule
    sheet.line(x, top, x, bottom, pt=2.2)
    _letters(f, form.letters["series"], series)
    if check:
        sheet.frame(*form.boxes["check"], pt=3.2, radius=3)
        _letters(f, form.letters["check"], check)


def _validity(f: Form, form: PlateForm) -> None:
    """Until when: day and month above the year."""
    until = f.registration.valid_until
    x, y, radius = form.point
    f.sheet.disc(x, y, radius, fill=K)
    for name, text in (("day", f"{until:%d}"), ("month", f"{until:%m}"), ("year", f"{until:%Y}")):
        _letters(f, form.letters[name], text)


def _words(f: Form, form: PlateForm, side: str) -> None:
    """The words of the plate, the chassis number's end, the crossing, where it is fixed."""
    chassis = plain(f.registration.vehicle.vin)[-6:]
    names = "\n".join(dict.fromkeys(name.upper() for name in f.words.of(f.paper.post.names)))
    texts = {
        "kind": f.words.label("plate.words"),
        "until": f.words.label("plate.until"),
        "vin": "VIN",
        "chassis": chassis,
        "crossing": names,
        "side": f.words.label(form.side or side) if side else "",
    }
    for name, text in texts.items():
        words = form.words[name]
        role = Role.OCR if name == "chassis" else Role.BOLD
        style = Style(role, words.size, words.least, track=_TRACKED.get(name, 0.0))
        style = f.readable(text, style)
        x, y, w, h = words.box
        if "\n" in text or name == "side":
            if text:
                f.sheet.block(x, y, w, h, text, style, name=f"plate {name}")
        elif text:
            at, foot = (x + w / 2 if words.middle else x), y + style.size * f.sheet.faces[style.role].cap / MM
            f.sheet.text(at, foot, text, style, w=w, align="center" if words.middle else "left", name=f"plate {name}")


def _seal(f: Form, form: PlateForm) -> None:
    x, y, w, h = form.boxes["seal"]
    plate_seal(f, x, y, min(w, h))


def _rosette(f: Form, form: PlateForm) -> None:
    """Draw the number's rosette where the plate itself has its seal: this is a picture of it."""
    x, y, w, h = form.boxes["seal"]
    rosette(f, x + w / 2, y + h / 2, min(w, h) / 2 - 1, rgb=f.palette.rosette, pt=0.35)


def _letters(f: Form, row: Letters, text: str, *, rgb: Rgb = K) -> None:
    """Set plate letters, each in the middle of its cell; all lower if one of them were too wide."""
    face = f.sheet.faces[Role.PLATE]
    covered = [face.ink(character) for character in text if face.covers(character)]
    widest = max((right - left for left, _, right, _ in covered), default=0.0) / face.cap
    size = min(row.cap, (row.cell - _BETWEEN) / widest) if widest else row.cap
    style = Style(Role.PLATE, size * MM / face.cap, rgb=rgb)
    for x, character in zip(row.at, text, strict=False):
        f.sheet.glyph(x, row.foot, character, style, cell=row.cell, name="plate letter")


def side_of(kind: PaperKind) -> str:
    """Return the message that says where a plate is fixed."""
    return "plate.front" if kind is PaperKind.PLATE_FRONT else "plate.rear"

"""Named colours of the three styles, and the arithmetic that proves their contrast."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Style(StrEnum):
    """How the window is lit."""

    LIGHT = "light"
    DARK = "dark"
    HIGH = "high"


# Columns: light, dark, high contrast. The frame is the same slate in light and dark, so that the eye learns one place.
_TABLE: Final = """
frame         #1D2935 #0C1218 #000000
frame_hover   #2A3948 #1A2530 #1F1F1F
frame_on      #34475A #253544 #FFFFFF
frame_line    #33434F #22303C #FFFFFF
frame_ink     #F2F6F9 #EEF3F7 #FFFFFF
frame_ink2    #AEBDCA #9FB0BF #FFFFFF
frame_mark    #7CC7E3 #7CCBE8 #5CE1FF
frame_warn    #FFC857 #FFC857 #FFD24A
frame_stop    #FF9A90 #FF9A90 #FFA8A0
surface       #FFFFFF #18222C #000000
ground        #F3F5F8 #121A22 #000000
sunken        #E8ECF1 #0F161D #000000
line          #D3DAE1 #2C3A47 #FFFFFF
edge          #748392 #708394 #FFFFFF
ink           #15202B #ECF1F5 #FFFFFF
ink2          #465664 #B7C4CF #FFFFFF
ink3          #596977 #94A5B4 #E0E0E0
accent        #0B5F82 #74C8E8 #5CE1FF
accent_hover  #094E6B #94D6F0 #A6F0FF
accent_press  #073C53 #5AB4D6 #FFFFFF
on_accent     #FFFFFF #06222F #000000
accent_tint   #E3F1F7 #15384A #000000
accent_line   #8FC3D8 #2F6A85 #5CE1FF
accent_ink2   #CFE8F2 #0E3A4E #000000
stop          #AE2012 #FF9D93 #FFA8A0
stop_solid    #C3281A #F2665A #FF8A7E
stop_tint     #FDECE9 #3A1C1B #000000
stop_line     #EBA79F #8E3A33 #FF8A7E
stop_on       #FFFFFF #250503 #000000
warn          #824600 #FFCB66 #FFD24A
warn_solid    #F2A50C #F6B22E #FFC21A
warn_tint     #FFF3D9 #35290F #000000
warn_line     #B96F00 #B98212 #FFC21A
warn_on       #241700 #241700 #000000
note          #3D5366 #B5C7D6 #FFFFFF
note_solid    #4F677C #8FA6B9 #FFFFFF
note_tint     #E9EFF4 #22303C #000000
note_line     #A9B9C7 #4A6073 #FFFFFF
note_on       #FFFFFF #0E161D #000000
ok            #14693A #7FDDA6 #7CF0A8
ok_solid      #1B7A46 #4CC27E #5FE593
ok_tint       #E3F4EA #14321F #000000
ok_line       #8FCBA8 #2C6E48 #5FE593
ok_on         #FFFFFF #04200F #000000
off           #E8ECF1 #22303C #000000
off_ink       #4F5F6D #A5B4C1 #FFFFFF
select        #CFE6F0 #1F4A60 #003A47
face_back     #DDE5EC #2A3947 #000000
face_coat     #7C90A2 #5A7085 #8C8C8C
face_skin     #BCC8D3 #93A6B8 #DDDDDD
face_neck     #A3B2C0 #7B8FA2 #BBBBBB
face_hair     #53677A #3B4E61 #5C5C5C
plate         #FFFFFF #FFFFFF #FFFFFF
plate_ink     #15202B #15202B #000000
"""


def _column(index: int) -> Mapping[str, str]:
    rows = (row.split() for row in _TABLE.strip().splitlines())
    return MappingProxyType({name: colours[index] for name, *colours in rows})


STYLES: Final[Mapping[Style, Mapping[str, str]]] = MappingProxyType(
    {style: _column(index) for index, style in enumerate(Style)}
)

_TONES: Final = ("stop", "warn", "note", "ok")

PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    ("ink", "surface", 7),
    ("ink", "ground", 7),
    ("ink", "select", 7),
    ("ink2", "surface", 7),
    ("ink2", "ground", 4.5),
    ("ink3", "surface", 4.5),
    ("ink3", "ground", 4.5),
    ("ink3", "sunken", 4.5),
    ("edge", "surface", 3),
    ("edge", "ground", 3),
    ("accent", "surface", 4.5),
    ("accent", "ground", 4.5),
    ("accent", "accent_tint", 4.5),
    ("on_accent", "accent", 4.5),
    ("on_accent", "accent_hover", 4.5),
    ("on_accent", "accent_press", 4.5),
    ("accent_ink2", "accent", 4.5),
    ("off_ink", "off", 4.5),
    ("frame_ink", "frame", 7),
    ("frame_ink", "frame_hover", 7),
    ("frame_ink2", "frame", 4.5),
    ("frame_mark", "frame", 3),
    ("frame_warn", "frame", 4.5),
    ("frame_stop", "frame", 4.5),
    ("warn_line", "surface", 3),
    ("plate_ink", "plate", 7),
    *((tone, ground, 4.5) for tone in _TONES for ground in ("surface", "ground", f"{tone}_tint")),
    *((f"{tone}_on", f"{tone}_solid", 4.5) for tone in _TONES),
    *((f"{tone}_solid", "surface", 3) for tone in ("stop", "note", "ok")),
)
"""What must be told apart: (ink, ground, least ratio), WCAG 2.2 AA or better."""


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, 0 to 1 (WCAG 2.2, section "relative luminance")."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, section "contrast ratio")."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)

"""What officers ordered of the law at a desk: books they activated, articles they suspended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kbdesk.domain.vocabulary import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivatedBook:
    """A book that two officers put on the shelf; it takes the place of an older one of the same id.

    `sha256` is that of the file's bytes, 64 hex digits; `text` its TOML.
    """

    id: str
    file: str
    text: str
    sha256: str
    activated_at: datetime
    officer: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A book or one of its articles (empty: all) suspended at once by one officer with an order reference.

    Empty `crossings` and `directions` mean all. It holds from `suspended_at` until `until` (excluded), or until two
    officers lift it. `second` is empty until a second officer has signed. `id` is 16 hex digits.
    """

    id: str
    book: str
    article: str
    order_reference: str
    suspended_at: datetime
    officer: str
    second: str = ""
    until: datetime | None = None
    crossings: tuple[str, ...] = ()
    directions: tuple[Direction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """Everything ordered and not lifted, oldest first."""

    books: tuple[ActivatedBook, ...] = ()
    suspensions: tuple[Suspension, ...] = ()

"""Reads a book from TOML, reporting every fault of its shape at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct, ValidationError, convert, structs

from kbdesk.domain.toml_text import TomlError, decode
from kbdesk.rulebook.faults import Fault, RulebookError
from kbdesk.rulebook.schema import Article, Book, Phase, Window

_TOML_TYPES = (datetime, date, time)
_INSTANTS = ("effective_from", "effective_until")
_UNSEEN = ("Cc", "Cf")
"""Controls and marks that are invisible: on paper they stand for nothing, or turn the words around them."""
_YEARS = range(1900, 2200)
"""What instants a book may name; at the ends of the calendar no zone can be counted."""

Timed = TypeVar("Timed", Book, Article, Phase, Window)


def read_book(file: str, text: str) -> Book:
    """Read one book and give every instant its offset. Raises `RulebookError` with all faults of shape."""
    try:
        data = decode(text)
    except TomlError as error:
        raise RulebookError([Fault(file, "", str(error))]) from error
    faults = [Fault(file, path, reason) for path, reason in _shape(data, Book, "")]
    if faults:
        raise RulebookError(faults)
    return _with_offsets(file, convert(data, Book, builtin_types=_TOML_TYPES))


def _shape(value: Any, annotation: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield path and reason of everything in a decoded TOML value that does not fit an annotation."""
    annotation = _bare(annotation)
    if _is_struct(annotation):
        yield from _table(value, annotation, path)
    elif get_origin(annotation) is tuple and _is_struct(get_args(annotation)[0]) and isinstance(value, list):
        for index, item in enumerate(value, 1):
            yield from _shape(item, get_args(annotation)[0], f"{path}[{index}]")
    else:
        yield from _leaf(value, annotation, path)


def _table(value: Any, shape: type[Struct], path: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, Mapping):
        yield path, "must be a table"
        return
    fields = _fields(shape)
    for key in value:
        if key not in fields:
            yield _join(path, key if key.isprintable() else ascii(key)), "is not a key of a rulebook"
    for key, field in fields.items():
        if key in value:
            yield from _shape(value[key], field.type, _join(path, key))
            if value[key] == [] and field.required:
                yield _join(path, key), "must not be empty"
        elif field.required:
            yield _join(path, key), "is missing"


@cache
def _fields(shape: type[Struct]) -> Mapping[str, structs.FieldInfo]:
    """Return the fields of a table by their keys; looking at annotations takes longer than all the rest."""
    return {field.encode_name: field for field in structs.fields(shape)}


def _leaf(value: Any, annotation: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, list) and get_origin(annotation) is tuple:
        for index, item in enumerate(value, 1):
            yield from _leaf(item, get_args(annotation)[0], f"{path}[{index}]")
        return
    if isinstance(value, str) and not value.isprintable() and any(map(_is_unseen, value)):
        yield path, "has a character that cannot be seen"
        return
    try:
        convert(value, annotation, builtin_types=_TOML_TYPES)
    except ValidationError as error:
        words = _words(annotation)
        yield path, f"must be one of {', '.join(words)}" if words else str(error)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN


def _words(annotation: Any) -> list[str]:
    """Return the closed vocabulary an annotation asks for, empty if it is none."""
    closed = isinstance(annotation, type) and issubclass(annotation, StrEnum)
    return [str(word) for word in annotation] if closed else []


def _bare(annotation: Any) -> Any:
    """Return an annotation without None; around a tuple of tables, without its constraints too."""
    if get_origin(annotation) in (Union, UnionType):
        inner = [arg for arg in get_args(annotation) if arg is not type(None)]
        return _bare(inner[0]) if len(inner) == 1 else annotation
    if get_origin(annotation) is Annotated and get_origin(get_args(annotation)[0]) is tuple:
        return get_args(annotation)[0]
    return annotation


def _is_struct(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Struct)


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _with_offsets(file: str, book: Book) -> Book:
    """Return the book with its instants aware; an instant that local time skips or repeats needs an offset."""
    try:
        zone = ZoneInfo(book.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: a folder's name, or too long a one
        raise RulebookError([Fault(file, "zone", "is not a time zone")]) from error
    faults: list[Fault] = []

    def aware(part: Timed, path: str) -> Timed:
        given = {name: at for name in _INSTANTS if (at := getattr(part, name)) is not None}
        for name, at in given.items():
            if at.year not in _YEARS:
                faults.append(Fault(file, _join(path, name), f"lies outside the years {_YEARS[0]} to {_YEARS[-1]}"))
            elif at.tzinfo is None and not _once(at, zone):
                reason = f"does not name one instant in {book.zone}: give an offset"
                faults.append(Fault(file, _join(path, name), reason))
        return structs.replace(
            part, **{name: at if at.tzinfo else at.replace(tzinfo=zone) for name, at in given.items()}
        )

    def article(part: Article, path: str) -> Article:
        phases = tuple(aware(phase, f"{path}.phase[{i}]") for i, phase in enumerate(part.phases, 1))
        return structs.replace(aware(part, path), phases=phases)

    whole = structs.replace(
        aware(book, ""),
        articles=tuple(article(part, f"article[{i}]") for i, part in enumerate(book.articles, 1)),
        suspensions=tuple(aware(window, f"suspension[{i}]") for i, window in enumerate(book.suspensions, 1)),
    )
    if faults:
        raise RulebookError(faults)
    return whole


def _once(at: datetime, zone: ZoneInfo) -> bool:
    first, second = (at.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return first.utcoffset() == second.utcoffset() and first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == at

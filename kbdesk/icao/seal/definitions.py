"""What a message zone holds, by kind of document: read from TOML, one file a kind."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from msgspec import Meta, Struct, ValidationError, convert
from msgspec import field as key

from kbdesk.icao.seal import coding as codings
from kbdesk.icao.seal.codec import Feature
from kbdesk.icao.seal.coding import Coding, Shape, Value
from kbdesk.icao.seal.errors import DefinitionError, SealFieldError, SealFormatError
from kbdesk.icao.seal.header import Header

_Byte = Annotated[int, Meta(ge=0, le=255)]
_Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]


class Tag(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One feature as its file states it; `least` and `most` count bytes of its value."""

    tag: Annotated[int, Meta(ge=0, le=254)]
    name: _Name
    coding: Coding
    required: bool = False
    least: Annotated[int, Meta(ge=0)] = 1
    most: Annotated[int, Meta(ge=1, le=65_535)] = 255
    lines: tuple[Annotated[int, Meta(ge=1)], ...] = ()

    @property
    def shape(self) -> Shape:
        """What its coding needs besides."""
        return Shape(lines=self.lines, size=self.most)


class Definition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of seal. `mrz` names the features of which one is the document's zone."""

    id: _Name
    source: str
    feature_reference: Annotated[int, Meta(ge=1, le=254)]
    type_category: _Byte
    mrz: tuple[str, ...] = ()
    features: tuple[Tag, ...] = key(name="feature")

    def encode(self, fields: Mapping[str, object]) -> tuple[Feature, ...]:
        """Return the features of some fields, in the order of the file; a field that is None or empty is left out.

        Raises `SealFieldError` for a field that is missing, unknown or does not fit.
        """
        known = {tag.name for tag in self.features}
        for name in fields:
            if name not in known:
                raise SealFieldError(name, "is none of this kind of seal")
        return tuple(self._written(tag, fields[tag.name]) for tag in self.features if self._wanted(tag, fields))

    def decode(self, features: Iterable[Feature]) -> Decoded:
        """Return what some features say. Raises `SealFormatError` where one is missing or not written as defined."""
        tags = {tag.tag: tag for tag in self.features}
        values: dict[str, Value] = {}
        unknown: list[int] = []
        for feature in features:
            tag = tags.get(feature.tag)
            if tag is None:
                unknown.append(feature.tag)
                continue
            if not tag.least <= len(feature.value) <= tag.most:
                raise SealFormatError(f"The feature {feature.tag:02X} is not as long as it has to be.")
            values[tag.name] = codings.decode(tag.coding, feature.value, tag.shape)
        for tag in self.features:
            if tag.required and tag.name not in values:
                raise SealFormatError(f"The feature {tag.tag:02X} is missing.")
        return Decoded(fields=values, unknown=tuple(unknown))

    @staticmethod
    def _wanted(tag: Tag, fields: Mapping[str, object]) -> bool:
        if fields.get(tag.name) not in (None, ""):
            return True
        if tag.required:
            raise SealFieldError(tag.name, "is missing")
        return False

    @staticmethod
    def _written(tag: Tag, value: object) -> Feature:
        try:
            data = codings.encode(tag.coding, value, tag.shape)
        except (ValueError, TypeError, OverflowError, AttributeError):
            raise SealFieldError(tag.name, f"cannot be written as {tag.coding}") from None
        if not tag.least <= len(data) <= tag.most:
            raise SealFieldError(tag.name, f"takes {tag.least} to {tag.most} bytes")
        return Feature(tag.tag, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """What a message zone says, by name of feature, and the tags that its definition does not know."""

    fields: Mapping[str, Value] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()


class Definitions:
    """All kinds of seals a program knows."""

    def __init__(self, definitions: Iterable[Definition]) -> None:
        self._named = {one.id: one for one in definitions}
        self._by_type = {(one.feature_reference, one.type_category): one for one in self._named.values()}

    def __getitem__(self, name: str) -> Definition:
        return self._named[name]

    def of(self, header: Header) -> Definition | None:
        """Return the kind of seal that a head announces."""
        return self._by_type.get((header.feature_reference, header.type_category))


def load(files: Mapping[str, bytes]) -> Definitions:
    """Return the kinds of seals that some files define, by file name. Raises `DefinitionError` with every fault."""
    read: list[Definition] = []
    faults: list[str] = []
    types: dict[tuple[int, int], str] = {}
    for name, content in files.items():
        try:
            definition = convert(tomllib.loads(content.decode()), Definition)
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
            faults.append(f"{name}: {error}")
            continue
        faults += [f"{name}: {fault}" for fault in _faults(definition)]
        other = types.setdefault((definition.feature_reference, definition.type_category), name)
        if other != name:
            faults.append(f"{name}: {other} defines the same reference and category.")
        read.append(definition)
    if faults:
        raise DefinitionError(tuple(faults))
    return Definitions(read)


def _faults(definition: Definition) -> Iterable[str]:
    tags, names = set[int](), set[str]()
    for place, tag in enumerate(definition.features):
        where = f"feature[{place}]"
        if tag.tag in tags or tag.name in names:
            yield f"{where}: its tag or name is there twice."
        if tag.least > tag.most:
            yield f"{where}: least is more than most."
        if (tag.coding is Coding.MRZ) != bool(tag.lines):
            yield f"{where}: lines belong to the coding mrz."
        tags.add(tag.tag)
        names.add(tag.name)
    zones = {tag.name for tag in definition.features if tag.coding is Coding.MRZ}
    if not zones.issuperset(definition.mrz):
        yield "mrz: names features of the coding mrz."

"""What can be wrong with the bytes of a seal, with what one is to say, and with the files that define them."""

from __future__ import annotations


class SealFormatError(ValueError):
    """Bytes that are no seal as Doc 9303-13 section 2 describes one; the message says what and where."""

    code = "seal-format"


class SealFieldError(ValueError):
    """A value that a seal cannot carry; `field` is its name, the message holds nothing of the value."""

    code = "seal-field"

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"The field {field} of the seal {why}.")
        self.field = field


class DefinitionError(ValueError):
    """A file that defines no kind of seal; `faults` are sentences, each with its file and place."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults

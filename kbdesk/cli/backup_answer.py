"""What commands say of where a backup lies."""

from __future__ import annotations

from kbdesk.desk.backup import Made
from kbdesk.domain.backup import BackupPlace, PlaceState

_TO_BE_SAID = {
    PlaceState.OWN: ", beside the records: choose a folder on another disk (kbdesk backup FOLDER --every-shift)",
    PlaceState.SAME_DISK: ", on the same disk as the records",
}


def told_place(made: Made, place: BackupPlace) -> str:
    """Tell where a backup lies that nobody named a file for."""
    return f"The backup is {made.file.name}, proved, in {made.file.parent}{_TO_BE_SAID.get(place.state, '')}."

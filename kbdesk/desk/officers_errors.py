"""Why the desk would not do something with its officers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "officers.name-bad": "A name has 1 to {most} characters that can be seen; that of the recovery code is taken.",
        "officers.name-taken": "There is, or was, an officer of that name at this desk; take another name.",
        "officers.unknown": "This desk has no officer of that name.",
        "officers.password-short": "A password has at least {least} characters; four or five words do well.",
        "officers.password-long": "A password has at most {most} characters.",
        "officers.password-common": "That password is among the first that anybody would guess; take other words.",
        "officers.password-own": "A password is not made of the officer's or the desk's own name.",
        "officers.password-same": "That is the password they have; take another.",
        "officers.last-supervisor": "This is the last supervisor of the desk; give another one that role first.",
        "officers.self": "Nobody suspends themselves; another supervisor does it.",
        "officers.suspended-already": "This officer is suspended already.",
        "officers.active-already": "This officer is not suspended.",
        "officers.suspended": "This officer is suspended; let them sign in again first.",
        "officers.same-role": "This officer has that role already.",
        "officers.reason-missing": "Say why in one line of up to {most} characters.",
        "officers.second-missing": "This takes two officers: a second one must give their own name and password.",
        "officers.list-shorter": "Lines of the list that stands are not in this one, or read otherwise: {lines}. "
        "That takes two officers: a second one must give their own name and password.",
        "officers.codes-supervisor": "Only a supervisor has a sheet of codes.",
        "officers.code-whose": "Only another supervisor of this desk signs from afar.",
        "officers.code-none": "That supervisor has no code left; they print a new sheet with `kbdesk officers codes`.",
        "officers.code-wrong": "That is not code number {place} of their sheet.",
        "officers.role": "This is not for the role of the officer who signs it; nothing was recorded.",
        "officers.not-yours": "Officers are managed by a supervisor or an administrator.",
    }
)


class OfficersError(Exception):
    """A refusal; the text is one plain sentence, `code` and `values` say the same for a catalog (``fault.<code>``)."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(SENTENCES[code].format(**values))
        self.code = code
        self.values: Mapping[str, str] = values

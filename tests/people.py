"""The traveler whom tests let arrive, as a passage file names her, and others like her."""

from __future__ import annotations

PERSON = """
[[traveler]]
surname = "Testović"
given_names = "Ana"
birth_date = 1985-06-15
sex = "F"
nationality = "SRB"
document = { type = "identity-card", issuing_state = "SRB", number = "012345678", expires_on = 2029-05-01 }
"""
"""She has a document for which the shelf `seeds` grants a permit; lines may follow that say more of her."""


def person(number: int) -> str:
    """Return another for each number: of another name, born in another year, with a document of her own."""
    named = PERSON.replace("Testović", f"Testović{chr(ord('A') + number % 26)}")
    return named.replace("1985-", f"{1950 + number}-").replace("012345678", f"{number:09d}")

"""Small books for tests: a heading, articles, and what officers order of them."""

from datetime import datetime

from kbdesk.domain.orders import ActivatedBook, Suspension

TEXT = '{ sq = "a", sr = "b", en = "c" }'
APPEAL = f"appeal = {{ days = 30, body = {TEXT}, text = {TEXT} }}"
PERMIT = """
then.measure = "permit"
then.disposition = "shown"
then.papers = ["permit"]
then.validity = { months = 3 }
then.document_code = "PU"
"""
REFUSAL = """
then.measure = "refused"
finding = { code = "plate-not-accepted", severity = "stop", field = "plate" }
"""


def article(name: str, body: str = 'then.measure = "none"', subject: str = "traveler") -> str:
    """Return an article."""
    return f'[[article]]\nid = "{name}"\nsubject = "{subject}"\ntext = {TEXT}\n{body}\n'


def book(*articles: str, name: str = "a-book", precedence: int = 1, head: str = "") -> str:
    """Return a book of the shelf `trial` for both directions, with an appeal; `head` are more of its own keys."""
    own = "" if "directions" in head else 'directions = ["entry", "exit"]'
    return f"""
id = "{name}"
shelf = "trial"
precedence = {precedence}
title = {TEXT}
legal_basis = {TEXT}
{APPEAL}
{own}
{head}
{"".join(articles)}"""


def at(text: str) -> datetime:
    """Return an instant of the crossing's summer clock, or with its own offset."""
    return datetime.fromisoformat(text if "+" in text else f"{text}+02:00")


def suspension(
    name: str = "a-book", article: str = "", since: str = "2022-08-10T14:00", until: str = "", **places: tuple[str, ...]
) -> Suspension:
    """Return a suspension as one supervisor orders it; `places` are its crossings and directions."""
    return Suspension(
        id="0123456789abcdef",
        book=name,
        article=article,
        order_reference="N-14/2022",
        suspended_at=at(since),
        officer="head",
        until=at(until) if until else None,
        **places,
    )


def activated(text: str, since: str, name: str = "a-book") -> ActivatedBook:
    """Return a book as two officers put it on the shelf."""
    return ActivatedBook(
        id=name, file="new.toml", text=text, sha256="0" * 64, activated_at=at(since), officer="head", second="other"
    )

"""Void a permit or registration: from then on it is none, and whoever draws it again draws it crossed out."""

from __future__ import annotations

from datetime import datetime

from kbdesk.desk.paper_errors import PapersError
from kbdesk.desk.recorded import PaperAct, in_force, said
from kbdesk.domain.issued import IssuedRow, Void
from kbdesk.domain.post import Post
from kbdesk.domain.vocabulary import Direction, PermitState, Series
from kbdesk.rulebook.law import Law


def void(
    act: PaperAct, law: Law, post: Post, number: str, reason: str, article: str, kind: Series | None, *, at: datetime
) -> IssuedRow:
    """Enter that a permit or registration is void, and return it.

    It cites the article given, which must stand in a book of this desk, else the one it was granted by. Papers of it
    that were not printed yet are withdrawn. Custody stays as it is: what is held is still to be handed back.
    """
    why, found = said(reason), in_force(act.issued, number, kind)
    cited = article.strip() or found.article
    if article.strip():
        _require(law, act, post, cited, at=at)
    issued = found.issued
    body = {"passage": found.body["passage"], "card": found.card, "number": issued.number}
    act.append(f"{issued.kind}.voided", {**body, "reason": why, "article": cited})
    state = Void(reason=why, article=cited, superseded_by="")
    return IssuedRow(
        kind=issued.kind,
        number=issued.number,
        state=PermitState.VOID,
        valid_from=issued.valid_from,
        valid_until=issued.valid_until,
        envelope=issued.envelope,
        void=state,
        extended_by=issued.extended_by,
    )


def _require(law: Law, act: PaperAct, post: Post, article: str, *, at: datetime) -> None:
    standing = (law.under(act.orders()).at(at, crossing=post.crossing, direction=direction) for direction in Direction)
    if not any(rule.reference == article for stands in standing for rule in stands.rules):
        raise PapersError("papers.article-unknown", article=article[:100])

"""What holds of every examination, whatever stands on the cards."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from kbdesk.domain import dates
from kbdesk.domain.facts import Facts, InForce
from kbdesk.domain.messages import Catalogs
from kbdesk.domain.outcome import Examination
from kbdesk.domain.passage import PassageDraft, TravelerDraft, VehicleDraft, text_fields
from kbdesk.domain.plates import Doubt
from kbdesk.domain.vocabulary import Language, Measure, PaperKind, Severity
from kbdesk.icao import mrz
from kbdesk.rulebook.codes import Code
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.reasons import RefusalReason, WarnReason
from tests.rulebook.drafts import DRAFTS, INSTANTS, WORDS

Examine = Callable[..., Examination]
Person = Callable[..., TravelerDraft]


HELD = InForce(number="J2004711B", valid_until=date(2022, 9, 1))
FACTS = Facts(permits={("SRB", "012345678"): HELD}, registrations={"KM123AB": HELD})


@given(draft=DRAFTS, at=INSTANTS)
def test_any_draft_is_examined_and_every_finding_has_words(
    examine_draft: Examine, catalogs: Catalogs, draft: PassageDraft, at: datetime
) -> None:
    seen = examine_draft(draft, FACTS, at)
    assert [card.path for card in seen.cards] == [path for path, _ in draft.cards()]
    for card in seen.cards:
        known = {*text_fields(type(draft.card(card.path))), "portrait"}
        for found in card.findings:
            path, _, field = found.field.rpartition(".")
            assert path == card.path
            assert field in known
            for language in Language:
                words = catalogs[language].finding(found)
                assert all((words.title, words.text, words.short))
    assert seen == examine_draft(draft, FACTS, at)


@given(draft=DRAFTS, at=INSTANTS)
def test_outcomes_are_whole(examine_draft: Examine, draft: PassageDraft, at: datetime) -> None:
    for card in examine_draft(draft, FACTS, at).cards:
        outcome = card.outcome
        issues = outcome.measure in (Measure.PERMIT, Measure.PROVISIONAL, Measure.REPLACE)
        for given_ in (outcome.papers, outcome.valid_from, outcome.valid_until, outcome.disposition):
            assert bool(given_) is issues
        if outcome.valid_from and outcome.valid_until:
            assert outcome.valid_from <= outcome.valid_until
        if issues or outcome.measure is Measure.REFUSED:
            assert outcome.basis
            assert outcome.basis.appeal_days > 0
        assert (outcome.measure is Measure.REFUSED) <= any(f.severity is Severity.STOP for f in card.findings)
        if outcome.measure is Measure.EXEMPT:
            assert {f.code for f in card.findings} <= {"exempt-reference-missing"}
        assert (PaperKind.APPOINTMENT_SLIP in outcome.papers) is bool(outcome.deadline)


DRAWN = ("surname", "given_names", "nationality", "sex", "birth_date", "document_number")


@given(changes=st.dictionaries(st.sampled_from(DRAWN), WORDS, max_size=3))
def test_a_card_that_nothing_stops_can_be_drawn(
    examine_draft: Examine, person: Person, changes: dict[str, str]
) -> None:
    at = datetime.fromisoformat("2022-08-10T08:00+02:00")
    card = person(**changes)
    seen = examine_draft(PassageDraft(id="0" * 16, travelers=(card,)), Facts(), at).cards[0]
    assert seen.outcome.valid_until
    if any(f.severity is Severity.STOP for f in seen.findings):
        return
    born = dates.understand(card.birth_date, today=at.date(), future=False)
    zone = mrz.write_td2(
        document_code=seen.outcome.document_code,
        issuing_state="UTO",
        surname=card.surname,
        given_names=card.given_names,
        document_number="J2004711B",
        nationality=card.nationality,
        birth_date="" if born is None else born.isoformat(),
        sex=card.sex,
        expiry_date=seen.outcome.valid_until,
    )
    names, data = zone.split("\n")
    assert (len(names), len(data)) == (36, 36)
    assert names[5].isalpha()


@settings(max_examples=30)
@given(hours=st.integers(0, 48), start=st.sampled_from(["2021-09-19", "2022-07-31", "2022-09-30"]))
def test_an_hour_never_undoes_what_the_hour_before_began(
    examine_draft: Examine,
    person: Person,
    car: Callable[..., VehicleDraft],
    hours: int,
    start: str,
) -> None:
    order = {"none": 0, "refused": 1, "tolerated": 1, "provisional": 1, "permit": 1, "replace": 2}
    at = datetime.fromisoformat(f"{start}T00:00+02:00") + timedelta(hours=hours)
    draft = PassageDraft(id="0" * 16, travelers=(person(),), trailer=car(plate="BG 123-AB"))
    earlier, later = (
        [order[str(c.outcome.measure)] for c in examine_draft(draft, Facts(), t).cards]
        for t in (at, at + timedelta(hours=1))
    )
    assert all(a <= b for a, b in zip(earlier, later, strict=True))


def test_the_same_instant_in_another_zone_is_the_same_law(examine_draft: Examine, person: Person) -> None:
    draft = PassageDraft(id="0" * 16, travelers=(person(),))
    local = datetime.fromisoformat("2022-08-01T00:00+02:00")
    for zone in ("UTC", "Pacific/Auckland", "America/New_York"):
        elsewhere = local.astimezone(ZoneInfo(zone))
        assert examine_draft(draft, Facts(), elsewhere) == examine_draft(draft, Facts(), local)


def test_cards_are_examined_each_on_its_own(examine_draft: Examine, person: Person) -> None:
    at = datetime.fromisoformat("2022-08-10T08:00+02:00")
    good, bad = person(), person(document_number="112345678", document_expires_on="2020-01-01")
    draft = PassageDraft(id="0" * 16, travelers=(good, bad))
    seen = examine_draft(draft, Facts(), at)
    assert seen.cards[0] == examine_draft(replace(draft, travelers=(good,)), Facts(), at).cards[0]
    assert {str(f.severity) for f in seen.cards[0].findings} == {"note"}
    assert {str(f.severity) for f in seen.cards[1].findings} == {"note", "stop"}


def codes_of(books: Mapping[str, str], law: Law) -> set[str]:
    """Return every code that a check, a plate or an article can find."""
    said = {rule.finding.code for rule in law.rules if rule.finding}
    return {str(code) for code in (*Code, *(d for d in Doubt if d is not Doubt.UNKNOWN))} | said


def test_every_code_has_its_words(books: Mapping[str, str], law: Law, catalogs: Catalogs) -> None:
    english = catalogs[Language.EN]
    wanted = {f"{code}.{part}" for code in codes_of(books, law) for part in ("title", "text", "field")}
    assert not {message for message in wanted if not english.has(message)}


def test_every_reason_and_fee_has_its_words(law: Law, catalogs: Catalogs) -> None:
    english = catalogs[Language.EN]
    wanted = {f"refusal_reason.{reason}" for reason in RefusalReason} | {f"warn_reason.{r}" for r in WarnReason}
    thens = [then for rule in law.rules for then in (rule.then, rule.overridden) if then]
    wanted |= {f"fee.{fee.code}" for then in thens for fee in then.fees}
    assert not {message for message in wanted if not english.has(message)}

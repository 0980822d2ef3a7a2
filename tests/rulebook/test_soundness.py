"""What a book of the right shape may not say, told with its place; each beside the same words said rightly."""

import pytest

from kbdesk.rulebook.faults import RulebookError
from kbdesk.rulebook.law import Law
from kbdesk.rulebook.shelf import Shelf
from tests.rulebook.trial import APPEAL, PERMIT, REFUSAL, article, book

NONE = 'then.measure = "none"'
HELD = """
then.disposition = "held"
then.papers = ["registration-certificate", "plate-front", "envelope-label"]
"""
PROVISIONAL = 'then.measure = "provisional"\nthen.validity = { days = 60 }' + HELD
REPLACE = 'then.measure = "replace"\nthen.validity = { until = 2022-09-30 }\nthen.deadline = 2022-09-30' + HELD
CONFISCATE = """
then.measure = "confiscate"
then.disposition = "destroyed"
then.papers = ["plate-receipt"]
"""
WARNED = 'then.measure = "warned"\nthen.papers = ["warning-notice"]'
FINED = """
then.measure = "fined"
then.papers = ["fine-notice"]
then.fee = [{ code = "fine", amount = "150.00" }]
"""
ENDS = "effective_until = 2022-10-01T00:00:00\n"


def faults(text: str, law: Law | None = None) -> list[str]:
    """Return the faults of a book, without the file's name; with the reference data where a law is given."""
    try:
        Shelf.read({"a.toml": text}, law.reference if law else None)
    except RulebookError as error:
        return [str(fault).removeprefix("a.toml: ") for fault in error.faults]
    return []


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("traveler", PERMIT),
        ("traveler", PERMIT + "then.extension = { months = 3 }"),
        ("traveler", PERMIT + 'then.seal = "when-possible"'),
        ("vehicle", PROVISIONAL),
        ("vehicle", ENDS + REPLACE),
        ("vehicle", CONFISCATE),
        ("vehicle", CONFISCATE.replace("destroyed", "transferred")),
        ("traveler", WARNED),
        ("vehicle", WARNED),
        ("vehicle", FINED),
        ("vehicle", REFUSAL),
        ("vehicle", REFUSAL + '[article.overridden]\nmeasure = "tolerated"'),
        *(("traveler", f'then.measure = "{word}"') for word in ("none", "exempt", "tolerated", "covered")),
    ],
)
def test_every_measure_can_be_said(subject: str, body: str) -> None:
    assert faults(book(article("1", body, subject))) == []


@pytest.mark.parametrize(
    ("subject", "body", "fault"),
    [
        ("vehicle", PERMIT, ".then.measure: permit is not given to a vehicle"),
        ("traveler", PROVISIONAL, ".then.measure: provisional is not given to a traveler"),
        ("traveler", ENDS + REPLACE, ".then.measure: replace is not given to a traveler"),
        ("traveler", PERMIT.replace("shown", "destroyed"), ".then.disposition: is not what permit does"),
        ("vehicle", CONFISCATE.replace("destroyed", "shown"), ".then.disposition: is not what confiscate does"),
        ("vehicle", CONFISCATE.replace("destroyed", "returned"), ".then.disposition: is not what confiscate does"),
        ("vehicle", CONFISCATE.replace('then.papers = ["plate-receipt"]', ""), ".then.papers: confiscate needs it"),
        ("vehicle", CONFISCATE.replace('then.disposition = "destroyed"', ""), ".then.disposition: confiscate needs it"),
        (
            "vehicle",
            CONFISCATE.replace("destroyed", "held"),
            ".then.papers: what is held, and nothing else, needs an envelope label",
        ),
        ("vehicle", CONFISCATE + "then.validity = { days = 1 }", ".then.validity: confiscate has none"),
        ("vehicle", 'then.measure = "warned"', ".then.papers: warned needs it"),
        ("vehicle", WARNED.replace("warning", "fine"), ".then.papers: fine-notice does not go with warned"),
        ("vehicle", WARNED.replace("[", '["permit", '), ".then.papers: permit does not go with warned"),
        ("vehicle", WARNED.replace("warning-notice", "plate-receipt"), ".then.papers: warned needs a warning-notice"),
        ("vehicle", WARNED + '\nthen.fee = [{ code = "fine", amount = "150.00" }]', ".then.fee: warned has none"),
        ("vehicle", WARNED + '\nthen.disposition = "shown"', ".then.disposition: warned has none"),
        ("vehicle", FINED.split("then.fee", maxsplit=1)[0], ".then.fee: fined needs it"),
        ("vehicle", FINED + "then.deadline = 2022-09-30", ".then.deadline: fined has none"),
        ("vehicle", WARNED + "\nthen.extension = { months = 3 }", ".then.extension: warned has none"),
        (
            "vehicle",
            CONFISCATE.replace('"plate', '"refusal-notice", "plate'),
            ".then.papers: refusal-notice does not go with confiscate",
        ),
        ("traveler", NONE + '\nthen.disposition = "shown"', ".then.disposition: none has none"),
        ("traveler", NONE + '\nthen.seal = "when-possible"', ".then.seal: none has nothing to seal"),
        ("traveler", 'then.measure = "exempt"\nthen.papers = ["permit"]', ".then.papers: exempt has none"),
        ("traveler", 'then.measure = "covered"\nthen.document_code = "PU"', ".then.document_code: covered has none"),
        ("vehicle", PROVISIONAL + "then.deadline = 2022-09-30", ".then.deadline: provisional has none"),
        ("vehicle", ENDS + REPLACE.replace("then.deadline = 2022-09-30", ""), ".then.deadline: replace needs it"),
        ("vehicle", REPLACE, ".then.deadline: passes while the article is still in force"),
        ("vehicle", REPLACE, ".then.validity.until: passes while the article is still in force"),
        (
            "vehicle",
            ENDS.replace("00:00:00", "00:00:01") + REPLACE,
            ".then.deadline: passes while the article is still in force",
        ),
        (
            "vehicle",
            FINED.replace('"150.00"', '"150.00", waived = { first = 2022-09-02, last = 2022-09-01 }'),
            ".then.fee[1].waived.last: lies before first",
        ),
        (
            "vehicle",
            FINED.replace('"150.00"', '"150.00", waived = {}'),
            ".then.fee[1].waived: needs first or last",
        ),
        ("vehicle", FINED.replace("150.00", "0.00"), ".then.fee[1].amount: must be a positive text"),
        ("vehicle", FINED.replace("150.00", "NaN"), ".then.fee[1].amount: must be a positive text"),
        (
            "vehicle",
            REFUSAL + '[article.overridden]\nmeasure = "refused"',
            ".overridden.measure: is what it stands in the place of",
        ),
        ("vehicle", REFUSAL + '[article.overridden]\nmeasure = "warned"', ".overridden.papers: warned needs it"),
        ("traveler", "", ".then: give either this or phases"),
        ("traveler", NONE + '\n[[article.phase]]\nthen.measure = "none"', ".then: give either this or phases"),
        (
            "traveler",
            'finding = { code = "x", severity = "note", field = "surname" }\n[[article.phase]]\nthen.measure = "none"',
            ".finding: belongs to a phase",
        ),
        (
            "traveler",
            'overridden = { measure = "none" }\n[[article.phase]]\nthen.measure = "none"',
            ".overridden: belongs to a phase",
        ),
        (
            "traveler",
            '[[article.phase]]\nthen.measure = "none"\nthen.deadline = 2022-09-30',
            ".phase[1].then.deadline: none has none",
        ),
        ("traveler", "when.expired = true\nwhen.inside_since = { first = 2022-08-01 }\n" + NONE, ".when.inside_since"),
        ("vehicle", "when.expired = true\n" + NONE, ".when.expired: asks nothing of a vehicle"),
        ("traveler", "when.issued_on = {}\n" + NONE, ".when.issued_on: needs first or last"),
        (
            "traveler",
            "when.issued_on = { first = 2022-08-02, last = 2022-08-01 }\n" + NONE,
            ".when.issued_on.last: lies before first",
        ),
        (
            "traveler",
            "when.from_age = 16\nwhen.under_age = 16\n" + NONE,
            ".when.from_age: is not below under_age",
        ),
        ("vehicle", 'when.plate_code = ["KM", "XX"]\n' + NONE, ".when.plate_code[2]: XX is no area code"),
        ("vehicle", "unexpired = true\n" + NONE, ".unexpired: asks nothing of a vehicle"),
    ],
)
def test_a_contradiction_is_told_with_its_place(subject: str, body: str, fault: str) -> None:
    told = faults(book(article("1", body, subject)))
    assert any(line.startswith(f"article[1]{fault}") for line in told), told


def test_a_paper_is_left_out_only_where_it_is_made() -> None:
    body = CONFISCATE + 'then.without = [{ category = ["O"], papers = ["plate-receipt"] }]'
    assert faults(book(article("1", body, "vehicle"))) == []
    assert faults(
        book(article("1", body.replace('papers = ["plate-receipt"] }', 'papers = ["plate-front"] }'), "vehicle"))
    ) == ["article[1].then.without[1].papers: leaves out a paper that is not made"]


def test_what_two_officers_grant_does_not_outlive_its_article() -> None:
    granted = """
[article.overridden]
measure = "provisional"
disposition = "shown"
papers = ["plate-front"]
validity = { until = 2022-09-30 }
"""
    assert faults(book(article("1", ENDS + REFUSAL + granted, "vehicle"))) == []
    for ends in ("", ENDS.replace("00:00:00", "00:00:00.000001")):
        assert faults(book(article("1", ends + REFUSAL + granted, "vehicle"))) == [
            "article[1].overridden.validity.until: passes while the article is still in force"
        ]


@pytest.mark.parametrize(
    "head",
    [
        "effective_until = 2022-10-01T00:00:00",
        "effective_until = 2022-09-30T12:00:00",
        "effective_until = 2022-09-30T22:00:00Z",
    ],
)
def test_a_deadline_may_stand_for_as_long_as_its_book(head: str) -> None:
    assert faults(book(article("1", REPLACE, "vehicle"), head=head)) == []
    assert faults(book(article("1", REPLACE.replace("09-30", "09-29"), "vehicle"), head=head)) == [
        "article[1].then.validity.until: passes while the article is still in force",
        "article[1].then.deadline: passes while the article is still in force",
    ]


@pytest.mark.parametrize(
    "condition",
    [
        "issued_on = { first = 2022-08-01, last = 2022-08-01 }",
        "issued_on = { last = 2022-08-01 }",
        "from_age = 15\nwhen.under_age = 16",
        "from_age = 99",
    ],
)
def test_a_span_may_be_a_day_or_a_year_and_have_one_end(condition: str) -> None:
    assert faults(book(article("1", f"when.{condition}\n{NONE}"))) == []


def test_what_only_a_desk_knows_is_checked_against_the_reference_data(law: Law) -> None:
    text = (
        book(
            article("1", 'when.issuing_office = ["pu-pristina", "pu-atlantis"]\nwhen.residence = ["utopia"]\n' + NONE),
            article("2", 'crossings = ["merdare", "nowhere"]\n' + NONE),
            head='crossings = ["merdare", "atlantis"]',
        )
        + '[[suspension]]\norder_reference = "N-1"\neffective_from = 2022-08-01T00:00:00\ncrossings = ["eden"]\n'
    )
    assert faults(text, law) == [
        "crossings[2]: atlantis is no crossing",
        "article[1].when.issuing_office[2]: pu-atlantis is no issuing office",
        "article[1].when.residence[1]: utopia is no municipality",
        "article[2].crossings[2]: nowhere is no crossing of its book",
        "article[2].crossings[2]: nowhere is no crossing",
        "suspension[1].crossings[1]: eden is no crossing",
    ]
    assert faults(text) == ["article[2].crossings[2]: nowhere is no crossing of its book"]


def test_an_article_goes_no_other_way_than_its_book() -> None:
    text = book(article("1", 'directions = ["entry", "exit"]\n' + NONE), head='directions = ["entry"]')
    assert faults(text) == ["article[1].directions[2]: exit is no direction of its book"]
    assert faults(text.replace('["entry", "exit"]', '["entry"]')) == []


PHASE = '[[article.phase]]\nthen.measure = "none"\n'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (PHASE + "effective_until = 2022-08-01T00:00:00\n" + PHASE + "effective_from = 2022-08-01T00:00:00", []),
        (
            PHASE + "effective_until = 2022-08-01T00:00:01\n" + PHASE + "effective_from = 2022-08-01T00:00:00",
            ["article[1].phase[2]: is in force at the same time as phase 1"],
        ),
        (
            PHASE + PHASE,
            [
                "article[1].phase[2]: is in force at the same time as phase 1",
                "article[1].phase[2]: never applies: article 1 before it always does",
            ],
        ),
        (
            PHASE + "effective_from = 2022-08-02T00:00:00\neffective_until = 2022-08-01T00:00:00",
            ["article[1].phase[1].effective_until: is not after effective_from"],
        ),
        (
            "effective_from = 2022-08-01T00:00:00\n" + PHASE + "effective_from = 2022-07-31T23:59:59",
            ["article[1].phase[1].effective_from: lies before that of its article"],
        ),
        ("effective_from = 2022-08-01T00:00:00\n" + PHASE + "effective_from = 2022-08-01T00:00:00", []),
        (
            "effective_until = 2022-08-01T00:00:00\n" + PHASE + "effective_until = 2022-08-01T00:00:01",
            ["article[1].phase[1].effective_until: lies after that of its article"],
        ),
        ("effective_until = 2022-08-01T00:00:00\n" + PHASE + "effective_until = 2022-08-01T00:00:00", []),
        (
            "effective_from = 2022-08-01T00:00:00\neffective_until = 2022-07-01T00:00:00\n" + NONE,
            ["article[1].effective_until: is not after effective_from"],
        ),
    ],
)
def test_phases_follow_each_other_within_their_article(body: str, told: list[str]) -> None:
    assert faults(book(article("1", body))) == told


def test_an_article_that_ends_before_its_book_begins_is_told() -> None:
    head = "effective_from = 2022-08-01T00:00:00\neffective_until = 2022-10-01T00:00:00"
    for span in ("effective_until = 2022-08-01T00:00:00\n", "effective_from = 2022-10-01T00:00:00\n"):
        told = faults(book(article("1", span + NONE), head=head))
        assert told == ["article[1].effective_from: is never in force while its book is"]
    for span in ("effective_until = 2022-08-01T00:00:01\n", "effective_from = 2022-09-30T23:59:59\n"):
        assert faults(book(article("1", span + NONE), head=head)) == []


@pytest.mark.parametrize("body", [PERMIT, WARNED, FINED, CONFISCATE, REFUSAL, PROVISIONAL])
def test_a_measure_can_be_appealed_against(body: str) -> None:
    subject = "traveler" if body is PERMIT else "vehicle"
    without = book(article("1", body, subject)).replace(APPEAL, "")
    assert faults(without) == ["article[1].appeal: a measure needs one, here or for the whole book"]
    own = book(article("1", body + "\n" + APPEAL, subject)).replace(APPEAL + "\ndirections", "directions")
    assert faults(own) == []


def test_what_is_no_measure_needs_no_appeal() -> None:
    assert faults(book(article("1")).replace(APPEAL, "")) == []


def test_a_suspension_names_articles_of_its_book() -> None:
    window = '[[suspension]]\norder_reference = "N-1"\neffective_from = 2022-08-01T00:00:00\narticles = ["1", "2"]\n'
    assert faults(book(article("1")) + window) == ["suspension[1].articles[2]: 2 is no article of this book"]
    assert faults(book(article("1"), article("2", "when.expired = true\n" + NONE)) + window) == [
        "article[2].when: never applies: article 1 before it always does"
    ]
    assert faults(book(article("2", "when.expired = true\n" + NONE), article("1")) + window) == []
    ended = window + "effective_until = 2022-08-01T00:00:00\n"
    assert "suspension[1].effective_until: is not after effective_from" in faults(book(article("1")) + ended)


EARLY, LATE = "effective_from = 2022-08-01T00:00:00\n", "effective_from = 2022-08-02T00:00:00\n"
UNTIL, LATER = "effective_until = 2022-08-08T00:00:00\n", "effective_until = 2022-08-09T00:00:00\n"


@pytest.mark.parametrize(
    ("first", "second", "never"),
    [
        ("", "", True),
        ("", 'when.issuing_state = ["SRB"]\n', True),
        ('when.issuing_state = ["SRB"]\n', "", False),
        ('when.issuing_state = ["SRB", "MNE"]\n', 'when.issuing_state = ["MNE"]\n', True),
        ('when.issuing_state = ["MNE"]\n', 'when.issuing_state = ["SRB", "MNE"]\n', False),
        ('when.issuing_state = ["MNE"]\n', 'when.issuing_state = ["MNE"]\n', True),
        ("when.expired = true\n", "when.expired = true\n", True),
        ("when.expired = true\n", "when.expired = false\n", False),
        ("when.expired = true\n", "when.resident_north = true\n", False),
        ("when.from_age = 10\n", "when.from_age = 11\n", True),
        ("when.from_age = 10\n", "when.from_age = 10\n", True),
        ("when.from_age = 10\n", "when.from_age = 9\n", False),
        ("when.under_age = 10\n", "when.under_age = 9\n", True),
        ("when.under_age = 10\n", "when.under_age = 10\n", True),
        ("when.under_age = 10\n", "when.under_age = 11\n", False),
        ("when.issued_on = { first = 2022-08-01 }\n", "when.issued_on = { first = 2022-08-01 }\n", True),
        ("when.issued_on = { first = 2022-08-01 }\n", "when.issued_on = { first = 2022-07-31 }\n", False),
        ("when.issued_on = { first = 2022-08-01 }\n", "when.issued_on = { last = 2022-08-31 }\n", False),
        ("when.issued_on = { last = 2022-08-01 }\n", "when.issued_on = { last = 2022-08-01 }\n", True),
        ("when.issued_on = { last = 2022-08-01 }\n", "when.issued_on = { last = 2022-08-02 }\n", False),
        ("when.issued_on = { last = 2022-08-01 }\n", "when.issued_on = { first = 2022-07-01 }\n", False),
        (EARLY, LATE, True),
        (EARLY, EARLY, True),
        (LATE, EARLY, False),
        (EARLY, "", False),
        ("", EARLY, True),
        (LATER, UNTIL, True),
        (UNTIL, UNTIL, True),
        (UNTIL, LATER, False),
        (UNTIL, "", False),
        ("", UNTIL, True),
        ('crossings = ["jarinje"]\n', "", False),
        ("", 'crossings = ["jarinje"]\n', True),
        ('crossings = ["jarinje", "brnjak"]\n', 'crossings = ["jarinje"]\n', True),
        ('crossings = ["jarinje", "brnjak"]\n', 'crossings = ["brnjak", "jarinje"]\n', True),
        ('crossings = ["jarinje"]\n', 'crossings = ["jarinje", "brnjak"]\n', False),
        ('directions = ["entry"]\n', "", False),
        ('directions = ["entry"]\n', 'directions = ["exit"]\n', False),
        ("", 'directions = ["exit"]\n', True),
    ],
)
def test_an_article_behind_one_that_always_applies_is_told(first: str, second: str, never: bool) -> None:
    told = faults(book(article("1", first + NONE), article("2", second + NONE)))
    assert told == (["article[2].when: never applies: article 1 before it always does"] if never else [])


@pytest.mark.parametrize("span", [EARLY, UNTIL])
def test_an_article_is_never_in_force_longer_than_its_book(span: str) -> None:
    text = book(article("1", span + NONE), article("2"), head=span)
    assert faults(text) == ["article[2].when: never applies: article 1 before it always does"]


def test_articles_on_different_subjects_do_not_hide_each_other() -> None:
    assert faults(book(article("1"), article("2", NONE, "vehicle"))) == []


def test_every_fault_of_an_article_is_told_at_once() -> None:
    text = book(
        article("1", 'when.plate_code = ["XX"]\nthen.measure = "none"\nthen.deadline = 2022-09-30'),
        article("1", ENDS + "effective_from = 2022-10-01T00:00:00\n" + NONE, "vehicle"),
    )
    assert faults(text) == [
        "article[1].then.deadline: none has none",
        "article[1].then.deadline: passes while the article is still in force",
        "article[1].when.plate_code: asks nothing of a traveler",
        "article[1].when.plate_code[1]: XX is no area code",
        "article[2].id: 1 is taken by an article before it",
        "article[2].effective_until: is not after effective_from",
    ]

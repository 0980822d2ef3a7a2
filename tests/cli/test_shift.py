"""The shift, fees, the crossing and late entries as a script sees them."""

from __future__ import annotations

from pathlib import Path

from .conftest import Script

SAMPLES = Path(__file__).parents[2] / "resources" / "samples" / "passages"
CLOSING = ("shift", "close", "--cash", "0", "--custody", "0")


def test_init_opens_a_shift_that_closes_with_a_report(script: Script, data: Path) -> None:
    report = script("shift", "report", "--json").json
    assert (report["closed_at"], report["officer"], report["fees"]["cash"]) == (None, "officer", "0.00")
    closed = script(*CLOSING, "--json").json
    assert closed["differences"] == [] and closed["closed_at"] and Path(closed["paper"]["file"]).exists()
    head = script("ledger", "check", "--json").json
    assert head["whole"] and head["entries"] > closed["entries"][1]
    assert closed["shift"][:2] == "J2" and len(closed["head"]) == 64


def test_without_a_shift_a_passage_is_refused_and_kept(script: Script) -> None:
    script(*CLOSING)
    sample = SAMPLES / "01-family-on-km-plates.toml"
    told = script("passage", sample, "--json", officer="officer")
    assert told.code == 1 and told.json["refused"]["code"] == "shift-missing"
    assert "No shift is open" in told.err
    assert script("shift", "close", "--cash", "0", "--custody", "0").code == 1
    opened = script("shift", "open", "--float", "20,50", "--custody", "0", "--explanation", "float", "--json")
    assert (opened.code, opened.json["float"]) == (0, "20.50")
    assert script("passage", sample, "--json", officer="officer").code == 0


def test_a_difference_takes_a_reason_and_a_second_officer(script: Script) -> None:
    wrong = ("shift", "close", "--cash", "1.00", "--custody", "0")
    assert script(*wrong).code == 1
    assert script(*wrong, "--reason", "found a coin").code == 2
    told = script(*wrong, "--reason", "found a coin", "--json", second="officer")
    assert told.json["differences"] == [{"of": "cash", "expected": "0.00", "counted": "1.00"}]


def test_a_count_or_an_amount_that_is_none_is_refused_with_its_place(script: Script) -> None:
    for words in (
        ("shift", "open", "--float", "much", "--custody", "0"),
        (*CLOSING, "--stock", "permit"),
        (*CLOSING, "--stock", "permit=1", "--stock", "permit=2"),
        (*CLOSING, "--stock", "biscuits=2"),
        ("fees", "drawer", "--counted", "-1"),
        ("crossing", "close"),
        ("late", "print", "0"),
    ):
        told = script(*words)
        assert told.code == 2 and len(told.err.splitlines()) == 1, words


def test_a_shift_is_handed_over_to_the_second_officer(script: Script) -> None:
    words = ("shift", "hand-over", "--cash", "0", "--custody", "0")
    assert script(*words, officer="officer").code == 2
    assert script(*words, "--to", "supervisor2", officer="officer", second="supervisor").code == 2
    assert script(*words, "--json", officer="officer", second="supervisor").json["officer"] == "supervisor"


def test_a_fee_is_paid_once_and_the_drawer_counted(script: Script) -> None:
    issued = script("passage", SAMPLES / "02-passport-on-belgrade-plates.toml", "--json", officer="officer").json
    number = issued["vehicle"]["registration"]["number"]
    (due,) = script("fees", "due", number, "--json").json
    assert (due["amount"], due["code"]) == (issued["fees"][0]["amount"], issued["fees"][0]["code"])
    said = script("fees", "pay", number, "--json").json
    ((paid,), (receipt,)) = said["settled"], said["papers"]
    assert receipt["kind"] == "fee-receipt" and Path(receipt["file"]).read_bytes().startswith(b"%PDF")
    again = script("print", "again", receipt["number"], "--kind", "fee-receipt", "--reason", "lost", "--json")
    assert again.code == 0, again.err
    assert paid["means"] == "cash"
    assert script("fees", "pay", number).code == 1
    assert script("fees", "drawer", "--counted", "5.00", "--json").json["difference"] == "0.00"
    assert script("fees", "waive", number, "--reason", "x", "--article", "y").code == 2


def test_a_closed_crossing_stops_a_passage_until_it_is_opened(script: Script) -> None:
    sample = SAMPLES / "01-family-on-km-plates.toml"
    order = ("--reason", "barricade", "--order", "7/2022", "--ordered-by", "commander")
    assert script("crossing", "close", "--direction", "entry", *order, "--json").json["state"] == "entry-closed"
    told = script("passage", sample, "--json", officer="officer")
    assert told.code == 1
    assert {f["code"] for card in told.json["travelers"] for f in card["findings"]} >= {"crossing-closed"}
    assert script("crossing", "status", "--json").json["order"] == "7/2022"
    assert script("crossing", "open", "--json").json["state"] == "open"
    assert script("crossing", "open").code == 1
    assert script("passage", sample, officer="officer").code == 0
    assert all(contact["replace"] for contact in script("crossing", "contacts", "--json").json)


def test_a_passage_is_entered_late_from_a_printed_form(script: Script, tmp_path: Path) -> None:
    (form,) = script("late", "print", "1", "--at", "2022-08-10T09:00+02:00", "--json").json
    assert Path(form["file"]).exists()
    file = tmp_path / "one.toml"
    text = (SAMPLES / "02-passport-on-belgrade-plates.toml").read_text("utf-8")
    file.write_text(text[: text.index("[vehicle]")], "utf-8")
    words = ("late", "enter", file, "--form", form["form"], "--occurred-at", "2022-08-10T10:00+02:00",
             "--reason", "power cut", "--line", "traveler[1]=1", "--at", "2022-08-10T12:00+02:00",
             "--json")  # fmt: skip
    assert script(*words, officer="officer").code == 2
    told = script(*words, officer="officer", second="supervisor")
    assert told.json["travelers"][0]["permit"]["number"] == form["lines"][0]["number"]
    assert script(*words, officer="officer", second="supervisor").code == 1
    (left,) = script("late", "list", "--json").json
    assert [line["used"] for line in left["lines"]].count(True) == 1
    assert script("shift", "report", "--json").json["late"] == 1


def test_incidents_and_waiting_times_reach_the_report(script: Script) -> None:
    assert script("shift", "incident", "a quarrel").code == 0
    assert script("shift", "waiting", "entry", "--least", "5", "--most", "30").code == 0
    assert script("shift", "attest-clock", "--reason", "right", second="officer").code == 1
    report = script("shift", "report", "--json").json
    assert [incident["text"] for incident in report["incidents"]] == ["a quarrel"]
    assert report["waiting"] == [{"direction": "entry", "least": 5, "most": 30}]
    assert "a quarrel" in script("shift", "report").out


def test_the_paper_of_a_closed_shift_is_saved_again(script: Script, tmp_path: Path) -> None:
    assert script("shift", "report", "--out", tmp_path / "out").code == 1
    closed = script(*CLOSING, "--json").json
    told = script("shift", "report", closed["shift"], "--out", tmp_path / "out", "--json").json
    assert told["paper"]["sha256"] == closed["paper"]["sha256"] and Path(told["paper"]["file"]).exists()

"""One passage from scan to paper, by script, through every floor."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

from .conftest import SAMPLES, Program, Write

FAMILY = SAMPLES / "01-family-on-km-plates.toml"


def test_a_driver_two_passengers_and_a_car_leave_with_their_papers(program: Program, tmp_path: Path) -> None:
    told = program.passage(FAMILY, "--out", tmp_path / "papers")
    assert (told.code, told.err) == (0, "")
    said = told.json
    assert said["decision"] == "granted"
    assert [t["measure"] for t in said["travelers"]] == ["permit"] * 3
    assert [t["permit"]["number"][:8] for t in said["travelers"]] == ["J2000001", "J2000002", "J2000003"]
    assert {(t["permit"]["valid_from"], t["permit"]["valid_until"]) for t in said["travelers"]} == {
        ("2022-08-10", "2022-11-10")
    }
    vehicle = said["vehicle"]
    assert vehicle["measure"] == "replace"
    assert vehicle["plate"] == {"canonical": "KM123AB", "class": "srb-kosovo-city", "region": "02"}
    assert vehicle["registration"]["valid_until"] == vehicle["deadline"] == "2022-09-30"
    kinds = [p["kind"] for p in said["papers"]]
    assert kinds.count("permit") == kinds.count("surrender-receipt") == 3
    assert {"registration-certificate", "plate-front", "plate-rear", "plate-receipt", "appointment-slip"} <= set(kinds)
    for paper in said["papers"]:
        assert hashlib.sha256(Path(paper["file"]).read_bytes()).hexdigest() == paper["sha256"]
    assert len({t["permit"]["envelope"] for t in said["travelers"]} | {vehicle["registration"]["envelope"]}) == 4


def test_the_record_of_a_passage_is_whole_and_ends_where_it_says(program: Program) -> None:
    before = program.run("ledger", "check", "--json").json
    assert program.passage(FAMILY).code == 0
    after = program.run("ledger", "check", "--json")
    assert after.code == 0
    assert after.json["whole"] is True
    assert after.json["broken_at"] is None
    assert after.json["entries"] > before["entries"]
    assert after.json["head"] != before["head"]


def test_one_card_stays_while_the_others_issue(program: Program, written: Write) -> None:
    text = FAMILY.read_text("utf-8")
    stopped = text.replace(
        'document = { issuing_office = "pu-beograd", issued_on = 2021-09-30 }',
        'document = { issuing_office = "pu-beograd", issued_on = 2021-09-30, expires_on = 2022-07-29 }',
    )
    assert stopped != text
    told = program.passage(written(stopped))
    assert told.code == 1
    said = told.json
    assert said["decision"] == "incomplete"
    assert [t["decision"] for t in said["travelers"]] == ["granted", "granted", None]
    assert said["travelers"][2]["permit"] is None
    stops = [f for f in said["travelers"][2]["findings"] if f["severity"] == "stop"]
    assert [(f["code"], f["field"]) for f in stops] == [("document-expired", "traveler[3].document_expires_on")]
    assert said["vehicle"]["registration"] is not None


def test_the_same_documents_twice_are_asked_about_before_a_second_permit(program: Program) -> None:
    assert program.passage(FAMILY).code == 0
    again = program.passage(FAMILY)
    assert again.code == 1
    assert all("permit-in-force" in [f["code"] for f in t["findings"]] for t in again.json["travelers"])
    assert "registration-in-force" in [f["code"] for f in again.json["vehicle"]["findings"]]


def test_every_sample_passage_is_carried_out(program: Program) -> None:
    for file in sorted(SAMPLES.glob("*.toml")):
        told = program.passage(file)
        assert told.code == 0, (file.name, told.out, told.err)


def test_an_exempt_passage_leaves_only_a_count(program: Program) -> None:
    said = program.passage(SAMPLES / "06-ambulance-on-duty.toml").json
    assert said["decision"] == "granted"
    assert said["vehicle"]["measure"] == "exempt"
    assert said["papers"] == []
    store = b"".join(f.read_bytes() for f in program.data.iterdir() if f.is_file())
    assert b"KM045" not in store


def test_the_drill_clock_is_set_for_one_command_forwards_and_back(program: Program) -> None:
    later = program.passage(SAMPLES / "02-passport-on-belgrade-plates.toml", "--at", "2022-11-30T10:00:00+01:00").json
    assert later["at"] == "2022-11-30T10:00:00+01:00"
    assert later["travelers"][0]["permit"]["valid_until"] == "2023-02-28"
    assert later["vehicle"]["registration"]["valid_until"] == "2023-01-29"
    earlier = program.passage(SAMPLES / "04-mother-and-child-on-foot.toml", "--at", "2022-08-01T00:00:00+02:00").json
    assert earlier["travelers"][0]["permit"]["valid_until"] == "2022-11-01"
    before = program.passage(SAMPLES / "07-motorcycle-on-pristina-plates.toml", "--at", "2022-07-31T23:59:59+02:00")
    assert before.json["travelers"][0]["measure"] == "none"
    assert before.json["vehicle"]["measure"] == "refused"


def test_a_zone_is_read_without_signing_in(program: Program) -> None:
    zone = "IDSRB00812345631403978910018<<\r\n7803141M2805140SRB<<<<<<<<<<<1\r\nSTOJILJKOVIC<<MILAN<<<<<<<<<<<\r\n"
    told = program.run("mrz", "-", "--json", officer=None, stdin=zone)
    assert told.code == 0, told.err
    assert told.json["format"] == "TD1"
    assert told.json["fields"]["birth_date"] == "1978-03-14"
    wrong = program.run("mrz", "-", "--json", officer=None, stdin=zone.replace("7803141", "7803142"))
    assert wrong.code == 1
    assert wrong.json["checks"]["birth_date"] is False


def test_nothing_else_is_printed_beside_the_json(program: Program) -> None:
    done = subprocess.run(
        program.command("passage", FAMILY, "--json"), env=program.environment(), capture_output=True, check=True
    )
    json.loads(done.stdout)
    assert done.stderr == b""

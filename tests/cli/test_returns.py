"""``kbdesk return`` and ``kbdesk custody`` as a script sees them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from kbdesk.domain import numbers
from kbdesk.domain.custody import _SENTENCES as CUSTODY
from kbdesk.domain.messages import Catalogs, placeholders
from kbdesk.domain.returns import _SENTENCES as RETURNS
from kbdesk.domain.returns import ReturnCode
from kbdesk.domain.vocabulary import Language

from .conftest import Script

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "samples" / "passages" / "04-mother-and-child-on-foot.toml"
FAMILY = ROOT / "resources" / "samples" / "passages" / "01-family-on-km-plates.toml"


def issued(script: Script) -> str:
    """Issue one sample passage; return the number of the permit that holds something."""
    told = script("passage", SAMPLE, "--json")
    assert told.code == 0, told.err
    (number,) = [t["permit"]["number"] for t in told.json["travelers"] if t["permit"] and t["permit"]["envelope"]]
    return str(number)


def test_a_return_answers_what_was_handed_back_and_twice_is_refused(script: Script, tmp_path: Path) -> None:
    number = issued(script)
    told = script("return", numbers.spelled(number).lower(), "--json", "--out", tmp_path / "out")
    assert told.code == 0, told.err
    said = told.json
    assert (said["permit"], said["decision"], said["closed"]) == (number, "granted", True)
    assert said["handed_back"] == [{"envelope": number, "contents": ["identity-card SRB 007654321"]}]
    (paper,) = said["papers"]
    assert paper["kind"] == "return-receipt" and Path(paper["file"]).read_bytes().startswith(b"%PDF")
    twice = script("return", number, "--json")
    assert twice.code == 1 and twice.json["handed_back"] == [] and twice.json["decision"] is None
    assert twice.json["refused"]["code"] == "return.returned-already"
    assert "Petrović" not in twice.err and script("return", number).code == 1


def test_a_picture_or_pdf_of_the_permit_brings_up_its_envelope(script: Script, tmp_path: Path) -> None:
    told = script("passage", SAMPLE, "--json", "--out", tmp_path)
    (number,) = [t["permit"]["number"] for t in told.json["travelers"] if t["permit"] and t["permit"]["envelope"]]
    files = {p["number"]: Path(p["file"]) for p in told.json["papers"] if p["kind"] == "permit"}
    document = pypdfium2.PdfDocument(files[number])
    document[0].render(scale=200 / 72).to_pil().save(tmp_path / "scan.png")
    document.close()
    for wrong, why in (("text.txt", "is no PNG, JPEG or PDF"), ("white.png", "no code in this picture")):
        if wrong.endswith("txt"):
            (tmp_path / wrong).write_text("nothing", "utf-8")
        else:
            Image.new("L", (200, 200), 255).save(tmp_path / wrong)
        refused = script("return", tmp_path / wrong, "--json")
        assert (refused.code, refused.out, why in refused.err) == (2, "", True), refused.err
    said = script("return", tmp_path / "scan.png", "--json").json
    assert (said["permit"], said["decision"]) == (number, "granted")
    assert (said["seal"]["status"], said["seal"]["permit"]) == ("VALID", "in-force")
    assert said["handed_back"] == [{"envelope": number, "contents": ["identity-card SRB 007654321"]}]
    again = script("return", files[number], "--json")
    assert (again.code, again.json["refused"]["code"]) == (1, "return.returned-already")


def test_a_damaged_or_unknown_number_is_wrong_input_in_one_line(script: Script) -> None:
    number = issued(script)
    for text in (number[:7] + ("0" if number[7] != "0" else "1") + number[8:], numbers.make("J", "2", 500), "nobody"):
        told = script("return", text, "--json")
        assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)


def test_a_permit_of_another_desk_is_claimed(script: Script) -> None:
    told = script("return", numbers.make("M", "2", 17), "--json")
    assert (told.code, told.json["refused"]["code"]) == (1, "return.reason-missing"), "a number alone is not checked"
    assert script("custody", "list", "--claims", "--json").json == []
    reason = ("--reason", "return-not-checked=the code is torn")
    told = script("return", numbers.make("M", "2", 17), "--json", *reason)
    assert told.code == 0, told.err
    assert told.json["seal"] is None
    (queued,) = script("custody", "list", "--claims", "--json").json
    assert (queued["claimed"], queued["crossing"], queued["state"]) == (numbers.make("M", "2", 17), "merdare", "queued")
    assert numbers.spelled(queued["claimed"]) in script("custody", "list", "--claims").out
    assert told.json["claim"]["crossing"] == "merdare" and told.json["handed_back"] == []
    assert [paper["kind"] for paper in told.json["papers"]] == ["claim-slip"]
    assert script("return", numbers.make("M", "2", 17)).code == 1


def test_a_list_of_envelopes_by_command_is_entered_and_one_of_claims_by_their_numbers_is_not(
    script: Script, tmp_path: Path
) -> None:
    issued(script)
    for count, words in enumerate((("--claims",), (), ("--gone",), ("--overdue", "--json"))):
        assert script("custody", "list", *words).code == 0
        file = tmp_path / f"{count}.jsonl"
        assert script("ledger", "export", file).code == 0
        assert file.read_text("utf-8").count('"kind":"search.asked"') == count, words


def test_a_claim_ends_as_an_officer_says_and_that_is_taken_back(script: Script) -> None:
    foreign = numbers.make("M", "2", 17)
    told = script("return", foreign, "--json", "--reason", "return-not-checked=the code is torn")
    made = told.json["claim"]["number"]
    bare = script("custody", "claim", "settle", made)
    assert (bare.code, bare.err.count("\n")) == (2, 1), "why it ended is not said"
    said = script("custody", "claim", "settle", made, "--reason", "Merdare, by telephone", "--json")
    assert (said.code, said.json["state"], said.json["claimed"]) == (0, "settled", foreign)
    assert script("custody", "list", "--claims", "--json").json == []
    (ended,) = script("custody", "list", "--claims", "--gone", "--json").json
    assert (ended["number"], ended["state"]) == (made, "settled")
    assert script("custody", "claim", "withdraw", made, "--reason", "x").code == 1
    back = script("custody", "claim", "reopen", made, "--reason", "another envelope")
    assert back.code == 0 and f"{numbers.spelled(made)}  queued" in back.out
    (queued,) = script("custody", "list", "--claims", "--json").json
    assert queued["number"] == made


def test_a_vehicle_leaves_with_its_plates_handed_in(script: Script) -> None:
    told = script("passage", FAMILY, "--json")
    made = told.json["vehicle"]["registration"]
    back = script("return", made["plate"], "--json")
    assert back.code == 0 and back.json["kind"] == "registration"
    assert back.json["handed_back"][0]["contents"][0].startswith("plate-front ")
    again = script("return", made["number"], "--kind", "registration", "--json")
    assert again.code == 1 and again.json["refused"]["code"] == "return.returned-already"


def test_custody_is_listed_moved_sealed_handed_over_counted_and_sent_on(script: Script) -> None:
    number = issued(script)
    ((row,), slot) = (script("custody", "list", "--json").json, "B 7")
    assert (row["envelope"], row["holder"]) == (number, "supervisor") and "Petrović" not in str(row)
    assert script("custody", "move", number, slot).code == 0
    assert script("custody", "seal", number, "AB 1").code == 0
    assert script("custody", "hand-over", number, "--to", "officer").code == 0
    assert script("custody", "hand-over", number, "--to", "nobody").code == 2
    empty = script("custody", "inventory", "--slot", f"{slot}=", "--json")
    assert (empty.code, empty.json["recorded"], len(empty.json["differences"])) == (1, False, 1)
    told = script("custody", "inventory", "--slot", f"{slot}=", "--explain", f"{number}=on the table", "--json")
    assert (told.code, told.json["recorded"]) == (0, True)
    (found,) = script("custody", "find", "петровић", "--json").json
    assert found["missing"] and found["slot"] == slot
    assert script("custody", "find", "nobody of that name").code == 1
    sent = script("custody", "transfer", number, "--to", "merdare", "--json")
    assert sent.json["papers"][0]["kind"] == "transfer-manifest"
    shown = script("custody", "show", number, "--json").json
    assert shown["state"] == "transferred" and len(shown["history"]) == 6
    assert script("custody", "list", "--overdue", "--json").json == []
    assert len(script("custody", "list", "--gone", "--json").json) == 1
    assert script("ledger", "check").code == 0


def test_destroying_takes_a_second_officer(script: Script) -> None:
    number = issued(script)
    words = ("custody", "destroy", number, "--article", "documents-2022:1", "--order", "12/2024")
    late = ("--at", "2024-05-01T09:00+02:00")
    assert script(*words, *late).code == 2
    assert script(*words, second="officer").code == 1, "its permit has not ended"
    assert script(*words, *late, second="officer").code == 0
    assert script("custody", "show", number, "--json").json["state"] == "destroyed"


@pytest.mark.parametrize("words", [("--slot", "B 7"), ("--slot", "B=", "--slot", "B="), ("--slot", "B=J2000001A")])
def test_a_count_that_cannot_be_read_is_wrong_input(script: Script, words: tuple[str, ...]) -> None:
    told = script("custody", "inventory", *words)
    assert (told.code, told.err.count("\n")) == (2, 1)


def test_every_refusal_and_finding_has_its_words() -> None:
    files = {file.name: file.read_text("utf-8") for file in (ROOT / "resources" / "messages").glob("*.toml")}
    catalogs = Catalogs.read(files)
    english = catalogs[Language.EN]
    for code, sentence in (CUSTODY | RETURNS).items():  # type: ignore[operator]  # both are mapping proxies
        assert english.pattern(f"fault.{code}") == sentence
        for language in Language:
            assert placeholders(catalogs[language].pattern(f"fault.{code}")) == placeholders(sentence)
    for finding in ReturnCode:
        assert all(english.has(f"{finding}.{part}") for part in ("title", "text", "field", "way_out"))


def test_a_manifest_is_told_as_the_file_it_is_entered_from(script: Script, tmp_path: Path) -> None:
    number = issued(script)
    sent = script("custody", "transfer", number, "--to", "merdare", "--json").json
    told = script("custody", "manifest", sent["manifest"])
    assert told.code == 0 and told.out.startswith(f'[[envelope]]\nnumber = "{numbers.spelled_envelope(number)}"\n')
    file = tmp_path / "manifest.toml"
    file.write_text(told.out, "utf-8")
    came = script("custody", "receive", sent["manifest"], file, "--json")
    assert (came.code, came.json["differences"]) == (0, []), "what could not be sent came back"
    (row,) = script("custody", "manifest", sent["manifest"], "--json").json
    assert (row["envelope"], row["contents"]) == (number, ["identity-card SRB 007654321"])
    assert script("custody", "manifest", numbers.make("J", "2", 99)).code == 2


def test_what_arrives_with_a_manifest_is_entered_from_a_file_and_comes_back_here(
    script: Script, tmp_path: Path
) -> None:
    permit, envelope = numbers.make("M", "1", 4711), numbers.make("M", "1", 412)
    row = f'held_for = "{permit}"\ncontents = ["identity-card SRB 012345678"]\nseal_number = "AB 1"\nslot = "C 3"\n'
    lost = f'held_for = "{permit}"\ncontents = ["passport SRB 1"]\narrived = false\n'
    other = numbers.make("M", "1", 413)
    file = tmp_path / "manifest.toml"
    file.write_text(f'[[envelope]]\nnumber = "E-{envelope}"\n{row}[[envelope]]\nnumber = "{other}"\n{lost}', "utf-8")
    manifest = numbers.spelled(numbers.make("M", "1", 3))
    told = script("custody", "receive", manifest, file, "--json")
    assert (told.code, told.json["refused"]["code"]) == (1, "custody.unlike-manifest")
    assert script("custody", "list", "--json").json == []
    file.write_text(file.read_text("utf-8") + 'explanation = "not in the bag"\n', "utf-8")
    told = script("custody", "receive", manifest, file, "--json")
    assert told.code == 0, told.err
    assert (told.json["crossing"], told.json["desk"]) == ("merdare", "1")
    assert told.json["differences"] == [
        {"envelope": other, "differs": ["not-arrived"], "explanation": "not in the bag"}
    ]
    (listed,) = script("custody", "list", "--json").json
    assert (listed["envelope"], listed["received_from"], listed["slot"]) == (envelope, "merdare", "C 3")
    back = script("return", permit, "--json")
    assert back.code == 0, back.err
    assert back.json["handed_back"] == [{"envelope": envelope, "contents": ["identity-card SRB 012345678"]}]
    assert [paper["kind"] for paper in back.json["papers"]] == ["return-receipt"]
    file.write_text("[[envelope]]\nnumber = 7\n", "utf-8")
    told = script("custody", "receive", manifest, file)
    assert (told.code, told.err) == (2, "envelope[1].number: must be a text\n")
    assert script("custody", "receive", manifest, tmp_path / "nowhere.toml").code == 2

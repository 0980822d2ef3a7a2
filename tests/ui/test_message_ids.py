"""Every message the window asks for exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbdesk.app import carried
from kbdesk.desk.book_difference import ChangeKind
from kbdesk.desk.book_lines import BookState
from kbdesk.desk.shift_figures import COUNTED_KINDS
from kbdesk.domain.backup import PlaceState
from kbdesk.domain.custody import Unlike
from kbdesk.domain.messages import Catalog
from kbdesk.domain.officers import Role, Standing
from kbdesk.domain.printers import Fault
from kbdesk.domain.printers import Role as PrinterRole
from kbdesk.domain.reference import CONTACT_KINDS
from kbdesk.domain.retention import Category
from kbdesk.domain.returns import ClaimState, Collector
from kbdesk.domain.search import SearchKind
from kbdesk.domain.typed_scan import UNDONE
from kbdesk.domain.vocabulary import CrossingState, Direction, PaperKind, PermitState
from kbdesk.rulebook.reasons import Adjudication
from kbdesk.ui.custody.claims import Part as ClaimPart
from kbdesk.ui.custody.envelope_table import COLUMNS as ENVELOPE_COLUMNS
from kbdesk.ui.custody.page import Listing
from kbdesk.ui.kit.tokens import Style
from kbdesk.ui.rail import Place
from kbdesk.ui.retention.page import Part as RetentionPart
from kbdesk.ui.returns.page import Part as ReturnPart
from kbdesk.ui.rules.page import Part
from kbdesk.ui.search.page import Part as SearchPart
from kbdesk.ui.search.result_table import COLUMNS as FOUND_COLUMNS
from kbdesk.ui.shift.page import Part as ShiftPart
from kbdesk.ui.stock.page import Part as StockPart
from kbdesk.ui.translator import QT_IDS

UI = Path(__file__).parents[2] / "kbdesk" / "ui"
CLAIM_ACTS = ("claim-settle", "claim-withdraw", "claim-reopen")
ACTS = ("move", "hand-over", "transfer", "destroy", "explain", *CLAIM_ACTS)
PLURALS = ("one", "few", "other")
SHAPE = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+")


def asked(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Yield every message id written out in a call of `text` or `count`, and whether it is counted."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if node.func.attr not in ("text", "count"):
            continue
        for constant in ast.walk(node.args[0]):
            if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                inside_f = any(isinstance(n, ast.JoinedStr) for n in ast.walk(node.args[0]))
                if not inside_f and SHAPE.fullmatch(constant.value):
                    yield constant.value, node.func.attr == "count"


def sources() -> list[Path]:
    return sorted(path for path in UI.rglob("*.py") if "forms" not in path.parts)


def missing(trees: dict[str, ast.Module], catalog: Catalog) -> set[str]:
    found = set()
    for name, tree in trees.items():
        for message_id, counted in asked(tree):
            wanted = [f"{message_id}.{form}" for form in PLURALS] if counted else [message_id]
            found |= {f"{name}: {wish}" for wish in wanted if not catalog.has(wish)}
    return found


def test_every_message_written_out_in_the_window_exists(english: Catalog) -> None:
    trees = {str(path.relative_to(UI)): ast.parse(path.read_text(encoding="utf-8")) for path in sources()}
    assert sum(1 for tree in trees.values() for _ in asked(tree)) > 40
    assert not missing(trees, english)


def test_a_message_that_does_not_exist_is_noticed(english: Catalog) -> None:
    tree = ast.parse('catalog.text("rail.teleport")\ncatalog.count("draft.cards", 2)\ncatalog.count("rail.arrive", 2)')
    assert missing({"x": tree}, english) == {"x: rail.teleport", *(f"x: rail.arrive.{form}" for form in PLURALS)}


@pytest.mark.parametrize(
    "message_id",
    [
        *QT_IDS,
        *(f"fault.printer.{fault}" for fault in Fault),
        *(f"devices_page.printer.role.{role}" for role in PrinterRole),
        *(f"rail.{place}" for place in Place),
        f"scan.note.{UNDONE}",
        *(f"layout.{layout}" for layout in (*carried.keyboards(), "unknown")),
        *(f"devices_page.typed.{said}" for said in ("unknown", "set-us", "same", "undone")),
        *(f"direction.{direction}" for direction in Direction),
        *(f"settings.style.{style}" for style in Style),
        *(f"arrive.paper.{kind}" for kind in PaperKind),
        *(f"role.{role}" for role in Role),
        *(f"shift_page.part.{part.name.lower()}" for part in ShiftPart),
        *(f"stock_page.part.{part.name.lower()}" for part in StockPart),
        *(f"shift_page.crossing.{state}" for state in CrossingState),
        *(f"shift_page.counted.{word}" for word in COUNTED_KINDS.values()),
        *(f"shift_page.contacts.{kind}" for kind in CONTACT_KINDS),
        *(f"shift_page.count.{what}" for what in ("cash", "custody", "handed-in", "start", "book", "counted")),
        *(f"shift_page.done.{done}" for done in ("opened", "handed-over", "closed", "noted", "crossing", "late")),
        *(f"shift_page.backup.{where}" for where in ("in", "beside")),
        *(f"devices_page.backups.state.{state}" for state in PlaceState),
        *(f"devices_page.backups.refused.{state}" for state in PlaceState if not state.usable),
        *(f"shift_page.done.{done}-what" for done in ("opened", "handed-over", "closed", "noted", "crossing", "paid")),
        *(f"stock_page.do.{do}" for do in ("receive", "move", "count", "again", "void", "correct", "extend")),
        *(f"stock_page.done.{done}" for done in ("received", "moved", "counted", "confirmed", "again", "void")),
        *(f"stock_page.state.{state}" for state in PermitState),
        *(f"rules_page.state.{state}" for state in (*BookState, "partly")),
        *(f"rules_page.part.{part.name.lower()}" for part in Part),
        *(f"rules_page.difference.{kind}" for kind in ChangeKind),
        *(f"rules_page.done.{done}{more}" for done in ("suspended", "signed", "put") for more in ("", "-what")),
        *(f"rules_page.{kind}.{word}" for kind in ("lift", "activate") for word in ("title", "what", "do")),
        *(f"rules_page.suspend.{word}" for word in ("what", "order", "crossing", "direction", "until", "time")),
        *(f"rules_page.import.{word}" for word in ("look-in", "file-name", "file-type", "open")),
        *(f"adjudication.{reason}" for reason in Adjudication),
        *(f"return_page.part.{part.name.lower()}" for part in ReturnPart),
        *(f"return_page.collector.{collector}" for collector in Collector),
        *(f"return_page.differ.{word}" for word in ("collector", "name", "authorisation", "report", "reason")),
        *(f"search_page.part.{part.name.lower()}" for part in SearchPart),
        *(f"search_page.group.{group}" for group in ("all", "permits", "registrations", "others")),
        *(f"search_page.column.{column}" for column in FOUND_COLUMNS),
        *(f"custody_page.column.{column}" for column in ENVELOPE_COLUMNS),
        *(f"custody_page.{word}.{each}" for word in ("listing", "empty") for each in Listing),
        *(f"custody_page.unlike.{unlike}" for unlike in Unlike),
        *(f"custody_page.claims.{word}{part}" for word in ("", "none-") for part in ClaimPart),
        *(f"custody_page.claims.state.{state}" for state in ClaimState),
        *(f"custody_page.{act}.button" for act in CLAIM_ACTS),
        *(f"custody_page.done.{act}" for act in CLAIM_ACTS),
        *(f"custody_page.{act}.{word}" for act in ACTS for word in ("title", "what", "do")),
        *(f"custody_page.done.{done}" for done in ("moved", "handed-over", "transferred", "destroyed", "counted")),
        *(f"officers_page.do.{do}" for do in ("add", "role", "reset", "suspend", "resume", "password")),
        *(f"officers_page.done.{do}" for do in ("add", "role", "reset", "suspend", "resume", "password")),
        *(f"officers_page.{do}.{word}" for do in ("add", "role", "reset", "resume") for word in ("title", "do")),
        *(f"officers_page.{standing}" for standing in Standing),
        *(
            f"retention_page.{name}"
            for part in RetentionPart
            for name in (f"part.{part.name.lower()}", part.name.lower())
        ),
        *(f"retention_page.{part.name.lower()}-none" for part in RetentionPart),
        *(f"retention_page.{name}-what" for name in ("kept", "gone", "copies", "drafts")),
        *(
            f"retention_page.{word}.{category}"
            for category in (Category.ISSUED, Category.TURNED_AWAY)
            for word in ("category", "term")
        ),
        *(f"retention_page.do.{do}" for do in ("terms", "keep", "release")),
        *(
            f"retention_page.{act}.{word}"
            for act in ("terms", "prune", "keep", "release")
            for word in ("title", "what", "do")
        ),
        *(f"retention_page.done.{done}" for done in ("terms", "prune", "keep", "release", "copies")),
        *(f"search.kind.{kind}" for kind in SearchKind),
        *(f"unprinted.column.{column}" for column in ("paper", "number", "recorded", "officer")),
    ],
)
def test_every_message_put_together_from_a_word_exists(english: Catalog, message_id: str) -> None:
    assert english.pattern(message_id)

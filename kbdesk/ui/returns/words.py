"""A return in the words of a language: the person, the stay, the checks, where the envelope is, what the key does."""

from __future__ import annotations

from datetime import date

from kbdesk.desk.return_view import ReturnView
from kbdesk.domain import numbers
from kbdesk.domain.custody import PLATE_FRONT, PLATE_REAR, PLATES, together
from kbdesk.domain.dates import spelled as spelled_date
from kbdesk.domain.findings import Finding, sorted_findings
from kbdesk.domain.messages import Catalog
from kbdesk.domain.reference import Reference
from kbdesk.domain.returns import Collector, Returnable, ReturnCode
from kbdesk.domain.vocabulary import Disposition, PermitState
from kbdesk.ui.arrive.finding_words import article_words
from kbdesk.ui.kit.icons import Shape
from kbdesk.ui.kit.marks import shape_of
from kbdesk.ui.returns.sitting import Label, ReturnSitting, Stage
from kbdesk.ui.returns.stay import Stay
from kbdesk.ui.returns.where import Told, shelf_of
from kbdesk.ui.rules.told_list import ToldRow

_STANDING = frozenset({ReturnCode.RETURNED_ALREADY, ReturnCode.REST_HELD, ReturnCode.VOID})
"""What speaks against a paper's being neither void nor returned before."""
_IN_TIME = frozenset({ReturnCode.OVERSTAYED, *_STANDING})


def item_words(item: str, catalog: Catalog) -> str:
    """Return one of an envelope's contents in words: its kind, then its number as written."""
    kind, _, number = item.partition(" ")
    if kind in (PLATES, PLATE_FRONT, PLATE_REAR):
        return catalog.text(f"return_page.{kind}", plate=number)
    known = f"document_type.{kind}"
    return f"{catalog.text(known)} {number}" if catalog.has(known) else item


def items_words(items: tuple[str, ...], catalog: Catalog) -> str:
    """Return several of them on one line, both plates of a vehicle as one thing."""
    return ", ".join(item_words(item, catalog) for item in together(items))


def crossing_name(crossing: str, reference: Reference, catalog: Catalog) -> str:
    """Return a crossing's name, its key where the reference data do not know it."""
    place = reference.crossings.get(crossing)
    return catalog.of(place.names) if place is not None else crossing


def kind_words(kind: Returnable, catalog: Catalog) -> str:
    """Return what kind of paper is returned."""
    return catalog.text(f"search.kind.{kind}")


def stay_words(view: ReturnView, today: date, catalog: Catalog) -> Stay:
    """Return the line from the day in to the last day; empty for a paper of which no days are known."""
    if view.valid_from is None or view.valid_until is None:
        return Stay()
    whole = max(1, (view.valid_until - view.valid_from).days)
    over = view.overstay_days > 0
    left = catalog.count("return_page.over" if over else "return_page.left", view.overstay_days or view.days_left)
    return Stay(
        name=catalog.text("return_page.stay"),
        days=catalog.count("return_page.days", view.stay_days),
        left=left,
        begins=spelled_date(view.valid_from.isoformat()),
        ends=spelled_date(view.valid_until.isoformat()),
        share=max(0, (today - view.valid_from).days) / whole,
        over=over,
    )


def checks(sitting: ReturnSitting, reference: Reference, catalog: Catalog) -> tuple[ToldRow, ...]:
    """Return what was found, strictest first, then what is the officer's to check, then what holds."""
    view = sitting.view
    if view is None:
        return ()
    findings = [*view.findings, *(sitting.anew.findings if sitting.anew is not None else ())]
    found = [_finding_row(finding, sitting, reference, catalog) for finding in sorted_findings(findings)]
    differing = [ToldRow(title=said, shape=Shape.NOTE) for said in differences(sitting, catalog)]
    return (*found, *differing, *_mine(sitting, catalog), *_holding(view, catalog))


def _finding_row(finding: Finding, sitting: ReturnSitting, reference: Reference, catalog: Catalog) -> ToldRow:
    words = catalog.finding(_named(finding, reference, catalog))
    reason = sitting.handing.reasons.get(finding.code, "")
    way_out = catalog.text("return_page.reason-given", reason=reason) if reason else words.way_out
    article = article_words(finding, catalog)
    shape = Shape.OK if reason else shape_of(finding.severity)
    text = " ".join(part for part in (words.text, f"{article}." if article else "", way_out) if part)
    return ToldRow(title=words.title, detail=text, shape=shape)


def _named(finding: Finding, reference: Reference, catalog: Catalog) -> Finding:
    """Return a finding with its values as people write them: dates, numbers in groups, a crossing by its name."""
    values = dict(finding.values)
    for name in ("return", "number"):
        if name in values:
            values[name] = numbers.spelled(values[name])
    if "date" in values:
        values["date"] = spelled_date(values["date"])
    if "crossing" in values:
        values["crossing"] = crossing_name(values["crossing"], reference, catalog)
    return Finding(finding.code, finding.severity, finding.field, finding.article, values)


def _holding(view: ReturnView, catalog: Catalog) -> list[ToldRow]:
    codes, rows = {finding.code for finding in view.findings}, []
    spelled = numbers.spelled(view.number)
    own = "return_page.check.own" if view.own else "return_page.check.number"
    rows.append(ToldRow(title=catalog.text(own, number=spelled), shape=Shape.OK))
    if view.own and not codes & _IN_TIME and view.valid_until is not None:
        until = spelled_date(view.valid_until.isoformat())
        title = catalog.text("return_page.check.in-time")
        rows.append(ToldRow(title=title, detail=catalog.text("return_page.valid-until", date=until), shape=Shape.OK))
    if view.own and not codes & _STANDING:
        rows.append(ToldRow(title=catalog.text("return_page.check.standing"), shape=Shape.OK))
    return rows


def _mine(sitting: ReturnSitting, catalog: Catalog) -> list[ToldRow]:
    view = sitting.view
    if sitting.stage is Stage.DONE or view is None or view.stopped is not None:
        return []
    rows = []
    if sitting.label is Label.OTHER:
        text = catalog.text("return_page.label.other-what")
        rows.append(ToldRow(title=catalog.text("return_page.label.other"), detail=text, shape=Shape.STOP))
    elif sitting.label is Label.SAME:
        rows.append(ToldRow(title=catalog.text("return_page.label.same"), shape=Shape.OK))
    title, detail = catalog.text("return_page.check.face"), catalog.text("return_page.check.face-what")
    return [*rows, ToldRow(title=title, detail=detail, shape=Shape.WAIT)]


def differences(sitting: ReturnSitting, catalog: Catalog) -> tuple[str, ...]:
    """Return what is different from the holder taking everything with the paper in hand."""
    handing, said = sitting.handing, []
    if handing.collector is Collector.AUTHORISED:
        named = {"name": handing.collector_name, "authorisation": handing.authorisation}
        said.append(catalog.text("return_page.collected-by", **named))
    if handing.lost_report:
        said.append(catalog.text("return_page.lost", report=handing.lost_report))
    if handing.items is not None:
        said.append(catalog.text("return_page.only", items=items_words(handing.items, catalog)))
    return tuple(said)


def where_words(sitting: ReturnSitting, reference: Reference, catalog: Catalog) -> Told:
    """Return where the envelope is, and what to do about it."""
    view = sitting.view
    if view is None:
        return Told()
    envelope = view.envelope
    if envelope is None:
        return _elsewhere(view, reference, catalog)
    name, number = catalog.text("return_page.envelope"), numbers.spelled_envelope(envelope.number)
    if envelope.state is Disposition.TRANSFERRED:
        crossing = crossing_name(envelope.crossing, reference, catalog)
        return Told(envelope_name=name, envelope=number, slot_name=catalog.text("return_page.sent-to"), slot=crossing)
    if not envelope.held:
        gone = catalog.text(f"disposition.{envelope.state}")
        return Told(envelope_name=name, envelope=number, mark=Shape.NOTE, title=gone)
    mark, key = {
        Label.UNREAD: (Shape.WAIT, "return_page.label"),
        Label.SAME: (Shape.OK, "return_page.label.same"),
        Label.OTHER: (Shape.STOP, "return_page.label.other"),
    }[sitting.label]
    title, detail = catalog.text(key), catalog.text("return_page.label-what") if mark is Shape.WAIT else ""
    if sitting.stage is Stage.DONE:
        mark, title, detail = Shape.OK, catalog.text("return_page.emptied"), ""
    return Told(
        envelope_name=name,
        envelope=number,
        slot_name=catalog.text("return_page.slot"),
        slot=envelope.slot or catalog.text("return_page.no-slot"),
        mark=mark,
        title=title,
        detail=detail,
        shelf=shelf_of(sitting.shelf, envelope.slot),
    )


def _elsewhere(view: ReturnView, reference: Reference, catalog: Catalog) -> Told:
    if view.own:
        return Told(envelope_name=catalog.text("return_page.envelope"), envelope=catalog.text("return_page.none"))
    return Told(
        envelope_name=catalog.text("return_page.held-at"),
        envelope=crossing_name(view.crossing, reference, catalog),
        slot_name=catalog.text("return_page.desk"),
        slot=view.desk,
    )


def action_words(sitting: ReturnSitting, catalog: Catalog) -> tuple[str, str]:
    """Return what the one key does, and what follows."""
    view = sitting.view
    if view is None or view.claimed:
        return catalog.text("return_page.claim"), catalog.text("return_page.claim-what")
    if sitting.anew is not None:
        number = numbers.spelled(view.number)
        return catalog.text("return_page.anew.do"), catalog.text("return_page.anew.follows", number=number)
    items = view.contents if sitting.handing.items is None else sitting.handing.items
    if not items:
        return catalog.text("return_page.close"), catalog.text("return_page.close-what")
    title = catalog.text("return_page.hand-back", items=brief_items(items, catalog))
    slot = view.envelope.slot if view.envelope is not None and len(items) == len(view.contents) else ""
    key = "return_page.follows-slot" if slot else "return_page.follows"
    return title, catalog.text(key, slot=slot)


def brief_items(items: tuple[str, ...], catalog: Catalog) -> str:
    """Return what is handed back in a few words: the kind of one thing, the number of several."""
    items = together(items)
    if len(items) > 1:
        return catalog.count("return_page.things", len(items))
    kind, _, _ = items[0].partition(" ")
    if kind in (PLATES, PLATE_FRONT, PLATE_REAR):
        return catalog.text(f"return_page.{kind}-brief")
    return catalog.text(f"document_type.{kind}").lower() if catalog.has(f"document_type.{kind}") else items[0]


def hold_words(sitting: ReturnSitting, catalog: Catalog) -> tuple[str, str, Shape]:
    """Return what the one key says while it is off, and why."""
    view = sitting.view
    if sitting.stage is Stage.DONE:
        return catalog.text("return_page.done"), catalog.text("return_page.next"), Shape.OK
    if sitting.stage in (Stage.LOOKING, Stage.SIGNING) or view is None:
        why = "return_page.wait" if sitting.stage in (Stage.LOOKING, Stage.SIGNING) else "return_page.scan-short"
        return catalog.text("return_page.nothing"), catalog.text(why), Shape.WAIT
    title, _ = action_words(sitting, catalog)
    if sitting.stopped is not None:
        return title, catalog.finding(sitting.stopped).title, Shape.STOP
    if sitting.anew is not None and not sitting.anew.issues:
        return title, catalog.text("return_page.anew.nothing"), Shape.STOP
    if sitting.unreasoned:
        return title, catalog.text("return_page.reason-wanted"), Shape.WARN
    return title, catalog.text("return_page.label.other"), Shape.STOP


def state_words(view: ReturnView, catalog: Catalog) -> tuple[str, Shape]:
    """Return how the paper stands, in a word with its mark."""
    shapes = {PermitState.IN_FORCE: Shape.OK, PermitState.VOID: Shape.WARN, PermitState.RETURNED: Shape.NOTE}
    return catalog.text(f"search.state.{view.state}"), shapes.get(view.state, Shape.NOTE)

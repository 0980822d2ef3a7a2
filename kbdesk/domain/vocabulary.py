"""The closed vocabularies: the same words in books, ledger, JSON and code (DESIGN section 1)."""

from enum import StrEnum


class Direction(StrEnum):
    """Which way a passage goes."""

    ENTRY = "entry"
    EXIT = "exit"


class Severity(StrEnum):
    """How far a finding reaches: a note informs, a warn needs a reason, a stop stops."""

    NOTE = "note"
    WARN = "warn"
    STOP = "stop"


class Measure(StrEnum):
    """What the law in force does with a card."""

    NONE = "none"
    EXEMPT = "exempt"
    TOLERATED = "tolerated"
    COVERED = "covered"
    WARNED = "warned"
    FINED = "fined"
    PERMIT = "permit"
    PROVISIONAL = "provisional"
    REPLACE = "replace"
    CONFISCATE = "confiscate"
    REFUSED = "refused"


class Decision(StrEnum):
    """The officer's act on a card."""

    GRANTED = "granted"
    REFUSED = "refused"
    REFERRED = "referred"


class Disposition(StrEnum):
    """What becomes of a document or plate at the desk."""

    SHOWN = "shown"
    HELD = "held"
    KEPT_BY_HOLDER = "kept-by-holder"
    DESTROYED = "destroyed"
    RETURNED = "returned"
    TRANSFERRED = "transferred"


class PermitState(StrEnum):
    """Where a permit or registration stands."""

    IN_FORCE = "in-force"
    RETURNED = "returned"
    VOID = "void"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class PrintState(StrEnum):
    """Where a paper stands on its way to a hand."""

    RESERVED = "reserved"
    SENT = "sent"
    PRINTED = "printed"
    UNCONFIRMED = "unconfirmed"
    SPOILED = "spoiled"


class DocumentType(StrEnum):
    """What the traveler brought."""

    IDENTITY_CARD = "identity-card"
    PASSPORT = "passport"
    BIRTH_EXTRACT = "birth-extract"
    TRAVEL_DOCUMENT = "travel-document"
    DRIVING_LICENCE = "driving-licence"
    REGISTRATION_CERTIFICATE = "registration-certificate"
    OTHER = "other"


class PlateClass(StrEnum):
    """What kind of plate a vehicle wears."""

    SRB = "srb"
    SRB_KOSOVO_CITY = "srb-kosovo-city"
    RKS = "rks"
    KS = "ks"
    RKS_PROVISIONAL = "rks-provisional"
    SRB_TEMPORARY = "srb-temporary"
    POLICE = "police"
    DIPLOMATIC = "diplomatic"
    MISSION = "mission"
    MILITARY = "military"
    TRAILER = "trailer"
    FOREIGN = "foreign"
    OTHER = "other"


class PaperKind(StrEnum):
    """What the desk prints (the kinds that exist so far)."""

    PERMIT = "permit"
    SURRENDER_RECEIPT = "surrender-receipt"
    ENVELOPE_LABEL = "envelope-label"
    REGISTRATION_CERTIFICATE = "registration-certificate"
    PLATE_FRONT = "plate-front"
    PLATE_REAR = "plate-rear"
    WINDSCREEN_COPY = "windscreen-copy"
    PLATE_RECEIPT = "plate-receipt"
    APPOINTMENT_SLIP = "appointment-slip"
    WARNING_NOTICE = "warning-notice"
    FINE_NOTICE = "fine-notice"
    REFUSAL_NOTICE = "refusal-notice"
    REFERRAL_SLIP = "referral-slip"
    SHIFT_REPORT = "shift-report"
    EMERGENCY_FORM = "emergency-form"
    RETURN_RECEIPT = "return-receipt"
    CLAIM_SLIP = "claim-slip"
    FEE_RECEIPT = "fee-receipt"
    TRANSFER_MANIFEST = "transfer-manifest"
    PERSONAL_RECORD = "personal-record"


class FileForm(StrEnum):
    """As what a paper leaves the desk as a file: with its record attached, or locked by a password."""

    ARCHIVE = "archive"
    ENCRYPTED = "encrypted"


class Sheet(StrEnum):
    """What a paper is printed on: any sheet, or a pre-numbered blank."""

    PLAIN = "plain"
    BLANK = "blank"


class SealRule(StrEnum):
    """Whether a paper may leave the desk without a seal: never, or where none can be signed and the paper says so."""

    REQUIRED = "required"
    WHEN_POSSIBLE = "when-possible"


class BlankState(StrEnum):
    """Where a numbered blank stands; each is in exactly one of these."""

    RECEIVED = "received"
    IN_DRAWER = "in-drawer"
    LEASED = "leased"
    RESERVED = "reserved"
    PRINTED = "printed"
    HANDED_OVER = "handed-over"
    SPOILED = "spoiled"
    MISSING = "missing"
    RETURNED = "returned"


class ReprintReason(StrEnum):
    """Why a paper is drawn again from its record; free text stands in the place of `OTHER`."""

    LOST = "lost"
    STOLEN = "stolen"
    DAMAGED = "damaged"
    MISPRINTED = "misprinted"
    OTHER = "other"


class VoidReason(StrEnum):
    """Why a permit or registration is no longer one; free text stands in the place of `OTHER`."""

    ISSUED_IN_ERROR = "issued-in-error"
    OBTAINED_BY_FRAUD = "obtained-by-fraud"
    REPORTED_LOST = "reported-lost"
    HOLDER_REQUEST = "holder-request"
    ORDERED = "ordered"
    SUPERSEDED = "superseded"
    OTHER = "other"


class CorrectionReason(StrEnum):
    """Why a record is corrected; free text stands in the place of `OTHER`."""

    TYPED_WRONG = "typed-wrong"
    READ_WRONG = "read-wrong"
    DOCUMENT_SHOWN = "document-shown"
    OTHER = "other"


class Letterhead(StrEnum):
    """Whose symbols a paper bears: nobody's (in a common crossing area), or those of the side that issues it."""

    NEUTRAL = "neutral"
    FULL = "full"


class Series(StrEnum):
    """The kinds that are numbered on their own (DESIGN section 4)."""

    PERMIT = "permit"
    REGISTRATION = "registration"
    ENVELOPE = "envelope"
    REFUSAL = "refusal"
    REFERRAL = "referral"
    WARNING = "warning"
    FINE = "fine"
    SHIFT = "shift"
    EMERGENCY_FORM = "emergency-form"
    CONFISCATION = "confiscation"
    RETURN = "return"
    CLAIM = "claim"
    TRANSFER = "transfer"
    FEE_RECEIPT = "fee-receipt"


class CrossingState(StrEnum):
    """Which ways a crossing lets through."""

    OPEN = "open"
    ENTRY_CLOSED = "entry-closed"
    EXIT_CLOSED = "exit-closed"
    CLOSED = "closed"


class Means(StrEnum):
    """How a fee was paid: into the drawer, or elsewhere with a numbered slip to show for it."""

    CASH = "cash"
    SLIP = "slip"


class Language(StrEnum):
    """The four languages, Serbian in either script."""

    SQ = "sq"
    SR_LATN = "sr-Latn"
    SR_CYRL = "sr-Cyrl"
    EN = "en"


class ShelfName(StrEnum):
    """The named sets of books a desk can obey."""

    SEEDS = "seeds"
    HISTORY = "history"
    MIRROR = "mirror"


class Action(StrEnum):
    """What the officer chose to do with a card."""

    ISSUE = "issue"
    REFUSE = "refuse"
    REFER = "refer"


class ExemptGround(StrEnum):
    """Why a card passes without examination (DESIGN section 5, last row of `seeds`)."""

    DIPLOMATIC = "diplomatic"
    CONSULAR = "consular"
    KFOR = "kfor"
    EULEX = "eulex"
    UN = "un"
    AMBULANCE = "ambulance"
    FIRE = "fire"
    POLICE_ON_DUTY = "police-on-duty"

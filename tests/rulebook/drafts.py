"""Drafts of which any field may hold anything, and instants of fifteen years."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from kbdesk.domain.passage import Override, PassageDraft, TravelerDraft, VehicleDraft, text_fields
from kbdesk.domain.vocabulary import Direction, DocumentType, ExemptGround

FIRST = datetime(2011, 1, 1, tzinfo=ZoneInfo("Europe/Belgrade"))

WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", " ", "Testović", "ТЕСТОВИЋ", "A" * 200, "2022-08-10", "100822", "99.99.9999", "1985-06-15"]),
    st.sampled_from(["SRB", "RKS", "M", "F", "1", "2", "leposavic", "pu-nis", "012345678", "O2", "L3e"]),
    st.sampled_from(["KM123-AB", "BG1234-XY", "01-234-AB", "123-KS-456", "ГЛ12345", "KFOR1234", "10CD123"]),
    st.sampled_from([*DocumentType, *ExemptGround]),
    st.sampled_from(["1506985785010", "J2004711B"]),
    st.just("IDSRB0123456784150698578501<<<\n8506152F2905013SRB<<<<<<<<<<<2\nTESTOVIC<<ANA<<<<<<<<<<<<<<<<<"),
)  # fmt: skip
OVERRIDES = st.lists(
    st.builds(Override, finding=st.sampled_from(["plate-not-accepted", "x"]), field=WORDS, reason=WORDS), max_size=2
).map(tuple)


def cards(shape: type[TravelerDraft] | type[VehicleDraft]) -> st.SearchStrategy[TravelerDraft | VehicleDraft]:
    """Return cards of which any field may hold anything."""
    return st.builds(
        lambda texts, overrides: shape(**texts, overrides=overrides),
        st.dictionaries(st.sampled_from(text_fields(shape)), WORDS, max_size=14),
        OVERRIDES,
    )


DRAFTS = st.builds(
    PassageDraft,
    id=st.just("0123456789abcdef"),
    direction=st.sampled_from(Direction),
    travelers=st.lists(cards(TravelerDraft), max_size=3).map(tuple),
    vehicle=st.none() | cards(VehicleDraft),
    trailer=st.none() | cards(VehicleDraft),
)
INSTANTS = st.integers(0, 15 * 366 * 24).map(lambda hours: FIRST + timedelta(hours=hours))

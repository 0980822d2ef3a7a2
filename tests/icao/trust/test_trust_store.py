"""A bundle is believed as far as its signatures reach, and not a part further."""

from kbdesk.icao.trust import bundle
from kbdesk.icao.trust.status_list import ListedState
from kbdesk.icao.trust.trust_store import Listed, TrustStore
from tests.icao.trust import office


def test_a_bundle_survives_its_file_and_tells_signers_and_states() -> None:
    store = TrustStore(bundle.read(bundle.write(office.bundle())), roots=office.roots(), at=office.AT)
    assert store.faults == ()
    signer = store.find("KSJA", "1")
    assert signer is not None
    assert signer.trusted and not signer.revoked
    assert signer.document_types == {"PU"}
    assert store.listed("J2", "permit", 3) == Listed(ListedState.VOID, office.AT)
    assert store.listed("J2", "permit", 4) == Listed(None, office.AT)
    assert store.listed("J2", "registration", 5) == Listed(ListedState.RETURNED, office.AT)
    assert store.listed("B1", "permit", 3) is None

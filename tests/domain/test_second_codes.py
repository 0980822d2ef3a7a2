"""Codes of a numbered sheet: told from a password by their shape, kept as a salted digest alone."""

from hashlib import sha256

from kbdesk.domain.second_codes import digest, is_code


def test_a_code_is_kept_as_the_digest_of_its_salt_and_itself() -> None:
    assert digest(b"salt", b"471108") == sha256(b"salt471108").hexdigest() == digest(b"salt", bytearray(b"471108"))
    assert digest(b"pepper", b"471108") != digest(b"salt", b"471108") != digest(b"salt", b"471109")


def test_digits_of_other_scripts_are_no_code() -> None:
    assert is_code(b"471108")
    assert not is_code("\u0664\u0667\u0661\u0661\u0660\u0668".encode())

"""Codes of a numbered sheet: told from a password by their shape."""

from kbdesk.domain.second_codes import is_code


def test_digits_of_other_scripts_are_no_code() -> None:
    assert is_code(b"471108")
    assert not is_code("\u0664\u0667\u0661\u0661\u0660\u0668".encode())

"""A second reader of seals, written from the text of Doc 9303-13 alone: it shares no line with the program's."""

from __future__ import annotations


def c40(data: bytes) -> str:
    alphabet = {3: " "} | {4 + i: str(i) for i in range(10)} | {14 + i: chr(65 + i) for i in range(26)}
    out = ""
    while data:
        if data[0] == 254:
            return out + chr(data[1] - 1)
        number = data[0] * 256 + data[1] - 1
        for value in (number // 1600, number % 1600 // 40, number % 40):
            if value:
                out += alphabet[value]
        data = data[2:]
    return out


def date(data: bytes) -> str:
    digits = str(int(data.hex(), 16)).rjust(8, "0")
    return f"{digits[4:]}-{digits[:2]}-{digits[2:4]}"


def decode(data: bytes) -> dict[str, object]:
    """Return issuer, signer, reference, issued, signed, type (hex), features (tag to bytes), content, r and s."""
    assert data[0] == 0xDC
    assert data[1] in (0x02, 0x03)
    found: dict[str, object] = {"issuer": c40(data[2:4]).strip()}
    if data[1] == 0x02:
        nine = c40(data[4:10])
        found |= {"signer": nine[:4], "reference": nine[4:]}
        at = 10
    else:
        head = c40(data[4:8])
        length = int(head[4:], 16)
        bytes_of_reference = (length + 2) // 3 * 2
        found |= {"signer": head[:4], "reference": c40(data[8 : 8 + bytes_of_reference])}
        at = 8 + bytes_of_reference
    found |= {"issued": date(data[at : at + 3]), "signed": date(data[at + 3 : at + 6])}
    found["type"] = data[at + 6 : at + 8].hex()
    at += 8
    features: dict[int, bytes] = {}
    while True:
        tag, begin = data[at], at
        at += 1
        if data[1] == 0x02 or data[at] <= 127:
            size = data[at]
            at += 1
        else:
            count = data[at] & 127
            size = int(data[at + 1 : at + 1 + count].hex(), 16)
            at += 1 + count
        value = data[at : at + size]
        assert len(value) == size
        at += size
        if tag == 255:
            assert at == len(data)
            half = size // 2
            found |= {"features": features, "content": data[:begin], "r": value[:half], "s": value[half:]}
            return found
        features[tag] = value


def der(r: bytes, s: bytes) -> bytes:
    """Return a signature as OpenSSL takes it (Doc 9303-13, Appendix B)."""

    def integer(number: bytes) -> bytes:
        number = number.lstrip(b"\0") or b"\0"
        number = b"\0" + number if number[0] & 128 else number
        return b"\2" + bytes((len(number),)) + number

    body = integer(r) + integer(s)
    return b"\x30" + (bytes((len(body),)) if len(body) < 128 else bytes((129, len(body)))) + body

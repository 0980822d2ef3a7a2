"""``kbdesk-verify``: checks papers by their seals with one bundle file, for police on the road; it knows no desk."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, NoReturn

from kbdesk.devices.codes import LARGEST
from kbdesk.devices.codes import read as read_codes
from kbdesk.domain.codes import CodesError
from kbdesk.domain.messages import Catalog, Catalogs
from kbdesk.domain.verify import ZONE, Checked, Judge, Result
from kbdesk.domain.verify_told import WIDTH, answer, banner, told, told_bundle
from kbdesk.domain.vocabulary import Language
from kbdesk.icao.errors import MrzError
from kbdesk.icao.mrz import read as read_zone
from kbdesk.icao.seal.definitions import Definitions, load
from kbdesk.icao.trust.errors import TrustError
from kbdesk.icao.trust.trust_store import TrustStore, carried

DONE, SAID_NO, WRONG_INPUT, FAILED = 0, 1, 2, 3
BUNDLE: Final = "trust.bundle"
"""The bundle that is looked for where none is named."""
_FINGERPRINT: Final = 32
_COLOURS: Final = {
    Result.GENUINE: "30;42",
    Result.UNLISTED: "30;43",
    Result.DOUBTFUL: "30;43",
    Result.ENDED: "97;41",
    Result.FALSE: "97;41",
    Result.DRILL: "97;44",
}


class _RefusedError(Exception):
    """The call or its input is wrong; one line says what and where."""


class _Parser(ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with a call."""
        raise _RefusedError(message)


def main(args: Sequence[str] | None = None) -> int:
    """Run ``kbdesk-verify`` and return its exit code; every fault is one line on standard error.

    0: no paper is to be refused; 1: one is, by its seal or its state; 2: the call or its input is wrong; 3: the answer
    could not be written.
    """
    try:
        asked = _parser().parse_args(args)
        if sys.stdout is None:
            raise OSError
        return _verify(asked)
    except _RefusedError as refused:
        sys.stderr.write(" ".join(str(refused).split()) + "\n")
        return WRONG_INPUT
    except OSError as error:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - what is still buffered must not fail again at exit
        sys.stderr.write(f"the answer could not be written ({error.strerror or 'closed'})\n")
        return FAILED


def _parser() -> _Parser:
    parser = _Parser(prog="kbdesk-verify", description="Check papers by their seals.", allow_abbrev=False)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="PNG, JPEG, PDF, hexadecimal digits or raw")
    parser.add_argument("--bundle", type=Path, default=Path(BUNDLE), help=f"the trust bundle (default: {BUNDLE} here)")
    parser.add_argument(
        "--fingerprint", default="", help="believe this authority alone: SHA-256 on head office's paper"
    )
    parser.add_argument("--mrz", type=Path, help="a text file with the zone as it is printed, to be compared")
    parser.add_argument("--at", default="", metavar="INSTANT", help="the instant to go by, for the papers of drills")
    parser.add_argument("--language", choices=[str(one) for one in Language], default=str(Language.EN))
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    return parser


def _verify(asked: Namespace) -> int:
    trusted = _trusted(asked)
    at = _at(asked.at, trusted)
    judge = Judge(definitions=_definitions(), trusted=trusted, at=at)
    printed = _printed_zone(asked.mrz, at)
    found: list[tuple[str, Checked]] = []
    for file in asked.files:
        try:
            codes = read_codes(_bytes(file))
        except CodesError as error:
            raise _RefusedError(f"{file.name}: {error}") from error
        found += [(str(file), checked) for checked in judge.check_codes(codes, printed_mrz=printed)]
    if asked.json:
        _say(json.dumps([answer(file, checked) for file, checked in found], ensure_ascii=False, indent=2))
        sys.stderr.writelines(f"{asked.bundle.name}: {fault}\n" for fault in trusted.faults)
    else:
        _say("\n".join(_told(found, judge, _words(asked.language), printed)))
    sys.stdout.flush()
    return SAID_NO if any(checked.is_refused for _, checked in found) else DONE


def _told(found: Sequence[tuple[str, Checked]], judge: Judge, words: Catalog, printed: str) -> Iterator[str]:
    for file, checked in found:
        yield file
        for line in banner(checked.result, words):
            yield _coloured(line.ljust(WIDTH), _COLOURS[checked.result]) if _is_screen() else line
        yield from told(checked, words, printed_mrz=printed)
        yield ""
    yield from told_bundle(judge.trusted, words, at=judge.at)


def _at(said: str, trusted: TrustStore) -> datetime:
    """Return the instant to go by: the machine's, but in a drill the one that was said, or that of the bundle."""
    if not trusted.is_drill:
        if said:
            raise _RefusedError("--at: real papers are checked as of now")
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(said) if said else trusted.newest or datetime.now(UTC)
        if at.tzinfo is None:
            raise ValueError
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _RefusedError("--at: is an instant such as 2022-08-10T08:00+02:00") from None


def _trusted(asked: Namespace) -> TrustStore:
    try:
        root = bytes.fromhex("".join(c for c in asked.fingerprint if c not in " :-"))
    except ValueError:
        root = b"?"
    if len(root) not in (0, _FINGERPRINT):
        raise _RefusedError("--fingerprint: is 64 hexadecimal digits")
    try:
        store = carried(_bytes(asked.bundle, "--bundle: "), root=root)
    except TrustError as error:
        raise _RefusedError(f"--bundle: {asked.bundle.name}: {error}") from error
    if root and store.part is None:
        raise _RefusedError(f"--fingerprint: {asked.bundle.name} is not by that authority")
    return store


def _printed_zone(file: Path | None, at: datetime) -> str:
    if file is None:
        return ""
    try:
        return "\n".join(read_zone(_bytes(file, "--mrz: ").decode(), today=at.astimezone(ZONE).date()).lines)
    except (MrzError, UnicodeDecodeError) as error:
        raise _RefusedError(f"--mrz: {file.name}: {error}") from error


def _bytes(file: Path, option: str = "") -> bytes:
    """Return what is in a file, and one byte more than is taken where it is larger."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise _RefusedError(f"{option}{file.name} cannot be read: {error.strerror}") from error


def _definitions() -> Definitions:
    return load({file.name: file.read_bytes() for file in _carried("seals", ".toml")})


def _words(language: str) -> Catalog:
    texts = {file.name: file.read_text("utf-8") for file in _carried("messages", ".toml")}
    (latin,) = (file.read_text("utf-8").split("\n") for file in _carried("messages", "latin.txt"))
    return Catalogs.read(texts, latin=latin)[Language(language)]


def _carried(folder: str, suffix: str) -> list[Traversable]:
    """Return the files of a folder that the program carries, in order."""
    found = (file for file in files("kbdesk.resources").joinpath(folder).iterdir() if file.name.endswith(suffix))
    return sorted(found, key=lambda file: file.name)


def _is_screen() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _coloured(line: str, colour: str) -> str:
    return f"\x1b[1;{colour}m{line}\x1b[0m"


def _say(text: str) -> None:
    """Print a text; letters that the screen does not have become question marks, as a refusal would help nobody."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")


if __name__ == "__main__":
    sys.exit(main())

"""SQLCipher under sqlite-utils, which looks for `pysqlite3` at the moment it is imported (DEPENDENCIES trap 2)."""

import sys

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

from sqlite_utils import Database  # noqa: E402 - must come after the two lines above
from sqlite_utils.utils import OperationalError  # noqa: E402 - must come after them too

if OperationalError is not dbapi2.OperationalError:
    raise ImportError("sqlite_utils was imported before kbdesk.store.engine, on top of another SQLite")

Error = dbapi2.Error

__all__ = ["Database", "Error", "connect_unkeyed", "error_code"]


def connect_unkeyed(path: str, *, any_thread: bool = False) -> Database:
    """Return a connection to a file (or ``:memory:``) with no key set and no transaction but those begun by hand.

    It belongs to the thread that made it; with `any_thread` to whichever one thread at a time uses it.
    """
    connection = sqlcipher3.connect(path, timeout=1.0, isolation_level=None, check_same_thread=not any_thread)
    connection.execute("PRAGMA cipher_log=off")
    return Database(connection, recursive_triggers=False, execute_plugins=False)


def error_code(error: Exception) -> int | None:
    """Return SQLite's primary result code of an error, None where the binding itself complained."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None

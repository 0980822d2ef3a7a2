"""The search index of the fifth schema: emptied, to be filled anew with the kinds of what is found among its keys."""

from typing import Final

from kbdesk.store import schema_3_search

STATEMENTS: Final = (
    *(f"DROP TABLE {table}" for table in schema_3_search.TABLES),
    *(statement for statement in schema_3_search.STATEMENTS if "ON bodies" not in statement),
)

"""The fifth schema: who sits at the desk, what comes from others. Never to be edited once released, only followed."""

from kbdesk.store import (
    schema_5_bookmarks,
    schema_5_custody,
    schema_5_officers,
    schema_5_search,
    schema_5_status,
)

STATEMENTS = (
    *schema_5_bookmarks.STATEMENTS,
    *schema_5_custody.STATEMENTS,
    *schema_5_officers.STATEMENTS,
    *schema_5_search.STATEMENTS,
    *schema_5_status.STATEMENTS,
)
"""Every noun adds its own."""

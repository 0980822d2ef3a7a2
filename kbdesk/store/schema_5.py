"""The fifth schema: who sits at the desk. Never to be edited once released, only followed."""

from kbdesk.store import schema_5_bookmarks

STATEMENTS = (*schema_5_bookmarks.STATEMENTS,)
"""Every noun adds its own."""

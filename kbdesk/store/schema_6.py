"""The sixth schema: what is kept how long. Never to be edited once released, only followed."""

from kbdesk.store import schema_6_retention

STATEMENTS = (*schema_6_retention.STATEMENTS,)
"""Every noun adds its own."""

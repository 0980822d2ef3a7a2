"""The sixth schema: what is kept how long, what printers were given. Never edited once released, only followed."""

from kbdesk.store import schema_6_printing, schema_6_retention

STATEMENTS = schema_6_retention.STATEMENTS + schema_6_printing.STATEMENTS
"""Every noun adds its own."""

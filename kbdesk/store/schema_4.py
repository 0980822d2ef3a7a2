"""The fourth schema: seals, keys and what is believed of others. Never to be edited once released, only followed."""

from kbdesk.store import schema_4_keys

STATEMENTS = (*schema_4_keys.STATEMENTS,)
"""Every noun adds its own."""

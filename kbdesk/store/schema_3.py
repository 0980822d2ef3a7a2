"""The third released schema: the desk's books. Never to be edited once released, only followed."""

from kbdesk.store import schema_3_custody, schema_3_search, schema_3_shifts, schema_3_stock

STATEMENTS = (
    *schema_3_shifts.STATEMENTS,
    *schema_3_custody.STATEMENTS,
    *schema_3_search.STATEMENTS,
    *schema_3_stock.STATEMENTS,
)
"""Every noun of the desk's books adds its own."""

"""An index of the fifth schema for status lists: the few papers that were handed back for without being there."""

STATEMENTS = ("CREATE INDEX returns_lost ON returns (kind, returned) WHERE lost = 1",)

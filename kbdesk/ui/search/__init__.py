"""The Search page: one field over everything, what was found as a table, the timeline of the chosen case."""

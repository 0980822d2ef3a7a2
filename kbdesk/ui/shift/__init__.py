"""The Shift page: who answers for the desk, what was counted, the crossing's state, late entries, fees."""

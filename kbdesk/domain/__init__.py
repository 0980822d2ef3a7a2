"""The words of the desk: drafts, findings, outcomes, permits, plates, numbers. No I/O, no clock."""

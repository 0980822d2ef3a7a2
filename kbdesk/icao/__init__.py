"""Doc 9303: machine readable zones. Knows nothing of kbdesk."""

"""The Rules page: what is in force, what comes, and the acts by which officers change it."""

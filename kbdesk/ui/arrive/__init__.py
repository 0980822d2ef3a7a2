"""The Arrive page: an open passage, its cards, findings and papers; views draw from snapshots, never from the desk."""

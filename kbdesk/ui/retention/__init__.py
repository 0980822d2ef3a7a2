"""The Retention page: how long things are kept, what is due, what was pruned, what a dispute keeps."""

"""The forms, compiled from forms/*.ui by `make forms`. Not written by hand."""

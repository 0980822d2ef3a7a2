"""What the desk's memory refuses: alone in its module, for the window knows it before it has loaded anything else."""

from __future__ import annotations


class StoreFault(Exception):
    """The desk's memory did not take something, or nobody knows; the message says why in one plain sentence."""

"""The words of the window are those of a catalog."""

from kbdesk.domain.messages import Catalog as Wording

__all__ = ["Wording"]

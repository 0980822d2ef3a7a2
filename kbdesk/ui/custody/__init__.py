"""The Custody page: every envelope with its slot and age; moving, handing over, sending on, destroying, counting."""

"""What an officer does: one module a procedure, over the ports of `desk.ports`."""

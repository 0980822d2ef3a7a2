"""What a script sees: one module a command group. The only room with click."""

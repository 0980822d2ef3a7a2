"""The parts every page is built from. They know colours, keys and shapes, and nothing of passages."""

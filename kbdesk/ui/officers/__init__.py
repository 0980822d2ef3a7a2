"""The Officers page: who works the desk, and backups of what it holds."""

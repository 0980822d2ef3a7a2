"""What the desk remembers: one encrypted file. The only room with SQLite."""

"""What an officer sees. The only room with PySide6; views draw from snapshots, never from the store."""

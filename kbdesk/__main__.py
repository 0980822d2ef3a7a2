"""``python -m kbdesk``."""

import sys

from kbdesk.app import main

if __name__ == "__main__":
    sys.exit(main())

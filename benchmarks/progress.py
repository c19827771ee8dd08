"""The line that tells what is being measured now."""

import sys


def say(what: str) -> None:
    """Show `what` in place of the line before it; on its own line where there is no terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{what}")
    else:
        sys.stderr.write(f"{what}\n")
    sys.stderr.flush()


def clear() -> None:
    """Take the line away."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")

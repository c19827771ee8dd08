"""What has happened in a run, line by line, for whoever must understand a failure."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime

LONGEST = 4000  # lines; what came before is not what broke it


class History:
    """The last lines of a run."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lines: deque[str] = deque(maxlen=LONGEST)

    def tells(self, line: str) -> None:
        """Something has happened just now."""
        self._lines.append(f"{self._now():%a %d %b %H:%M:%S}  {line}")

    @property
    def lines(self) -> Sequence[str]:
        """All that is kept, oldest first."""
        return tuple(self._lines)

"""The one reader of the clock."""

from datetime import UTC, datetime, timedelta
from pathlib import Path


def system_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one reader of the clock


class DemoClock:
    """The demo's clock: the machine's, plus an offset in whole seconds kept in a file.

    Web, clock and workers read the same file, so that they jump together. A file that is missing
    or being replaced means no offset.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    def __call__(self) -> datetime:
        """The demo's moment, in UTC."""
        try:
            offset = int(self.file.read_text() or 0)
        except FileNotFoundError:
            offset = 0
        return system_now() + timedelta(seconds=offset)

"""What was said and keyed in a call."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Line:
    """`who` is service, handset, other or carrier; `kind` is say, play, key, speech or note.

    `other` is the person at the other end of a bridged call. `text` is the words, the URL played
    or the key; `language` a BCP-47 tag for words.
    """

    who: str
    kind: str
    text: str
    at: datetime
    language: str = ""

    def as_json(self) -> dict[str, Any]:
        """The line by field name, its time in ISO 8601."""
        return {**asdict(self), "at": self.at.isoformat()}

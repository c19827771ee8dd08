"""The words under which somebody consented, as they stood in the catalog on that day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from checkin.domain.consent.canonical import digest

FORMAT = "checkin-wording-1"
MEDIA = ("text", "voice")
VERSION = 8  # hex digits
_PLACE = re.compile(r"{{|}}|{(\w+)}")


@dataclass(frozen=True)
class WordingShown:
    """One sentence as this organisation says it: never a word about a member (R2, R77).

    `text` is the catalog's sentence with its placeholders, `values` what the organisation puts
    into some of them. The others (a member's name) stay placeholders for ever.
    """

    medium: str  # text or voice
    key: str
    language: str  # the one it was said in, where the person's own lacked it
    text: str
    values: Mapping[str, str]

    @property
    def hashed(self) -> Mapping[str, object]:
        """What the hash is taken of, member for member."""
        return {
            "format": FORMAT,
            "medium": self.medium,
            "key": self.key,
            "language": self.language,
            "text": self.text,
            "values": dict(self.values),
        }

    @cached_property
    def hash(self) -> str:
        """64 hex digits that are others as soon as anything of it is."""
        return digest(self.hashed)

    @property
    def version(self) -> str:
        """As much of the hash as tells the forms of one sentence apart."""
        return self.hash[:VERSION]

    @property
    def said(self) -> str:
        """The sentence with the organisation's values filled in."""

        def fill(place: re.Match[str]) -> str:
            name = place[1]
            return place[0][0] if name is None else self.values.get(name, place[0])

        return _PLACE.sub(fill, self.text)


def mentioned(text: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """Those of `values` that `text` has a place for."""
    named = {place[1] for place in _PLACE.finditer(text)}
    return {name: value for name, value in values.items() if name in named}

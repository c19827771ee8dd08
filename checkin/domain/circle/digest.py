"""Everybody's answers in one text: good news first, and the longest answers shortened to fit."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

CUT = "…"
JOYFUL = frozenset("🎉🎊🥳🎂🏆🥇🌟✨😀😃😄😁😊😍🙌👏💪❤💖💜💚")
FEWEST_WORDS = 3  # of an answer that is shortened


@dataclass(frozen=True, slots=True)
class Entry:
    """One member's words in a round, under the word that the reader knows them by."""

    alias: str
    words: str
    shortened: bool = False

    @property
    def is_good_news(self) -> bool:
        """Whether its writer celebrates, by the signs that people of every language use."""
        return not JOYFUL.isdisjoint(self.words)

    def written(self) -> str:
        """As it stands in the digest."""
        return f"{self.alias}: {self.words}{CUT if self.shortened else ''}"


@dataclass(frozen=True, slots=True)
class Digest:
    """The text, and what had to be done to make it fit."""

    words: str
    told: int = 0
    shortened: int = 0
    left_out: int = 0


def together(answers: Iterable[tuple[str, str]]) -> list[Entry]:
    """One entry for each alias with all that its member wrote, good news first."""
    said: dict[str, list[str]] = {}
    for alias, words in answers:
        said.setdefault(alias, []).append(" ".join(words.split()))
    entries = [Entry(alias, " ".join(parts)) for alias, parts in said.items()]
    return sorted(entries, key=lambda entry: not entry.is_good_news)


def cut(entries: Sequence[Entry], fits: Callable[[str], bool]) -> Digest:
    """As much of these as `fits`: the longest one loses a word at a time.

    None gets shorter than a few words; if even those are too many, the last ones are left out, and
    counted.
    """
    kept = list(entries)
    while kept and not fits(_written(kept)):
        longest = max(range(len(kept)), key=lambda at: _spare(kept[at]))
        if _spare(kept[longest]):
            kept[longest] = _shorter(kept[longest])
        else:
            kept.pop()
    shortened = sum(entry.shortened for entry in kept)
    return Digest(_written(kept), len(kept), shortened, len(entries) - len(kept))


def _written(entries: Iterable[Entry]) -> str:
    return " / ".join(entry.written() for entry in entries)


def _spare(entry: Entry) -> int:
    """How many letters it may lose; none where it is a few words."""
    return len(entry.words) if entry.words.count(" ") >= FEWEST_WORDS else 0


def _shorter(entry: Entry) -> Entry:
    return replace(entry, words=entry.words.rpartition(" ")[0], shortened=True)

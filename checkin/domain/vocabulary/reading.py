"""What a text means by itself, in any of our languages.

The languages of the line are asked first; a word of another language counts only when none of
them knows it. A text is looked up whole, then without polite words, then by its first words, and
last as a slip of the finger: one letter wrong, missing, doubled or swapped.
"""

from collections.abc import Iterator, Mapping, Sequence

from checkin.domain.plain import LONGEST, plain
from checkin.domain.vocabulary.verb import Meaning, Verb
from checkin.domain.vocabulary.words import Words, spoken_in

SHORTEST_SLIP = 4  # letters; shorter words are too near to one another
# A slip is never read into these: "shop" is no STOP, and "star" no START.
NEVER_A_SLIP = frozenset(
    {Verb.STOP, Verb.STOP_CALLS, Verb.STOP_TEXTS, Verb.STOP_BUDDY, Verb.START, Verb.FORGET}
    | {Verb.YES, Verb.NO, Verb.OK, Verb.NOT_OK, Verb.JOIN, Verb.KEEP, Verb.BACK}
)


def understand(body: str, languages: Sequence[str], joining: Sequence[str] = ()) -> Meaning:
    """What `body` means to people who speak `languages`; `joining` are further words for JOIN.

    Anything that is none of the known phrases is WORDS.
    """
    if len(body) > LONGEST:  # no text of a handset: a person reads it
        return Meaning(Verb.WORDS)
    said = plain(body)
    shelf = spoken_in(languages)
    digits = said if said.isdecimal() else ""
    for phrase in dict.fromkeys((said, *_without_politeness(said, shelf))):
        if verb := _whole(phrase, shelf, joining):
            return Meaning(verb, digits=digits)
        if found := _leading(phrase, shelf, joining):
            return found
    verb = _slip(said, shelf)
    return Meaning(verb or Verb.WORDS, digits=digits)


def _whole(phrase: str, shelf: Sequence[Words], joining: Sequence[str]) -> Verb | None:
    if phrase in map(plain, joining):
        return Verb.JOIN
    return next((known.whole[phrase] for known in shelf if phrase in known.whole), None)


def _leading(phrase: str, shelf: Sequence[Words], joining: Sequence[str]) -> Meaning | None:
    """The longest first words that are a verb, with what follows them."""
    parts = phrase.split(" ")
    for known in shelf:
        for count in range(min(len(parts) - 1, 4), 0, -1):
            if verb := known.leading.get(" ".join(parts[:count])):
                return Meaning(verb, " ".join(parts[count:]))
    for word in map(plain, joining):
        if phrase.startswith(f"{word} "):
            return Meaning(Verb.JOIN, phrase[len(word) + 1 :])
    return None


def _without_politeness(said: str, shelf: Sequence[Words]) -> Iterator[str]:
    """`said` without the polite words around it, in one language after the other."""
    for known in shelf:
        rest, before = said, ""
        while rest != before:
            before = rest
            for phrase in known.polite:
                rest = rest.removeprefix(f"{phrase} ").removesuffix(f" {phrase}")
        yield rest


def _slip(said: str, shelf: Sequence[Words]) -> Verb | None:
    if not SHORTEST_SLIP <= len(said) <= 16:
        return None
    return next((verb for known in shelf for verb in _near(said, known.whole)), None)


def _near(said: str, whole: Mapping[str, Verb]) -> Iterator[Verb]:
    for phrase, verb in whole.items():
        if verb not in NEVER_A_SLIP and len(phrase) >= SHORTEST_SLIP and one_off(said, phrase):
            yield verb


def one_off(said: str, meant: str) -> bool:
    """Whether one letter is wrong, missing, too many, or two neighbours are swapped."""
    if abs(len(said) - len(meant)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), None)
    if at is None:
        return True
    rests = (
        (said[at + 1 :], meant[at + 1 :]),
        (said[at + 1 :], meant[at:]),
        (said[at:], meant[at + 1 :]),
    )
    swapped = said[at : at + 2] == meant[at : at + 2][::-1] and said[at + 2 :] == meant[at + 2 :]
    return swapped or any(one == other for one, other in rests)

"""What a text means by itself, in any of our languages.

The languages of the line are asked first; a word of another language counts only when none of
them knows it. A text is looked up whole, then by its first words, then without the polite words
around it, and last as a slip of the finger: one letter wrong, missing, doubled or swapped.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import product

from checkin.domain.plain import LONGEST, as_typed, plain
from checkin.domain.vocabulary.dates import is_a_time
from checkin.domain.vocabulary.verb import Meaning, Verb
from checkin.domain.vocabulary.words import LANGUAGES, Words, spoken_in, words

MOST_WORDS = 24  # of a text that may be a phrase with polite words around it
MOST_POLITE = 5  # polite phrases on one side, and none
MOST_FIRST_WORDS = 5  # of a phrase that something follows
FOR_OTHERS = frozenset({Verb.BUDDY, Verb.CIRCLE})  # what follows passes as it was typed
NAME_LENGTH = 3  # words; what follows JOIN is a name
DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")  # "sawaaa"
# Shorter words are too near to one another: "later" to "water", and "pause" to "cause".
SHORTEST_SLIP = 7  # letters
# What is asked about where we do not understand what followed it.
ASKED_ABOUT = frozenset({Verb.LANGUAGE, Verb.ALLOW, Verb.REFUSE, Verb.PIN})
# What a slip may be read into: a misreading must do no more than puzzle.
MAY_BE_A_SLIP = frozenset(
    {Verb.LATER, Verb.LANGUAGE, Verb.CALL_ME, Verb.PERSON_NOW, Verb.CHOICES, Verb.HELP}
)


def understand(body: str, languages: Sequence[str], joining: Sequence[str] = ()) -> Meaning:
    """What `body` means to people who speak `languages`; `joining` are further words for JOIN.

    Anything that is none of the known phrases is WORDS.
    """
    if len(body) > LONGEST:  # no text of a handset: a person reads it
        return Meaning(Verb.WORDS)
    said = plain(body)
    shelf = spoken_in(languages)
    join_words = _joining(tuple(joining))
    for text in (said, *_drawn_in(said)):
        if found := _read(text, shelf, join_words):
            return _in_their_words(found, body)
    bare = _bare(said)
    return Meaning(_slip(said, shelf) or _slip(bare, shelf) or Verb.WORDS, digits=_digits(bare))


def _in_their_words(found: Meaning, body: str) -> Meaning:
    """What is meant for others as it was typed: emoji, case and accents are theirs."""
    if found.verb not in FOR_OTHERS or found.digits:
        return found
    typed = as_typed(body, found.argument)
    nothing = not found.argument and all(unicodedata.category(mark)[0] in "PZC" for mark in typed)
    return replace(found, argument="" if nothing else typed)


def is_a_phrase(body: str, languages: Sequence[str]) -> bool:
    """Whether `body` is one of our phrases as it stands, with no word beside it."""
    return _whole(plain(body), spoken_in(languages), frozenset()) is not None


def language_named(said: str, languages: Sequence[str]) -> str | None:
    """The code of the language that `said`, which is plain, names in any of our languages."""
    return next((known.names[said] for known in spoken_in(languages) if said in known.names), None)


def _read(said: str, shelf: Sequence[Words], join_words: frozenset[str]) -> Meaning | None:
    found = _whole(said, shelf, join_words) or _leading(said, shelf, join_words)
    if found:
        return found
    for text in _without_politeness(said):
        if found := _whole(text, shelf, join_words):
            return found
    front = _after_politeness(said)
    return _leading(front, shelf, join_words) if front != said else None


def _whole(said: str, shelf: Sequence[Words], join_words: frozenset[str]) -> Meaning | None:
    if said in join_words:
        return Meaning(Verb.JOIN)
    for known in shelf:
        verb = known.whole.get(known.spelt(said))
        if verb and said not in known.mistakable:
            named = said if verb is Verb.LANGUAGE and said in known.names else ""
            return Meaning(verb, named, _digits(said))
    return None


def _leading(said: str, shelf: Sequence[Words], join_words: frozenset[str]) -> Meaning | None:
    """The longest first words that are a verb, with what follows them."""
    parts = said.split(" ", MOST_FIRST_WORDS)
    counts = range(len(parts) - 1, 0, -1)
    starts = [(" ".join(parts[:count]), " ".join(parts[count:])) for count in counts]
    for known in (known for known in shelf if parts[0] in known.openings):
        for start, rest in starts:
            spelt = known.spelt(start)
            verb = known.leading.get(spelt)
            if verb and start not in known.mistakable:
                command = known.language == "en" and known.whole.get(spelt) is verb
                if argument := _argument(verb, rest, shelf, command=command):
                    return Meaning(verb, argument)
    for start, rest in starts:
        if start in join_words and (name := _argument(Verb.JOIN, rest, shelf)):
            return Meaning(Verb.JOIN, name)
    return None


def _argument(verb: Verb, rest: str, shelf: Sequence[Words], *, command: bool = False) -> str:
    """What follows the first words, without politeness; nothing if it cannot belong to them.

    Nothing is read into a sentence: "away from my husband" does not tell until when. Only after a
    `command` of ours may one word stand that says nothing to us: "language klingon".
    """
    if verb in FOR_OTHERS:  # it is for them, as it was said
        return rest
    said = _bare(rest)
    if verb is Verb.CALL_BUDDY:  # which of several
        return said if said.isdecimal() else ""
    if verb is Verb.PIN and (digits := "".join(filter(str.isdecimal, said.split(" ")))):
        return digits
    asked_about = command and verb in ASKED_ABOUT and " " not in said
    return said if asked_about or _belongs(verb, said, shelf) else ""


def _belongs(verb: Verb, said: str, shelf: Sequence[Words]) -> bool:
    match verb:
        case Verb.ALLOW | Verb.REFUSE:
            return any(said in known.purposes for known in shelf)
        case Verb.LANGUAGE:
            return any(said in known.names for known in shelf)
        case Verb.PAUSE | Verb.AWAY:
            return is_a_time(said, shelf)
        case Verb.JOIN:
            return said.count(" ") < NAME_LENGTH
        case _:
            return verb is not Verb.PIN


def _drawn_in(said: str) -> Iterator[str]:
    """`said` without what was drawn out in it, if anything else is in it: "kkkk" is laughter."""
    if DRAWN_OUT.search(said) and len(set(said)) > 1:
        yield DRAWN_OUT.sub(r"\1\1", said)
        yield DRAWN_OUT.sub(r"\1", said)


def _without_politeness(said: str) -> Iterator[str]:
    """`said` with ever fewer polite words around it: "pause for now" may end with a polite one."""
    parts = said.split(" ")
    if len(parts) > MOST_WORDS:
        return
    cuts = product(_polite_before(parts), [len(parts) - n for n in _polite_after(parts)])
    for start, end in sorted(cuts, key=lambda cut: (cut[0] - cut[1], -cut[0]))[1:]:
        yield " ".join(parts[start:end])


def _bare(said: str) -> str:
    """`said` without any polite words around it."""
    return [said, *_without_politeness(said)][-1]


def _after_politeness(said: str) -> str:
    """`said` from its first word on that is not polite."""
    parts = said.split(" ", MOST_WORDS)
    return " ".join(parts[_polite_before(parts)[-1] :])


def _polite_before(parts: Sequence[str]) -> list[int]:
    """How many words may be left out at the beginning: none, and more with each polite phrase."""
    left_out = [0]
    while len(left_out) < MOST_POLITE and left_out[-1] < len(parts):
        start = left_out[-1]
        ends = range(start + _longest_polite(0).get(parts[start], 0), start, -1)
        end = next((end for end in ends if " ".join(parts[start:end]) in _polite()), None)
        if end is None:
            break
        left_out.append(min(end, len(parts)))
    return left_out


def _polite_after(parts: Sequence[str]) -> list[int]:
    """The same at the end."""
    left_out = [0]
    while len(left_out) < MOST_POLITE and left_out[-1] < len(parts):
        end = len(parts) - left_out[-1]
        starts = range(max(end - _longest_polite(-1).get(parts[end - 1], 0), 0), end)
        start = next((start for start in starts if " ".join(parts[start:end]) in _polite()), None)
        if start is None:
            break
        left_out.append(len(parts) - start)
    return left_out


@cache
def _polite() -> frozenset[str]:
    return frozenset().union(*(words(code).polite for code in LANGUAGES))


@cache
def _longest_polite(end: int) -> Mapping[str, int]:
    """By its first word (0) or its last one (-1), the words of the longest polite phrase."""
    sized = sorted((len(phrase.split()), phrase.split()[end]) for phrase in _polite())
    return {word: size for size, word in sized}


@lru_cache(maxsize=64)
def _joining(said: tuple[str, ...]) -> frozenset[str]:
    return frozenset(filter(None, map(plain, said)))


def _digits(said: str) -> str:
    return said if said.isdecimal() else ""


def _slip(said: str, shelf: Sequence[Words]) -> Verb | None:
    if len(said) < SHORTEST_SLIP - 1:
        return None
    lengths = range(max(len(said) - 1, SHORTEST_SLIP), len(said) + 2)
    for known in shelf:
        for phrase in (near for size in lengths for near in known.slips.get((said[0], size), ())):
            if known.whole[phrase] in MAY_BE_A_SLIP and one_off(said, phrase):
                return known.whole[phrase]
    return None


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

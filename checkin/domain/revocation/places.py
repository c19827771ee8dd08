"""Where in a text a wording counts: said to us, and with nothing after it that changes it."""

from collections.abc import Callable, Set

from checkin.domain.revocation.lexicon import Wordings
from checkin.domain.revocation.pattern import Patterns
from checkin.domain.revocation.text import MARKS, PAUSE, STOP, Span, Text

Places = Callable[[Span], bool]  # whether a wording that stands there counts


def alone(before: Patterns, after: Patterns, text: Text) -> Places:
    """Where a wording is all there is, but for any number of `before` and `after` around it."""
    begun = _forward(before, text, {0})
    ended = _backward(after, text, {len(text.words)})
    return lambda span: span[0] in begun and span[1] in ended


def apart(please: Patterns, text: Text) -> Places:
    """Where a wording begins a sentence and is a clause of its own, but for `please` around it."""
    words = text.words
    begun = {0} | {at + 1 for at, word in enumerate(words) if word == STOP}
    ended = {len(words)} | {at for at, word in enumerate(words) if word in MARKS}
    begun, ended = _forward(please, text, begun), _backward(please, text, ended)
    return lambda span: span[0] in begun and span[1] in ended


def at_last(please: Patterns, text: Text) -> Places:
    """Where a wording is the last clause of a sentence that ends the text: "..., quit it"."""
    words = text.words
    begun = {at + 1 for at, word in enumerate(words) if word == PAUSE}
    begun, ended = _forward(please, text, begun), _backward(please, text, {len(words)})
    return lambda span: span[0] in begun and span[1] in ended


def said_to_us(wordings: Wordings, text: Text) -> Places:
    """Where somebody asks us, and nothing after it says that it holds only sometimes.

    A wish begins where a sentence or a clause begins, or after "please" or "can you"; words of
    courtesy may come first. What comes after other words is what somebody else did or said ("he
    told me to ..."), and so may be what stands in quotes or after a colon. A wish ends with its
    clause, or where one of the wordings `then` begins.
    """
    words = text.words
    begun = {0} | {at + 1 for at, word in enumerate(words) if word in (PAUSE, STOP)}
    begun |= _requested(wordings, text)
    ended = {len(words)} | {start for start, _ in wordings.then.spans(text)}
    for at, word in enumerate(words):
        if word == STOP or (word == PAUSE and not wordings.unless.ends(text, at + 1)):
            ended.add(at)
    begun = _forward(wordings.before, text, begun)
    ended = _backward(wordings.after, text, ended)
    return lambda span: span[0] in begun and span[1] in ended


def _requested(wordings: Wordings, text: Text) -> set[int]:
    """The places after "please" and the like, unless the sentence reports what another said."""
    reported = {end for _, end in wordings.reporting.spans(text)}
    ours, places = True, set[int]()
    for at, word in enumerate(text.words):
        ours = word == STOP or (ours and at not in reported)
        if ours:
            places |= wordings.please.ends(text, at) | wordings.asking.ends(text, at)
    return places


def _forward(patterns: Patterns, text: Text, places: Set[int]) -> set[int]:
    """`places`, and those reached from one of them over any number of `patterns`."""
    reached = set(places)
    for at in range(len(text.words)):
        if at in reached:
            reached |= patterns.ends(text, at)
    return reached


def _backward(patterns: Patterns, text: Text, places: Set[int]) -> set[int]:
    """`places`, and those from which one of them is reached over any number of `patterns`."""
    reached = set(places)
    for at in reversed(range(len(text.words))):
        if not reached.isdisjoint(patterns.ends(text, at)):
            reached.add(at)
    return reached

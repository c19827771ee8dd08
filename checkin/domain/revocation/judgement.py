"""What a free text asks of us: to stop, perhaps to stop, or nothing of the kind."""

from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from checkin.domain import intents
from checkin.domain.revocation.lexicon import Lexicon, Wordings, lexicons
from checkin.domain.revocation.places import alone, apart, at_last, said_to_us
from checkin.domain.revocation.scope import Scope, scope
from checkin.domain.revocation.text import Text, read
from checkin.domain.revocation.wrong_number import is_wrong_number


class Wish(StrEnum):
    """Whether somebody wants us to stop contacting them (R19).

    At `CERTAIN` we stop at once and a coordinator looks afterwards; at `LIKELY` nothing is
    stopped and a coordinator is asked to look.
    """

    NONE = "none"
    LIKELY = "likely"
    CERTAIN = "certain"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one text asks of us. `wrong_number` holds apart from the wish (R33)."""

    wish: Wish = Wish.NONE
    scope: Scope = Scope.EVERYTHING
    wrong_number: bool = False


ASKS_NOTHING = Judgement()


def judge(body: str, languages: Collection[str] = (), names: Collection[str] = ()) -> Judgement:
    """What `body` asks of us, in whichever of our languages it is written.

    `languages` are those of the line ("en", "pt_BR"): they decide only about single words that are
    ordinary in another language. `names` are what its members are called, for "not Ana"; without
    them any word with a capital may be a name. A text longer than the carrier carries asks
    nothing.
    """
    if len(body) > intents.LONGEST:
        return ASKS_NOTHING
    if intents.read(body) is intents.Intent.STOP:
        return Judgement(Wish.CERTAIN)
    text, spoken = read(body, names), {language[:2] for language in languages}
    found = [_judged(lexicon, text, spoken) for lexicon in lexicons()]
    wish = max((one.wish for one in found), key=list(Wish).index)
    scopes = {one.scope for one in found if one.wish is wish}
    return Judgement(
        wish,
        scopes.pop() if len(scopes) == 1 else Scope.EVERYTHING,
        any(one.wrong_number for one in found),
    )


def _judged(lexicon: Lexicon, text: Text, spoken: Set[str]) -> Judgement:
    """What a text asks if it is written in this language."""
    wordings = lexicon.wordings
    wrong = is_wrong_number(wordings, text)
    wish = _in_a_word(lexicon, text.unmarked(), spoken)
    if wish is not Wish.NONE:
        return Judgement(wish, wrong_number=wrong)
    found = [*_by_itself(wordings, text.unmarked()), *_within(wordings, text)]
    if not found:
        return Judgement(wrong_number=wrong)
    wish = max((wish for _, wish in found), key=list(Wish).index)
    wishes = [words for words, how in found if how is wish]
    return Judgement(wish, scope(wordings, text, wishes), wrong)


def _in_a_word(lexicon: Lexicon, text: Text, spoken: Set[str]) -> Wish:
    """Whether a text is an exact word, said once or more often, with or without "please".

    A word that is ordinary in another language is certain on a line that speaks its own
    language and not the other.
    """
    once = Text(tuple(word for word, _ in groupby(text.words)))
    elsewhere = lexicon.ambiguous.get(" ".join(once.words))
    if elsewhere is not None:
        own = lexicon.language in spoken and elsewhere.isdisjoint(spoken)
        return Wish.CERTAIN if own else Wish.LIKELY
    please = lexicon.wordings.please
    counts = alone(please, please, once)
    said = any(counts(span) for span in lexicon.wordings.exact.spans(once))
    return Wish.CERTAIN if said else Wish.NONE


def _by_itself(wordings: Wordings, text: Text) -> Iterator[tuple[Text, Wish]]:
    """The wish that is the whole text but for courtesy, however it was cut into sentences."""
    lists = (
        (wordings.certain, Wish.CERTAIN),
        (wordings.whole, Wish.CERTAIN),
        (wordings.perhaps, Wish.LIKELY),
    )
    if not any(patterns.found(text) for patterns, _ in lists):
        return
    seen = text.hiding(wordings.ordinary.spans(text))
    counts = alone(wordings.before, wordings.after, seen)
    for patterns, wish in lists:
        yield from ((seen.part(span), wish) for span in patterns.spans(seen) if counts(span))


def _within(wordings: Wordings, text: Text) -> Iterator[tuple[Text, Wish]]:
    """The wishes anywhere in a text, each certain only if it is plainly said to us."""
    lists = (wordings.certain, wordings.likely, wordings.exact, wordings.perhaps)
    if not any(patterns.found(text) for patterns in lists):
        return
    seen = text.hiding(wordings.ordinary.spans(text))
    counts = said_to_us(wordings, seen)
    for span in wordings.certain.spans(seen):
        yield seen.part(span), Wish.CERTAIN if counts(span) else Wish.LIKELY
    for span in wordings.likely.spans(seen):
        yield seen.part(span), Wish.LIKELY
    counts, ends = apart(wordings.please, seen), at_last(wordings.please, seen)
    for span in wordings.exact.spans(seen):
        if counts(span) or ends(span):
            yield seen.part(span), Wish.LIKELY
    yield from (
        (seen.part(span), Wish.LIKELY) for span in wordings.perhaps.spans(seen) if ends(span)
    )

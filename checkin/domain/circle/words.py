"""A member's words to their circle, out of the text that they came in."""

from checkin.domain.plain import as_typed, plain
from checkin.domain.vocabulary import Verb, understand


def words_in(body: str, language: str, name: str) -> str:
    """`body` as it was typed, without the command, and without a name said before or after it."""
    for text in (body, *_without(body, name)):
        meaning = understand(text, (language,))
        if meaning.verb is Verb.CIRCLE:
            return meaning.argument
    return next(iter(_without(body, name)), body.strip())


def _without(body: str, name: str) -> list[str]:
    said, called = plain(body), plain(name)
    if not called or called not in (said.partition(" ")[0], said.rpartition(" ")[2]):
        return []
    rest = said.removeprefix(called) if said.startswith(called) else said.removesuffix(called)
    return [as_typed(body, rest.strip())]

"""What is to stop: calls, texts or everything."""

from collections.abc import Collection
from enum import StrEnum

from checkin.domain.revocation.lexicon import Wordings
from checkin.domain.revocation.text import Text


class Scope(StrEnum):
    """What is to stop. In doubt everything."""

    EVERYTHING = "everything"
    CALLS = "calls"
    TEXTS = "texts"


def scope(wordings: Wordings, text: Text, wishes: Collection[Text]) -> Scope:
    """What these wishes, the words of `text` that ask, want to stop.

    Calls, if they speak of calls and nothing in the text of texts, unless to say that those are
    fine. Texts only if calls are said to be fine: who only ever got texts and writes "stop
    texting me" means all of it.
    """
    if all(wordings.calls.found(wish) for wish in wishes):
        beside = text.hiding(wordings.texts_fine.spans(text))
        return Scope.EVERYTHING if wordings.texts.found(beside) else Scope.CALLS
    if wordings.calls_fine.found(text) and all(wordings.texts.found(wish) for wish in wishes):
        beside = text.hiding(wordings.calls_fine.spans(text))
        return Scope.EVERYTHING if wordings.calls.found(beside) else Scope.TEXTS
    return Scope.EVERYTHING

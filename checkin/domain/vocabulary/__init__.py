"""What people say to us: the verbs, the words for them in each language, and how they are read."""

from checkin.domain.vocabulary.reading import is_a_phrase, understand
from checkin.domain.vocabulary.verb import Meaning, Verb
from checkin.domain.vocabulary.words import LANGUAGES, words

__all__ = ["LANGUAGES", "Meaning", "Verb", "is_a_phrase", "understand", "words"]

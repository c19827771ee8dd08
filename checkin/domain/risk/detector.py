"""The detector: every language's rules on every text, and a concern for what it cannot read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checkin.domain.risk.assessment import Assessment, Category, Finding, Level
from checkin.domain.risk.language import Language
from checkin.domain.risk.letters import script
from checkin.domain.risk.reading import Reader
from checkin.domain.risk.rule import Book
from checkin.domain.risk.spelling import typed
from checkin.domain.risk.tokens import Pause, Token
from checkin.domain.risk.view import View, Word
from checkin.domain.risk.vocabulary import Vocabulary
from checkin.domain.risk.weighing import agreed, findings

LONGEST = 1000  # characters that are read of one message; of a longer one its two ends
HEAD = 600
FEWEST_LETTERS = 2
REPLACEMENT = "\ufffd"  # stands where bytes were no text

LATIN = "LATIN"

FAILED = "detector.failed"
TOO_LONG = "text.too_long"
UNDECODED = "text.undecoded"
UNKNOWN_SCRIPT = "text.unknown_script"


def unread(rule: str, text: str) -> Finding:
    """A concern about the whole text, because the rules cannot speak for it."""
    return Finding(rule, "", Category.UNREAD, Level.CONCERN, 0, len(text))


@dataclass(frozen=True, slots=True)
class _Read:
    """One message: its tokens, and how each language reads them, in the languages' order."""

    tokens: Sequence[Token]
    words: Sequence[Sequence[Word]]


class Detector:
    """Says what the rules of `books` find in a text. It never raises and never stays silent."""

    def __init__(self, books: Iterable[Book]) -> None:
        self._languages = [Language(book) for book in books]
        lexicons = [language.lexicon for language in self._languages]
        symbols = {symbol for language in self._languages for symbol in language.symbols}
        spelt = {word for lexicon in lexicons for word in lexicon.spelt}
        ordinary = {word for language in self._languages for word in language.ordinary}
        self._vocabulary = Vocabulary(symbols, spelt, ordinary)
        self._reader = Reader(self._vocabulary, lexicons)
        self._scripts = frozenset(_script(char) for symbol in symbols for char in symbol)

    def assess(self, text: str, earlier: Sequence[str] = ()) -> Assessment:
        """What is to be found in `text`, alone and together with `earlier`, the oldest first.

        What stands in an earlier message alone is not found again. Whatever goes wrong here is a
        concern: a person must read what the rules could not.
        """
        try:
            return Assessment.of(self._findings(text, earlier))
        except Exception:
            return Assessment.of([unread(FAILED, text)])

    def _findings(self, text: str, earlier: Sequence[str]) -> Iterator[Finding]:
        read = self._read(text)
        yield from self._unread(text, read.tokens)
        yield from self._found(read.words, [()] * len(self._languages))
        before = [self._read(one) for one in _recent(earlier)]
        if before and read.tokens:
            each = range(len(self._languages))
            older = [[word for one in before for word in _apart(one.words[n])] for n in each]
            yield from self._found([_apart(words) for words in read.words], older)

    def _found(
        self, words: Sequence[Sequence[Word]], older: Sequence[Sequence[Word]]
    ) -> Iterator[Finding]:
        """What all languages find in a message together with what went before it."""
        found: list[Finding] = []
        for language, new, old in zip(self._languages, words, older, strict=True):
            found += findings(language, View([*old, *new], len(old), language.negators))
        yield from agreed(found)

    def _read(self, text: str) -> _Read:
        tokens = self._tokens(text)
        found = [typed(token, self._vocabulary) for token in tokens]
        words = [each.lexicon.words(found, self._vocabulary) for each in self._languages]
        return _Read(tokens, words)

    def _tokens(self, text: str) -> list[Token]:
        """The tokens of a message; of a long one, those of its beginning and of its end."""
        if len(text) <= LONGEST:
            return self._reader.tokens(text)
        behind = len(text) - (LONGEST - HEAD)
        tail = [
            replace(token, start=token.start + behind, end=token.end + behind)
            for token in self._reader.tokens(text[behind:])
        ]
        tail[:1] = [replace(token, pause=Pause.SENTENCE) for token in tail[:1]]
        return [*self._reader.tokens(text[:HEAD]), *tail]

    def _unread(self, text: str, tokens: Sequence[Token]) -> Iterator[Finding]:
        """What keeps the rules from speaking for the whole text."""
        if len(text) > LONGEST:
            yield unread(TOO_LONG, text)
        if REPLACEMENT in text:
            yield unread(UNDECODED, text)
        letters = [char for token in tokens for char in token.text if char.isalpha()]
        foreign = sum(_script(char) not in self._scripts for char in letters)
        if foreign >= FEWEST_LETTERS and foreign * 2 >= len(letters):
            yield unread(UNKNOWN_SCRIPT, text)


def _script(char: str) -> str:
    return LATIN if char.isascii() else script(char)


def _recent(earlier: Sequence[str]) -> list[str]:
    """The last of the earlier messages, as many as are read of one long message."""
    found: list[str] = []
    left = LONGEST
    for text in reversed(earlier):
        left -= len(text)
        if left < 0:
            break
        found.insert(0, text)
    return found


def _apart(words: Sequence[Word]) -> Sequence[Word]:
    """The words of one message, which begins anew."""
    return [replace(word, pause=Pause.MESSAGE) for word in words[:1]] + list(words[1:])

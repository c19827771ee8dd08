"""Raw text into tokens that are put right: spaced letters joined, signs read as letters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checkin.domain.risk.spelling import Lexicon
from checkin.domain.risk.tokens import Token, joined, pieces, spaced_out, tokens
from checkin.domain.risk.vocabulary import Vocabulary

COUNTED = re.compile(r"(\d+)([^\W\d_]+)")
SIGNED = re.compile(r"[@$!*€|+]")
LONGEST_WORD = 160


class Reader:
    """Reads raw text with the words of all languages."""

    def __init__(self, vocabulary: Vocabulary, lexicons: Sequence[Lexicon]) -> None:
        self._vocabulary = vocabulary
        self._lexicons = lexicons

    def tokens(self, text: str) -> list[Token]:
        """The tokens of `text`, each as the known word that it is meant as, if there is one."""
        return [right for token in self._joined(tokens(text)) for right in self._put_right(token)]

    def _joined(self, found: list[Token]) -> Iterator[Token]:
        """Letters with spaces between them become a word, where that is a word or several."""
        done = 0
        for start, end in spaced_out(found):
            whole = joined(found[start:end])
            if parts := self._parts(whole.text):
                yield from found[done:start]
                yield from (replace(whole, text=part) for part in parts[:1])
                yield from (Token(part, whole.start, whole.end) for part in parts[1:])
                done = end
        yield from found[done:]

    def _parts(self, text: str) -> Sequence[str]:
        """The words that spaced letters make; nothing if they make none."""
        if self._vocabulary.knows(text):
            return (text,)
        ways = (lexicon.parted(text, shortest=len(text)) for lexicon in self._lexicons)
        return min(filter(None, ways), key=len, default=())

    def _put_right(self, token: Token) -> Iterator[Token]:
        plain = token.plain
        if self._vocabulary.knows(plain) or not plain or len(plain) > LONGEST_WORD:
            yield token
        elif meant := self._vocabulary.meant(plain):
            yield replace(token, text=meant)
        elif match := COUNTED.fullmatch(plain):
            yield replace(token, text=match[1])
            yield from self._put_right(Token(match[2], token.start, token.end))
        elif SIGNED.search(plain) and not self._censored(plain):
            for piece in pieces(token):
                yield from self._put_right(piece)
        else:
            yield token

    def _censored(self, text: str) -> bool:
        """Whether a star stands for a letter of a word that matters: k*ll."""
        return "*" in text and any("~" in symbol for symbol in self._vocabulary.symbols(text))

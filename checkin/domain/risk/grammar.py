"""The small language of patterns, as a clinician writes it, into nodes.

i (want|need) [so|really] to die      words, one of several, words that may be missing
take ..3 pills                        up to three words between
{i} want                              a group of words that words.toml names
suicide~  overdose~~                  one or two slips of the finger allowed
suicid*  *jiua                        any word that begins or ends so
# pills, #10 pills                    a number, a number of at least ten
^ help $                              the whole message
not <risk>                            whatever was found (in exemptions)
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from checkin.domain.risk.letters import written
from checkin.domain.risk.making import Maker
from checkin.domain.risk.nodes import Edge, Gap, Node, Optional, Risk, Single
from checkin.domain.risk.typos import SHORTEST, mark

PART = re.compile(r"\s*(?:(\.\.\d+)|(<risk>)|\{(\w+)\}|([()\[\]|^$])|([^\s()\[\]|{}<>^$]+))")
KINDS = ("gap", "risk", "group", "sign", "word")  # the groups of PART
WORD = re.compile(r"(\*?)([^*~]+)(\*|~~|~)?")
COUNT = re.compile(r"#\d*")  # a number, and what it must be at least
BAR = ("sign", "|")
ENDS = (BAR, ("sign", ")"), ("sign", "]"))  # of a row of words
MOST_GAP = 8
SHORTEST_MATTERS = 5  # letters of a word that may have a slip without being marked
LONG_MATTERS = 9  # and two

Expand = Callable[[str], Sequence[str]]


class Malformed(ValueError):
    """A pattern cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Reads patterns of one language: its groups, and how it spells words out.

    Words that matter may be misspelt wherever they stand.
    """

    groups: Mapping[str, str]
    expand: Expand
    matters: Collection[str] = frozenset()
    make: Maker = field(default_factory=Maker)
    _groups: dict[str, Node] = field(default_factory=dict)
    _words: dict[str, Node] = field(default_factory=dict)

    def read(self, pattern: str) -> Node:
        """The node that `pattern` describes. Raises `Malformed`."""
        return self._read(pattern, ())

    def _read(self, pattern: str, within: tuple[str, ...]) -> Node:
        reading = _Reading(_parts(pattern), self, within)
        node = reading.choice()
        if reading.parts:
            raise Malformed(f'"{reading.parts[-1][1]}" stands where nothing may')
        return node

    def group(self, name: str, within: tuple[str, ...]) -> Node:
        """The node of a named group, which may use other groups but not itself."""
        if name not in self.groups:
            raise Malformed(f"there is no group {{{name}}} in words.toml")
        if name in within:
            raise Malformed(f"the group {{{name}}} is made of itself")
        if name not in self._groups:
            self._groups[name] = self._read(self.groups[name], (*within, name))
        return self._groups[name]

    def word(self, text: str) -> Node:
        """The node of one word with its marks."""
        if text not in self._words:
            self._words[text] = self._word(text)
        return self._words[text]

    def _word(self, text: str) -> Node:
        if COUNT.fullmatch(text):
            return self._single(text)
        match = WORD.fullmatch(text)
        if not match:
            raise Malformed(f'"{text}" is not a word')
        ending, word, sign = match[1], written(match[2]), match[3] or ""
        plain = word.replace("'", "")
        if ending or sign == "*":
            return self._single(f"{ending}{plain}{sign}")
        if sign:
            if len(plain) < SHORTEST[len(sign)]:
                raise Malformed(f'"{text}" is too short to allow slips')
            return self._misspelt(plain, len(sign))
        return self.make.sequence([self._plain(one) for one in self.expand(word)])

    def _plain(self, word: str) -> Node:
        if word not in self.matters or len(word) < SHORTEST_MATTERS:
            return self._single(word)
        return self._misspelt(word, 1 + (len(word) >= LONG_MATTERS))

    def _single(self, symbol: str) -> Node:
        return self.make.once(Single(symbol))

    def _misspelt(self, word: str, slips: int) -> Node:
        return self.make.one_of((word, mark(word, slips)))


def _parts(pattern: str) -> list[tuple[str, str]]:
    """The kinds and texts of the parts, the first of them last."""
    found, at = [], 0
    pattern = pattern.strip()
    for match in PART.finditer(pattern):
        if match.start() != at:
            break
        last = match.lastindex or 1
        found.append((KINDS[last - 1], match[last]))
        at = match.end()
    if at < len(pattern):
        raise Malformed(f'"{pattern[at:]}" cannot be read')
    return found[::-1]


class _Reading:
    """One pattern while it is read, from its first part on."""

    def __init__(
        self, parts: list[tuple[str, str]], grammar: Grammar, within: tuple[str, ...]
    ) -> None:
        self.parts = parts
        self._grammar = grammar
        self._within = within

    def choice(self) -> Node:
        """What stands between two bars, or one of them."""
        ways = [self._sequence()]
        while self.parts[-1:] == [BAR]:
            self.parts.pop()
            ways.append(self._sequence())
        return self._grammar.make.choice(ways)

    def _sequence(self) -> Node:
        found = []
        while self.parts and self.parts[-1] not in ENDS:
            found.append(self._one(*self.parts.pop()))
        if not found:
            raise Malformed("it has an empty place")
        return self._grammar.make.sequence(found)

    def _one(self, kind: str, text: str) -> Node:
        match kind:
            case "gap":
                return self._gap(int(text[2:]))
            case "risk":
                return self._grammar.make.once(Risk())
            case "group":
                return self._grammar.group(text, self._within)
            case "word":
                return self._grammar.word(text)
        return self._sign(text)

    def _gap(self, most: int) -> Node:
        if not 0 < most <= MOST_GAP:
            raise Malformed(f"a gap is of 1 to {MOST_GAP} words")
        return self._grammar.make.once(Gap(most))

    def _sign(self, sign: str) -> Node:
        if sign in "^$":
            return self._grammar.make.once(Edge(last=sign == "$"))
        if sign not in "([":
            raise Malformed(f'"{sign}" stands where nothing may')
        inner = self.choice()
        closing = ")" if sign == "(" else "]"
        if self.parts[-1:] != [("sign", closing)]:
            raise Malformed(f'"{sign}" is never closed')
        self.parts.pop()
        return inner if sign == "(" else self._grammar.make.once(Optional(inner))

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
from sys import intern

from checkin.domain.risk.letters import written
from checkin.domain.risk.nodes import (
    Chain,
    Choice,
    Edge,
    Gap,
    Node,
    OneOf,
    Optional,
    Risk,
    Single,
    one_of,
)
from checkin.domain.risk.typos import SHORTEST, mark

PART = re.compile(r"\s*(?:(\.\.\d+)|(<risk>)|\{(\w+)\}|([()\[\]|^$])|([^\s()\[\]|{}<>^$]+))")
WORD = re.compile(r"(\*?)([^*~]+)(\*|~~|~)?")
COUNT = re.compile(r"#\d*")  # a number, and what it must be at least
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
    _made: dict[str, Node] = field(default_factory=dict)
    _once: dict[Node, Node] = field(default_factory=dict)

    def read(self, pattern: str) -> Node:
        """The node that `pattern` describes. Raises `Malformed`."""
        return self._read(pattern, ())

    def _read(self, pattern: str, within: tuple[str, ...]) -> Node:
        reading = _Reading(_parts(pattern), self, within)
        node = reading.choice()
        if reading.parts:
            raise Malformed(f'"{reading.parts[0][1]}" stands where nothing may')
        return node

    def once(self, node: Node) -> Node:
        """The node itself, or one like it that was made before: the same parts recur."""
        return self._once.setdefault(node, node)

    def group(self, name: str, within: tuple[str, ...]) -> Node:
        """The node of a named group, which may use other groups but not itself."""
        if name not in self.groups:
            raise Malformed(f"there is no group {{{name}}} in words.toml")
        if name in within:
            raise Malformed(f"the group {{{name}}} is made of itself")
        if name not in self._made:
            self._made[name] = self._read(self.groups[name], (*within, name))
        return self._made[name]

    def word(self, text: str) -> Node:
        """The node of one word with its marks."""
        if COUNT.fullmatch(text):
            return Single(text)
        match = WORD.fullmatch(text)
        if not match:
            raise Malformed(f'"{text}" is not a word')
        ending, word, sign = match[1], written(match[2]), match[3] or ""
        plain = intern(word.replace("'", ""))
        if ending or sign == "*":
            return Single(f"{ending}{plain}{sign}")
        if sign:
            if len(plain) < SHORTEST[len(sign)]:
                raise Malformed(f'"{text}" is too short to allow slips')
            return one_of((plain, mark(plain, len(sign))))
        return sequence([self._plain(one) for one in self.expand(word)])

    def _plain(self, word: str) -> Node:
        if word not in self.matters or len(word) < SHORTEST_MATTERS:
            return Single(word)
        return one_of((word, mark(word, 1 + (len(word) >= LONG_MATTERS))))


def _parts(pattern: str) -> list[tuple[str, str]]:
    """The kinds and texts of the parts, in their order."""
    found, at = [], 0
    pattern = pattern.strip()
    while at < len(pattern):
        match = PART.match(pattern, at)
        if not match:
            raise Malformed(f'"{pattern[at:]}" cannot be read')
        kinds = ("gap", "risk", "group", "sign", "word")
        found.append((kinds[(match.lastindex or 1) - 1], match[match.lastindex or 1]))
        at = match.end()
    return found


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
        while self.parts[:1] == [("sign", "|")]:
            self.parts.pop(0)
            ways.append(self._sequence())
        return self._grammar.once(choice(ways))

    def _sequence(self) -> Node:
        found = []
        while self.parts and self.parts[0] not in (("sign", "|"), ("sign", ")"), ("sign", "]")):
            found.append(self._grammar.once(self._one(*self.parts.pop(0))))
        if not found:
            raise Malformed("it has an empty place")
        return sequence(found)

    def _one(self, kind: str, text: str) -> Node:
        match kind:
            case "gap":
                return self._gap(int(text[2:]))
            case "risk":
                return Risk()
            case "group":
                return self._grammar.group(text, self._within)
            case "word":
                return self._grammar.word(text)
        return self._sign(text)

    def _gap(self, most: int) -> Node:
        if not 0 < most <= MOST_GAP:
            raise Malformed(f"a gap is of 1 to {MOST_GAP} words")
        return Gap(most)

    def _sign(self, sign: str) -> Node:
        if sign in "^$":
            return Edge(last=sign == "$")
        if sign not in "([":
            raise Malformed(f'"{sign}" stands where nothing may')
        inner = self.choice()
        closing = ")" if sign == "(" else "]"
        if self.parts[:1] != [("sign", closing)]:
            raise Malformed(f'"{sign}" is never closed')
        self.parts.pop(0)
        return inner if sign == "(" else Optional(inner)


def sequence(parts: Sequence[Node]) -> Node:
    """Parts one after the other, as one."""
    if len(parts) == 1:
        return parts[0]
    flat = [inner for part in parts for inner in _inner(part)]
    return Chain(tuple(flat))


def _inner(part: Node) -> Sequence[Node]:
    return part.parts if isinstance(part, Chain) else (part,)


def _symbols(way: Node) -> Collection[str]:
    """The symbols of a single word; none if it is more than that."""
    if isinstance(way, Single):
        return (way.symbol,)
    return way.symbols if isinstance(way, OneOf) else ()


def choice(ways: Sequence[Node]) -> Node:
    """One of several; single words are looked up together."""
    single = [one for way in ways for one in _symbols(way)]
    others = [way for way in ways if not _symbols(way)]
    if single:
        others.append(one_of(single))
    if len(ways) == 1:
        return ways[0]
    if len(others) == 1:
        return others[0]
    return Choice(tuple(others))

"""One language's rules, compiled and indexed: what of a text they find."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checkin.domain.risk.grammar import Grammar, Malformed
from checkin.domain.risk.loading import RuleFault
from checkin.domain.risk.nodes import Node, symbols_of
from checkin.domain.risk.pattern import Pattern
from checkin.domain.risk.rule import Book, Kind, Rule
from checkin.domain.risk.spelling import Lexicon
from checkin.domain.risk.survey import RISK, Survey
from checkin.domain.risk.view import WIDE, Scene, Span, View

NEAR = 6  # words at most between what was found and what keeps a rule from applying


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A rule with its patterns ready. Of the rule itself only what a finding says is kept."""

    rule: Rule
    patterns: Sequence[Pattern]
    unless: Sequence[Pattern]
    also: Sequence[Pattern]

    def barred(self, view: View) -> bool:
        """Whether one of its `unless` stands in the text."""
        return bool(self.excuses(view))

    def excuses(self, view: View) -> list[Span]:
        """Where its `unless` stand in the text."""
        return [span for pattern in self.unless for span in _spans(pattern, view)]

    def too_long(self, view: View) -> bool:
        """Whether the new message has more words than the rule is for."""
        return 0 < self.rule.longest < len(view.words) - view.new

    def beside(self, view: View) -> Span | None:
        """Where one of its `also` stands; the last of them."""
        found = [span for pattern in self.also for span in _spans(pattern, view)]
        return max(found, key=lambda span: span[1], default=None)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that applies to the words of `span`."""

    rule: Rule
    span: Span


class Language:
    """The rules of one language. Raises `RuleFault` if a pattern cannot be read."""

    def __init__(self, book: Book) -> None:
        dictionary = book.dictionary
        self.name = dictionary.language
        self.ordinary = dictionary.ordinary
        self.lexicon = Lexicon(dictionary.spelling, dictionary.ordinary)
        self.negators = dictionary.negators
        grammar = Grammar(dictionary.groups, self.lexicon.expand, dictionary.matters)
        nodes, survey = _nodes(book, grammar), Survey(grammar.make)
        _no_risk(book, nodes, survey)
        uses = survey.uses(nodes)
        uses.pop(RISK, None)
        self.symbols = frozenset(uses)
        self.lexicon.runs_on(self.symbols)
        if dictionary.vowels_dropped:
            self.lexicon.drops_vowels(self.symbols)
        if dictionary.sounds:
            self.lexicon.is_heard(dictionary.sounds, self.symbols)
        ready = {pattern: survey.prepared(node, uses) for pattern, node in nodes.items()}
        compiled = [_compiled(rule, ready) for rule in book.rules]
        self.exemptions = [one for one in compiled if one.rule.kind is Kind.EXEMPTION]
        self.contradictions = [one for one in compiled if one.rule.kind is Kind.CONTRADICTION]
        self._index = _index([one for one in compiled if one.rule.kind is Kind.FINDING])

    def matches(self, view: View) -> Iterator[Match]:
        """Every finding, at all words that make it; not yet weighed."""
        scene = Scene(view, view.passable(WIDE))
        found: dict[str, set[Span]] = defaultdict(set)
        rules: dict[str, Compiled] = {}
        for pattern, compiled in self._candidates(view):
            if not compiled.too_long(view) and (spans := set(pattern.spans(scene))):
                found[compiled.rule.id] |= spans
                rules[compiled.rule.id] = compiled
        for name, spans in found.items():
            compiled = rules[name]
            excuses = compiled.excuses(view)
            for span in sorted(spans):
                if any(_near(span, excuse, view) for excuse in excuses):
                    continue
                if not compiled.also:
                    yield Match(compiled.rule, span)
                elif beside := compiled.beside(view):
                    yield Match(compiled.rule, _reaching(span, beside, view))

    def _candidates(self, view: View) -> Iterator[tuple[Pattern, Compiled]]:
        """The patterns of which a word is there, each once."""
        seen: set[tuple[Pattern, Compiled]] = set()
        for symbol in view.where:
            for candidate in self._index.get(symbol, ()):
                if candidate not in seen:
                    seen.add(candidate)
                    if candidate[0].complete(view):
                        yield candidate


def _index(rules: Sequence[Compiled]) -> Mapping[str, tuple[tuple[Pattern, Compiled], ...]]:
    """The patterns by the words of which one must be there."""
    found: dict[str, list[tuple[Pattern, Compiled]]] = defaultdict(list)
    for compiled in rules:
        for pattern in compiled.patterns:
            if not pattern.rarest:
                raise RuleFault(f"{compiled.rule.id}: a pattern has no word that must be there")
            entry = (pattern, compiled)
            for symbol in symbols_of(pattern.rarest):
                found[symbol].append(entry)
    same = {tuple(entries): tuple(entries) for entries in found.values()}  # of words that mean one
    return {symbol: same[tuple(entries)] for symbol, entries in found.items()}


def _nodes(book: Book, grammar: Grammar) -> Mapping[str, Node]:
    """Every pattern of the book, read."""
    nodes: dict[str, Node] = {}
    for rule in book.rules:
        for pattern in (*rule.patterns, *rule.unless, *rule.also):
            try:
                nodes[pattern] = nodes.get(pattern) or grammar.read(pattern)
            except Malformed as error:
                raise RuleFault(f"{rule.id}: {pattern!r}: {error}") from error
    return nodes


def _no_risk(book: Book, nodes: Mapping[str, Node], survey: Survey) -> None:
    """Only exemptions may speak of what is found."""
    for rule in book.rules:
        for pattern in rule.patterns if rule.kind is Kind.FINDING else ():
            if RISK in survey.symbols(nodes[pattern]):
                raise RuleFault(f"{rule.id}: {pattern!r}: <risk> is for exemptions")


def _compiled(rule: Rule, ready: Mapping[str, Pattern]) -> Compiled:
    each = (rule.patterns, rule.unless, rule.also)
    patterns, unless, also = ([ready[pattern] for pattern in one] for one in each)
    lean = replace(rule, patterns=(), unless=(), also=(), examples=(), counterexamples=())
    return Compiled(lean, patterns, unless, also)


def _spans(pattern: Pattern, view: View) -> list[Span]:
    return list(pattern.spans(Scene(view, view.passable(WIDE)))) if pattern.possible(view) else []


def _near(span: Span, excuse: Span, view: View) -> bool:
    """Whether both stand in one sentence, with a few words between them at most."""
    start, end = min(span[0], excuse[0]), max(span[1], excuse[1])
    between = end - start - (span[1] - span[0]) - (excuse[1] - excuse[0])
    return between <= NEAR and view.whole(start, end)


def _reaching(span: Span, beside: Span, view: View) -> Span:
    """`span`, or both together where only the other one is new."""
    if span[1] > view.new or beside[1] <= view.new:
        return span
    return min(span[0], beside[0]), beside[1]

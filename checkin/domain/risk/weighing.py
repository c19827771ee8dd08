"""What each match is worth after exemptions: an idiom nothing, somebody else's a concern.

An exemption takes the weight from the finding it stands on and from no other. A denial that is
taken back counts again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checkin.domain.risk.assessment import Category, Finding, Level
from checkin.domain.risk.language import Compiled, Language, Match
from checkin.domain.risk.pattern import Pattern
from checkin.domain.risk.rule import Rule
from checkin.domain.risk.tokens import Pause
from checkin.domain.risk.view import NARROW, WIDE, Scene, Span, View


def findings(language: Language, view: View) -> Iterator[Finding]:
    """What a language finds in the new message of `view`, each at the level it is worth."""
    found = list(language.matches(view))
    if not found:
        return
    exemptions = _Exemptions(language, view)
    taken_back = [match for one in language.contradictions for match in _matches(one, view)]
    for match in found:
        exemption = exemptions.of(match)
        if exemption and exemption.category is Category.NEGATION:
            for contradiction in taken_back:
                span = _around(match.span, contradiction.span)
                yield from _told(Match(contradiction.rule, span), view, match.rule.category)
        yield from _told(match, view, match.rule.category, exemption)


def agreed(found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of all languages in one text, where they borrow words from one another.

    "Not suicidal" is a denial in English; that another language knows the word changes nothing.
    """
    lowered = [finding for finding in found if finding.because]
    for finding in found:
        over = [one for one in lowered if _borrowed(finding, one)]
        least = min(over, key=lambda one: one.level, default=finding)
        yield replace(finding, level=least.level, because=least.because)


def _borrowed(finding: Finding, lowered: Finding) -> bool:
    """Whether another language has graded the very words of a finding down."""
    same = lowered.start <= finding.start < finding.end <= lowered.end
    return same and lowered.language != finding.language and lowered.level < finding.level


def _told(
    match: Match, view: View, category: Category, exemption: Rule | None = None
) -> Iterator[Finding]:
    """The match as a finding, unless it is wholly within an earlier message."""
    if match.span[1] <= view.new:
        return
    rule, level = match.rule, match.rule.level
    start, end = view.raw(*match.span)
    if exemption and exemption.level < level:
        if exemption.level is not Level.NONE:
            category = exemption.category
        yield Finding(rule.id, rule.language, category, exemption.level, start, end, exemption.id)
    else:
        yield Finding(rule.id, rule.language, category, level, start, end)


def _around(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), max(one[1], other[1])


def _matches(compiled: Compiled, view: View) -> Iterator[Match]:
    scene = Scene(view, view.passable(WIDE))
    for pattern in compiled.patterns:
        for span in pattern.spans(scene) if pattern.possible(view) else ():
            if not compiled.barred(view):
                yield Match(compiled.rule, span)


class _Exemptions:
    """The exemptions of a language in one text. Those that stand by themselves are found once."""

    def __init__(self, language: Language, view: View) -> None:
        self._view = view
        self._around: list[tuple[Rule, Pattern]] = []
        self._standing: list[tuple[Rule, Span]] = []
        self._passable = view.passable(NARROW)
        for compiled in language.exemptions:
            possible = [pattern for pattern in compiled.patterns if pattern.possible(view)]
            if possible and not compiled.barred(view):
                self._sort(compiled.rule, possible)

    def _sort(self, rule: Rule, patterns: Sequence[Pattern]) -> None:
        scene = Scene(self._view, self._passable)
        for pattern in patterns:
            if pattern.about:
                self._around.append((rule, pattern))
            else:
                spans = (span for span in pattern.spans(scene) if self._view.whole(*span))
                self._standing.extend((rule, span) for span in spans)

    def of(self, match: Match) -> Rule | None:
        """The exemption that leaves the least of a match; none if no exemption concerns it."""
        found = [rule for rule in self._all(match.span) if _concerns(rule, match.rule)]
        return min(found, key=lambda rule: rule.level, default=None)

    def _all(self, span: Span) -> Iterator[Rule]:
        last = span[1] - 1
        yield from (rule for rule, (start, end) in self._standing if start <= last < end)
        scene = Scene(self._view, self._passable, span)
        for rule, pattern in self._around:
            if any(self._joined(span, around) for around in pattern.spans(scene)):
                yield rule

    def _joined(self, span: Span, around: Span) -> bool:
        """Whether a finding stands in one breath with what goes before it, and in one sentence
        with what follows: "no, kill me" is no denial, "kill me, lol" is a joke."""
        before, behind = (around[0], span[0] + 1), (span[1] - 1, around[1])
        return self._view.whole(*before, Pause.PAUSE) and self._view.whole(*behind)


def _concerns(exemption: Rule, found: Rule) -> bool:
    return not exemption.over or found.category in exemption.over

"""What people had last been sent before they opted out, and how often that was sent in all."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from checkin.domain.reporting.arithmetic import per_thousand
from checkin.domain.reporting.counts import Contact


@dataclass(frozen=True, slots=True)
class OptOut:
    """Somebody ended all of it, or the texts, or the calls; and what had last been sent to them."""

    language: str
    wording: str  # empty: nothing, or nothing of which the key is known
    version: str


@dataclass(frozen=True, slots=True)
class StopRate:
    """How often people opted out after one wording, or in one language."""

    name: str  # a wording's key, or a language
    version: str
    sent: int
    stops: int

    @property
    def rate(self) -> float | None:
        """How often for each thousand sent."""
        return per_thousand(self.stops, self.sent)


def by_wording(
    stops: Iterable[OptOut], contacts: Iterable[Contact], hidden: Collection[str]
) -> tuple[StopRate, ...]:
    """Every wording after which somebody opted out, the most frequent first.

    Languages that are `hidden` are left out: a version tells which language it is in.
    """
    after = Counter((s.wording, s.version) for s in stops if s.language not in hidden)
    sent: Counter[tuple[str, str]] = Counter()
    for contact in contacts:
        if not contact.incoming and contact.language not in hidden:
            sent[contact.wording, contact.version] += contact.count
    rates = (StopRate(*what, sent[what], count) for what, count in after.items())
    return tuple(sorted(rates, key=lambda r: (-r.stops, -(r.rate or 0), r.name, r.version)))


def by_language(
    stops: Iterable[OptOut], contacts: Iterable[Contact], hidden: Collection[str]
) -> tuple[StopRate, ...]:
    """Every language in which something was sent to people we know, in their order."""
    after = Counter(s.language for s in stops)
    sent: Counter[str] = Counter()
    for contact in contacts:
        if not contact.incoming:
            sent[contact.language] += contact.count
    told = {*after, *sent} - {""} - set(hidden)
    return tuple(
        StopRate(language, "", sent[language], after[language]) for language in sorted(told)
    )

"""The filters that must all hold before two people are brought together (R123)."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from checkin.domain.pairing.matching.candidate import Candidate, Ended, Role
from checkin.domain.pairing.matching.hours import occasions
from checkin.domain.pairing.matching.policy import MatchingPolicy, Shape


class Refusal(StrEnum):
    """Why two people are not brought together: one for each filter, in the order they are tried.

    The first four are about one person alone. A coordinator may see all of them; neither of the
    two people is ever told one (R125, R130).
    """

    UNWILLING = "unwilling"
    MINOR = "minor"
    ENDANGERED = "endangered"
    FULL = "full"
    ROLE = "role"
    LINE = "line"
    HOUSEHOLD = "household"
    BLOCKED = "blocked"
    CONFLICT = "conflict"
    RECENT = "recent"
    WISHES = "wishes"
    LANGUAGE = "language"
    WINDOWS = "windows"


Filter = Callable[[Candidate, Candidate, MatchingPolicy], bool]


def alone(candidate: Candidate) -> Refusal | None:
    """What keeps somebody from being brought together with anyone at all."""
    if not candidate.willing:
        return Refusal.UNWILLING
    if not candidate.adult:
        return Refusal.MINOR
    if candidate.endangered:
        return Refusal.ENDANGERED
    return Refusal.FULL if candidate.capacity < 1 else None


def hard(one: Candidate, other: Candidate, policy: MatchingPolicy) -> Refusal | None:
    """The first filter that the two do not pass, or None. It is the same in either order."""
    own = {alone(one), alone(other)} - {None}
    for refusal in Refusal:
        if refusal in own:
            return refusal
        if refusal in FILTERS and not FILTERS[refusal](one, other, policy):
            return refusal
    return None


def gives(candidate: Candidate, policy: MatchingPolicy) -> bool:
    """Whether this person would be the buddy of the two. Among equals nobody is."""
    return policy.shape is Shape.BUDDIES and candidate.role is not Role.PEER


def _roles(one: Candidate, other: Candidate, policy: MatchingPolicy) -> bool:
    if policy.shape is Shape.BUDDIES:
        return gives(one, policy) != gives(other, policy)
    return Role.BUDDY not in (one.role, other.role)


def _lines(one: Candidate, other: Candidate, _policy: MatchingPolicy) -> bool:
    return one.line != other.line and one.id != other.id


def _households(one: Candidate, other: Candidate, _policy: MatchingPolicy) -> bool:
    return one.household is None or one.household != other.household


def _unblocked(one: Candidate, other: Candidate, _policy: MatchingPolicy) -> bool:
    return other.id not in one.blocked and one.id not in other.blocked


def _ended(one: Candidate, other: Candidate, how: Ended) -> bool:
    return how in (one.past.get(other.id), other.past.get(one.id))


def _no_conflict(one: Candidate, other: Candidate, _policy: MatchingPolicy) -> bool:
    return not _ended(one, other, Ended.CONFLICT)


def fresh(one: Candidate, other: Candidate) -> bool:
    """Whether the two were not paired with each other a short while ago."""
    return not _ended(one, other, Ended.RECENT)


def _not_again(one: Candidate, other: Candidate, policy: MatchingPolicy) -> bool:
    return not policy.recent_forbids or fresh(one, other)


def _wished(one: Candidate, other: Candidate, _policy: MatchingPolicy) -> bool:
    return all(
        not asks.wishes or asked.gender in asks.wishes
        for asks, asked in ((one, other), (other, one))
    )


def _languages(one: Candidate, other: Candidate, _policy: MatchingPolicy) -> bool:
    return not one.languages.isdisjoint(other.languages)


def _windows(one: Candidate, other: Candidate, policy: MatchingPolicy) -> bool:
    return occasions(one.windows & other.windows) >= policy.least_occasions


FILTERS: Mapping[Refusal, Filter] = MappingProxyType(
    {
        Refusal.ROLE: _roles,
        Refusal.LINE: _lines,
        Refusal.HOUSEHOLD: _households,
        Refusal.BLOCKED: _unblocked,
        Refusal.CONFLICT: _no_conflict,
        Refusal.RECENT: _not_again,
        Refusal.WISHES: _wished,
        Refusal.LANGUAGE: _languages,
        Refusal.WINDOWS: _windows,
    }
)

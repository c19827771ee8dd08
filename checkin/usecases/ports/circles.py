"""Circles: seats, the questions of the weeks, and what was said to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checkin.domain.circle.seat import Circle, Place, Round, RoundState, Sitting


@dataclass(frozen=True, slots=True)
class Listed:
    """A circle in the list: how many have a seat, and how many answers wait for a facilitator."""

    id: int
    made_at: datetime
    rounds: int
    next_round_at: datetime
    seats: int
    held: int


@dataclass(frozen=True, slots=True)
class Week:
    """One week's question of a circle, and what came of it."""

    id: int
    week: int
    prompt: int
    state: RoundState
    reason: str
    opens_at: datetime
    closes_at: datetime
    told: int
    shortened: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Given:
    """One answer to a round, with its words."""

    id: int
    member_id: int
    alias: int
    at: datetime
    held: str
    released: bool
    words: str


class Circles(Protocol):
    """The circles, for their members and the clock."""

    def places(self, member_ids: Iterable[int]) -> Mapping[int, Place]:
        """The seats of these members, each with the round of its circle that is open."""

    def to_open(self, now: datetime, limit: int) -> Sequence[Circle]:
        """Up to `limit` circles whose week has come, locked."""

    def to_end(self, now: datetime, limit: int) -> Sequence[tuple[Round, Circle]]:
        """Up to `limit` rounds that are over, locked, each with its circle."""

    def answers(self, round_id: int) -> Sequence[tuple[int, str]]:
        """The alias and the words of each answer that may be told, in the order they came."""

    def make(self, by: int, now: datetime, first_at: datetime) -> int:
        """A circle without seats, whose first question comes then; its id."""

    def seat(self, circle_id: int, member_id: int, alias: int) -> None:
        """A seat for this member, theirs once they have said yes."""

    def sittings(self, circle_id: int, now: datetime) -> tuple[Sitting, ...]:
        """Who has a seat there, in the order they were given."""

    def aliases(self, circle_id: int) -> frozenset[int]:
        """The aliases that are taken there, also by those who have left."""

    def without_seat(self, now: datetime) -> Sequence[Sitting]:
        """Members reached by text who are in no circle, each as if they had a seat."""

    def judge(self, circle_id: int, answer_id: int, by: int, *, release: bool) -> int | None:
        """Hold this answer or let it pass, while its round is open; whose it is, or None."""

    def listing(self, limit: int) -> Sequence[Listed]:
        """Up to `limit` circles, the newest first."""

    def weeks(self, circle_id: int, limit: int) -> Sequence[Week]:
        """Up to `limit` of the weeks of a circle, the newest first."""

    def given(self, round_id: int) -> Sequence[Given]:
        """Every answer to a round, also those that are held, in the order they came."""

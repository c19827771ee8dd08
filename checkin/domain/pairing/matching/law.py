"""What a matching is for, as one whole number for each pair: the law that every solver serves.

Of two matchings, the better one is

1. the one with more pairs: nobody is left over for the sake of points;
2. of equally many, the one in which more people take part who have waited too long;
3. of these, the one with more points in all;
4. of these, the one in which the longer wait has ended: days of waiting, added up.

A buddy's own wait is not counted: it would count once for each person they look after.

A pair's weight holds the four as digits of one number, each so much larger than the next that no
sum over a whole crowd runs over. So the heaviest matching is the best one.
"""

from checkin.domain.pairing.matching.policy import MOST_POINTS
from checkin.domain.pairing.matching.score import Score

MOST_PAIRS = 1 << 16  # of one round
MOST_DAYS = 511  # that count, of one pair

POINT = (MOST_DAYS + 1) * MOST_PAIRS
OVERDUE = (MOST_POINTS + 1) * POINT * MOST_PAIRS
PAIR = 3 * OVERDUE * MOST_PAIRS  # up to 2 people of a pair are overdue


def weight(points: int, overdue: int, days: int) -> int:
    """The weight of a pair that is worth so many points, by the law above."""
    return PAIR + overdue * OVERDUE + points * POINT + min(days, MOST_DAYS)


def weight_of(score: Score) -> int:
    """The weight of a pair with this score."""
    return weight(score.total, score.overdue, score.days)

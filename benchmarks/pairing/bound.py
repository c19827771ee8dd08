"""What no matching of a crowd can exceed, in points: every two people counted, not a choice.

Whatever prices people are given, this holds. Let each take the best of all who fit, after the price
of that one is paid. Then half of what all have gained and paid together is at least the points of
any matching, since the two of a pair have gained and paid what they are worth to each other, or
more. Prices are found by an auction among the choices of the graph; that they are not the best ones
makes the bound higher, never wrong.
"""

from collections.abc import Sequence

from checkin.domain.pairing.matching import Crowd
from checkin.domain.pairing.matching.graph import choices
from checkin.domain.pairing.matching.planes import Planes, add, value

FINE = 6  # binary places of a price
ROUNDS = 3
Offers = list[dict[int, int]]  # by place, what each of the others is worth


def bound(crowd: Crowd) -> int:
    """A number that the points of no matching of equals exceed."""
    offers: Offers = [
        {other: points << FINE for other, points in choices(crowd, place)}
        for place in range(len(crowd.people))
    ]
    for place, offered in enumerate(offers):
        for other, worth in offered.items():
            offers[other][place] = worth
    lowest: list[int] = []
    for _ in range(ROUNDS):
        prices = auction(offers)
        gains = _gains(crowd, prices, offers)
        lowest.append((sum(gains) + sum(prices)) // 2 >> FINE)
    return min(lowest)


def auction(offers: Offers) -> list[int]:
    """Prices at which nearly everybody gets the one that is best for them."""
    prices = [0] * len(offers)
    for step in (8 << FINE, 2 << FINE, 1 << FINE - 2, 1):
        owners: dict[int, int] = {}
        waiting = [place for place, offered in enumerate(offers) if offered]
        while waiting:
            bidder = waiting.pop()
            first, second, wanted = 0, 0, -1
            for other, worth in offers[bidder].items():
                gain = worth - prices[other]
                if gain > first:
                    first, second, wanted = gain, first, other
                elif gain > second:
                    second = gain
            if wanted >= 0:
                prices[wanted] += first - second + step
                if wanted in owners:
                    waiting.append(owners[wanted])
                owners[wanted] = bidder
    return prices


def _gains(crowd: Crowd, prices: Sequence[int], offers: Offers) -> list[int]:
    """What each gains from the best of all who fit; that one is among their offers from now on."""
    highest = max(prices, default=0)
    cheap: Planes = []
    for place, price in enumerate(prices):
        add(cheap, 1 << place, highest - price)
    gains = []
    for place in range(len(crowd.people)):
        pool, gain = crowd.fitting(place), 0
        if pool:
            points = crowd.points(place)
            net = _sum([0] * FINE + points, cheap)
            for plane in reversed(net):
                pool = pool & plane or pool
            taken = (pool & -pool).bit_length() - 1
            gain = max(0, value(net, taken) - highest)
            worth = value(points, taken) << FINE
            offers[place][taken] = offers[taken][place] = worth
        gains.append(gain)
    return gains


def _sum(some: Planes, others: Planes) -> Planes:
    planes = list(some) + [0] * (max(len(some), len(others)) + 1 - len(some))
    carry = 0
    for bit, plane in enumerate(planes):
        here = others[bit] if bit < len(others) else 0
        planes[bit] = plane ^ here ^ carry
        carry = plane & here | carry & (plane | here)
    return planes

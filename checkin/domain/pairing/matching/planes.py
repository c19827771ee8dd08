"""Numbers of many people at once, held as bits in whole numbers.

A mask is a set of people: bit 5 stands for the person at position 5. Planes are a number for each
person: the first plane holds everybody's lowest bit, the next one the bit above it. A sum over
thousands of people is then a handful of operations, so that a crowd is compared without asking
every two of it.
"""

from collections.abc import Iterator

Planes = list[int]


def add(planes: Planes, mask: int, number: int = 1) -> None:
    """Add `number` to what everybody in `mask` has, in place. It is 0 or more."""
    carry = bit = 0
    while number >> bit or carry:
        if bit == len(planes):
            planes.append(0)
        plane, here = planes[bit], mask if number >> bit & 1 else 0
        planes[bit] = plane ^ here ^ carry
        carry = plane & here | carry & (plane | here)
        bit += 1


def at_least(planes: Planes, number: int, everybody: int) -> int:
    """Who of `everybody` has `number` or more."""
    more, equal = 0, everybody
    if number >> len(planes):
        return 0
    for bit in reversed(range(len(planes))):
        if number >> bit & 1:
            equal &= planes[bit]
        else:
            more |= equal & planes[bit]
            equal &= ~planes[bit]
    return more | equal


def value(planes: Planes, position: int) -> int:
    """What the person at this position has."""
    return sum((plane >> position & 1) << bit for bit, plane in enumerate(planes))


def best(planes: Planes, pool: int, many: int, after: int) -> int:
    """Those of `pool` who have the highest numbers: `many` of them, or all if they are fewer.

    Of equals those come first who stand behind the position `after`, and then from the beginning:
    so that everybody begins to choose at another place, and equals are chosen evenly.
    """
    if pool.bit_count() <= many:
        return pool
    chosen = 0
    for plane in reversed(planes):
        higher = chosen | pool & plane
        if higher.bit_count() <= many:
            chosen, pool = higher, pool & ~plane
        else:
            pool &= plane
    missing = many - chosen.bit_count()
    behind = pool >> after << after
    for some in (behind, pool ^ behind):
        taken = _first(some, missing)
        chosen |= taken
        missing -= taken.bit_count()
    return chosen


def positions(mask: int) -> Iterator[int]:
    """The positions of a mask, in order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _first(mask: int, many: int) -> int:
    """The first `many` of a mask."""
    if mask.bit_count() <= many:
        return mask
    low, high = 0, mask.bit_length()
    while high - low > 1:
        middle = (low + high) // 2
        if (mask & ((1 << middle) - 1)).bit_count() <= many:
            low = middle
        else:
            high = middle
    return mask & ((1 << low) - 1)

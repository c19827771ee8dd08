"""What members of a pairing call each other where they do not know their names (R127)."""

from collections.abc import Sequence

ALIASES = 12  # words of the catalogs, `alias.1` and so on


def aliases(member_ids: Sequence[int]) -> tuple[int, ...]:
    """A number for each of these, no two the same; others with other people."""
    first = sum(member_ids)
    return tuple((first + 5 * place) % ALIASES + 1 for place in range(len(member_ids)))


def one_more(taken: Sequence[int]) -> int:
    """A number that none of these is."""
    return next(number for number in range(1, ALIASES + 1) if number not in taken)

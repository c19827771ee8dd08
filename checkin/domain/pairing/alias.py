"""What members of a pairing call each other where they do not know their names (R127)."""

from collections.abc import Collection, Sequence

ALIASES = 24  # words of the catalogs, `alias.1` and so on
ALIAS = "alias."  # the first letters of their keys


def aliases(member_ids: Sequence[int], taken: Collection[int] = ()) -> tuple[int, ...]:
    """A number for each of these, no two the same and none of `taken`; others with other people."""
    chosen: list[int] = []
    for place in range(len(member_ids)):
        start = sum(member_ids) + 5 * place
        chosen.append(_first(start, {*taken, *chosen}))
    return tuple(chosen)


def one_more(taken: Collection[int]) -> int:
    """A number that none of these is."""
    return _first(0, taken)


def word_for(alias: int) -> str:
    """The key of the word that this number stands for."""
    return f"{ALIAS}{alias}"


def _first(start: int, taken: Collection[int]) -> int:
    numbers = ((start + step) % ALIASES + 1 for step in range(ALIASES))
    return next(number for number in numbers if number not in taken)

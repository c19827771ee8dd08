"""What members of a pairing call each other: no two the same, whoever else they know."""

import pytest

from checkin.domain.pairing.alias import ALIASES, aliases, one_more


@pytest.mark.parametrize("first", range(1, 60, 7))
@pytest.mark.parametrize("taken", [(), (1, 2, 3), tuple(range(1, ALIASES - 2))])
def test_no_two_are_the_same_and_none_is_taken(first: int, taken: tuple[int, ...]) -> None:
    given = aliases((first, first + 1, first + 2), taken)

    assert len(set(given)) == 3
    assert set(given) <= set(range(1, ALIASES + 1)) - set(taken)


def test_others_with_other_people() -> None:
    assert aliases((1, 2)) != aliases((1, 3))


def test_one_more_is_not_taken() -> None:
    assert one_more((1, 2, 4)) == 3

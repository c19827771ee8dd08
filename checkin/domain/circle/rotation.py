"""Which question comes in which week: a win to share, a question, a thank-you, and round again."""

from enum import StrEnum

PROMPTS = 6


class Theme(StrEnum):
    """What a week's question is about."""

    WIN = "win"
    QUESTION = "question"
    THANKS = "thanks"


ORDER = (Theme.WIN, Theme.QUESTION, Theme.THANKS)


def prompt_of(week: int) -> int:
    """The number of the question of a circle's week; weeks count from 1."""
    return (week - 1) % PROMPTS + 1


def theme_of(prompt: int) -> Theme:
    """What the question of this number is about."""
    return ORDER[(prompt - 1) % len(ORDER)]

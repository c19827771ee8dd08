"""Where the people of one country are told to turn."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from checkin.domain.helplines.age import Age, age
from checkin.domain.helplines.country import Country
from checkin.domain.helplines.line import NO_LINE, Helpline, Said


@dataclass(frozen=True, slots=True)
class Urgent:
    """An emergency number, and the crisis lines that may be named beside it.

    `words` is a line as the organisation has put it, the same in every language.
    """

    emergency: str
    lines: tuple[Helpline, ...] = ()
    words: str = ""

    def said(self, language: str) -> Said:
        """The first line that speaks `language`, else the first; without one, somebody they trust.

        Nothing that a person is told is ever held back because there is no line to name: the
        emergency number stands beside it in every sentence.
        """
        speaking = (line for line in self.lines if line.speaks(language))
        line = next(speaking, None) or next(iter(self.lines), None)
        return line.said if line else NO_LINE

    def on(self, today: date) -> "Urgent":
        """The same without lines that were last made sure of too long ago (R112)."""
        fresh = (line for line in self.lines if age(line.verified_on, today) is not Age.STALE)
        return replace(self, lines=tuple(fresh))


def abroad(known: Mapping[str, Country], home: str, today: date) -> Mapping[str, Urgent]:
    """What people with a number of another country than `home` are told, by that country."""
    return {
        code: Urgent(country.emergency[0], country.lines).on(today)
        for code, country in known.items()
        if country is not known.get(home)
    }

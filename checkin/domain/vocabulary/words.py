"""The words people use, per language: read once from the files beside this one."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from checkin.domain.plain import plain
from checkin.domain.vocabulary.verb import Verb

LANGUAGES = ("en", "es", "fr", "pt", "sw", "hi")  # in the order in which they are offered


@dataclass(frozen=True, slots=True)
class Words:
    """One language. Every phrase in it is plain (`checkin.domain.plain`)."""

    language: str
    whole: Mapping[str, Verb]
    leading: Mapping[str, Verb]
    names: Mapping[str, str]  # what a language is called here, to its code
    purposes: Mapping[str, str]
    units: Mapping[str, int]  # a word for a span of time, to its days
    tomorrow: frozenset[str]
    weekdays: Mapping[str, int]  # Monday is 0
    months: Mapping[str, int]  # January is 1
    passed_over: frozenset[str]
    polite: tuple[str, ...]  # the longest first


@cache
def words(language: str) -> Words:
    """The words of `language`, a code such as `en`. Raises FileNotFoundError for another."""
    file = files(__package__).joinpath(f"{language}.toml")
    return _words(language, tomllib.loads(file.read_text(encoding="utf-8")))


def spoken_in(languages: Sequence[str]) -> tuple[Words, ...]:
    """The words of all our languages, those of `languages` first and in their order."""
    first = [short for code in languages if (short := code[:2].lower()) in LANGUAGES]
    return tuple(words(code) for code in dict.fromkeys((*first, *LANGUAGES)))


def _words(language: str, data: Mapping[str, Mapping[str, Sequence[str]]]) -> Words:
    time = data["time"]
    spans = {"days": 1, "weeks": 7, "months": 28}
    return Words(
        language=language,
        whole=_verbs(data["whole"]),
        leading=_verbs(data["leading"]),
        names=_turned(data["names"]),
        purposes=_turned(data["purposes"]),
        units={plain(word): days for name, days in spans.items() for word in time[name]},
        tomorrow=frozenset(map(plain, time["tomorrow"])),
        weekdays=_counted(time["weekdays"], 0),
        months=_counted(time["month_names"], 1),
        passed_over=frozenset(map(plain, time["passed_over"])),
        polite=tuple(sorted(map(plain, data["polite"]["words"]), key=len, reverse=True)),
    )


def _turned(lists: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    return {plain(phrase): name for name, phrases in lists.items() for phrase in phrases}


def _verbs(lists: Mapping[str, Sequence[str]]) -> Mapping[str, Verb]:
    return {phrase: Verb(name) for phrase, name in _turned(lists).items()}


def _counted(lists: Sequence[Sequence[str] | str], start: int) -> Mapping[str, int]:
    return {plain(word): at for at, names in enumerate(lists, start) for word in names}

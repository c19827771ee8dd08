"""The words people use, per language: read once from the files beside this one."""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from checkin.domain.plain import plain
from checkin.domain.vocabulary.verb import Verb

LANGUAGES = ("en", "es", "fr", "pt", "sw", "hi")  # in the order in which they are offered
SPANS = {"days": 1, "weeks": 7, "months": 28}
SOON = {"tomorrow": 1, "day_after": 2}


@dataclass(frozen=True, slots=True)
class Words:
    """One language. Every phrase in it is plain (`checkin.domain.plain`).

    The phrases of `whole` and `leading` are in their usual spelling: ask for `spelt(said)`.
    """

    language: str
    spellings: Mapping[str, str]  # a word as some people type it, to its usual spelling
    whole: Mapping[str, Verb]  # with the names of the languages
    leading: Mapping[str, Verb]
    openings: frozenset[str]  # what a text that begins with one of `leading` may begin with
    slips: Mapping[tuple[str, int], Sequence[str]]  # what may be misspelt, by letter and length
    names: Mapping[str, str]  # what a language is called here, to its code
    purposes: Mapping[str, str]
    numbers: Mapping[str, str]  # "two" to "2"
    units: Mapping[str, int]  # a word for a span of time, to its days
    soon: Mapping[str, int]  # "tomorrow", to the days until then
    weekdays: Mapping[str, int]  # Monday is 0
    months: Mapping[str, int]  # January is 1
    day_of_month: frozenset[str]  # words beside a number that make it a day of the month
    passed_over: frozenset[str]
    polite: frozenset[str]
    mistakable: frozenset[str]  # what does not count here: it is another language's word

    def spelt(self, said: str) -> str:
        """`said` with each word in its usual spelling."""
        parts = said.split(" ")
        if self.spellings.keys().isdisjoint(parts):
            return said
        return " ".join([self.spellings.get(part, part) for part in parts])


@cache
def words(language: str) -> Words:
    """The words of `language`, a code such as `en`. Raises FileNotFoundError for another."""
    file = files(__package__).joinpath(f"{language}.toml")
    return _words(language, tomllib.loads(file.read_text(encoding="utf-8")))


def spoken_in(languages: Sequence[str]) -> tuple[Words, ...]:
    """The words of all our languages, those of `languages` first and in their order."""
    return _spoken_in(tuple(languages))


@lru_cache(maxsize=64)
def _spoken_in(languages: tuple[str, ...]) -> tuple[Words, ...]:
    spoken = dict.fromkeys(code[:2].lower() for code in languages)
    here = [replace(words(code), mistakable=frozenset()) for code in spoken if code in LANGUAGES]
    elsewhere = [_elsewhere(words(code)) for code in LANGUAGES if code not in spoken]
    return (*here, *elsewhere)


def _elsewhere(known: Words) -> Words:
    """What is nearly a phrase of a language nobody here speaks is not that phrase.

    Our commands are English, and everybody may try them.
    """
    return known if known.language == "en" else replace(known, slips={})


def _words(language: str, data: Mapping[str, Mapping[str, Sequence[str]]]) -> Words:
    time = data["time"]
    spellings = _turned(data["spellings"])
    phrases = _verbs(data["whole"], spellings)
    names = _turned(data["names"])
    leading = _verbs(data["leading"], spellings)
    polite = frozenset(map(plain, data["polite"]["words"]))
    of_month = frozenset(map(plain, time["day_of_month"]))
    units = {plain(word): days for name, days in SPANS.items() for word in time[name]}
    passed_over = polite | (of_month - units.keys()) | frozenset(map(plain, time["passed_over"]))
    return Words(
        language=language,
        spellings=spellings,
        whole={**_verbs({Verb.LANGUAGE: names}, spellings), **phrases},
        leading=leading,
        openings=_openings(leading, spellings),
        slips=_by_length(phrase for phrase in phrases if " " in phrase or language == "en"),
        names=names,
        purposes=_turned(data["purposes"]),
        numbers={word: str(count) for word, count in _counted(time["numbers"], 1).items()},
        units=units,
        soon=_soon(time, passed_over),
        weekdays=_counted(time["weekdays"], 0),
        months=_counted(time["month_names"], 1),
        day_of_month=of_month,
        passed_over=passed_over,
        polite=polite,
        mistakable=frozenset(map(plain, data["mistakable"]["words"])),
    )


def _turned(lists: Mapping[str, Collection[str]]) -> Mapping[str, str]:
    return {plain(phrase): name for name, phrases in lists.items() for phrase in phrases}


def _verbs(
    lists: Mapping[str, Collection[str]], spellings: Mapping[str, str]
) -> Mapping[str, Verb]:
    return {
        " ".join(spellings.get(part, part) for part in phrase.split(" ")): Verb(name)
        for phrase, name in _turned(lists).items()
    }


def _soon(time: Mapping[str, Sequence[str]], passed_over: frozenset[str]) -> Mapping[str, int]:
    return {
        " ".join(part for part in plain(phrase).split() if part not in passed_over): days
        for name, days in SOON.items()
        for phrase in time[name]
    }


def _openings(leading: Mapping[str, Verb], spellings: Mapping[str, str]) -> frozenset[str]:
    first = {phrase.split(" ")[0] for phrase in leading}
    return frozenset(first | {way for way in spellings if spellings[way].split(" ")[0] in first})


def _by_length(phrases: Iterable[str]) -> Mapping[tuple[str, int], Sequence[str]]:
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for phrase in phrases:
        found[phrase[0], len(phrase)].append(phrase)
    return dict(found)


def _counted(lists: Sequence[Sequence[str] | str], start: int) -> Mapping[str, int]:
    return {plain(word): at for at, names in enumerate(lists, start) for word in names}

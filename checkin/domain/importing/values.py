"""The plainer columns: names, words out of a few, evidence and topics."""

import unicodedata
from enum import StrEnum
from typing import TypeVar

from checkin.domain.importing.enrolment import Wrong

NAME_LIMIT = 20  # the longest name that the texts' segments are reckoned with (R160)
JOINERS = "\u200c\u200d"  # spelling, in Persian and the scripts of India: kept
YES_OR_NO = {"yes": True, "no": False, "": False}

Word = TypeVar("Word", bound=StrEnum)


def name_in(value: str) -> str:
    """What the member is called, on one line. Raises `Wrong`."""
    name = tidy(value)
    if not name.strip(JOINERS):
        raise Wrong("is missing", "wrong.name_missing")
    if len(name) > NAME_LIMIT:
        raise Wrong(
            f"has {len(name)} characters, and a text has room for {NAME_LIMIT}",
            "wrong.name_long",
            most=str(NAME_LIMIT),
        )
    return name


def language_in(value: str, languages: frozenset[str]) -> str:
    """The catalog that speaks it: `pt_BR`, or `pt` if only that is there. Raises `Wrong`."""
    known = {language.casefold(): language for language in languages}
    wanted = value.replace("-", "_").casefold()
    found = known.get(wanted) or known.get(wanted.partition("_")[0])
    if found is None:
        spoken = ", ".join(sorted(languages))
        raise Wrong(f"{_fault(value)}: the languages spoken here are {spoken}", "wrong.choose")
    return found


def word_in(value: str, words: type[Word]) -> Word:
    """One word out of `words`. Raises `Wrong`."""
    try:
        return words(value.casefold())
    except ValueError:
        *others, last = words
        written = f"{_fault(value)}: write {', '.join(others)} or {last}"
        raise Wrong(written, "wrong.choose") from None


def evidence_in(value: str) -> str:
    """What proves that the person agreed. Raises `Wrong`: without it nobody is asked (R15)."""
    evidence = tidy(value)
    if not any(map(str.isalnum, evidence)):
        raise Wrong(
            "is missing: say what proves that the person agreed, and where it is kept",
            "wrong.evidence",
        )
    return evidence


def yes_in(value: str) -> bool:
    """Whether it says yes; nothing said is no. Raises `Wrong`."""
    if value.casefold() not in YES_OR_NO:
        raise Wrong("is neither yes nor no", "wrong.choose")
    return YES_OR_NO[value.casefold()]


def topics_in(value: str) -> str:
    """The topics with `; ` between them, each said once."""
    topics = [tidy(topic) for topic in value.split(";")]
    return "; ".join(dict.fromkeys(filter(None, topics)))


def tidy(value: str) -> str:
    """`value` on one line, without what cannot be seen, each letter in one mark where it can be."""
    composed = unicodedata.normalize("NFC", value)
    return " ".join("".join(filter(_seen, composed)).split())


def _seen(mark: str) -> bool:
    hidden = unicodedata.category(mark) in ("Cc", "Cf", "Cs")
    return mark.isspace() or mark in JOINERS or not hidden


def _fault(value: str) -> str:
    return "is not one we know" if value else "is missing"

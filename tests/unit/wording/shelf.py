"""The catalogs as the tests read them, and what is as long as it may get."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from checkin.domain.pairing.alias import ALIASES
from checkin.settings import Organisation
from checkin.wording import Catalogs
from checkin.wording.catalogs import ENGLISH, FOLDER
from checkin.wording.plain import NAME_LIMIT, limit_of

LANGUAGES = sorted(folder.name for folder in FOLDER.iterdir() if any(folder.glob("*.po")))
TRANSLATED = [language for language in LANGUAGES if language != ENGLISH]
SPOKEN = ("text", "voice")  # what members get; the page is in English
PHRASES = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))

# What stands inside other sentences and is no text by itself.
FRAGMENTS = frozenset(
    {"friend", "language.option"}
    | {f"alias.{number}" for number in range(1, ALIASES + 1)}
    | {f"helpline.{how}" for how in ("call", "text", "call_or_text", "call_and_text", "none")}
)
LONGEST_PHONE = "+999 999 999 999 999"
LONGEST_PAGE = "https.a-rather-long-name.checkins.example.org:65535/admin"
DAYS = [date(2026, month, 28).isoformat() for month in range(1, 13)]
NAMES = ("W" * NAME_LIMIT, "JoãoMaríaFrançoisZoë")
ORGANISATIONS = ("W" * 20, "Círculo São François")


@cache
def messages(language: str, medium: str) -> Mapping[str, Message]:
    """The entries of one file, by key."""
    with _file(language, medium).open("rb") as opened:
        return {str(message.id): message for message in read_po(opened) if message.id}


def _file(language: str, medium: str) -> Path:
    """The file that speaks `language`: "hi_Latn" has texts of its own, and the calls of "hi"."""
    own = FOLDER / language / f"{medium}.po"
    return own if own.exists() else FOLDER / language.partition("_")[0] / own.name


@cache
def sentences(language: str, medium: str) -> Mapping[str, str]:
    """The sentences of one file, by key, with their placeholders."""
    return {key: str(message.string) for key, message in messages(language, medium).items()}


def placeholders(sentence: str) -> Sequence[str]:
    return sorted(set(re.findall(r"{(\w+)}", sentence)))


def bare(sentence: str) -> str:
    """`sentence` without its placeholders."""
    return re.sub(r"{\w+}", "", sentence)


def keys_named(sentence: str) -> Sequence[str]:
    """The keys to press, in their order: single digits, so not the hours of "24/7"."""
    return re.findall(r"(?<![\d/.])\d(?![\d/.]\d|\d|h)", bare(sentence))


def latin(language: str) -> bool:
    """Whether `language` is written in Latin letters."""
    script = Locale.parse(language).script
    return "Latn" in (script or str(get_global("likely_subtags").get(language, "Latn")))


def budget(key: str) -> int:
    """The most segments that the text may take in GSM-7: the note in the English file says so."""
    (found,) = re.findall(r"Budget: (\d+)", " ".join(messages(ENGLISH, "text")[key].auto_comments))
    return int(found)


def limit(field: str) -> int:
    """As many letters as the organisation's file allows in `field`."""
    (found,) = (
        rule.max_length
        for rule in Organisation.model_fields[field].metadata
        if hasattr(rule, "max_length")
    )
    return int(found)


def longest_helpline(language: str) -> int:
    """How long a helpline gets in `language` if in English it is as long as it may be."""
    here, english = sentences(language, "text"), sentences(ENGLISH, "text")
    frames = [key for key in FRAGMENTS if key.startswith("helpline.") and key != "helpline.none"]
    return limit("helpline") + max(len(bare(here[key])) - len(bare(english[key])) for key in frames)


@cache
def longest(language: str, organisation: str) -> Catalogs:
    """The catalogs of an organisation all of whose values are as long as they may be."""
    assert len(organisation) == limit("name")
    values = {
        "organisation": organisation,
        "helpline": "W" * longest_helpline(language),
        "emergency": "W" * limit("emergency"),
        "phone": LONGEST_PHONE,
        "page": LONGEST_PAGE,
    }
    return Catalogs.load(values, language)


def at_work(name: str, in_latin: bool) -> Mapping[str, str]:
    """What stands in sentences to coordinators, and in those about them, as long as it may get."""
    words = ("W" if in_latin else "\u0915") * limit_of("words")
    return {
        **{"code": "99", "mark": "!!", "age": "99d", "count": "99"},
        **{"by": name, "holder": f", {name}", "words": words},
        **{
            "buddy": name,
            "to": "BUDDY 4",
            "buddies": ", ".join(f"{at} {name}" for at in range(1, 5)),
        },
    }


def sent(language: str, *keys: str) -> Iterator[str]:
    """The text that these sentences make together, with everything that is longest in turn."""
    days = DAYS if any("{day}" in sentences(language, "text")[key] for key in keys) else DAYS[:1]
    for organisation in ORGANISATIONS:
        catalogs = longest(language, organisation)
        for name in NAMES:
            work = at_work(name, latin(language))
            for day in days:
                people = {f"name_{at}": name for at in range(1, 7)}
                people |= {"buddy": name, "another": name, "tongue": "en"}
                people |= {"opens": "09:00", "closes": "20:30", "topics": name + " " + name}
                values = {"name": name, "day": day, "time": "23:59", **people, **work}
                yield " ".join(catalogs.text(language, key, values) for key in keys)

"""The catalogs, read once: a sentence by key, in a person's language, with its values filled in."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Formatter

from babel import Locale
from babel.dates import format_skeleton
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from checkin.domain.consent.shown import WordingShown, mentioned
from checkin.domain.helplines import Urgent
from checkin.wording import keys
from checkin.wording.plain import cleaned, gsm, limit_of, spoken
from checkin.wording.urgent import COUNTRY, EMERGENCY, HELPLINE, HOME, WhereHelpIs

FOLDER = Path(__file__).parent
ENGLISH = "en"
PAGE_LIMIT = 120  # the longest value on the page, in characters
UNCHECKED = "not yet checked by a native speaker"  # a translator's comment above a sentence
SPELT = frozenset({HELPLINE, EMERGENCY, "phone"})  # said digit by digit in a call

Sentences = Mapping[str, str]  # by key
Shelf = Mapping[tuple[str, str], Sentences]  # by language and medium


class WordingError(Exception):
    """The catalogs cannot be used as they are; the message lists every fault."""


class Catalogs:
    """Every sentence in every language, with the organisation's own values.

    `organisation` gives the values that may stand in any sentence: `organisation`, `helpline`,
    `emergency`, `phone` and `page`, and `spoken` if calls say its name in another way; `language`
    is its own. A sentence that a language lacks is said in that one, else in English. `urgent` is
    where urgent help is, by country, and stands in place of `helpline` and `emergency`; the value
    `country` of a sentence says where a person's number is from.
    """

    def __init__(
        self,
        shelf: Shelf,
        organisation: Mapping[str, str],
        language: str,
        urgent: Mapping[str, Urgent] | None = None,
    ) -> None:
        self._shelf = shelf
        self._urgent = urgent or {}
        self._help = WhereHelpIs(self._urgent, self._find)
        self._on_page: dict[tuple[str, str], tuple[str, str]] = {}  # what `_found` has found
        self._as_shown: dict[tuple[str, str, str], WordingShown | None] = {}
        self._language = language
        shown = {name: cleaned(value, PAGE_LIMIT) for name, value in organisation.items()}
        self._shown = shown
        said = {n: spoken(v) if n in SPELT else v for n, v in shown.items()}
        self._spoken = said | ({"organisation": said["spoken"]} if "spoken" in said else {})

    @classmethod
    def load(
        cls,
        organisation: Mapping[str, str],
        language: str,
        folder: Path = FOLDER,
        urgent: Mapping[str, Urgent] | None = None,
    ) -> "Catalogs":
        """The catalogs under `folder`. Raises `WordingError` unless every sentence can be said."""
        shelf = {
            (file.parent.name, file.stem): dict(sentences(file)) for file in folder.glob("*/*.po")
        }
        catalogs = cls(shelf, organisation, language, urgent)
        if faults := catalogs.missing():
            raise WordingError("\n".join(("the wording is not complete:", *faults)))
        return catalogs

    def text(self, language: str, key: str, values: Mapping[str, str]) -> str:
        """A text, in GSM-7 where it has such a form; each value on one line, cut if it is long."""
        return gsm(self._said("text", language, key, values))

    def voice(self, language: str, key: str, values: Mapping[str, str]) -> str:
        """A sentence to be spoken; the organisation's numbers are spelt digit by digit."""
        return self._said("voice", language, key, values)

    def page(self, language: str, key: str, values: Mapping[str, str]) -> str:
        """Words of the coordinators' page, not escaped: that is for the template to do."""
        found = self._on_page.get((language, key))
        if found is None:
            found = self._on_page[language, key] = self._found("page", language, key)
        spoken_here, sentence = found
        if "{" not in sentence:
            return sentence
        filled = {name: cleaned(value, PAGE_LIMIT) for name, value in values.items()}
        try:
            return sentence.format_map(filled)
        except KeyError:  # it mentions the organisation
            return sentence.format_map(self._ours("page", spoken_here) | filled)

    def shown(self, medium: str, language: str, key: str) -> WordingShown | None:
        """A sentence of `text` or `voice` as this organisation says it, before any member's value.

        None if no language has the key. The same each time, and made once.
        """
        wanted = (medium, language, key)
        if wanted not in self._as_shown:
            self._as_shown[wanted] = self._template(medium, language, key)
        return self._as_shown[wanted]

    def _template(self, medium: str, language: str, key: str) -> WordingShown | None:
        try:
            spoken_here, sentence = self._found(medium, language, key)
        except WordingError:
            return None
        said = self._ours(medium, spoken_here)
        ours = {name: said[name] for name in keys.ORGANISATION if name in said}
        values = mentioned(sentence, ours)
        if medium == "voice":
            return WordingShown(medium, key, spoken_here, sentence, values)
        parts = (sentence, *values.values())
        values = {name: gsm(value, *parts) for name, value in values.items()}
        return WordingShown(medium, key, spoken_here, gsm(*parts), values)

    def variants(self, key: str) -> int:
        """How many wordings the text `key` has, as `key.1`, `key.2`, ...; 0 if only itself."""
        count = 0
        while f"{key}.{count + 1}" in self._shelf[ENGLISH, "text"]:
            count += 1
        return count

    def missing(self) -> tuple[str, ...]:
        """Every fault that would keep a sentence from being said: one line each, none if whole.

        A sentence not there in English, a value the organisation does not give, a placeholder
        that nobody fills, in any language.
        """
        return (*self._unsaid(), *self._unfilled())

    def _unsaid(self) -> Iterator[str]:
        elsewhere = {HELPLINE, EMERGENCY} if HOME in self._urgent else set()
        given = self._shown.keys() | elsewhere
        for name in sorted((keys.ORGANISATION | {keys.PAGE_ADDRESS}) - given):
            yield f"the organisation's value {name} is not given"
        for medium, needed in (("text", keys.TEXT), ("voice", keys.VOICE), ("page", keys.PAGE)):
            there = self._shelf.get((ENGLISH, medium), {})
            yield from (
                f"{ENGLISH}/{medium}.po: {key} is missing" for key in needed if key not in there
            )

    def _unfilled(self) -> Iterator[str]:
        for (language, medium), sentences in self._shelf.items():
            given = {"text": keys.TEXT, "voice": keys.VOICE}.get(medium)
            for key, sentence in sentences.items():
                allowed = given.get(key, frozenset()) if given is not None else None
                for fault in _faults(sentence, allowed):
                    yield f"{language}/{medium}.po: {key} {fault}"

    def _said(self, medium: str, language: str, key: str, values: Mapping[str, str]) -> str:
        """A sentence of `text` or `voice` with all that stands in it."""
        spoken_here, sentence = self._found(medium, language, key)
        country = HOME if key in keys.SAME_FOR_ALL else values.get(COUNTRY, HOME)
        filled = self._filled(medium, language, values)
        return sentence.format_map({**self._ours(medium, spoken_here, country), **filled})

    def _ours(self, medium: str, language: str, country: str = HOME) -> dict[str, str]:
        """The organisation's values, with where urgent help is for somebody of `country`."""
        ours = self._spoken if medium == "voice" else self._shown
        return {**ours, **self._help.values(medium, language, country)}

    def _filled(self, medium: str, language: str, values: Mapping[str, str]) -> dict[str, str]:
        """The values as a sentence shows them: a day as people write it, no name as "friend"."""
        filled = {name: cleaned(value, limit_of(name)) for name, value in values.items()}
        if filled.get("name") == "":
            filled["name"] = self._find(medium, language, "friend")
        if "tongue" in filled:
            filled["tongue"] = cleaned(_language(filled["tongue"], language), limit_of("tongue"))
        if "day" in filled:
            skeleton = "MMMMd" if medium == "voice" else "MMMd"
            day = date.fromisoformat(filled["day"])
            filled["day"] = format_skeleton(skeleton, day, locale=language)
        return filled

    def _find(self, medium: str, language: str, key: str) -> str:
        return self._found(medium, language, key)[1]

    def _found(self, medium: str, language: str, key: str) -> tuple[str, str]:
        """A sentence, and the language it is in."""
        for spoken_here in (language, language.partition("_")[0], self._language, ENGLISH):
            sentence = self._shelf.get((spoken_here, medium), {}).get(key)
            if sentence is not None:
                return spoken_here, sentence
        raise WordingError(f"{medium}.po has no {key}")


def languages(folder: Path = FOLDER) -> frozenset[str]:
    """The languages that have a catalog of texts."""
    return frozenset(file.parent.name for file in folder.glob("*/text.po"))


def unchecked(folder: Path = FOLDER) -> Mapping[str, tuple[str, ...]]:
    """By language, the sentences that no native speaker has checked: `text/help`, `voice/who`.

    Empty for a language that is checked throughout. Raises `WordingError` for a file that is no
    catalog.
    """
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(folder.glob("*/*.po"), key=lambda file: file.parts[-2:]):
        marked = (f"{file.stem}/{m.id}" for m in _read(file) if m.id and _is_unchecked(m))
        found[file.parent.name] = (*found.get(file.parent.name, ()), *marked)
    return found


def _is_unchecked(message: Message) -> bool:
    return any(UNCHECKED in comment for comment in message.user_comments)


def sentences(file: Path) -> Iterator[tuple[str, str]]:
    """The sentences of one file that are translated and not marked as doubtful."""
    for message in _read(file):
        if message.id and message.string and not message.fuzzy:
            yield str(message.id), str(message.string)


def _read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        try:
            return read_po(opened, abort_invalid=True)
        except (PoFileError, UnicodeDecodeError) as error:
            raise WordingError(f"{file.parent.name}/{file.name}: {error}") from error


def _language(code: str, into: str) -> str:
    """What people who speak `into` call a language."""
    return Locale.parse(code).get_display_name(into) or code


def _faults(sentence: str, allowed: frozenset[str] | None) -> Iterator[str]:
    """What keeps `sentence` from being filled in; `allowed` None allows every plain name."""
    try:
        parts = list(Formatter().parse(sentence))
    except ValueError as error:
        yield f"is not well formed: {error}"
        return
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if form or conversion or not name.isidentifier():
            yield f"uses {{{name}}} in a way that is not plain"
        elif allowed is not None and name not in allowed:
            yield f"uses {{{name}}}, which nobody fills in"

"""Every language has every sentence, with the same values in it, and says what nobody checked."""

import re
from pathlib import Path

import pytest

from checkin.wording import keys
from checkin.wording.catalogs import ENGLISH, FOLDER, UNCHECKED, unchecked
from tests.unit.wording.shelf import (
    LANGUAGES,
    PHRASES,
    SPOKEN,
    TRANSLATED,
    messages,
    placeholders,
    sent,
    sentences,
)

KEYS = {"text": keys.TEXT, "voice": keys.VOICE}
EVERY_FILE = [(language, medium) for language in LANGUAGES for medium in SPOKEN]
TYPOGRAPHY = re.compile("[“”„«»‘’‚‹›‐‑–—―…\u00a0\u202f\u2009]")
LINE = re.compile(r'|#.*|((msgid|msgstr) )?"([^"\\]|\\.)*"')


def test_the_languages_are_there() -> None:
    assert {"en", "es", "fr", "pt"} <= set(LANGUAGES)
    assert PHRASES.keys() == set(LANGUAGES)


@pytest.mark.parametrize(("language", "medium"), EVERY_FILE)
def test_no_sentence_is_missing_and_none_is_there_for_nothing(language: str, medium: str) -> None:
    assert sentences(language, medium).keys() == KEYS[medium].keys()
    assert [key for key, said in sentences(language, medium).items() if not said.strip()] == []
    assert [key for key, entry in messages(language, medium).items() if entry.fuzzy] == []


@pytest.mark.parametrize(("language", "medium"), EVERY_FILE)
def test_every_sentence_has_the_values_that_the_english_one_has(language: str, medium: str) -> None:
    english = sentences(ENGLISH, medium)
    wrong = {
        key: placeholders(said)
        for key, said in sentences(language, medium).items()
        if placeholders(said) != placeholders(english[key])
    }
    assert wrong == {}


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("medium", SPOKEN)
def test_the_notes_are_those_of_the_english_file_and_the_english_sentence(
    language: str, medium: str
) -> None:
    """Where this fails the English has changed: look at the translation, then at its notes."""
    english = messages(ENGLISH, medium)
    changed = [
        key
        for key, entry in messages(language, medium).items()
        if entry.auto_comments != [*english[key].auto_comments, f"English: {english[key].string}"]
    ]
    assert changed == []


@pytest.mark.parametrize("medium", ["text", "voice", "page"])
def test_every_english_sentence_stands_there_once(medium: str) -> None:
    source = (FOLDER / ENGLISH / f"{medium}.po").read_text(encoding="utf-8")
    assert source.count("\nmsgid ") - 1 == len(messages(ENGLISH, medium))


@pytest.mark.parametrize("medium", SPOKEN)
def test_every_english_sentence_says_who_gets_it(medium: str) -> None:
    silent = [key for key, entry in messages(ENGLISH, medium).items() if not entry.auto_comments]
    assert silent == []


@pytest.mark.parametrize(
    "file", sorted(FOLDER.glob("*/*.po")), ids=lambda f: "/".join(f.parts[-2:])
)
def test_every_line_of_a_catalog_is_well_formed(file: Path) -> None:
    """The reader lets a lost quotation mark pass, and with it the last letter of a sentence."""
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []


@pytest.mark.parametrize(("language", "medium"), EVERY_FILE)
def test_no_sentence_needs_typography(language: str, medium: str) -> None:
    said = sentences(language, medium)
    assert [key for key, sentence in said.items() if TYPOGRAPHY.search(sentence)] == []
    assert [key for key, sentence in said.items() if "  " in sentence] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", ["check_in.ask", "check_in.scale"])
def test_there_are_six_questions_that_differ(language: str, family: str) -> None:
    said = [s for key, s in sentences(language, "text").items() if key.startswith(f"{family}.")]
    assert len(said) == len(set(said)) == 6


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "key", ["later", "pause.begins", "duty.turn", "staff.shift", "loop.taken_later"]
)
def test_no_sentence_ends_twice(language: str, key: str) -> None:
    """In some languages a date ends with a stop of its own: "28 févr."."""
    assert [text for text in sent(language, key) if ".." in text] == []


def test_what_nobody_has_checked_is_told_per_language() -> None:
    found = unchecked()
    assert found.keys() == set(LANGUAGES)
    assert found[ENGLISH] == ()
    for language, marked in found.items():
        there = {f"{medium}/{key}" for medium in SPOKEN for key in sentences(language, medium)}
        assert set(marked) <= there
        assert len(marked) == len(set(marked))


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("medium", SPOKEN)
def test_no_mark_is_misspelt(language: str, medium: str) -> None:
    """A mark with a slip in it would be no mark, and the sentence would pass for checked."""
    near = re.compile("nativ|speaker|not yet|unchecked", re.IGNORECASE)
    comments = [c for entry in messages(language, medium).values() for c in entry.user_comments]
    assert [c for c in comments if near.search(c) and UNCHECKED not in c] == []


ENTRY = """
# not yet checked by a native speaker
#. To anyone.
msgid "help"
msgstr "Ayuda"

# --- A part ---
# Somebody asked. It is not yet checked by a native speaker
msgid "who"
msgstr "Somos"

# checked by Inés on a Monday
msgid "friend"
msgstr "colega"
"""


def test_a_sentence_is_checked_once_its_comment_is_gone(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    file = tmp_path / "es" / "text.po"
    file.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n' + ENTRY, encoding="utf-8"
    )
    assert unchecked(tmp_path) == {"es": ("text/help", "text/who")}

    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(line for line in lines if UNCHECKED not in line), encoding="utf-8")
    assert unchecked(tmp_path) == {"es": ()}

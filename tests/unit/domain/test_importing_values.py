"""Names, words out of a few, evidence and topics: what is read, and what is refused."""

from collections.abc import Callable

import pytest

from checkin.domain.importing.enrolment import Wrong
from checkin.domain.importing.values import (
    evidence_in,
    language_in,
    name_in,
    topics_in,
    word_in,
    yes_in,
)
from checkin.domain.member import Cadence, Channel

LANGUAGES = frozenset({"en", "pt_BR", "sw"})
TWENTY = "W" * 20


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Ana", "Ana"),
        ("  Ana \n Maria\t", "Ana Maria"),
        ("Zoe\u0308", "Zoë"),
        ("Ana\u202e\x00\u200b", "Ana"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # a joiner is spelling
        (TWENTY, TWENTY),
        (f" {TWENTY}\u200b ", TWENTY),
    ],
)
def test_a_name_is_cleaned(value: str, name: str) -> None:
    assert name_in(value) == name


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("", "is missing"),
        (" \u200b\x00 ", "is missing"),
        ("\u200d", "is missing"),
        (TWENTY + "W", "has 21 characters, and a text has room for 20"),
    ],
)
def test_a_name_that_is_empty_or_does_not_fit_is_refused(value: str, why: str) -> None:
    with pytest.raises(Wrong, match=why):
        name_in(value)


@pytest.mark.parametrize(
    ("value", "language"),
    [("en", "en"), ("EN", "en"), ("en-GB", "en"), ("pt-br", "pt_BR"), ("sw_KE", "sw")],
)
def test_a_language_is_one_with_a_catalog(value: str, language: str) -> None:
    assert language_in(value, LANGUAGES) == language


@pytest.mark.parametrize(
    ("value", "why"), [("", "is missing"), ("fr", "not one we know"), ("pt", "not one we know")]
)
def test_a_language_without_a_catalog_is_refused(value: str, why: str) -> None:
    with pytest.raises(Wrong, match=f"{why}: the languages spoken here are en, pt_BR, sw"):
        language_in(value, LANGUAGES)


@pytest.mark.parametrize("channel", Channel)
def test_a_channel_is_read_in_any_case(channel: Channel) -> None:
    assert word_in(channel.value.upper(), Channel) is channel


@pytest.mark.parametrize("cadence", Cadence)
def test_a_cadence_is_read_in_any_case(cadence: Cadence) -> None:
    assert word_in(cadence.value.title(), Cadence) is cadence


@pytest.mark.parametrize(
    ("value", "words", "why"),
    [
        ("", Channel, "is missing: write text or call"),
        ("sms", Channel, "is not one we know: write text or call"),
        ("biweekly", Cadence, "write daily, weekly, fortnightly or monthly"),
    ],
)
def test_another_word_is_refused_with_those_that_go(
    value: str, words: type[Channel] | type[Cadence], why: str
) -> None:
    with pytest.raises(Wrong, match=why):
        word_in(value, words)


def test_evidence_is_kept_on_one_line() -> None:
    assert evidence_in("form 7,\r\nfolder B") == "form 7, folder B"


@pytest.mark.parametrize("value", ["", " ", "-", "?", "/"])
def test_without_evidence_nobody_is_asked(value: str) -> None:
    with pytest.raises(Wrong, match="what proves that the person agreed"):
        evidence_in(value)


@pytest.mark.parametrize(
    ("value", "says"), [("yes", True), ("YES", True), ("no", False), ("No", False), ("", False)]
)
def test_yes_is_said_outright(value: str, says: bool) -> None:
    assert yes_in(value) is says


@pytest.mark.parametrize("value", ["maybe", "y", "1", "true"])
def test_neither_yes_nor_no_is_refused(value: str) -> None:
    with pytest.raises(Wrong, match="neither yes nor no"):
        yes_in(value)


@pytest.mark.parametrize(
    ("value", "topics"),
    [
        ("", ""),
        ("grief", "grief"),
        ("grief;work", "grief; work"),
        (" grief ;; work ; grief ", "grief; work"),
        ("; ", ""),
    ],
)
def test_topics_are_listed_once(value: str, topics: str) -> None:
    assert topics_in(value) == topics


@pytest.mark.parametrize("read", [name_in, topics_in, evidence_in])
def test_what_was_read_is_read_the_same_again(read: Callable[[str], str]) -> None:
    once = read(" a\n b;; Zoe\u0308 ")

    assert read(once) == once

"""What a text means on its own: exact words in any dress, and nothing read into a sentence."""

import time

import pytest

from checkin.domain.intents import LONGEST, Intent, plain, read

STOPS = (
    "stop",
    "stopall",
    "stop all",
    "unsubscribe",
    "cancel",
    "end",
    "quit",
    "revoke",
    "optout",
    "opt out",
    "opt-out",
    "remove",
    "arret",
    "arrete",
    "alto",
)
STARTS = ("start", "unstop", "join")
HELPS = ("help", "info")
DRESSES = (
    "{}",
    " {} ",
    "{}!!",
    " {}!! ",
    "{}.",
    "({})",
    '"{}"',
    "{} 🛑",
    "🙏🏽 {} 👍",
    "\n\t{}\r\n",
    "\ufeff{}\u200f",
    "{}\x00",
    "¡{}!",
    "{}" + "!" * 150,
    "{}" + " " * 150,
)


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize(
    ("word", "intent"),
    [(word, Intent.STOP) for word in STOPS]
    + [(word, Intent.START) for word in STARTS]
    + [(word, Intent.HELP) for word in HELPS],
)
def test_a_word_that_always_works_does_so_in_any_case_punctuation_and_emoji(
    word: str, intent: Intent, dress: str
) -> None:
    for cased in (word, word.upper(), word.title(), word.swapcase()):
        assert read(dress.format(cased)) is intent


@pytest.mark.parametrize(
    ("body", "intent"),
    [
        ("STOP", Intent.STOP),
        ("Stop.", Intent.STOP),
        (" stop!! ", Intent.STOP),
        ("Opt-Out", Intent.STOP),
        ("opt - out", Intent.STOP),
        ("OPT‑OUT", Intent.STOP),
        ("stop   ALL", Intent.STOP),
        ("UNSUBSCRIBE", Intent.STOP),
        ("end", Intent.STOP),
        ("ARRÊT", Intent.STOP),
        ("Arrêté", Intent.STOP),
        ("ＳＴＯＰ", Intent.STOP),
        ("cancel", Intent.STOP),
        ("HELP", Intent.HELP),
    ],
)
def test_the_golden_words_are_understood(body: str, intent: Intent) -> None:
    assert read(body) is intent


@pytest.mark.parametrize(
    "body",
    [
        "my bus stop is flooded",
        "cancel my call tomorrow",
        "I quit drinking today",
        "I can't stop crying",
        "I want to end it",
        "end my life",
        "STOP I want to die",
        "help me please",
        "start again tomorrow",
        "non-stop",
        "stopp",
        "s t o p",
        "ok but not really",
        "yes and no",
        "not",
        "3",
        "12",
        "1 2",
        "",
        "   ",
        "🙂",
        "?!",
        "0",
    ],
)
def test_a_sentence_or_an_unknown_word_is_left_to_a_person(body: str) -> None:
    assert read(body) is Intent.UNCLEAR


@pytest.mark.parametrize(
    ("intent", "bodies"),
    [
        (Intent.OK, ["1", "1.", "1️⃣", "１", "①", "١", "१", "ok", "OK!", "Okay", "fine", "Good"]),
        (Intent.OK, ["I'm OK", "I’m ok", "im ok", "I am OK.", "I'm fine 🙂"]),
        (Intent.NOT_OK, ["2", "2!", "2️⃣", "２", "٢", "২", "not ok", "Not OK.", "NOT OKAY"]),
        (Intent.NOT_OK, ["bad", "not good", "I'm not ok", "im not OK"]),
        (Intent.YES, ["yes", "YES!", "y", "Yeah", "yep"]),
        (Intent.NO, ["no", "No.", "N", "nope"]),
    ],
)
def test_an_answer_is_taken_by_its_key_or_its_word(intent: Intent, bodies: list[str]) -> None:
    assert [read(body) for body in bodies] == [intent] * len(bodies)


@pytest.mark.parametrize(
    ("body", "without"),
    [
        ("I'm NOT ok", "im not ok"),
        ("opt-out", "optout"),
        ("a—b…c", "a b c"),
        ("  many   spaces ", "many spaces"),
        ("Ça va très bien", "ca va tres bien"),
        ("Straße", "strasse"),
        ("👍🏽", ""),
        ("٣ ३", "3 3"),
        ("stop ፲", "stop ፲"),
        ("\ud800stop", "stop"),
    ],
)
def test_plain_words_have_no_case_accents_marks_or_emoji(body: str, without: str) -> None:
    assert plain(body) == without


@pytest.mark.parametrize(
    ("body", "intent"),
    [
        ("stop" + " " * (LONGEST - 4), Intent.STOP),
        ("stop" + " " * (LONGEST - 3), Intent.UNCLEAR),
    ],
)
def test_a_text_as_long_as_texts_get_is_read_and_a_longer_one_is_none(
    body: str, intent: Intent
) -> None:
    assert read(body) is intent


def test_a_flood_of_accents_costs_next_to_nothing() -> None:
    flood = "\u0300\u0316" * 500_000
    before = time.process_time()

    intent = read(flood)

    assert intent is Intent.UNCLEAR
    assert time.process_time() - before < 0.5

"""How each sentence of a call is heard: played where it is recorded, else said, never silent."""

from pathlib import Path

import pytest

from checkin.domain.helplines import Urgent
from checkin.usecases.spoken import Spoken
from checkin.web import twiml
from checkin.web.recordings import KEYS, Recordings, Speech, missing
from checkin.web.twiml import VOICES, Sentence, voice_for
from checkin.wording import Catalogs, keys
from tests.web.sound import record

BASE = "https://example.org"
VALUES = {
    "organisation": "Harbour Circle",
    "helpline": "988",
    "emergency": "911",
    "phone": "(212) 555-0142",
    "page": "example.org/admin",
}
DIGITS = tuple(f"sw/{name}.wav" for name in KEYS.values())


def speech(folder: Path, *names: str, language: str = "en", country: str = "US") -> Speech:
    """The catalogs with these recordings, for an organisation of this language and country."""
    recordings = Recordings.within(record(folder, *names), BASE)
    return Speech(Catalogs.load(VALUES, language), recordings, language, country)


def heard(made: Speech, language: str, sentence: str, /, **values: str) -> str:
    """How a sentence is heard: the files that are played, or the voice and the words."""
    said = made.voice(language, sentence, values)
    assert isinstance(said, Sentence)
    if said.plays:
        return " ".join(address.removeprefix(f"{BASE}/recordings/") for address in said.plays)
    return f"{said.voice}: {said}"


@pytest.mark.parametrize(
    ("language", "country", "voice"),
    [
        ("en", "US", "en-US"),
        ("en", "IN", "en-IN"),
        ("en", "KE", "en-US"),
        ("es", "CO", "es-MX"),
        ("es", "ES", "es-ES"),
        ("es_MX", "US", "es-MX"),
        ("fr", "SN", "fr-FR"),
        ("fr", "CA", "fr-CA"),
        ("pt", "MZ", "pt-BR"),
        ("pt_PT", "BR", "pt-PT"),
        ("hi", "IN", "hi-IN"),
        ("hi_Latn", "IN", "hi-IN"),
        ("sw", "KE", ""),
        ("sw_TZ", "TZ", ""),
        ("", "", ""),
    ],
)
def test_a_language_has_the_voice_of_its_own_place_where_there_is_one(
    language: str, country: str, voice: str
) -> None:
    assert voice_for(language, country) == voice


def test_every_voice_is_named_as_the_carrier_names_it() -> None:
    for language, voices in VOICES.items():
        assert all(voice.partition("-")[0] == language and voice[-2:].isupper() for voice in voices)


def test_without_recordings_the_machine_speaks(tmp_path: Path) -> None:
    made = speech(tmp_path)

    assert heard(made, "en", "answer.ok") == "en-US: Thank you. Good to hear from you."
    assert heard(made, "hi", "answer.ok").startswith("hi-IN: शुक्रिया")


def test_a_recording_goes_before_the_machine_in_any_language(tmp_path: Path) -> None:
    made = speech(tmp_path, "sw/answer.ok.wav", "en/answer.ok.mp3", "hi/answer.ok.wav")

    assert heard(made, "sw", "answer.ok") == "sw/answer.ok.wav"
    assert heard(made, "sw_KE", "answer.ok") == "sw/answer.ok.wav"
    assert heard(made, "en", "answer.ok") == "en/answer.ok.mp3"
    assert heard(made, "hi_Latn", "answer.ok") == "hi/answer.ok.wav"


def test_of_two_files_for_one_sentence_the_smaller_kind_counts(tmp_path: Path) -> None:
    made = speech(tmp_path, "sw/answer.ok.wav", "sw/answer.ok.mp3")

    assert heard(made, "sw", "answer.ok") == "sw/answer.ok.mp3"


def test_nobody_hears_silence_for_want_of_a_recording(tmp_path: Path) -> None:
    record(tmp_path, "fr/call.menu.wav")
    french = speech(tmp_path, "sw/answer.ok.wav", language="fr", country="FR")

    assert heard(french, "sw", "answer.ok") == "sw/answer.ok.wav"
    assert heard(french, "sw", "call.menu") == "fr/call.menu.wav"
    assert heard(french, "sw", "answer.clarify").startswith("fr-FR: Merci")


def test_an_organisation_without_a_voice_of_its_own_falls_back_to_english(tmp_path: Path) -> None:
    swahili = speech(tmp_path, language="sw", country="KE")

    assert heard(swahili, "sw", "answer.ok") == "en-US: Thank you. Good to hear from you."


def test_a_recording_that_is_gone_is_said_instead(tmp_path: Path) -> None:
    made = speech(tmp_path, "en/answer.ok.wav")
    (tmp_path / "en" / "answer.ok.wav").unlink()

    assert heard(made, "en", "answer.ok").startswith("en-US: ")


def test_a_key_is_said_after_the_sentence_digit_by_digit(tmp_path: Path) -> None:
    made = speech(tmp_path, "sw/language.option.wav", "sw/call.wrong_key.wav", *DIGITS)

    assert heard(made, "sw", "language.option", key="6") == "sw/language.option.wav sw/6.wav"
    assert heard(made, "sw", "language.option", key="10") == (
        "sw/language.option.wav sw/1.wav sw/0.wav"
    )
    assert heard(made, "sw", "call.wrong_key", key="#") == "sw/call.wrong_key.wav sw/pound.wav"


def test_a_key_without_its_recording_is_not_left_out(tmp_path: Path) -> None:
    made = speech(tmp_path, "sw/language.option.wav", "sw/1.wav")

    assert heard(made, "sw", "language.option", key="2") == "en-US: For English, press 2."


def test_a_name_a_day_and_an_hour_are_left_out(tmp_path: Path) -> None:
    made = speech(tmp_path, "sw/speaker.known.wav", "sw/later.wav")

    assert heard(made, "sw", "speaker.known", name="Ben") == "sw/speaker.known.wav"
    assert heard(made, "sw", "later", name="Ben", day="2026-03-09", time="10:00") == "sw/later.wav"


def test_somebody_from_abroad_hears_the_numbers_of_their_own_country(tmp_path: Path) -> None:
    recordings = Recordings.within(record(tmp_path, "sw/asked.call_me.wav", "sw/who.wav"), BASE)
    urgent = {"": Urgent("911", words="988"), "TZ": Urgent("112", words="116")}
    made = Speech(Catalogs.load(VALUES, "en", urgent=urgent), recordings, "en", "US")

    assert heard(made, "sw", "asked.call_me", country="US") == "sw/asked.call_me.wav"
    assert heard(made, "sw", "asked.call_me", country="TZ").endswith("now, call 1 1 2.")
    assert heard(made, "sw", "who", country="TZ") == "sw/who.wav"


def test_a_choice_between_names_is_never_played_without_them(tmp_path: Path) -> None:
    made = speech(tmp_path, "sw/speaker.2.wav")

    said = heard(made, "sw", "speaker.2", name_1="Ben", name_2="Ana")
    assert said == "en-US: If you are Ben, press 1. If you are Ana, press 2."


def test_the_ledger_keeps_the_words_in_the_language_in_which_they_were_heard(
    tmp_path: Path,
) -> None:
    made = speech(tmp_path, "sw/join.agree.wav")

    played, said = made.shown("voice", "sw", "join.agree"), made.shown("voice", "sw", "join.age")
    read = made.shown("text", "sw", "join.age")
    assert played and said and read
    assert [shown.language for shown in (played, said, read)] == ["sw", "en", "sw"]
    assert made.shown("voice", "sw", "nobody") is None


def test_a_call_plays_and_says_in_turn_while_it_waits_for_a_key(tmp_path: Path) -> None:
    made = speech(tmp_path, "sw/call.menu.wav")
    sentences = tuple((made.voice("sw", key, {}), "sw") for key in ("call.menu", "answer.ok"))

    answer = twiml.voice(Spoken(1, 1, sentences, keys=1)).get_data(as_text=True)

    played = f"<Play>{BASE}/recordings/sw/call.menu.wav</Play>"
    said = '<Say language="en-US">Thank you. Good to hear from you.</Say>'
    assert f"{played}{said}</Gather>" in answer


def test_what_is_still_to_be_recorded_is_told(tmp_path: Path) -> None:
    whole = [f"sw/{key}.wav" for key in keys.VOICE if not key.startswith(("speaker.", "helpline."))]
    folder = record(tmp_path, *whole, "sw/speaker.known.wav", *DIGITS)
    for name in ("call.menu", "7"):
        (folder / "sw" / f"{name}.wav").unlink()

    lacking = missing(Recordings.within(folder, BASE), ("en", "sw_KE"), keys.VOICE)

    assert lacking == ("sw_KE/call.menu", "sw_KE/7")


def test_a_language_with_a_voice_is_asked_for_only_once_it_is_begun(tmp_path: Path) -> None:
    none = missing(Recordings.within(None, BASE), ("en", "hi_Latn"), keys.VOICE)
    begun = Recordings.within(record(tmp_path, "hi/answer.ok.wav"), BASE)
    lacking = missing(begun, ("en", "hi_Latn"), keys.VOICE)

    assert none == ()
    assert {"hi_Latn/call.menu", "hi_Latn/0", "hi_Latn/star"} <= set(lacking)
    assert {"hi_Latn/answer.ok", "hi_Latn/friend", "hi_Latn/speaker.2"}.isdisjoint(lacking)

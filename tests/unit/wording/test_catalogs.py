"""The catalogs: filling in, falling back, and refusing what cannot be said."""

from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import pytest

from checkin.wording import Catalogs, WordingError
from checkin.wording.catalogs import FOLDER

OURS = {
    "organisation": "Harbour Circle",
    "spoken": "Harbor Circle",
    "helpline": "call or text 988",
    "emergency": "911",
    "phone": "(212) 555-0142",
    "page": "example.org/admin",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogs that a test may spoil."""
    return Path(copytree(FOLDER, tmp_path / "wording", ignore=lambda _, names: _not_po(names)))


def _not_po(names: list[str]) -> list[str]:
    return [name for name in names if name.endswith((".py", "__pycache__"))]


def write(folder: Path, language: str, medium: str, sentences: Mapping[str, str]) -> None:
    """A catalog of another language, with its sentences marked fuzzy where they begin with ~."""
    lines = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
    for key, sentence in sentences.items():
        mark = "#, fuzzy\n" if sentence.startswith("~") else ""
        lines.append(f'{mark}msgid "{key}"\nmsgstr "{sentence.lstrip("~")}"\n')
    (folder / language).mkdir(exist_ok=True)
    (folder / language / f"{medium}.po").write_text("\n".join(lines), encoding="utf-8")


def test_a_sentence_is_filled_with_the_persons_and_the_organisations_values() -> None:
    said = Catalogs.load(OURS, "en").text("en", "check_in.ask.1", {"name": "Amina"})
    assert said == "Hi Amina, how are you? Reply 1 if OK, 2 if not OK. - Harbour Circle"


def test_a_name_cannot_break_the_text_or_fill_in_anything() -> None:
    catalogs = Catalogs.load(OURS, "en")
    said = catalogs.text("en", "check_in.ask.1", {"name": "Zo’{phone}\r\nSTOP " + "x" * 99})
    assert said.startswith("Hi Zo'{phone} STOP xxxx, how are you?")


def test_what_a_coordinator_writes_to_a_member_is_said_whole() -> None:
    words = "I will ring you at five. " * 10 + "Is that all right?"
    said = Catalogs.load(OURS, "en").text("en", "words.from", {"by": "Rosa", "words": words})
    assert said == f"Rosa: {words}"


def test_a_call_says_numbers_digit_by_digit_and_the_name_as_it_is_spoken() -> None:
    catalogs = Catalogs.load(OURS, "en")
    assert catalogs.voice("en", "call.goodbye", {}) == (
        "You can reach us at 2 1 2, 5 5 5, 0 1 4 2. Goodbye."
    )
    assert catalogs.voice("en", "call.we_call", {}).startswith("This is Harbor Circle with an")


def test_the_name_is_spoken_as_written_when_nothing_else_is_given() -> None:
    catalogs = Catalogs.load({n: v for n, v in OURS.items() if n != "spoken"}, "en")
    assert catalogs.voice("en", "call.we_call", {}).startswith("This is Harbour Circle with an")


def test_the_page_has_its_own_words() -> None:
    assert Catalogs.load(OURS, "en").page("en", "level.red", {}) == "Red"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sw", "Asante {n}"),
        ("sw_KE", "Asante {n}"),
        ("fr", "Merci {n}"),
        ("xx", "Merci {n}"),  # the organisation's own language, which is French here
    ],
)
def test_the_language_falls_back_step_by_step(folder: Path, language: str, said: str) -> None:
    write(folder, "sw", "text", {"answer.ok": "Asante {name}"})
    write(folder, "fr", "text", {"answer.ok": "Merci {name}", "help": "~pas encore"})
    catalogs = Catalogs.load(OURS, "fr", folder)
    assert catalogs.text(language, "answer.ok", {"name": "Ann"}) == said.format(n="Ann")


def test_what_no_language_but_english_has_is_said_in_english(folder: Path) -> None:
    write(folder, "fr", "text", {"help": "~pas encore", "stopped": ""})
    catalogs = Catalogs.load(OURS, "fr", folder)
    assert "call us at" in catalogs.text("fr", "help", {})
    assert "opted out" in catalogs.text("fr", "stopped", {})


def test_the_wordings_of_the_question_are_counted() -> None:
    catalogs = Catalogs.load(OURS, "en")
    assert catalogs.variants("check_in.ask") == 6
    assert catalogs.variants("check_in.remind") == 0


def test_a_key_that_is_nowhere_is_named() -> None:
    with pytest.raises(WordingError, match=r"text\.po has no answer\.nobody"):
        Catalogs.load(OURS, "en").text("en", "answer.nobody", {})


def test_nothing_is_missing_as_shipped() -> None:
    assert Catalogs.load(OURS, "en").missing() == ()


@pytest.mark.parametrize(
    ("language", "medium", "key", "sentence", "fault"),
    [
        ("fr", "text", "stopped", "Fini, {name}", "uses {name}, which nobody fills in"),
        ("fr", "text", "answer.ok", "Voir {page}", "uses {page}, which nobody fills in"),
        ("fr", "voice", "call.menu", "{key}?", "uses {key}, which nobody fills in"),
        ("fr", "text", "answer.ok", "{name.__class__}", "in a way that is not plain"),
        ("fr", "text", "answer.ok", "{name!r}", "in a way that is not plain"),
        ("fr", "text", "answer.ok", "{}", "in a way that is not plain"),
        ("fr", "page", "level.red", "{a[0]}", "in a way that is not plain"),
        ("fr", "text", "answer.ok", "Merci {name", "is not well formed"),
    ],
)
def test_a_translation_that_cannot_be_filled_in_is_refused_at_start(
    folder: Path, language: str, medium: str, key: str, sentence: str, fault: str
) -> None:
    write(folder, language, medium, {key: sentence})
    with pytest.raises(WordingError) as refused:
        Catalogs.load(OURS, "en", folder)
    (line,) = str(refused.value).splitlines()[1:]
    assert line.startswith(f"{language}/{medium}.po: {key} ")
    assert fault in line


def test_everything_missing_is_named_at_once(folder: Path) -> None:
    text = (folder / "en" / "text.po").read_text(encoding="utf-8")
    gone = text.replace('msgid "help"', 'msgid "hepl"').replace('"page.silence"', '"page.s"')
    (folder / "en" / "text.po").write_text(gone, encoding="utf-8")
    (folder / "en" / "voice.po").unlink()
    with pytest.raises(WordingError) as refused:
        Catalogs.load({n: v for n, v in OURS.items() if n != "helpline"}, "en", folder)
    lines = str(refused.value).splitlines()
    assert "the organisation's value helpline is not given" in lines
    assert "en/text.po: help is missing" in lines
    assert "en/text.po: page.silence is missing" in lines
    assert "en/voice.po: call.menu is missing" in lines


@pytest.mark.parametrize(
    "content", [b"not a catalog\n", b'msgid "help"\n', b'msgid "help"\nmsgstr "\xff"\n']
)
def test_a_file_that_is_no_catalog_is_named(folder: Path, content: bytes) -> None:
    (folder / "en" / "text.po").write_bytes(content)
    with pytest.raises(WordingError, match=r"^en/text\.po: ") as refused:
        Catalogs.load(OURS, "en", folder)
    assert "is missing" not in str(refused.value)

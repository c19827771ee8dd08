"""What every English sentence must keep to, whatever its words become."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import checkin
from checkin.adapters.segments import count
from checkin.settings import Organisation
from checkin.wording import Catalogs, keys
from checkin.wording.catalogs import FOLDER
from checkin.wording.plain import NAME_LIMIT

PACKAGE = Path(checkin.__file__).parent
LONGEST_PHONE = "+999 999 999 999 999"
LONGEST_PAGE = "https.a-rather-long-name.checkins.example.org:65535/admin"


def _longest(field: str) -> str:
    """As many letters as the organisation's file allows in `field`."""
    (limit,) = (
        rule.max_length
        for rule in Organisation.model_fields[field].metadata
        if hasattr(rule, "max_length")
    )
    return "W" * int(limit)


CATALOGS = Catalogs.load(
    {
        "organisation": _longest("name"),
        "helpline": _longest("helpline"),
        "emergency": _longest("emergency"),
        "phone": LONGEST_PHONE,
        "page": LONGEST_PAGE,
    },
    "en",
)
NAME = {"name": "W" * NAME_LIMIT}


def _messages(medium: str) -> list[Message]:
    with (FOLDER / "en" / f"{medium}.po").open("rb") as file:
        return [message for message in read_po(file) if message.id]


def _budget(message: Message) -> int:
    (budget,) = re.findall(r"Budget: (\d)", " ".join(message.auto_comments))
    return int(budget)


TEXTS = _messages("text")


@pytest.mark.parametrize("message", TEXTS, ids=lambda message: str(message.id))
def test_a_text_keeps_within_its_segments_with_the_longest_names(message: Message) -> None:
    sent = CATALOGS.text("en", str(message.id), NAME)
    segments = count(sent)
    assert segments.encoding == "GSM-7"
    assert segments.count <= _budget(message), f"{len(sent)} characters: {sent}"


def test_only_consent_and_not_ok_may_take_two_segments() -> None:
    two = {message.id for message in TEXTS if _budget(message) > 1}
    assert two == {"invitation", "welcome", "started", "answer.not_ok"}


@pytest.mark.parametrize("number", range(1, CATALOGS.variants("check_in.ask") + 1))
def test_a_months_first_question_is_one_segment_with_what_is_added_to_it(number: int) -> None:
    question = CATALOGS.text("en", f"check_in.ask.{number}", NAME)
    assert count(f"{question} {CATALOGS.text('en', 'check_in.monthly', {})}").count == 1


def test_there_are_six_questions_that_differ() -> None:
    assert len({m.string for m in TEXTS if str(m.id).startswith("check_in.ask.")}) >= 6


TOPICS = re.compile(
    r"health|recover|suicid|self.harm|overdos|hiv|drug|drink|alcohol|sober|therap|depress|medic|"
    r"treatment|patient|clinic|mental|crisis|buddy|peer support",
    re.IGNORECASE,
)


@pytest.mark.parametrize("message", TEXTS, ids=lambda message: str(message.id))
def test_a_text_says_nothing_that_others_on_the_phone_should_not_read(message: Message) -> None:
    assert not TOPICS.search(str(message.string))
    assert "http" not in str(message.string)


@pytest.mark.parametrize(
    ("key", "needed"),
    [
        ("invitation", ["YES", "NO", "text", "call", "rates", "Not watched", "HELP", "STOP"]),
        ("welcome", ["{organisation}", "rates", "HELP", "STOP", "Not watched", "{emergency}"]),
        ("help", ["{organisation}", "{phone}", "{helpline}", "{emergency}", "Not watched"]),
        ("answer.not_ok", ["person", "not an emergency line", "{helpline}", "{emergency}"]),
        ("answer.clarify", ["1", "2", "{helpline}", "{emergency}"]),
        ("answer.unclear", ["person", "{helpline}", "{emergency}"]),
        ("unknown_number", ["{phone}", "{helpline}", "{emergency}"]),
        ("stopped", ["{organisation}", "texts", "calls"]),
        ("check_in.monthly", ["HELP", "STOP", "Not watched", "{emergency}"]),
    ],
)
def test_a_text_holds_what_it_must(key: str, needed: list[str]) -> None:
    (sentence,) = (str(message.string) for message in TEXTS if message.id == key)
    assert [word for word in needed if word not in sentence] == []


def test_a_call_opens_with_who_calls_that_it_is_automated_and_how_to_stop_it() -> None:
    voice = {str(m.id): str(m.string) for m in _messages("voice")}
    who, automated, stop = (
        voice["call.we_call"].index(said) for said in ("{organisation}", "automated", "press 9")
    )
    assert who < automated < stop
    assert "{phone}" in voice["call.goodbye"]
    assert all(v in voice["call.answer_not_ok"] for v in ("{helpline}", "{emergency}"))


@pytest.mark.parametrize("medium", ["text", "voice", "page"])
def test_every_sentence_says_who_hears_it_and_stands_there_once(medium: str) -> None:
    messages = _messages(medium)
    assert [message.id for message in messages if not message.auto_comments] == []
    source = (FOLDER / "en" / f"{medium}.po").read_text(encoding="utf-8")
    assert source.count("\nmsgid ") - 1 == len(messages)


LINE = re.compile(r'|#.*|((msgid|msgstr) )?"([^"\\]|\\.)*"')


@pytest.mark.parametrize(
    "file", sorted(FOLDER.glob("*/*.po")), ids=lambda f: "/".join(f.parts[-2:])
)
def test_every_line_of_a_catalog_is_well_formed(file: Path) -> None:
    """The reader lets a lost quotation mark pass, and with it the last letter of a sentence."""
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []


def test_no_text_and_no_spoken_sentence_is_there_for_nothing() -> None:
    assert {str(m.id) for m in TEXTS} == keys.TEXT.keys()
    assert {str(m.id) for m in _messages("voice")} == keys.VOICE.keys()


# The way to say a call, not a sentence: what it says is chosen when it is answered.
SCRIPTS = {"call.check_in"}
SAYING = {"reply_to", "Say", "_quiet"}
FAMILIES = re.compile(
    r"(check_in|answer|call|page|dropped|cancelled|refused|timeline)\.[a-z_]*[a-z_.0-9]*"
)


def _constants(tree: ast.AST) -> Iterator[str]:
    """The keys in a module: those with a dot, and the plain ones given to what says them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if FAMILIES.fullmatch(node.value):
                yield node.value
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in SAYING:
            plain = (argument.value for argument in node.args if isinstance(argument, ast.Constant))
            yield from (str(key) for key in plain)


def test_every_key_the_rules_use_is_there() -> None:
    known = keys.TEXT.keys() | keys.VOICE.keys() | set(keys.PAGE) | SCRIPTS
    rules = [*(PACKAGE / "domain").rglob("*.py"), *(PACKAGE / "usecases").rglob("*.py")]
    used = {key for file in rules for key in _constants(ast.parse(file.read_text("utf-8")))}
    assert {"help", "stopped", "no_question", "dropped.stale", "call.menu"} <= used
    # Half a key stands for all that begin so, and one with variants for all of them.
    halves = {key for key in used if key.endswith((".", "_")) and _any_begins(known, key)}
    varied = {key for key in used if f"{key}.1" in known}
    assert used - known - halves - varied == set()


def _any_begins(known: set[str], half: str) -> bool:
    return any(key.startswith(half) for key in known)

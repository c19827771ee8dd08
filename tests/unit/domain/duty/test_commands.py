"""What coordinators type on small phones, and what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.duty.commands import LONGEST_NOTE, Act, Command, read
from tests.unit.domain.laws import law

TYPED = [
    ("2t", Command(Act.TAKE, 2)),
    ("2 T", Command(Act.TAKE, 2)),
    ("t2", Command(Act.TAKE, 2)),
    ("T 2", Command(Act.TAKE, 2)),
    ("#2 take", Command(Act.TAKE, 2)),
    ("take #2", Command(Act.TAKE, 2)),
    ("2 mine!", Command(Act.TAKE, 2)),
    (" 12t\n", Command(Act.TAKE, 12)),
    ("2T.", Command(Act.TAKE, 2)),
    ("2d called her, fine", Command(Act.DONE, 2, "called her, fine")),
    ("2D: called her", Command(Act.DONE, 2, "called her")),
    ("2 done - she is OK\nand home", Command(Act.DONE, 2, "she is OK\nand home")),
    ("d2 spoke", Command(Act.DONE, 2, "spoke")),
    ("2d", Command(Act.DONE, 2)),
    ("2 resolve 3 calls", Command(Act.DONE, 2, "3 calls")),
    ("2n", Command(Act.NEXT, 2)),
    ("2 no", Command(Act.NEXT, 2)),
    ("next 2", Command(Act.NEXT, 2)),
    ("2n I am ill", Command(Act.NEXT, 2, "I am ill")),
    ("2?", Command(Act.DETAILS, 2)),
    ("?2", Command(Act.DETAILS, 2)),
    ("2 ?", Command(Act.DETAILS, 2)),
    ("2 who", Command(Act.DETAILS, 2)),
    ("2c", Command(Act.CALL, 2)),
    ("call 2", Command(Act.CALL, 2)),
    ("2m We are here. Dov", Command(Act.WRITE, 2, "We are here. Dov")),
    ("2 text: how are you?", Command(Act.WRITE, 2, "how are you?")),
    ("LIST", Command(Act.LIST)),
    ("list.", Command(Act.LIST)),
    ("L", Command(Act.LIST)),
    ("?", Command(Act.LIST)),
    ("Confirm!", Command(Act.CONFIRM)),
    ("yes", Command(Act.CONFIRM)),
    ("HELP", Command(Act.HELP)),
    ("4711", Command(Act.PIN, words="4711")),
    ("pin 4711", Command(Act.PIN, words="4711")),
    ("PIN47110815", Command(Act.PIN, words="47110815")),
]


@pytest.mark.parametrize(("body", "command"), TYPED)
def test_a_command_is_read_however_it_is_typed(body: str, command: Command) -> None:
    assert read(body) == command


@pytest.mark.parametrize(
    "body",
    [
        "",
        "2tx",
        "2 tomorrow",
        "2x",
        "t",
        "take",
        "12345t",
        "t12345",
        "1",
        "2",
        "12",
        "ok",
        "not ok",
        "no",
        "stop",
        "STOP ALL",
        "start",
        "join",
        "later",
        "pause 2 weeks",
        "I am fine",
        "call me",
        "call me at 2",
        "can you call me",
        "more or less fine",
        "2 pills",
        "I took 20 pills",
        "list of things",
        "help me please",
        "si",
        "oui",
        "wrong number",
        "+12125550142",
    ],
)
def test_what_members_write_is_no_command(body: str) -> None:
    assert read(body) is None


@law
@given(st.text(max_size=1700))
def test_anything_can_be_read_and_words_stay_short(body: str) -> None:
    command = read(body)

    assert command is None or len(command.words) <= LONGEST_NOTE

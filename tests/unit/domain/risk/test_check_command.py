"""`checkin risk check`: a line in, a line out, whatever the line is."""

import pytest
from click.testing import CliRunner

from checkin.cli.risk import risk


def checked(data: bytes) -> list[list[str]]:
    """What the command prints, as cells."""
    result = CliRunner().invoke(risk, ["check"], input=data)
    assert result.exit_code == 0, result.output
    lines = result.stdout_bytes.decode().split("\n")
    assert lines.pop() == ""
    return [line.split("\t") for line in lines]


def test_each_line_gets_its_level_its_rules_and_its_text() -> None:
    assert checked(b"good morning\nwnt 2 die\n") == [
        ["none", "", "good morning"],
        ["crisis", "en.passive_wish.want_to_die", "wnt 2 die"],
    ]


def test_several_rules_stand_with_commas_the_worst_first() -> None:
    ((level, rules, _),) = checked(b"so lonely, i want to kill myself")

    assert level == "crisis"
    assert rules.split(",")[0] == "en.suicide.kill_myself"
    assert "en.distress.low" in rules.split(",")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"a\tb",
        b"a\r",
        b"a\x0bb\x0cc",
        "a\u2028b\u0085c".encode(),
        b"\xff\xfe",
        b"\x00",
        "मैं ठीक हूँ 👍".encode(),
    ],
)
def test_it_stays_one_line_of_three_cells(line: bytes) -> None:
    rows = checked(line + b"\nok\n")

    assert [len(row) for row in rows] == [3, 3]
    assert rows[1] == ["none", "", "ok"]
    assert not {"\r", "\x0b", "\x0c", "\x85", "\u2028"} & set(rows[0][2])


def test_what_is_not_utf8_is_a_concern() -> None:
    assert checked(b"ok \xff\n")[0][:2] == ["concern", "text.undecoded"]


def test_no_input_is_no_output() -> None:
    assert checked(b"") == []

"""Values and sentences made fit to be sent or spoken."""

import pytest

from checkin.wording.plain import cleaned, gsm, spoken


@pytest.mark.parametrize(
    ("value", "limit", "kept"),
    [
        ("Amina", 20, "Amina"),
        ("  Amina \n\t Wanjiru ", 20, "Amina Wanjiru"),
        ("A\x00mi\x07na\x1b[2J", 20, "Amina[2J"),
        ("evil\u202etxt.exe\u200b", 20, "eviltxt.exe"),
        ("half \ud83d emoji", 20, "half emoji"),
        ("Maria Guadalupe de la Cruz", 20, "Maria Guadalupe de"),
        ("Wolfeschlegelsteinhausenbergerdorff", 20, "Wolfeschlegelsteinha"),
        ("می\u200cخواهم", 20, "می\u200cخواهم"),
        ("aaaa\u200cbbbb", 5, "aaaa"),
        ("José", 20, "José"),
        ("", 20, ""),
    ],
)
def test_a_value_is_one_clean_short_line(value: str, limit: int, kept: str) -> None:
    assert cleaned(value, limit) == kept


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("“Hi” ‘you’", "\"Hi\" 'you'"),
        ("a – b — c … d", "a - b - c ... d"),
        ("24\u00a0h\u202fago", "24 h ago"),
        ("soft\u00adly\ufeff", "softly"),
        ("O’Brien, José, Ñandú", "O'Brien, José, Ñandú"),
        ("e\u0301", "é"),
        ("你好 👍", "你好 👍"),
    ],
)
def test_typography_is_made_cheap_and_letters_are_kept(written: str, sent: str) -> None:
    assert gsm(written) == sent


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("988", "9 8 8"),
        ("call or text 988", "call or text 9 8 8"),
        ("(212) 555-0142", "2 1 2, 5 5 5, 0 1 4 2"),
        ("+254 722 178 177", "2 5 4, 7 2 2, 1 7 8, 1 7 7"),
        ("999 or 112", "9 9 9 or 1 1 2"),
        ("no number", "no number"),
        ("7", "7"),
    ],
)
def test_numbers_are_said_digit_by_digit(shown: str, said: str) -> None:
    assert spoken(shown) == said

"""Values and sentences made fit to be sent or spoken."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.adapters.segments import count
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
        ("O’Brien, José, Ñuñez", "O'Brien, José, Ñuñez"),
        ("e\u0301", "é"),
        ("你好 👍", "你好 👍"),
    ],
)
def test_typography_is_made_cheap_and_letters_are_kept(written: str, sent: str) -> None:
    assert gsm(written) == sent


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        # The cheap alphabet has these letters.
        ("¿Qué tal? ¡Ñoño!", "¿Qué tal? ¡Ñoño!"),
        ("è é ù ì ò à ä ö ü ñ Ç É Ä Ö Ü Ñ ß", "è é ù ì ò à ä ö ü ñ Ç É Ä Ö Ü Ñ ß"),
        # And not these.
        ("Está aquí. Sí, ¿cómo? Tú.", "Esta aqui. Si, ¿como? Tu."),
        ("Ça va, être reçu, Noël, sœur, août", "Ça va, etre recu, Noel, soeur, aout"),
        ("Não, você está à espera: ações", "Nao, voce esta à espera: acoes"),
        ("ÀÂÁÃ ÊÈË ÍÎÏ ÓÔÕ ÚÛÙ Œ", "AAAA EEE III OOO UUU OE"),
        ("A\u0303o", "Ao"),
        ("ático [1] {2} ~3", "atico [1] {2} ~3"),
    ],
)
def test_an_accent_that_would_make_a_text_dear_is_left_out(written: str, sent: str) -> None:
    assert gsm(written) == sent
    assert count(sent).encoding == "GSM-7"


@pytest.mark.parametrize(
    "written",
    [
        "José está 👍",
        "María से संदेश",
        "Está bien, Łukasz",
        "Xin chào, cô ấy là Đặng Thị Á",  # Vietnamese: its marks make other words
        "Ẹ káàárọ̀",  # Yoruba
        "Kwa Ayşe, não",
    ],
)
def test_a_text_that_is_dear_anyway_keeps_every_letter(written: str) -> None:
    assert gsm(written) == unicodedata.normalize("NFC", written)


def test_what_is_beside_a_sentence_in_the_same_text_counts() -> None:
    assert gsm("está", "María") == "esta"
    assert gsm("está", "Łukasz") == "está"


@given(st.text(st.characters(exclude_characters="…", exclude_categories=["Cs"])))
def test_a_text_gets_never_dearer(written: str) -> None:
    assert count(gsm(written)).count <= count(unicodedata.normalize("NFC", written)).count


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

"""How long somebody is away, in the words of six languages."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.domain.plain import plain
from checkin.domain.vocabulary import LANGUAGES, words
from checkin.domain.vocabulary.dates import LONGEST, is_a_time, until
from checkin.domain.vocabulary.words import spoken_in

MONDAY = date(2026, 3, 2)
law = settings(max_examples=200, deadline=None, database=None)

IN_DAYS = {
    "en": {
        "7": 7,
        "10 days": 10,
        "ten days": 10,
        "a week": 7,
        "for 2 weeks": 14,
        "2wks": 14,
        "one month": 28,
        "3 months": 84,
        "next week": 7,
        "tomorrow": 1,
        "the day after tomorrow": 2,
        "tuesday": 1,
        "until Monday": 7,
        "next Sunday please": 6,
        "5.3.": 3,
        "24 March": 22,
        "March 24th": 22,
        "24th of march": 22,
        "the 24th": 22,
        "3/24": 22,
        "24-03": 22,
        "24-03-2026": 22,
        "2026-03-24": 22,
        "tuesday 24 march": 22,
        "1 april": 30,
        "31 may": 90,
    },
    "es": {
        "7": 7,
        "7 días": 7,
        "siete dias": 7,
        "quince días": 15,
        "una semana": 7,
        "dos semanas": 14,
        "un mes": 28,
        "la próxima semana": 7,
        "mañana": 1,
        "pasado mañana": 2,
        "hasta el viernes": 4,
        "el lunes que viene": 7,
        "lunes": 7,
        "martes": 1,
        "mar": 1,
        "24 de marzo": 22,
        "24 mar": 22,
        "el martes 24 de marzo": 22,
        "el 24": 22,
        "hasta el día 24": 22,
        "24/3": 22,
        "1 de abril": 30,
    },
    "fr": {
        "7": 7,
        "7 jours": 7,
        "quinze jours": 15,
        "une semaine": 7,
        "pour deux semaines": 14,
        "un mois": 28,
        "la semaine prochaine": 7,
        "demain": 1,
        "2m1": 1,
        "après-demain": 2,
        "après demain": 2,
        "jusqu'à vendredi": 4,
        "lundi prochain": 7,
        "mardi": 1,
        "le 24 mars": 22,
        "jusqu'au 24 mars": 22,
        "le 24": 22,
        "1er avril": 30,
        "24/03": 22,
    },
    "pt": {
        "7": 7,
        "7 dias": 7,
        "sete dias": 7,
        "dez dias": 10,
        "uma semana": 7,
        "duas semanas": 14,
        "um mês": 28,
        "semana que vem": 7,
        "amanhã": 1,
        "depois de amanhã": 2,
        "até sexta": 4,
        "sexta-feira": 4,
        "sexta feira": 4,
        "segunda": 7,
        "na próxima terça": 1,
        "24 de março": 22,
        "dia 24": 22,
        "até o dia 24": 22,
        "24/3": 22,
        "1 abr": 30,
    },
    "sw": {
        "7": 7,
        "siku 7": 7,
        "siku saba": 7,
        "wiki moja": 7,
        "wiki mbili": 14,
        "kwa wiki 2": 14,
        "mwezi mmoja": 28,
        "wiki ijayo": 7,
        "kesho": 1,
        "kesho kutwa": 2,
        "hadi ijumaa": 4,
        "mpaka jumatatu": 7,
        "jumanne": 1,
        "j4": 1,
        "hadi friday": 4,
        "24 machi": 22,
        "tarehe 24": 22,
        "tarehe 24 machi": 22,
        "24/3": 22,
        "hadi tarehe 1 aprili": 30,
    },
    "hi": {
        "7": 7,
        "७": 7,
        "7 din": 7,
        "saat din": 7,
        "do hafte": 14,
        "ek hafta": 7,
        "ek mahina": 28,
        "agle hafte": 7,
        "kal": 1,
        "parso": 2,
        "shukravar tak": 4,
        "somvar": 7,
        "friday tak": 4,
        "24 march tak": 22,
        "24 tarikh": 22,
        "24 ko": 22,
        "1 april": 30,
        "७ दिन": 7,
        "सात दिन": 7,
        "दो हफ़्ते": 14,
        "शुक्रवार तक": 4,
        "सोमवार": 7,
        "24 मार्च": 22,
        "कल": 1,
        "परसों": 2,
    },
}
NO_TIME_TO_COME = {
    "en": [
        "0",
        "today",
        "2 march",
        "91",
        "14 weeks",
        "4 months",
        "2 june",
        "24 dec 2027",
        "32 may",
    ],
    "es": ["hoy", "0 días", "cuatro meses", "24 de diciembre", "31 de febrero", "pronto", ""],
    "fr": ["aujourd'hui", "quatre mois", "24 décembre", "bientôt", "un jour peut-être"],
    "pt": ["hoje", "quatro meses", "24 de dezembro", "24 dez", "um dia desses", "logo"],
    "sw": ["leo", "miezi minne", "24 desemba", "siku zote", "sijui"],
    "hi": ["aaj", "chaar mahine", "24 disambar", "आज", "24 दिसंबर", "pata nahi"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_time_to_come_is_understood(language: str) -> None:
    found = {said: until(plain(said), MONDAY, (language,)) for said in IN_DAYS[language]}

    assert found == {said: MONDAY + timedelta(days=n) for said, n in IN_DAYS[language].items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_time_to_come_is_none(language: str) -> None:
    found = {said: until(plain(said), MONDAY, (language,)) for said in NO_TIME_TO_COME[language]}

    assert found == dict.fromkeys(NO_TIME_TO_COME[language])


@pytest.mark.parametrize(
    ("said", "today", "day"),
    [
        ("tomorrow", date(2026, 12, 31), date(2027, 1, 1)),
        ("7", date(2028, 2, 25), date(2028, 3, 3)),
        ("7", date(2027, 2, 25), date(2027, 3, 4)),
        ("29 february", date(2028, 2, 1), date(2028, 2, 29)),
        ("29 feb", date(2027, 12, 1), date(2028, 2, 29)),  # ninety days ahead, in the next year
        ("29 feb", date(2027, 11, 30), None),
        ("29 feb", date(2027, 2, 1), None),
        ("1 march", date(2028, 2, 29), date(2028, 3, 1)),
        ("31 january", date(2026, 12, 15), date(2027, 1, 31)),
        ("the 31st", date(2026, 1, 31), date(2026, 3, 31)),
        ("the 31st", date(2026, 4, 1), date(2026, 5, 31)),
        ("the 30th", date(2027, 1, 31), date(2027, 3, 30)),
        ("the 2nd", date(2026, 3, 2), date(2026, 4, 2)),
        ("the 1st", date(2026, 12, 31), date(2027, 1, 1)),
        ("the 32nd", date(2026, 3, 2), None),
        ("saturday", date(2026, 3, 7), date(2026, 3, 14)),
        ("saturday", date(2026, 3, 6), date(2026, 3, 7)),
        ("12/24", date(2026, 12, 1), date(2026, 12, 24)),
        ("24/12", date(2026, 12, 1), date(2026, 12, 24)),
        ("24.12.2026", date(2026, 12, 1), date(2026, 12, 24)),
        ("24.12.2027", date(2026, 12, 1), None),
        ("20-12-2026", date(2026, 12, 1), date(2026, 12, 20)),
        ("90", date(2026, 1, 1), date(2026, 4, 1)),
        ("91", date(2026, 1, 1), None),
        ("1", date(9999, 1, 1), date(9999, 1, 2)),
    ],
)
def test_months_and_years_end_as_they_do(said: str, today: date, day: date | None) -> None:
    assert until(plain(said), today, ("en",)) == day


@pytest.mark.parametrize("language", LANGUAGES)
def test_today_s_weekday_is_the_one_of_next_week(language: str) -> None:
    for name, weekday in words(language).weekdays.items():
        today = MONDAY + timedelta(days=weekday)

        assert until(name, today, (language,)) == today + timedelta(days=7), name
        assert until(name, today - timedelta(days=1), (language,)) == today, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_is_understood(language: str) -> None:
    for name, month in words(language).months.items():
        day = date(2027, month, 15)

        assert until(f"15 {name}", day - timedelta(days=20), (language,)) == day, name


def test_the_language_of_the_line_is_asked_first_and_the_others_after_it() -> None:
    assert until("viernes", MONDAY, ("sw",)) == MONDAY + timedelta(days=4)
    assert until("hadi ijumaa", MONDAY, ()) == MONDAY + timedelta(days=4)
    assert until("friday", MONDAY, ("hi", "xx")) == MONDAY + timedelta(days=4)


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("7", True),
        ("until friday", True),
        ("2 weeks", True),
        ("dos semanas", True),
        ("24 december", True),
        ("pasado manana", True),
        ("2moro", True),
        ("2days", True),
        ("", False),
        ("for", False),
        ("with 2 friends", False),
        ("from my husband", False),
        ("until i am better", False),
        ("monday was bad", False),
    ],
)
def test_a_time_is_told_only_where_nothing_else_is_said(said: str, is_one: bool) -> None:
    assert is_a_time(said, spoken_in(("en",))) is is_one


time_words = sorted(
    {
        said
        for known in map(words, LANGUAGES)
        for kind in (known.months, known.weekdays, known.units, known.numbers, known.passed_over)
        for said in kind
    }
)
numbers = st.integers(0, 10**9).map(str) | st.integers(0, 40).map(str)


@law
@given(
    st.lists(st.sampled_from(time_words) | numbers, max_size=5).map(" ".join) | st.text(),
    st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    st.sampled_from(LANGUAGES),
)
def test_whatever_is_said_the_day_is_in_time(said: str, today: date, language: str) -> None:
    day = until(plain(said), today, (language,))

    assert day is None or today < day <= today + timedelta(days=LONGEST)

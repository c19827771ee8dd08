"""The organisation's file: what it may hold, and how its faults are told."""

from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from checkin.domain.member import Cadence, Window
from checkin.domain.policy import DAILY, SPACED, Patience, Policy
from checkin.domain.urgency import AMBER, By, Ladder, Level, Rung, Who
from checkin.settings import Organisation, OrganisationError
from checkin.settings.storage import DEMO_ORGANISATION

NEEDED = """
name = "Circle"
country = "KE"
language = "en"
helpline = "call 1190"
emergency = "999 or 112"
phone = "+254722178177"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "organisation.toml"


def load(file: Path, more: str = "", needed: str = NEEDED) -> Organisation:
    file.write_text(needed + more, encoding="utf-8")
    return Organisation.load(file)


def test_what_is_left_out_is_as_the_rules_have_it(file: Path) -> None:
    organisation = load(file)
    rules = Policy(time_zone=organisation.time_zone())
    assert organisation.policy() == rules
    assert organisation.default_window() == Window()
    carrier = organisation.policy(carrier_confirms_stop=True)
    assert carrier == replace(rules, carrier_confirms_stop=True)


def test_its_days_are_those_of_its_own_phone(file: Path) -> None:
    assert load(file).policy().time_zone == "Africa/Nairobi"


def test_the_policy_says_what_the_file_says(file: Path) -> None:
    organisation = load(
        file,
        """
[window]
opens = 10:00:00
closes = "19:30"
[check_in]
ask_within = "90m"
late_answer = "3d"
[check_in.daily]
remind = "1h"
call = "30m"
miss = "2h"
[invitation]
lasts = "5d"
[escalation.red]
rungs = ["first call 2m", "everybody text+call 10m"]
again_from = 2
[escalation.yellow]
hold = "6h"
""",
    )
    policy = organisation.policy()
    hour = timedelta(hours=1)
    assert policy.patience[Cadence.DAILY] == Patience(remind=hour, call=hour / 2, miss=2 * hour)
    assert policy.patience[Cadence.MONTHLY] == SPACED
    assert (policy.ask_within, policy.late_answer) == (1.5 * hour, 72 * hour)
    assert policy.invitation == 120 * hour
    assert policy.ladders[Level.RED] == Ladder(
        (
            Rung(Who.FIRST, (By.CALL,), hour / 30),
            Rung(Who.EVERYBODY, (By.TEXT, By.CALL), hour / 6),
        ),
        again_from=1,
    )
    assert policy.ladders[Level.AMBER] == AMBER
    assert (policy.holds[Level.YELLOW], policy.holds[Level.RED]) == (6 * hour, hour)
    assert organisation.default_window() == Window(opens=time(10), closes=time(19, 30))


@pytest.mark.parametrize(
    ("country", "phone", "shown"),
    [
        ("US", "+12125550142", "(212) 555-0142"),
        ("KE", "+12125550142", "+1 212-555-0142"),
        ("KE", "+254722178177", "0722 178177"),
    ],
)
def test_the_number_is_shown_as_people_there_write_it(
    file: Path, country: str, phone: str, shown: str
) -> None:
    needed = NEEDED.replace("KE", country).replace("+254722178177", phone)
    assert load(file, needed=needed).sentence_values("example.org/admin") == {
        "organisation": "Circle",
        "spoken": "Circle",
        "phone": shown,
        "page": "example.org/admin",
    }


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ('[check_in]\nask_wihtin = "4h"',
         'check_in.ask_wihtin: is not known, did you mean "ask_within"?'),
        ('[check_in.dayly]\nremind = "2h"', 'check_in.dayly: is not known, did you mean "daily"?'),
        ('[check_in.daily]\nremnd = "1h"\nremind = "1h"\ncall = "1h"\nmiss = "1h"',
         'check_in.daily.remnd: is not known, did you mean "remind"?'),
        ('[zebra]\na = 1', "zebra: is not known"),
        ('[check_in.daily]\nremind = "1h"\ncall = "1h"', "check_in.daily.miss: is missing"),
        ('[invitation]\nlasts = "a week"', 'invitation.lasts: write a number and m, h or d'),
        ('[invitation]\nlasts = 7', 'invitation.lasts: write a number and m, h or d'),
        ('[invitation]\nlasts = ""', 'invitation.lasts: write a number and m, h or d'),
        ('[escalation.red]\nhold = "0m"', "escalation.red.hold: Input should be greater than or"),
        ('[escalation.red]\nhold = "91d"', "escalation.red.hold: Input should be less than or"),
        ('[escalation.red]\nrungs = []', "escalation.red: rungs: write 1 to 9 of them"),
        ('[escalation.red]\nrungs = ["me text 5m"]', "escalation.red.rungs.0: write who, by what"),
        ('[escalation.red]\nrungs = ["first text 5m"]\nagain_from = 2',
         "escalation.red: again_from is 2 of 1 rungs"),
        ('[window]\nopens = 9', "window.opens: write a time of day"),
        ('[window]\nopens = "09:00+02:00"', "window.opens: write a time of day"),
        ('[window]\nopens = "9:00"', "window.opens: write a time of day"),
        ('[window]\nopens = "07:00"', "window: opens must be before closes, both from 08:00"),
        ('[window]\ncloses = "22:00"', "window: opens must be before closes"),
        ('[window]\nopens = "12:00"\ncloses = "12:00"', "window: opens must be before closes"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_told_by_its_path(file: Path, wrong: str, fault: str) -> None:
    with pytest.raises(OrganisationError) as refused:
        load(file, wrong)
    (line,) = str(refused.value).splitlines()
    assert line.startswith(fault)


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('"Circle"', '"A name of more than twenty"', "name: String should have at most 20"),
        ('"Circle"', '""', "name: String should have at least 1"),
        ('"Circle"', "5", "name: Input should be a valid string"),
        ('"KE"', '"ke"', "country: write the two capital letters"),
        ('"en"', '"english!"', "language: write a language"),
        ('"en"', '"qq"', "language: write a language"),
        ('"+254722178177"', '"0722 178177"', "phone: write a number with +"),
        ('"+254722178177"', '"+254"', "phone: write a number with +"),
        ('"KE"\n', '"AQ"\n', "country: write the two"),
        ('"call 1190"', '"more than twenty four letters"', "helpline: String should have at most"),
        ('"call 1190"', '""', "helpline: write words, as in"),
        ('"call 1190"', "1190", "helpline: write words, as in"),
        ('"999 or 112"', '"999 or 112 or 911"', "emergency: String should have at most 12"),
    ],
)
def test_a_wrong_value_is_told_by_its_name(file: Path, right: str, wrong: str, fault: str) -> None:
    with pytest.raises(OrganisationError) as refused:
        load(file, needed=NEEDED.replace(right, wrong))
    (line,) = str(refused.value).splitlines()
    assert line.startswith(fault)


def test_all_faults_are_told_at_once(file: Path) -> None:
    with pytest.raises(OrganisationError) as refused:
        load(file, '[window]\nopens = "7"\n[escalation]\nhodl = "1h"', needed='name = ""\n')
    told = {line.split(":")[0] for line in str(refused.value).splitlines()}
    assert told == {"name", "country", "language", "phone"} | {
        "window.opens",
        "escalation.hodl",
    }


@pytest.mark.parametrize(
    ("content", "fault"), [(b"name = ", "not TOML"), (b"name = '\xff'", "not TOML in UTF-8")]
)
def test_a_file_that_is_no_toml_is_refused(file: Path, content: bytes, fault: str) -> None:
    file.write_bytes(content)
    with pytest.raises(OrganisationError, match=fault):
        Organisation.load(file)


def test_the_demos_organisation_is_whole_and_made_up() -> None:
    organisation = Organisation.load(DEMO_ORGANISATION)
    assert organisation.policy().patience[Cadence.DAILY] == DAILY
    assert "555-01" in organisation.helpline.words
    assert "55501" in organisation.phone

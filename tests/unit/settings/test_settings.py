"""The environment: what it must hold, and that every fault in it is told at once."""

import os
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pydantic import ValidationError

from checkin.settings import DatabaseSettings, Settings, SettingsError, StorageSettings
from checkin.settings.storage import DEMO_ORGANISATION, DEMO_PREFIX

KEY, OLDER_KEY = (urlsafe_b64encode(letter * 32).decode() for letter in (b"n", b"o"))
DEMO_KEY = DEMO_PREFIX + KEY[len(DEMO_PREFIX) :]
SECRET = "s" * 40
DEMO_SECRET = DEMO_PREFIX + SECRET

GOOD: Mapping[str, str] = {
    "DATABASE_URL": "postgresql+psycopg://checkin@db/checkin",
    "PUBLIC_BASE_URL": "https://checkin.example.org",
    "TWILIO_ACCOUNT_SID": "AC" + "0a" * 16,
    "TWILIO_AUTH_TOKEN": "t0ken" * 6,
    "TWILIO_FROM_NUMBER": "+12125550142",
    "CHECKIN_SECRET_KEY": SECRET,
    "CHECKIN_DATA_KEYS": f"{KEY}, {OLDER_KEY}",
    "CHECKIN_ORGANISATION": str(DEMO_ORGANISATION),
}
DEMO: Mapping[str, str] = {
    **GOOD,
    "CHECKIN_DEMO": "1",
    "CHECKIN_SECRET_KEY": DEMO_SECRET,
    "CHECKIN_DATA_KEYS": DEMO_KEY,
    "TWILIO_API_BASE_URL": "http://127.0.0.1:8001",
    "PUBLIC_BASE_URL": "http://localhost:8000",
}
NAMES = ("TWILIO_", "CHECKIN_", "DATABASE_URL", "REDIS_URL", "PUBLIC_BASE_URL", "WEB_PORT")


Setter = Callable[[Mapping[str, str]], None]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Setter:
    """Sets the environment to exactly what a test says, as far as it is about this service."""
    for name in [name for name in os.environ if name.startswith(NAMES)]:
        monkeypatch.delenv(name)

    def put(values: Mapping[str, str]) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return put


def faults() -> dict[str, str]:
    """What `Settings.load` finds wrong, by the variable's name."""
    with pytest.raises(SettingsError) as refused:
        Settings.load()
    lines = [line.strip() for line in str(refused.value).splitlines()[1:]]
    return dict(line.split(": ", 1) for line in lines)


def test_a_whole_environment_is_read(environment: Setter) -> None:
    environment(GOOD)
    settings = Settings.load()
    assert settings.database_url == GOOD["DATABASE_URL"]
    assert settings.data_keys == (KEY, OLDER_KEY)
    assert settings.organisation.name == "Harbour Circle"
    assert settings.page_address == "checkin.example.org/admin"
    assert (settings.redis_url, settings.demo, settings.demo_clock) == (None, False, None)
    assert settings.policy.carrier_confirms_stop is False


def test_the_carrier_may_answer_stop_itself(environment: Setter) -> None:
    environment({**GOOD, "TWILIO_HANDLES_OPT_OUT": "true"})
    assert Settings.load().policy.carrier_confirms_stop is True


def test_everything_missing_is_told_at_once_with_what_to_write(environment: Setter) -> None:
    environment({})
    told = faults()
    assert told.keys() == {
        "PUBLIC_BASE_URL",
        "TWILIO_ACCOUNT_SID",
        "TWILIO_AUTH_TOKEN",
        "TWILIO_FROM_NUMBER",
        "CHECKIN_SECRET_KEY",
        "CHECKIN_DATA_KEYS",
        "CHECKIN_ORGANISATION",
    }
    assert all(line.startswith("is missing; write ") for line in told.values())


def test_empty_is_missing(environment: Setter) -> None:
    environment({**GOOD, "TWILIO_AUTH_TOKEN": ""})
    assert faults()["TWILIO_AUTH_TOKEN"].startswith("is missing")


BAD = [
    ("DATABASE_URL", "postgres://me:hidden@db/checkin", "must begin with sqlite:/// or postgresql"),
    ("DATABASE_URL", "mysql://hidden", "must begin with"),
    ("REDIS_URL", "http://hidden", "must begin with redis://"),
    ("WEB_PORT", "hidden", "valid integer"),
    ("PUBLIC_BASE_URL", "http://hidden.example.org", "must begin with https://"),
    ("PUBLIC_BASE_URL", "https://example.org/hidden", "a scheme and a host only"),
    ("PUBLIC_BASE_URL", "https://example.org?hidden", "a scheme and a host only"),
    ("PUBLIC_BASE_URL", "https://me:hidden@example.org", "a scheme and a host only"),
    ("PUBLIC_BASE_URL", "hidden.example.org", "a scheme and a host only"),
    ("TWILIO_ACCOUNT_SID", "AChidden", "should match pattern"),
    ("TWILIO_AUTH_TOKEN", "hidden", "at least 16"),
    ("TWILIO_FROM_NUMBER", "hidden", "write a number with +"),
    ("TWILIO_FROM_NUMBER", "+1 212 555 0142", "write a number with +"),
    ("TWILIO_FROM_NUMBER", "+129", "write a number with +"),
    ("TWILIO_MESSAGING_SERVICE_SID", "hidden", "should match pattern"),
    ("TWILIO_API_BASE_URL", "https://hidden.example.org", "must be on this machine"),
    ("TWILIO_HANDLES_OPT_OUT", "hidden", "valid boolean"),
    ("CHECKIN_SECRET_KEY", "hidden", "at least 32 characters"),
    ("CHECKIN_SECRET_KEY", DEMO_SECRET, "a key of the demo"),
    ("CHECKIN_DATA_KEYS", "hidden", "key 1 of 1 is not one of 32 bytes"),
    ("CHECKIN_DATA_KEYS", f"{KEY},hidden", "key 2 of 2 is not one of 32 bytes"),
    ("CHECKIN_DATA_KEYS", f"{KEY},{DEMO_KEY}", "a key of the demo"),
    ("CHECKIN_DEMO_CLOCK", "hidden", "is for the demo only"),
    ("CHECKIN_ORGANISATION", "hidden/away.toml", "the file cannot be read"),
]


@pytest.mark.parametrize(("name", "value", "fault"), BAD)
def test_a_wrong_value_is_told_by_name_and_never_shown(
    environment: Setter, name: str, value: str, fault: str
) -> None:
    environment({**GOOD, name: value})
    told = faults()
    assert told.keys() == {name}
    assert fault in told[name]
    assert "hidden" not in told[name]
    assert value not in told[name]


def test_wrong_and_missing_are_told_together(environment: Setter) -> None:
    environment({name: value for name, value, _ in BAD if value != DEMO_SECRET})
    assert faults().keys() == {name for name, _, _ in BAD}


def test_every_fault_of_the_organisations_file_is_told_with_the_rest(
    environment: Setter, tmp_path: Path
) -> None:
    file = tmp_path / "organisation.toml"
    file.write_text('name = "Circle"\ncountry = "Mars"\n', encoding="utf-8")
    environment({**GOOD, "CHECKIN_ORGANISATION": str(file), "REDIS_URL": "x"})
    with pytest.raises(SettingsError) as refused:
        Settings.load()
    lines = str(refused.value).splitlines()
    assert "  CHECKIN_ORGANISATION: phone: is missing" in lines
    assert any(line.startswith("  CHECKIN_ORGANISATION: country: write the two") for line in lines)
    assert any(line.startswith("  REDIS_URL: ") for line in lines)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://example.org/", "https://example.org"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_public_address_is_kept_bare(environment: Setter, given: str, kept: str) -> None:
    environment({**GOOD, "PUBLIC_BASE_URL": given})
    assert Settings.load().public_base_url == kept


def test_the_database_is_a_file_in_the_services_folder_unless_told(
    environment: Setter, tmp_path: Path
) -> None:
    environment({"CHECKIN_VAR": str(tmp_path)})
    assert DatabaseSettings.load().database_url == f"sqlite:///{tmp_path}/checkin.db"


def test_the_services_folder_stays_where_it_is_for_every_process(environment: Setter) -> None:
    environment({"CHECKIN_VAR": "kept"})
    assert DatabaseSettings.load().var == Path.cwd() / "kept"


def test_a_command_needs_no_more_than_it_loads(environment: Setter) -> None:
    environment({name: value for name, value in GOOD.items() if name.startswith("CHECKIN_")})
    assert StorageSettings.load().secret_key == SECRET


def test_the_demo_has_an_organisation_and_a_clock_of_its_own(environment: Setter) -> None:
    organisation = {"CHECKIN_ORGANISATION": "", "CHECKIN_DEMO_CLOCK": "var/demo/clock"}
    environment({**DEMO, **organisation})
    settings = Settings.load()
    assert settings.organisation.name == "Harbour Circle"
    assert settings.demo_clock == Path("var/demo/clock")


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("TWILIO_API_BASE_URL", "", "is missing"),
        ("TWILIO_API_BASE_URL", "https://api.twilio.com", "must be on this machine"),
        ("CHECKIN_SECRET_KEY", SECRET, "not the demo's own"),
        ("CHECKIN_DATA_KEYS", KEY, "not the demo's own"),
    ],
)
def test_the_demo_never_meets_real_people(
    environment: Setter, name: str, value: str, fault: str
) -> None:
    environment({**DEMO, name: value})
    assert fault in faults()[name]


def test_settings_built_from_arguments_do_not_look_at_the_environment(environment: Setter) -> None:
    environment(GOOD)
    with pytest.raises(ValidationError):
        Settings(database_url="sqlite:///x")  # type: ignore[call-arg]


def test_settings_cannot_be_changed_and_show_no_secret(environment: Setter) -> None:
    environment({**GOOD, "REDIS_URL": "redis://:pw@host"})
    settings = Settings.load()
    shown = repr(settings) + str(settings)
    for secret in (SECRET, KEY, OLDER_KEY, GOOD["TWILIO_AUTH_TOKEN"], ":pw@", "psycopg"):
        assert secret not in shown
    with pytest.raises(ValidationError):
        settings.demo = True


def test_a_process_ends_with_one_message() -> None:
    script = (
        "import sys\nfrom checkin.settings import Settings, SettingsError\n"
        "try: Settings.load()\nexcept SettingsError as error: sys.exit(str(error))"
    )
    done = subprocess.run([sys.executable, "-c", script], env={}, capture_output=True, text=True)
    assert done.returncode == 1
    assert "CHECKIN_DATA_KEYS: is missing" in done.stderr

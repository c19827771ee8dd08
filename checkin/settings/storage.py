"""What is needed to reach the database, and to read and write people's data."""

from pathlib import Path
from typing import Annotated

from cryptography.fernet import Fernet
from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import NoDecode

from checkin.domain.policy import Policy
from checkin.settings.environment import Environment
from checkin.settings.fields import on_this_machine
from checkin.settings.organisation import Organisation

DEMO_PREFIX = "demo-"  # how a key of the demo begins, so that it is known wherever it turns up
DEMO_ORGANISATION = Path(__file__).parent.parent / "demo" / "organisation.toml"
DATABASES = ("sqlite:///", "postgresql+psycopg://")
SECRET_LENGTH = 32


class DatabaseSettings(Environment):
    """What is needed to reach the database. `var` is the folder for what the service keeps."""

    var: Path = Field(Path("var"), validation_alias="CHECKIN_VAR")
    database_url: str = Field("", repr=False)

    @field_validator("var")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        return folder.absolute()

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str, info: ValidationInfo) -> str:
        if not url:
            return f"sqlite:///{info.data.get('var', Path())}/checkin.db"
        if not url.startswith(DATABASES):
            raise ValueError(f"must begin with {' or '.join(DATABASES)}")
        return url


class StorageSettings(DatabaseSettings):
    """What is needed to read and write people's data, and who the organisation is.

    The demo is told apart by `demo` and by a carrier on this very machine; its keys, and no
    others, begin with `DEMO_PREFIX`. So neither they nor its clock ever meet real people.
    """

    demo: bool = Field(False, validation_alias="CHECKIN_DEMO")
    twilio_api_base_url: str | None = None
    demo_clock: Path | None = Field(None, validation_alias="CHECKIN_DEMO_CLOCK")
    secret_key: str = Field(
        validation_alias="CHECKIN_SECRET_KEY",
        description=f"{SECRET_LENGTH} random characters or more, as from: openssl rand -hex 32",
        repr=False,
    )
    data_keys: Annotated[tuple[str, ...], NoDecode] = Field(
        validation_alias="CHECKIN_DATA_KEYS",
        description="one key or more, newest first, with commas between them, each as from: "
        "openssl rand -base64 32 | tr '+/' '-_'",
        repr=False,
    )
    organisation: Annotated[Organisation, NoDecode] = Field(
        default=None, validation_alias="CHECKIN_ORGANISATION", validate_default=True
    )
    twilio_handles_opt_out: bool = False

    @property
    def policy(self) -> Policy:
        """What the rules read."""
        return self.organisation.policy(carrier_confirms_stop=self.twilio_handles_opt_out)

    @field_validator("twilio_api_base_url")
    @classmethod
    def _only_a_simulator(cls, url: str | None, info: ValidationInfo) -> str | None:
        if url is None and info.data.get("demo"):
            raise ValueError("is missing; the demo needs a carrier on this machine")
        if url is not None and not on_this_machine(url):
            raise ValueError("must be on this machine, such as http://127.0.0.1:8001; leave it out")
        return url

    @field_validator("demo_clock")
    @classmethod
    def _only_in_the_demo(cls, clock: Path | None, info: ValidationInfo) -> Path | None:
        if clock is not None and not info.data.get("demo"):
            raise ValueError("is for the demo only; leave it out")
        return clock

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, key: str, info: ValidationInfo) -> str:
        if len(key) < SECRET_LENGTH:
            raise ValueError(f"must have at least {SECRET_LENGTH} characters: openssl rand -hex 32")
        _of_the_demo_or_not(key, info)
        return key

    @field_validator("data_keys", mode="before")
    @classmethod
    def _keys(cls, keys: object, info: ValidationInfo) -> object:
        """One string with commas, as in the environment, or the keys one by one."""
        listed = [key.strip() for key in keys.split(",")] if isinstance(keys, str) else keys
        if not isinstance(listed, (list, tuple)) or not listed:
            raise ValueError("must be keys with commas between them")
        for place, key in enumerate(listed, start=1):
            try:
                Fernet(key)
            except ValueError:
                raise ValueError(
                    f"key {place} of {len(listed)} is not one of 32 bytes in URL-safe base64: "
                    "openssl rand -base64 32 | tr '+/' '-_'"
                ) from None
            _of_the_demo_or_not(key, info)
        return tuple(listed)

    @field_validator("organisation", mode="before")
    @classmethod
    def _from_its_file(cls, organisation: object, info: ValidationInfo) -> object:
        if organisation is None and info.data.get("demo"):
            return Organisation.load(DEMO_ORGANISATION)
        if organisation is None:
            raise ValueError("is missing; write the path of a TOML file")
        if isinstance(organisation, (str, Path)):
            return Organisation.load(Path(organisation))
        return organisation


def _of_the_demo_or_not(key: str, info: ValidationInfo) -> None:
    """Refuse a key of the demo outside it, and any other key within it."""
    demo = bool(info.data.get("demo"))
    if key.startswith(DEMO_PREFIX) and not demo:
        raise ValueError("holds a key of the demo, which others know; make a new one")
    if demo and not key.startswith(DEMO_PREFIX):
        raise ValueError(f"holds a key that is not the demo's own; those begin with {DEMO_PREFIX}")

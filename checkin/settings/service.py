"""What the service itself needs: where it is reached, and its account at the carrier."""

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from checkin.settings.fields import Number, on_this_machine
from checkin.settings.storage import StorageSettings

REDIS = ("redis://", "rediss://", "unix://")


class Settings(StorageSettings):
    """Everything. `redis_url` None means the embedded server.

    Calls need a number to come from; texts come from the messaging service, if one is given.
    `recordings` is the folder of recorded prompts.
    """

    redis_url: str | None = Field(None, repr=False)
    web_port: int = Field(8000, ge=1, le=65535)
    public_base_url: str = Field(
        description="the address at which the carrier reaches us, such as https://example.org"
    )
    twilio_account_sid: str = Field(
        pattern=r"^AC[0-9a-fA-F]{32}$", description="the account's id, AC and 32 digits or a to f"
    )
    twilio_auth_token: str = Field(
        min_length=16, description="the account's primary token", repr=False
    )
    twilio_auth_token_previous: str | None = Field(None, min_length=16, repr=False)
    twilio_from_number: Number = Field(
        description="the number that calls and texts come from, in E.164"
    )
    twilio_messaging_service_sid: str | None = Field(None, pattern=r"^MG[0-9a-fA-F]{32}$")
    recordings: Path | None = Field(None, validation_alias="CHECKIN_RECORDINGS")

    @property
    def page_address(self) -> str:
        """The address of the coordinators' page, as it stands in a text to one of them."""
        return f"{urlsplit(self.public_base_url).netloc}/admin"

    @field_validator("redis_url")
    @classmethod
    def _known_redis(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(REDIS):
            raise ValueError(f"must begin with {' or '.join(REDIS)}")
        return url

    @field_validator("recordings")
    @classmethod
    def _a_folder(cls, folder: Path | None) -> Path | None:
        if folder is not None and not folder.is_dir():
            raise ValueError("is not a folder")
        return folder and folder.absolute()

    @field_validator("public_base_url")
    @classmethod
    def _bare_address(cls, url: str) -> str:
        """Signatures are checked against it, so it must be exactly what the carrier was given."""
        parts = urlsplit(url)
        bare = f"{parts.scheme}://{parts.netloc}"
        if not parts.hostname or parts.username is not None or url.rstrip("/") != bare:
            raise ValueError("must be a scheme and a host only, such as https://example.org")
        if parts.scheme != "https" and not (parts.scheme == "http" and on_this_machine(url)):
            raise ValueError("must begin with https://")
        return bare

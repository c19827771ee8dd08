"""How settings are read, and how everything wrong with them is told at once."""

from typing import Any, Self

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from checkin.settings.faults import why


class SettingsError(Exception):
    """The service cannot start; the message names every setting at fault, and no value."""


class Environment(BaseSettings):
    """Settings that are built from arguments; only `load` looks at the environment."""

    model_config = SettingsConfigDict(
        frozen=True, populate_by_name=True, hide_input_in_errors=True, env_ignore_empty=True
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **__: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Nothing but the arguments."""
        return (init_settings,)

    @classmethod
    def load(cls) -> Self:
        """The settings in the environment. Raises `SettingsError` naming every fault at once."""
        given: dict[str, Any] = EnvSettingsSource(cls)()
        try:
            return cls(**given)
        except ValidationError as error:
            faults = [line for detail in error.errors() for line in cls._lines(detail)]
        raise SettingsError("\n".join(("these settings are missing or wrong:", *faults)))

    @classmethod
    def _lines(cls, error: ErrorDetails) -> list[str]:
        """Each line names the variable; a missing one is told with what to write."""
        told = str(error["loc"][0])
        fields = cls.model_fields
        names = {str(field.validation_alias or key): field for key, field in fields.items()}
        name = str(fields[told].validation_alias or told) if told in fields else told
        hint = f"; write {names[name].description}" if error["type"] == "missing" else ""
        return [f"  {name.upper()}: {line}{hint}" for line in why(error).splitlines()]

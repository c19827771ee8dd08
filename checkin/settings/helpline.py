"""`helpline` in an organisation's file: words, or a table of numbers with who confirmed them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from pydantic import Field, GetCoreSchemaHandler, field_validator, model_validator
from pydantic_core import CoreSchema, core_schema

from checkin.domain.helplines import Helpline
from checkin.domain.helplines.line import LONGEST
from checkin.settings.tables import Table


class HelplineTable(Table):
    """`[helpline]`; plain words instead of a table are its `words`. Empty: as the data has it.

    `words` stand as they are in every language; of `call` and `text` a sentence is made in each.
    """

    words: str = Field(default="", max_length=LONGEST)
    call: str = ""
    text: str = ""
    hours: str = Field(default="", max_length=40)
    confirmed_on: date | None = None
    confirmed_by: str = Field(default="", max_length=80)

    @field_validator("confirmed_on", mode="before")
    @classmethod
    def _nobody(cls, day: object) -> object:
        return day or None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        named = bool(self.call or self.text)
        if self.words and named:
            raise ValueError("write words, or the numbers to call and text, not both")
        if self.confirmed_on and not (self.words or named):
            raise ValueError("confirmed_on needs what was confirmed: call, text or words")
        if named and not self.line.said.fits:
            raise ValueError(f"is too long: naming it takes more than {LONGEST} letters")
        return self

    @property
    def given(self) -> bool:
        """Whether the organisation names a line of its own."""
        return bool(self.words or self.call or self.text)

    @property
    def line(self) -> Helpline:
        """The line of the numbers."""
        return Helpline(
            call=self.call,
            text=self.text,
            hours=self.hours,
            verified_on=self.confirmed_on,
            verified_by=self.confirmed_by,
        )


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Words stand for a table that holds nothing else; they have at most `max_length` letters."""

    max_length: int

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Turn words into a table before it is read as one."""
        return core_schema.no_info_before_validator_function(self._table, handler(source))

    def _table(self, given: object) -> object:
        if isinstance(given, (Mapping, HelplineTable)):
            return given
        if not isinstance(given, str) or not given:
            raise ValueError('write words, as in "call or text 988", or a table')
        if len(given) > self.max_length:
            raise ValueError(f"String should have at most {self.max_length} characters")
        return {"words": given}

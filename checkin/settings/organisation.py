"""Who runs this installation: the names shown and spoken, the country, and its policy.

Read from one TOML file; every wrong field is named at once, by its path in the file.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Self

import phonenumbers
from phonenumbers.timezone import UNKNOWN_TIMEZONE, time_zones_for_number
from pydantic import Field, ValidationError, ValidationInfo, field_validator

from checkin.domain.helplines import Age, Urgent, abroad, age, countries
from checkin.domain.helplines.line import LONGEST
from checkin.domain.importing.enrolment import Terms
from checkin.domain.member import Cadence, Window
from checkin.domain.policy import Policy
from checkin.settings.faults import faults
from checkin.settings.fields import Country, Language, Number
from checkin.settings.helpline import HelplineTable, PlainWords
from checkin.settings.ladder import EscalationTable
from checkin.settings.tables import (
    BudgetTable,
    CallsTable,
    CheckInTable,
    InvitationTable,
    JoiningTable,
    RelayTable,
    Table,
    WindowTable,
)


class OrganisationError(ValueError):
    """The organisation's file cannot be used; the message has one line for each fault."""


class Organisation(Table):
    """The organisation as its file describes it.

    `name` is a discreet name that may be seen by others on a shared phone (R142), `open_name` one
    for members who have agreed to open words; `spoken` is how calls say it, if not as written;
    `languages` are those that members may choose; `helpline` is a crisis line and `emergency` the
    emergency number: the country's own if left out; `phone` is a number in E.164 at which calls are
    answered (R50). The lengths keep texts within their segments.
    """

    name: str = Field(min_length=1, max_length=20)
    open_name: str = Field(default="", max_length=20)
    spoken: str = Field(default="", max_length=60)
    country: Country
    language: Language
    languages: tuple[Language, ...] = ()
    helpline: Annotated[HelplineTable, PlainWords(LONGEST)] = HelplineTable()
    emergency: str = Field(default="", max_length=12, validate_default=True)
    phone: Number
    window: WindowTable = WindowTable()
    check_in: CheckInTable = CheckInTable()
    invitation: InvitationTable = InvitationTable()
    joining: JoiningTable = JoiningTable()
    calls: CallsTable = CallsTable()
    relay: RelayTable = RelayTable()
    budget: BudgetTable = BudgetTable()
    escalation: EscalationTable = EscalationTable()

    @field_validator("emergency")
    @classmethod
    def _somewhere(cls, emergency: str, info: ValidationInfo) -> str:
        """Left out, it is the one of the data; a country that we know nothing of needs both."""
        country, helpline = info.data.get("country"), info.data.get("helpline")
        known = not country or country in countries()
        if not emergency and not known:
            raise ValueError(f"is missing, and we know none for {country}")
        if helpline and not helpline.given and not known:
            raise ValueError(f"needs a helpline beside it: we know none for {country}")
        return emergency

    @classmethod
    def load(cls, path: Path) -> Self:
        """The organisation in a TOML file. Raises `OrganisationError` with every fault in it."""
        try:
            return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except ValidationError as error:
            raise OrganisationError("\n".join(faults(error, cls))) from None
        except OSError as error:
            raise OrganisationError(f"the file cannot be read: {error.strerror}") from None
        except ValueError as error:
            raise OrganisationError(f"the file is not TOML in UTF-8: {error}") from None

    def policy(self, *, carrier_confirms_stop: bool = False) -> Policy:
        """What the rules read of it."""
        asking = self.check_in
        patience = {cadence: getattr(asking, cadence.value).patience() for cadence in Cadence}
        return Policy(
            patience=MappingProxyType(patience),
            ask_within=asking.ask_within,
            late_answer=asking.late_answer,
            invitation=self.invitation.lasts,
            ladders=self.escalation.ladders(),
            holds=self.escalation.holds(),
            contact=self.escalation.contact(),
            pages_at_once=self.escalation.pages_at_once,
            desk_pin=self.escalation.pin,
            clock_stands=self.escalation.clock_stands,
            carrier_confirms_stop=carrier_confirms_stop,
            budget=self.budget.budget(),
            adults_only=self.joining.adults_only,
            join_words=self.joining.words,
            languages=self.offered(),
            window=self.default_window(),
            open_name=self.open_name,
            scale=asking.scale,
            not_ok_from=asking.not_ok_from,
            later=asking.later,
            rings=self.calls.members,
            strangers_ring=self.calls.strangers,
            ring_is_ok=self.calls.ring_is_ok,
            recordings_kept=self.calls.recordings_kept,
            time_zone=self.time_zone(),
            relaying=self.relay.relaying(),
        )

    def time_zone(self) -> str:
        """The zone in which its own phone rings; UTC where the number does not tell."""
        zones = time_zones_for_number(phonenumbers.parse(self.phone))
        return "UTC" if zones[0] == UNKNOWN_TIMEZONE else zones[0]

    def offered(self) -> tuple[str, ...]:
        """The languages that members may choose, the organisation's own first."""
        return tuple(dict.fromkeys((self.language, *self.languages)))

    def default_window(self) -> Window:
        """The hours in which members are contacted who have not chosen their own."""
        return Window(opens=self.window.opens, closes=self.window.closes)

    def terms(self, languages: frozenset[str]) -> Terms:
        """What the organisation brings to everybody who is enrolled."""
        return Terms(self.country, languages, self.default_window())

    def urgent(self, today: date) -> Urgent:
        """Where urgent help is: the organisation's own words and numbers, else the country's."""
        known = countries().get(self.country)
        emergency = self.emergency or (known.emergency[0] if known else "")
        table = self.helpline
        if not table.given:
            return Urgent(emergency, known.lines if known else ()).on(today)
        if not table.words:
            return Urgent(emergency, (table.line,)).on(today)
        stale = age(table.confirmed_on, today) is Age.STALE
        return Urgent(emergency, words="" if stale else table.words)

    def urgent_help(self, today: date) -> Mapping[str, Urgent]:
        """Where urgent help is by country; under "" what the organisation itself says."""
        elsewhere = abroad(countries(), self.country, today)
        return {**elsewhere, "": self.urgent(today)}

    def sentence_values(self, page: str) -> Mapping[str, str]:
        """The values that every sentence may mention; `page` is the address of the page."""
        return {
            "organisation": self.name,
            "spoken": self.spoken or self.name,
            "phone": self._phone_shown(),
            "page": page,
        }

    def _phone_shown(self) -> str:
        """The number as people of the organisation's country write it."""
        number = phonenumbers.parse(self.phone)
        at_home = phonenumbers.region_code_for_number(number) == self.country
        form = phonenumbers.PhoneNumberFormat
        return phonenumbers.format_number(number, form.NATIONAL if at_home else form.INTERNATIONAL)

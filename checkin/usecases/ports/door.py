"""The door of the coordinators' page: tries to log in, second factors and sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checkin.domain.tries import Tries


@dataclass(frozen=True, slots=True)
class Factor:
    """A second factor. Until its owner has shown a code of it, it is only offered."""

    secret: str
    confirmed: bool
    step: int  # of the last code that was taken


@dataclass(frozen=True, slots=True)
class LastLogin:
    """When somebody logged in before, if ever, and how many wrong tries there were since."""

    at: datetime | None
    wrong_tries: int


class SecondFactors(Protocol):
    """Makes and checks second factors."""

    def new_secret(self) -> str:
        """A secret that nobody else has."""

    def address(self, secret: str, login: str, organisation: str) -> str:
        """What an app reads from the picture."""

    def step(self, secret: str, typed: str) -> int | None:
        """The step of time whose code was typed, if it is this one or the one beside it."""

    def new_codes(self) -> Sequence[str]:
        """Ten recovery codes."""


class Door(Protocol):
    """What is kept of tries, second factors and sessions."""

    def tries(self, login: str) -> Tries | None:
        """The tries at a login, whether anybody has it or not; locked until commit."""

    def keep_tries(self, login: str, tries: Tries) -> None:
        """Keep them, and forget those of others that are long past."""

    def forget_tries(self, login: str) -> None:
        """It was the right person."""

    def wrong_try(self, coordinator_id: int) -> None:
        """Count it, to be told at their next login."""

    def entered(self, coordinator_id: int, now: datetime) -> LastLogin:
        """They have logged in; what was before."""

    def factor(self, coordinator_id: int) -> Factor | None:
        """Their second factor, locked until commit."""

    def offer(self, coordinator_id: int, secret: str) -> None:
        """Keep a secret that they have not confirmed yet."""

    def confirm(self, coordinator_id: int, step: int, now: datetime) -> None:
        """They have shown a code of it. Their other sessions end."""

    def took_code(self, coordinator_id: int, step: int) -> bool:
        """Whether the code of that step is newer than every code taken before."""

    def remove_factor(self, coordinator_id: int) -> bool:
        """Remove it with its recovery codes, and end all sessions; False if nobody has this id."""

    def keep_codes(self, coordinator_id: int, codes: Sequence[str]) -> None:
        """These recovery codes, and no others."""

    def took_recovery(self, coordinator_id: int, code: str, now: datetime) -> bool:
        """Whether it is a recovery code of theirs that was not used before. It is used now."""

    def codes_left(self, coordinator_id: int) -> int:
        """How many recovery codes they have not used."""

    def end_session(self, session: str, now: datetime, until: datetime) -> None:
        """This one session ends: remembered until then, when its cookie is too old anyway."""

    def end_sessions(self, coordinator_id: int) -> None:
        """All their sessions end."""

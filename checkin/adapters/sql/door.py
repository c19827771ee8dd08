"""Tries to log in, second factors and sessions, shared by every web process."""

import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import COORDINATOR, ENDED_SESSION, LOGIN_TRY, RECOVERY_CODE
from checkin.domain.tries import FORGOTTEN, Tries
from checkin.usecases.ports.door import Factor, LastLogin

STAFF = COORDINATOR.id.table
TRIES = LOGIN_TRY.fingerprint.table
CODES = RECOVERY_CODE.id.table
MORE = {"sessions": COORDINATOR.sessions + 1}


class SqlDoor:
    """`Door` on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def tries(self, login: str) -> Tries | None:
        """The tries at a login, whether anybody has it or not; locked until commit."""
        found = self.connection.execute(
            sa.select(LOGIN_TRY.count, LOGIN_TRY.since, LOGIN_TRY.last_at)
            .where(LOGIN_TRY.fingerprint == self._digest("login", login))
            .with_for_update()
        ).one_or_none()
        return Tries(*found) if found else None

    def keep_tries(self, login: str, tries: Tries) -> None:
        """Keep them, and forget those of others that are long past."""
        which = self._digest("login", login)
        past = LOGIN_TRY.last_at < tries.last_at - FORGOTTEN
        self.connection.execute(sa.delete(TRIES).where(past, LOGIN_TRY.fingerprint != which))
        values = {"count": tries.count, "since": tries.since, "last_at": tries.last_at}
        insert = insert_once(self.connection, TRIES, LOGIN_TRY.fingerprint)
        if self.connection.execute(insert, {"fingerprint": which, **values}).scalar() is None:
            known = sa.update(TRIES).where(LOGIN_TRY.fingerprint == which)
            self.connection.execute(known.values(values))

    def forget_tries(self, login: str) -> None:
        """It was the right person."""
        which = LOGIN_TRY.fingerprint == self._digest("login", login)
        self.connection.execute(sa.delete(TRIES).where(which))

    def wrong_try(self, coordinator_id: int) -> None:
        """Count it, to be told at their next login."""
        self._change(coordinator_id, {"wrong_tries": COORDINATOR.wrong_tries + 1})

    def entered(self, coordinator_id: int, now: datetime) -> LastLogin:
        """They have logged in; what was before."""
        before = self.connection.execute(
            sa.select(COORDINATOR.last_login_at, COORDINATOR.wrong_tries)
            .where(COORDINATOR.id == coordinator_id)
            .with_for_update()
        ).one()
        self._change(coordinator_id, {"last_login_at": now, "wrong_tries": 0})
        return LastLogin(*before)

    def factor(self, coordinator_id: int) -> Factor | None:
        """Their second factor, locked until commit."""
        found = self.connection.execute(
            sa.select(COORDINATOR.secret, COORDINATOR.secret_since, COORDINATOR.secret_step)
            .where(COORDINATOR.id == coordinator_id, COORDINATOR.secret.is_not(None))
            .with_for_update()
        ).one_or_none()
        if found is None:
            return None
        return Factor(self.cipher.open(found.secret), found.secret_since is not None, found[2])

    def offer(self, coordinator_id: int, secret: str) -> None:
        """Keep a secret that they have not confirmed yet."""
        values = {"secret": self.cipher.seal(secret), "secret_since": None, "secret_step": 0}
        self._change(coordinator_id, values)

    def confirm(self, coordinator_id: int, step: int, now: datetime) -> None:
        """They have shown a code of it. Their other sessions end."""
        self._change(coordinator_id, {**MORE, "secret_since": now, "secret_step": step})

    def took_code(self, coordinator_id: int, step: int) -> bool:
        """Whether the code of that step is newer than every code taken before."""
        newer = COORDINATOR.secret_step < step
        return self._change(coordinator_id, {"secret_step": step}, newer)

    def remove_factor(self, coordinator_id: int) -> bool:
        """Remove it with its recovery codes, and end all sessions; False if nobody has this id."""
        self.connection.execute(sa.delete(CODES).where(_of(coordinator_id)))
        nothing = {"secret": None, "secret_since": None, "secret_step": 0}
        return self._change(coordinator_id, {**MORE, **nothing}, COORDINATOR.active)

    def keep_codes(self, coordinator_id: int, codes: Sequence[str]) -> None:
        """These recovery codes, and no others."""
        self.connection.execute(sa.delete(CODES).where(_of(coordinator_id)))
        rows = [
            {"coordinator_id": coordinator_id, "digest": self._code(coordinator_id, code)}
            for code in codes
        ]
        self.connection.execute(sa.insert(CODES), rows)

    def took_recovery(self, coordinator_id: int, code: str, now: datetime) -> bool:
        """Whether it is a recovery code of theirs that was not used before. It is used now."""
        this = RECOVERY_CODE.digest == self._code(coordinator_id, code)
        unused = sa.and_(_of(coordinator_id), this, RECOVERY_CODE.used_at.is_(None))
        used = sa.update(CODES).where(unused).values(used_at=now)
        return self.connection.execute(used).rowcount == 1

    def codes_left(self, coordinator_id: int) -> int:
        """How many recovery codes they have not used."""
        unused = sa.select(sa.func.count()).select_from(CODES)
        unused = unused.where(_of(coordinator_id), RECOVERY_CODE.used_at.is_(None))
        return int(self.connection.execute(unused).scalar_one())

    def end_session(self, session: str, now: datetime, until: datetime) -> None:
        """This one session ends: remembered until then, when its cookie is too old anyway."""
        table = ENDED_SESSION.digest.table
        self.connection.execute(sa.delete(table).where(ENDED_SESSION.until < now))
        ended = {"digest": self.cipher.fingerprint(session), "until": until}
        self.connection.execute(insert_once(self.connection, table, ENDED_SESSION.digest), ended)

    def end_sessions(self, coordinator_id: int) -> None:
        """All their sessions end."""
        self._change(coordinator_id, MORE)

    def _change(self, coordinator_id: int, values: Any, *only: sa.ColumnElement[bool]) -> bool:
        changed = sa.update(STAFF).where(COORDINATOR.id == coordinator_id, *only).values(values)
        return self.connection.execute(changed).rowcount == 1

    def _code(self, coordinator_id: int, code: str) -> str:
        """What is kept of a code, however it was typed."""
        plain = "".join(letter for letter in code.casefold() if letter.isalnum())
        return self._digest("recovery code", f"{coordinator_id} {plain}")

    def _digest(self, label: str, clear: str) -> str:
        key = self.cipher.derive(label)
        return hmac.digest(key, clear.encode("utf-8", "surrogatepass"), "sha256").hex()


def _of(coordinator_id: int) -> sa.ColumnElement[bool]:
    return RECOVERY_CODE.coordinator_id == coordinator_id

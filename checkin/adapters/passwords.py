"""Passwords, kept with Argon2id."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# One login takes some 60 ms of one core and 32 MiB: dear to guess, cheap to serve.
HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)


class ArgonPasswords:
    """`Passwords` over Argon2id."""

    def __init__(self) -> None:
        self._nobody = ""

    def hashed(self, password: str) -> str:
        """What is kept in place of `password`."""
        return HASHER.hash(_same_on_every_keyboard(password))

    def match(self, password: str, kept: str | None) -> bool:
        """Whether `kept` was made of `password`; None takes the same time and is False."""
        self._nobody = self._nobody or HASHER.hash("nobody has this password")
        try:
            HASHER.verify(kept or self._nobody, _same_on_every_keyboard(password))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None


def _same_on_every_keyboard(password: str) -> str:
    """Keyboards write one accented letter in one mark or in two."""
    return unicodedata.normalize("NFC", password)

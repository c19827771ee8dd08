"""Passwords, kept with Argon2id."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# One login takes some 60 ms of one core and 32 MiB: dear to guess, cheap to serve.
HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
# Made of a random password that was not kept, with the same costs as all others.
NOBODYS = (
    "$argon2id$v=19$m=32768,t=3,p=1$pPP7K/GXZnW8C5329LXoQQ$i5E7Im"
    "+lnQR2llG6LjESA5RSnXzvwzi8HyYr7351QmA"
)


class ArgonPasswords:
    """`Passwords` over Argon2id."""

    def __init__(self, hasher: PasswordHasher = HASHER) -> None:
        self._hasher = hasher

    def hashed(self, password: str) -> str:
        """What is kept in place of `password`."""
        return self._hasher.hash(_same_on_every_keyboard(password))

    def match(self, password: str, kept: str | None) -> bool:
        """Whether `kept` was made of `password`; None takes the same time and is False."""
        try:
            self._hasher.verify(kept or NOBODYS, _same_on_every_keyboard(password))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None


def _same_on_every_keyboard(password: str) -> str:
    """Keyboards write one accented letter in one mark or in two."""
    return unicodedata.normalize("NFC", password)

"""Personal data at rest: sealed fields, and fingerprints by which a number is found again."""

import hmac
from collections.abc import Sequence
from typing import NewType

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Sealed = NewType("Sealed", str)  # what is stored in place of a number, a name or a body (R84)

KEY_LENGTH = 32  # bytes


class CannotOpen(Exception):
    """No data key opens this: it was sealed with one that is gone, or it was changed."""


class Cipher:
    """Seals and opens fields with the data keys, the newest of which comes first.

    The secret key is never used itself: each use has a key of its own, derived from it (R78).
    Make one and share it: it holds no state that changes.
    """

    def __init__(self, data_keys: Sequence[str], secret_key: str) -> None:
        self._sealing = MultiFernet([Fernet(key) for key in data_keys])
        self._secret = secret_key.encode()
        self._fingerprint_key = self.derive("fingerprint")

    def seal(self, clear: str) -> Sealed:
        """`clear` sealed with the newest key; any string, half emoji and NUL included."""
        return Sealed(self._sealing.encrypt(clear.encode("utf-8", "surrogatepass")).decode())

    def open(self, sealed: Sealed) -> str:
        """What was sealed, with whichever key. Raises `CannotOpen`."""
        try:
            return self._sealing.decrypt(sealed.encode()).decode("utf-8", "surrogatepass")
        except InvalidToken:
            raise CannotOpen from None

    def rotate(self, sealed: Sealed) -> Sealed:
        """The same, sealed with the newest key, so that older ones can go. Raises `CannotOpen`."""
        try:
            return Sealed(self._sealing.rotate(sealed.encode()).decode())
        except InvalidToken:
            raise CannotOpen from None

    def fingerprint(self, number: str) -> str:
        """64 hex digits that are the same for the same E.164 number, and useless without the key.

        It outlives the data keys: changing the secret key makes every number unknown.
        """
        return hmac.digest(self._fingerprint_key, number.encode(), "sha256").hex()

    def derive(self, label: str) -> bytes:
        """A key of 32 bytes for the use that `label` names; the same each time."""
        kind = f"checkin {label}".encode()
        return HKDF(SHA256(), length=KEY_LENGTH, salt=None, info=kind).derive(self._secret)

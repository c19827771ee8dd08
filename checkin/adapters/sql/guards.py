"""PINs and safe words: kept as keyed fingerprints, each with its member's id mixed in.

The key lies outside the database, so that four digits cannot be found by trying them all there.
"""

from checkin.adapters.cipher import Cipher
from checkin.domain.conversation import Conversation
from checkin.domain.plain import plain
from checkin.usecases.ports.records import Fitting


def of_pin(cipher: Cipher, member_id: int, pin: str) -> str:
    """What is kept of a PIN."""
    return cipher.fingerprint(f"pin {member_id} {pin}")


def of_coordinator(cipher: Cipher, coordinator_id: int, pin: str) -> str:
    """What is kept of a coordinator's PIN, however it was sent."""
    digits = "".join(mark for mark in plain(pin) if mark.isdecimal())
    return cipher.fingerprint(f"duty pin {coordinator_id} {digits}")


def of_safe_word(cipher: Cipher, member_id: int, word: str) -> str:
    """What is kept of a safe word, which is plain."""
    return cipher.fingerprint(f"safe word {member_id} {word}")


def fitting(cipher: Cipher, conversation: Conversation, said: str) -> Fitting:
    """Whose PIN and whose safe word `said` is."""
    guarded = [t for t in conversation.threads if t.guard.pin or t.guard.safe_word]
    if not guarded:
        return Fitting()
    words = plain(said)
    pins = [t for t in guarded if t.guard.pin == of_pin(cipher, t.member.id, words)]
    safe = [t for t in guarded if t.guard.safe_word == of_safe_word(cipher, t.member.id, words)]
    return Fitting(frozenset(t.member.id for t in pins), frozenset(t.member.id for t in safe))

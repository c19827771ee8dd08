"""What we have asked and wait to hear, as it lies in a line's or a call's row."""

from datetime import datetime

from checkin.adapters.cipher import Cipher, Sealed
from checkin.domain.conversation import Asking, Prompt


def prompt_in(
    asking: str,
    note: Sealed | None,
    cipher: Cipher,
    member_id: int | None,
    until: datetime | None = None,
) -> Prompt | None:
    """The question that is open; None if there is none."""
    if not asking:
        return None
    return Prompt(Asking(asking), member_id, cipher.open(note) if note else "", until)


def sealed_note(prompt: Prompt | None, cipher: Cipher) -> Sealed | None:
    """The note of a question, which may hold a name or words; None if it has none."""
    return cipher.seal(prompt.note) if prompt and prompt.note else None

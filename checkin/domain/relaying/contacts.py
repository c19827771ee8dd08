"""Whom a member may write to and talk with: their buddies, by the numbers that they know."""

from dataclasses import dataclass

from checkin.domain.consent import Purpose
from checkin.domain.conversation import Thread
from checkin.domain.member import MemberState
from checkin.domain.outgoing import Kind
from checkin.domain.pairing import Pairing, PairingState, Side
from checkin.domain.pairing.alias import word_for
from checkin.domain.plain import plain

IN_TOUCH = frozenset({PairingState.ACTIVE, PairingState.PAUSED})
Key = tuple[int, int]  # a pairing and the other member in it


@dataclass(frozen=True, slots=True)
class Contact:
    """One buddy of a member."""

    pairing: Pairing
    me: Side
    other: Side

    @property
    def key(self) -> Key:
        """What a question of ours remembers them by."""
        return self.pairing.id, self.other.member.id

    def named(self) -> str:
        """What the member knows them by: their first name, or a word of the catalogs (R127)."""
        return _known_as(self.pairing, self.other)

    def names_me(self) -> str:
        """What they know the member by."""
        return _known_as(self.pairing, self.me)

    @property
    def reachable(self) -> bool:
        """Whether they may be reached at all; nobody learns why not."""
        here = self.other.member.state is MemberState.ACTIVE and self.other.resting_until is None
        return self.pairing.state is PairingState.ACTIVE and self.other.willing and here

    @property
    def road(self) -> Kind | None:
        """How words reach them: by their own channel, else by the one that they have agreed to."""
        texts = Purpose.CHECKIN_TEXT in self.other.standing
        if self.talks and (self.other.by_call or not texts):
            return Kind.RELAY_CALL
        return Kind.RELAY if texts else None

    @property
    def talks(self) -> bool:
        """Whether they may be called."""
        return Purpose.CHECKIN_CALL in self.other.standing


def _known_as(pairing: Pairing, side: Side) -> str:
    name = side.member.name.strip()
    return name if pairing.by_name and name else word_for(side.alias)


def contacts_of(thread: Thread | None) -> tuple[Contact, ...]:
    """The buddies of a member who has agreed to have any, oldest bond first."""
    if thread is None:
        return ()
    return tuple(
        Contact(pairing, me, other)
        for pairing in thread.bonds
        if pairing.state in IN_TOUCH and (me := pairing.side(thread.member.id)) and me.willing
        for other in pairing.others(thread.member.id)
    )


def addressed(contacts: tuple[Contact, ...], said: str) -> tuple[tuple[Contact, ...], str]:
    """Whom `said` is for, and the words: "2 hello" is for the second of several.

    Without a number it is for everybody of the only bond; for nobody yet where there are several.
    """
    first, _, rest = said.partition(" ")
    number = plain(first)
    if len(contacts) > 1 and number.isdecimal() and 1 <= int(number[:3]) <= len(contacts):
        return (contacts[int(number) - 1],), rest.strip()
    one_bond = len({contact.pairing.id for contact in contacts}) == 1
    return (contacts if one_bond else ()), said


def packed(contacts: tuple[Contact, ...], words: str = "", evidence: str = "") -> str:
    """What a question of ours remembers: whom each key stands for, and the words for them.

    `evidence` is the text that the words came in.
    """
    keys = " ".join(f"{pairing}:{other}" for pairing, other in (c.key for c in contacts))
    return f"{keys}\n{evidence}\n{words}"


def keys_in(note: str) -> tuple[Key, ...]:
    """Whom each key stands for, of what was `packed`."""
    pairs = (each.partition(":") for each in note.partition("\n")[0].split())
    return tuple((int(pairing), int(other)) for pairing, _, other in pairs)


def words_in(note: str) -> str:
    """The words, of what was `packed`."""
    return note.partition("\n")[2].partition("\n")[2]


def evidence_in(note: str) -> str:
    """The text that they came in."""
    return note.partition("\n")[2].partition("\n")[0]


def still_there(contacts: tuple[Contact, ...], key: Key) -> Contact | None:
    """The one who was meant by a key, if they are still in touch."""
    return next((contact for contact in contacts if contact.key == key), None)

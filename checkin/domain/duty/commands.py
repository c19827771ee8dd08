"""What a coordinator writes: a small number and one letter, as in "2t", or a word."""

import re
from dataclasses import dataclass
from enum import StrEnum

LONGEST_NOTE = 1000  # characters of what somebody did


class Act(StrEnum):
    """What they want."""

    TAKE = "t"
    DONE = "d"
    NEXT = "n"
    DETAILS = "?"
    CALL = "c"
    WRITE = "m"
    LIST = "list"
    HELP = "help"
    CONFIRM = "confirm"
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class Command:
    """One of these. `code` is None where none is needed; `words` are a note, a text or a PIN."""

    act: Act
    code: int | None = None
    words: str = ""


LETTERS = {
    **{word: Act.TAKE for word in ("t", "take", "mine")},
    **{word: Act.DONE for word in ("d", "done", "close", "resolve")},
    **{word: Act.NEXT for word in ("n", "next", "no", "pass")},
    **{word: Act.DETAILS for word in ("?", "more", "details", "who", "what")},
    **{word: Act.CALL for word in ("c", "call", "ring")},
    **{word: Act.WRITE for word in ("m", "msg", "text", "write", "say")},
}
ALONE = {
    **{word: Act.LIST for word in ("list", "l", "open", "?")},
    **{word: Act.CONFIRM for word in ("confirm", "c", "yes", "y")},
    **{word: Act.HELP for word in ("help", "commands")},
}
WORD = "|".join(sorted(map(re.escape, LETTERS), key=len, reverse=True))
NUMBERED = re.compile(
    rf"#?(\d{{1,4}})\s*({WORD})(?![a-z])[\s.,:;!-]*(.*)", re.IGNORECASE | re.DOTALL
)
LETTERED = re.compile(rf"({WORD})\s*#?(\d{{1,4}})(?!\d)[\s.,:;!-]*(.*)", re.IGNORECASE | re.DOTALL)
PIN = re.compile(r"(?:pin\s*)?(\d{4,8})", re.IGNORECASE)


def read(body: str) -> Command | None:
    """The command in a text; None if it is none. A bare number of four to eight digits is a PIN."""
    said = body.strip()
    if found := PIN.fullmatch(said):
        return Command(Act.PIN, words=found[1])
    if found := NUMBERED.fullmatch(said):
        return Command(LETTERS[found[2].casefold()], int(found[1]), _words(found[3]))
    if found := LETTERED.fullmatch(said):
        return Command(LETTERS[found[1].casefold()], int(found[2]), _words(found[3]))
    act = ALONE.get(said.rstrip(".! ").casefold())
    return Command(act) if act else None


def _words(said: str) -> str:
    return said.strip()[:LONGEST_NOTE]

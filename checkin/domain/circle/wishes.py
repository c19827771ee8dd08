"""The one word after CIRCLE that changes how much of it somebody gets, in our languages."""

from collections.abc import Mapping
from enum import StrEnum

from checkin.domain.plain import plain


class Wish(StrEnum):
    """What a member wants of their circle."""

    MUTE = "mute"
    LEAVE = "leave"
    DIGEST = "digest"
    BACK = "back"


WORDS: Mapping[Wish, tuple[str, ...]] = {
    Wish.MUTE: (
        *("mute", "quiet", "silencio", "silenciar", "silence", "silêncio"),
        *("nyamaza", "kimya", "chup", "चुप"),
    ),
    Wish.LEAVE: (
        *("leave", "quit", "exit", "end", "salir", "dejar", "quitter", "sortir", "sair"),
        *("ondoka", "toka", "chhodo", "छोड़ो"),
    ),
    Wish.DIGEST: (
        *("digest", "summary", "resumen", "résumé", "resumo", "muhtasari", "saar", "सार"),
    ),
    Wish.BACK: (*("back", "on", "unmute", "volver", "retour", "voltar", "rudi", "wapas", "वापस"),),
}
_MEANT = {plain(word): wish for wish, words in WORDS.items() for word in words}


def wish_in(words: str) -> Wish | None:
    """What `words` ask for, if they are one such word and nothing else."""
    return _MEANT.get(plain(words))

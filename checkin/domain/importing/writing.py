"""A member back into a row, for another installation to import."""

from collections.abc import Iterable
from dataclasses import dataclass

from checkin.domain.consent import GRANTS, Action
from checkin.domain.importing.rhythm import written
from checkin.domain.member import Member


@dataclass(frozen=True, slots=True)
class Kept:
    """A member with what else a row holds. `proofs` are the ledger's, oldest first."""

    member: Member
    number: str
    buddy_ok: bool
    topics: str
    proofs: tuple[tuple[Action, str], ...] = ()


def evidence(proofs: Iterable[tuple[Action, str]]) -> str:
    """What proves the agreement: what the import said, else the latest yes; empty without one."""
    told = tuple(proofs)
    imported = [what for action, what in told if action is Action.IMPORTED]
    said = imported or [what for action, what in told if action in GRANTS]
    return said[-1] if said else ""


def row(kept: Kept) -> tuple[str, ...]:
    """The values of `COLUMNS`, in order."""
    member = kept.member
    return (
        kept.number,
        member.name,
        member.language,
        member.time_zone,
        member.channel.value,
        member.rhythm.cadence.value,
        written(member.rhythm),
        evidence(kept.proofs),
        "yes" if kept.buddy_ok else "no",
        kept.topics,
    )

"""What the consent ledger can show for one number, and whether all of it still holds.

A proof is one file that needs nothing else: every event of the line with the words as shown, what
stands, what checking came to, and how anybody can check it again without this service.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from checkin.domain.consent import standing
from checkin.domain.consent.chain import moment
from checkin.domain.consent.checking import Fault, Row, Verdict, verify
from checkin.domain.consent.shown import WordingShown
from checkin.usecases.ports.ledger import Chain, Ledger

FORMAT = "checkin-consent-proof-1"
BATCH = 500  # lines that are read at once
HOW_TO_VERIFY = (
    "Every event is hashed: the SHA-256 of its `says`, written as JSON in UTF-8 with the names in"
    " alphabetical order, no space between, and nothing after the end, is its `hash`. With jq:"
    " jq -cSj '.events[0].says' FILE | sha256sum",
    "Every event names the one before: `says.prev_hash` is the `hash` of the event before it, and"
    " 64 zeros in the first. All events have the same `says.line`.",
    "`head.hash` is the `hash` of the last event, and `head.count` is how many there are (events"
    " whose `chained` is `not yet` stand after the head and are not counted).",
    "`says.evidence_digest` is the SHA-256 of `evidence_salt`, a colon and `evidence`, in UTF-8. It"
    " is empty in events from before the chain; and where `evidence` is null nobody can read it any"
    " more, while its digest stays.",
    "`says.wording_hash` names one of `texts`: the SHA-256 of its `hashed`, written in the same"
    " way. With jq: jq -cSj '.texts[].hashed' FILE. `as_said` is `hashed.text` with"
    " `hashed.values` in place of the names in braces. It is empty where no text was kept.",
    "Compare `head.hash` with an earlier proof of the same number: it must be the `hash` of one of"
    " the events here. This shows that nobody has written the whole chain anew since then.",
)


@dataclass(frozen=True, slots=True)
class Proof:
    """The content of a proof, ready to be written as JSON, and whether everything holds."""

    content: Mapping[str, object]
    holds: bool


def prove(
    ledger: Ledger, number: str, organisation: Mapping[str, str], now: datetime
) -> Proof | None:
    """The proof for one number; None if nothing was ever written down about it."""
    chain = ledger.of(number)
    if chain is None:
        return None
    verdict = verify(chain.rows, chain.head)
    texts = {row.shown.hash: _text(row.shown) for row in chain.rows if row.shown}
    content = {
        "format": FORMAT,
        "produced_at": moment(now),
        "organisation": dict(organisation),
        "number": number,
        "line": chain.fingerprint,
        "verification": _told(chain, verdict),
        "stands_now": list(_stands(chain, ledger.members_on(chain.line_id))),
        "events": [_event(place, row, verdict) for place, row in enumerate(chain.rows, start=1)],
        "head": {"hash": chain.head.hash, "count": chain.head.count},
        "texts": texts,
        "how_to_verify": list(HOW_TO_VERIFY),
    }
    return Proof(content, verdict.holds)


def _told(chain: Chain, verdict: Verdict) -> Mapping[str, object]:
    """The verdict, by the places of the events."""
    places = {row.id: place for place, row in enumerate(chain.rows, start=1)}
    broken = verdict.first_broken
    return {
        "result": "intact" if verdict.holds else "BROKEN",
        "events": len(chain.rows),
        "first_broken": None if broken is None else places[broken],
        "head_matches": verdict.head_holds,
        "not_yet_chained": [places[row_id] for row_id in verdict.waiting],
    }


def _stands(chain: Chain, members: Sequence[int]) -> Iterator[Mapping[str, object]]:
    """What stands for each member who is on the line or in its ledger."""
    named = {row.facts.member_id for row in chain.rows} | set(members)
    for member_id in sorted(filter(None, named)):
        events = (row.facts for row in chain.rows if row.facts.member_id in (None, member_id))
        purposes = standing((facts.purpose, facts.action) for facts in events)
        yield {"member_id": member_id, "purposes": sorted(purposes)}


def _event(place: int, row: Row, verdict: Verdict) -> Mapping[str, object]:
    prev_hash, own_hash = verdict.links[row.id]
    return {
        "place": place,
        "says": dict(row.facts.hashed(prev_hash)),
        "hash": own_hash,
        "evidence": row.evidence.text if row.evidence else None,
        "evidence_salt": row.evidence.salt if row.evidence else None,
        "text_as_said": row.shown.said if row.shown else None,
        "chained": _chained(row, verdict),
        "check": [fault.value for fault in verdict.faults.get(row.id, ())] or "ok",
    }


def _chained(row: Row, verdict: Verdict) -> str:
    if row.id in verdict.waiting:
        return "not yet"
    return "when written" if row.facts.evidence_digest else "later"


def _text(shown: WordingShown) -> Mapping[str, object]:
    return {"hashed": dict(shown.hashed), "as_said": shown.said}


@dataclass(slots=True)
class Walked:
    """What came of checking the whole ledger, by the ids of lines and rows."""

    lines: int = 0
    rows: int = 0
    waiting: int = 0  # rows that no chain holds yet
    unread: int = 0  # rows whose evidence nobody can read any more
    faults: dict[int, Mapping[int, tuple[Fault, ...]]] = field(default_factory=dict)
    heads: list[int] = field(default_factory=list)  # lines whose head is not that of their rows

    @property
    def holds(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.broken

    @property
    def broken(self) -> list[int]:
        """The ids of the lines with any fault, in order."""
        return sorted({*self.faults, *self.heads})

    def add(self, chain: Chain) -> None:
        """Check one more line."""
        verdict = verify(chain.rows, chain.head)
        self.lines += 1
        self.rows += len(chain.rows)
        self.waiting += len(verdict.waiting)
        self.unread += len(verdict.unread)
        if verdict.faults:
            self.faults[chain.line_id] = verdict.faults
        if not verdict.head_holds:
            self.heads.append(chain.line_id)


def walk(ledger: Ledger, done: Callable[[int], None] = lambda count: None) -> Walked:
    """Check every line; `done` hears how many more lines are through.

    Raises `Unavailable` when the database goes away.
    """
    walked = Walked()
    after = 0
    while chains := ledger.after(after, BATCH):
        for chain in chains:
            walked.add(chain)
        done(len(chains))
        after = chains[-1].line_id
    return walked

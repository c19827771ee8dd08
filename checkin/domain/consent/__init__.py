"""Consent: what was granted or withdrawn, the ledger of it, and how that proves itself.

`events` says what can happen and what stands after it, `shown` what a person had read or heard,
`chain` how each row holds the one before, and `checking` whether all of them still do.
"""

from checkin.domain.consent.events import (
    ENDS,
    GRANTS,
    Action,
    ConsentEvent,
    Medium,
    Purpose,
    standing,
)

__all__ = ["ENDS", "GRANTS", "Action", "ConsentEvent", "Medium", "Purpose", "standing"]

"""What is kept: whether the data keys open it, and whether the consent ledger holds."""

from checkin.usecases.examining.remark import Remark, ok, some, warning, wrong
from checkin.usecases.ports.examining import Signs
from checkin.usecases.ports.ledger import Ledger
from checkin.usecases.proving import walk


def keys(signs: Signs) -> Remark:
    """Whether what was sealed last can be read."""
    unopened = signs.unopened()
    if unopened:
        seen = f"no data key opens the newest row of {', '.join(unopened)}"
        do = "put the key that is missing back into CHECKIN_DATA_KEYS, and restart everything"
        return wrong("data keys", seen, do)
    return ok("data keys", "they open the newest row of every table")


def ledger(whole: Ledger) -> Remark:
    """Whether every line of the consent ledger holds. This reads all of it."""
    walked = walk(whole)
    if not walked.holds:
        return _broken(len(walked.broken))
    seen = f"all of it holds: {some(walked.lines, 'line')}, {some(walked.rows, 'event')}"
    if walked.unread:
        seen += f"; no data key opens the evidence of {walked.unread}"
        do = "keep older keys in CHECKIN_DATA_KEYS for as long as the ledger needs them"
        return warning("consent ledger", seen, do)
    return ok("consent ledger", seen)


def heads(signs: Signs) -> Remark:
    """Whether the last events of every line are those that were written: a quick look."""
    broken = signs.heads()
    return _broken(len(broken)) if broken else ok("consent ledger", "its last events are there")


def _broken(lines: int) -> Remark:
    seen = f"{some(lines, 'line does', 'lines do')} not hold: something was changed or is missing"
    do = "checkin consent verify names them; docs/consent.md says what to do now"
    return wrong("consent ledger", seen, do)

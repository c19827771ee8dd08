"""The jobs. Each is a call of one use case with row ids; a job may be lost or run twice."""

from functools import lru_cache

import structlog

from checkin import bootstrap
from checkin.usecases import delivery
from checkin.usecases.ports import Services

log = structlog.get_logger(__name__)


@lru_cache(maxsize=1)
def _services() -> Services:
    """Built on the first job, in the process that runs it: connections do not survive a fork."""
    return bootstrap.services(bootstrap.settings_or_exit())


def deliver(outbox_ids: list[int]) -> None:
    """Hand these outbox rows to the carrier, those of them that may leave."""
    try:
        tally = delivery.deliver(_services(), outbox_ids)
    except Exception as error:
        log.error("delivery_failed", exc_info=error)  # RQ says no more than that a job failed
        raise
    if tally:
        well = tally.keys() <= {"handed", "withdrawn"}
        (log.info if well else log.warning)("delivered", **tally)

"""The carrier tells us what became of a text or call: in any order, repeated, or of one unknown."""

from dataclasses import dataclass

from checkin.domain.carrier import CALL_OVER, NOT_ARRIVED, NOT_TAKEN_UP, OPTED_OUT
from checkin.usecases import phone
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.missed_page import page_missed
from checkin.usecases.opting_out import stopped_at_carrier
from checkin.usecases.ports import Services
from checkin.usecases.unreached import call_over, words_missed

BRIEF = 8  # seconds; who hangs up sooner and presses nothing has only rung


@dataclass(frozen=True, slots=True)
class CallNews:
    """What the carrier says of a call; `seconds` is how long it lasted, 0 until it has ended."""

    provider_id: str
    status: str
    error_code: int
    seconds: int


def text_status(
    services: Services, message_id: int, provider_id: str, status: str, error_code: int
) -> None:
    """Write down a status of a text. Unknown texts and words do no harm."""

    def work() -> str | None:
        with services.begin() as work:
            line_id = work.texts.reported(
                message_id, provider_id, status, error_code, services.now()
            )
            if line_id is not None and status in NOT_ARRIVED:
                page_missed(services, work, message_id, by_call=False)
                words_missed(services, work, message_id, by_call=False)
            if line_id is None or error_code != OPTED_OUT:
                return None
            return work.conversations.number_of(line_id)

    number = again_on_conflict(work)
    if number is not None:
        stopped_at_carrier(services, number, error_code)


def call_status(services: Services, call_id: int, news: CallNews) -> None:
    """Write down a status of a call; `call_id` 0 means that it goes by its provider id.

    Somebody who rang us and hung up at once has given us a missed call.
    """

    def work() -> None:
        now = services.now()
        with services.begin() as work:
            silent = work.calls.reported(
                call_id, news.provider_id, news.status, news.error_code, now
            )
            if call_id and news.status in NOT_TAKEN_UP:
                page_missed(services, work, call_id, by_call=True)
            if call_id and news.status in CALL_OVER:
                call_over(services, work, call_id)
            if silent and news.seconds <= BRIEF:
                phone.hung_up(services, work, news.provider_id)

    again_on_conflict(work)

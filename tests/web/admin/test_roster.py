"""The list of members: its pages, what narrows it, and the search that leaves no trace."""

import logging
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.desk import SqlRoster
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import ESCALATION, MEMBER
from checkin.domain.decision import Change, Decision, LineChanged, MemberChanged
from checkin.domain.escalation import EscalationKind
from checkin.domain.member import Channel, MemberState
from tests.town.settings import DATA_KEY
from tests.web.admin.office import Browser, Office, statements

CIPHER = Cipher((DATA_KEY,), "s" * 40)
LINK = re.compile(r'href="/admin/members/(\d+)"')
NEXT = re.compile(r'href="(/admin/members\?[^"]*below=\d+[^"]*)"')
BELOW = re.compile(r'name="below" value="(\d+)"')


def change(office: Office, *changes: Change) -> None:
    with office.services.begin() as work:
        work.apply(Decision(changes), office.moment, office.services.policy)


def listed(browser: Browser) -> list[int]:
    return [int(id_) for id_ in LINK.findall(browser.page)]


def nobody_took(office: Office, kind: EscalationKind) -> None:
    """Everybody was told of it and nobody took it, so that it leads the list of who waits."""
    engine = connect_to(office.settings.database_url)
    with engine.begin() as connection:
        table = ESCALATION.id.table
        connection.execute(sa.update(table).where(table.c.kind == kind).values(climbs=1, rank=-1))
    engine.dispose()


def crowd(office: Office, count: int) -> list[int]:
    """That many members in one go; their ids, the latest first."""
    first = office.enrols("Member 1")
    engine = connect_to(office.settings.database_url)
    with engine.begin() as connection:
        row = connection.execute(sa.select(MEMBER.id.table)).mappings().one()
        more = [dict(row) | {"id": first.id + n} for n in range(1, count)]
        if more:
            connection.execute(sa.insert(MEMBER.id.table), more)
    engine.dispose()
    return list(range(first.id + count - 1, first.id - 1, -1))


def test_sixty_members_come_in_order_without_gaps_or_repeats(either_office: Office) -> None:
    expected = crowd(either_office, 60)
    dana = either_office.browser("dana")
    found, following = [], "/admin/members"
    while following:
        dana.opens(following)
        found.append(listed(dana))
        after = NEXT.search(dana.page)
        following = after[1] if after else ""

    assert [len(page) for page in found] == [25, 25, 10]
    assert [id_ for page in found for id_ in page] == expected


def test_it_is_narrowed_by_state_language_and_channel(either_office: Office) -> None:
    office = either_office
    names = ("Invited", "Active", "Paused", "Left", "Stopped")
    invited, active, paused, left, stopped = (office.enrols(name) for name in names)
    swahili = office.enrols("Swahili", language="sw")
    until = office.moment + timedelta(days=9)
    change(
        office,
        MemberChanged(active.id, state=MemberState.ACTIVE, channel=Channel.CALL),
        MemberChanged(paused.id, state=MemberState.PAUSED, paused_until=until),
        MemberChanged(left.id, state=MemberState.LEFT),
        MemberChanged(stopped.id, state=MemberState.LEFT),
        LineChanged(stopped.line_id, stopped=True),
    )
    dana = office.browser("dana")
    for asked, expected in (
        ("which=active", [active]),
        ("which=invited", [swahili, invited]),
        ("which=paused", [paused]),
        ("which=left", [left]),
        ("which=stopped", [stopped]),
        ("language=sw", [swahili]),
        ("channel=call&which=all", [active]),
        ("channel=call&language=sw", []),
        ("which=odd&channel=odd&language=odd&below=x", None),
    ):
        dana.opens(f"/admin/members?{asked}")
        everybody = [swahili, stopped, left, paused, active, invited]
        members = everybody if expected is None else expected
        assert listed(dana) == [member.id for member in members], asked
    assert "<b>Stopped us</b>" in dana.page
    assert "<b>Paused</b> until Wed, Mar 11, 04:00" in dana.page


def test_a_row_says_in_words_what_waits_and_when_they_are_asked_next(office: Office) -> None:
    ana = office.enrols("Ana", "+12125550187")
    office.raises(ana, EscalationKind.SILENCE)
    office.raises(ana, EscalationKind.DANGER)
    nobody_took(office, EscalationKind.SILENCE)
    slot = office.moment + timedelta(hours=6)
    change(office, MemberChanged(ana.id, state=MemberState.ACTIVE, next_due_at=slot))
    dana = office.browser("dana")
    dana.opens("/admin/members")

    row = dana.page.partition('<ol class="cards">')[2]
    for said in (
        "<bdi>Ana</bdi>",
        "Active",
        "ends in 87",
        "English · By text",
        "next check-in 09:00",
    ):
        assert said in row
    assert row.index(">Red</strong> <span>May be in danger") < row.index(
        ">Yellow</strong> <span>No"
    )
    assert '<li class="card red">' in row
    assert "0187" not in dana.page


@pytest.mark.parametrize("rows", [2, 30])
def test_a_page_takes_few_statements_whatever_the_rows(either_office: Office, rows: int) -> None:
    crowd(either_office, rows)
    dana = either_office.browser("dana")
    dana.opens("/admin/members")
    with statements() as seen:
        dana.opens("/admin/members?which=invited")
    assert len(seen) == 3
    with statements() as seen:
        dana.sends("/admin/members/find", said="mem 1 m")
    assert len(seen) == 4
    assert listed(dana)


def test_who_is_found_alone_is_shown_at_once(either_office: Office) -> None:
    office = either_office
    office.enrols("Ben")
    zoe = office.enrols("Zoë María")
    dana = office.browser("dana")
    for said in ("zoe", "MARIA", "(212) 555-0002", "+12125550002"):
        dana.opens("/admin/members")
        answer = dana.sends("/admin/members/find", said=said)
        assert (answer.status_code, answer.location) == (303, f"/admin/members/{zoe.id}"), said


def test_everybody_on_a_shared_phone_is_found_by_its_number(office: Office) -> None:
    ben = office.enrols("Ben", "+12125550155")
    eve = office.enrols("Eve", "+12125550155")
    dana = office.browser("dana")
    dana.opens("/admin/members")

    answer = dana.sends("/admin/members/find", said="212 555 0155")

    assert answer.status_code == 200
    assert listed(dana) == [eve.id, ben.id]


def test_a_part_of_a_number_is_refused_with_what_to_do(office: Office) -> None:
    office.enrols("Ben", "+12125550155")
    dana = office.browser("dana")
    dana.opens("/admin/members")

    answer = dana.sends("/admin/members/find", said="0155")

    assert answer.status_code == 422
    assert 'value="0155"' in dana.page
    assert 'aria-describedby="said-fault hint"' in dana.page
    assert "Write all its digits" in dana.page
    assert listed(dana) == []


@pytest.mark.parametrize("said", ["Nobody", "+12125550199"])
def test_whoever_is_not_there_is_said_kindly(office: Office, said: str) -> None:
    office.enrols("Ben")
    dana = office.browser("dana")
    dana.opens("/admin/members")
    lines = office.lines()

    dana.sends("/admin/members/find", said=said)

    assert "Nobody is to be found here" in dana.page
    assert f'value="{said}"' in dana.page
    assert office.lines() == lines  # looking for a number does not make it known


def test_a_search_by_name_goes_on_where_it_stopped(office: Office) -> None:
    expected = crowd(office, 40)
    dana = office.browser("dana")
    dana.opens("/admin/members")
    dana.sends("/admin/members/find", said="Member")
    found = listed(dana)
    while more := BELOW.search(dana.page):
        assert "has not come to yet" in dana.page
        dana.sends("/admin/members/find", said="Member", below=more[1])
        found += listed(dana)

    assert found == expected


def test_one_search_opens_so_many_names_and_says_where_it_came_to(either_office: Office) -> None:
    office = either_office
    zoe, *others = (office.enrols(name) for name in ("Zoe", "Ben", "Eve", "Uma"))
    engine = connect_to(office.settings.database_url)
    with engine.connect() as connection:
        found = SqlRoster(connection, CIPHER, read_at_once=3)
        first = found.named("zoe", None, 25)
        second = found.named("zoe", first.looked_at, 25)
    engine.dispose()

    assert (first.members, first.looked_at) == ((), others[0].id)
    assert ([one.member.id for one in second.members], second.looked_at) == ([zoe.id], None)


def test_what_is_searched_for_stands_in_no_address_and_no_log(
    office: Office, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    office.enrols("Wilhelmina", "+12125550155")
    office.enrols("Wilhelm", "+12125550156")
    dana = office.browser("dana")
    dana.opens("/admin/members")
    with caplog.at_level(logging.DEBUG):
        for said in ("Wilhelm", "+12125550155", "Wilhelmine"):
            answer = dana.sends("/admin/members/find", said=said)
            assert "ilhelm" not in (answer.location or "") + answer.headers.get("Set-Cookie", "")

    out = capsys.readouterr()
    for trace in (caplog.text, out.out, out.err):
        assert "ilhelm" not in trace
        assert "5550155" not in trace
    assert not re.findall(r'(?:href|action)="[^"]*ilhelm', dana.page)


def test_a_search_by_get_leads_to_the_list(office: Office) -> None:
    dana = office.browser("dana")
    assert dana.opens("/admin/members/find?said=Ana").location == "/admin/members"

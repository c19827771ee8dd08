"""How many SQL statements a list and a member's page take: the same, whatever is open."""

from tests.web.admin.many import KINDS, many
from tests.web.admin.office import Office, statements
from tests.web.admin.test_history import Past, call, text

LISTS = (
    "/admin/",
    "/admin/?level=red&whose=nobody&late=1",
    "/admin/?state=resolved",
    "/admin/sheet",
    "/admin/members",
)
MOST = 4  # for a list; a session is looked up in one of them


def counted(office: Office, path: str) -> int:
    dana = office.browser("dana")
    with statements() as seen:
        assert dana.opens(path).status_code == 200
    return len(seen)


def test_a_list_takes_as_many_statements_for_one_as_for_five_hundred(office: Office) -> None:
    with office.services.look() as work:
        staff = tuple(holder.id for holder in work.coordinators.holders())
    seen, there = [], 0
    for waiting in (1, 50, 500):
        many(office, waiting - there, staff, first=there)
        there = waiting
        seen.append([counted(office, path) for path in LISTS])
    assert seen[0] == seen[1] == seen[2]
    assert max(seen[0]) <= MOST, dict(zip(LISTS, seen[0], strict=True))


def test_a_member_takes_as_many_statements_however_much_is_open_and_was_said(
    office: Office,
) -> None:
    seen = []
    for kinds, said in ((KINDS[:1], 1), (KINDS[:9], 50), (KINDS, 500)):
        member = office.enrols()
        Past(office, member).write(*(text("in", "a text", "received") for _ in range(said)))
        Past(office, member).write(*(call("out", "completed", ("", "1"), "") for _ in range(said)))
        for kind in kinds:
            office.raises(member, kind)
        seen.append(counted(office, f"/admin/members/{member.id}"))
    assert seen[0] == seen[1] == seen[2]

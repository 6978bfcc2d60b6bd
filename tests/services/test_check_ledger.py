"""`ledger check` finds whatever was changed past the ledger: in the log, the states, the rows, the audit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from counter import FOLDER, PENSION, STREET, accepted, at_window, checked
from hall import new_bench

from app.bootstrap.opening import OpenHall
from app.domain.ledger.operation import Actor, Subject
from app.services.papers.print_paper import print_paper
from app.services.record import Act
from db.engine import outside_transactions


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[OpenHall]:
    """A hall with two cases, one of them printed."""
    with new_bench(tmp_path).open() as hall:
        accepted(hall, PENSION, command="one")
        record = accepted(hall, STREET, command="two").papers[0]
        print_paper(hall.office, at_window(), record.id, FOLDER)
        yield hall


def tamper(hall: OpenHall, *statements: str) -> None:
    """Change the file as a person with the key and a tool would: guards removed first."""
    with outside_transactions(hall.database.engine) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            changed = connection.execute(statement).rowcount
            assert changed > 0, f"nothing was tampered with: {statement}"


def found(hall: OpenHall) -> set[str]:
    return {finding.code for finding in checked(hall).findings}


def test_an_honest_hall_has_nothing_to_find(hall: OpenHall) -> None:
    report = checked(hall)

    assert report.findings == ()
    assert report.subjects == 2
    assert report.operations > 10


NEWEST = "SELECT op_id FROM authority_log ORDER BY position DESC LIMIT 1"
MIDDLE = "SELECT op_id FROM authority_log WHERE position = 4"

DAMAGES = {
    "a row of the list": (["UPDATE cases SET applicant = '李四' WHERE row = 1"], {"ledger.row_differs"}),
    "a row removed": (["DELETE FROM cases WHERE row = 2"], {"ledger.row_missing"}),
    "a state": (
        ["UPDATE subjects SET state = replace(state, 'closed', 'accepted') WHERE state LIKE '%closed%'"],
        {"ledger.state_differs"},
    ),
    "a state removed": (["DELETE FROM subjects WHERE rowid = 1"], {"ledger.state_differs"}),
    "a payload": (
        ["UPDATE operations SET payload = CAST(replace(CAST(payload AS TEXT), '关受', '关收') AS BLOB)"
         " WHERE CAST(payload AS TEXT) LIKE '%赣崇关受%'"],
        {"ledger.body_differs", "ledger.state_differs"},
    ),
    "a salt": ([f"UPDATE operations SET salt = x'00' WHERE op_id = ({MIDDLE})"], {"ledger.body_differs"}),
    "a link": (
        [f"UPDATE operations SET link = '{'0' * 64}' WHERE op_id = ({MIDDLE})"],
        {"ledger.chain_broken"},
    ),
    "an operation removed": (
        [f"DELETE FROM operations WHERE op_id = ({MIDDLE})", "DELETE FROM authority_log WHERE position = 4"],
        {"ledger.chain_broken", "ledger.log_gap"},
    ),
    "the newest operation removed": (
        [f"DELETE FROM operations WHERE op_id = ({NEWEST})",
         "DELETE FROM authority_log WHERE position = (SELECT max(position) FROM authority_log)"],
        {"ledger.head_differs", "ledger.state_differs"},
    ),
    "a number on a paper": (["UPDATE papers SET serial = 9 WHERE seq = 1"], {"ledger.paper_differs"}),
    "the facts of a paper": (["UPDATE papers SET facts = x'00' WHERE seq = 1"], {"ledger.paper_differs"}),
    "the bytes of a paper": (
        ["UPDATE papers SET pdf = x'00' WHERE pdf IS NOT NULL"],
        {"ledger.paper_differs"},
    ),
    "a void that nobody ordered": (["UPDATE papers SET is_void = 1 WHERE seq = 1"], {"ledger.paper_differs"}),
    "a paper removed": (["DELETE FROM papers WHERE seq = 1"], {"ledger.paper_missing"}),
    "a paper of nobody": (["UPDATE papers SET case_id = 'nobody' WHERE seq = 2"], {"ledger.paper_differs"}),
    "an entry of the audit": (["UPDATE access_audit SET clerk_id = 'c-li'"], {"ledger.audit_broken"}),
    "an outcome": (
        ["UPDATE authority_log SET outcome = 'dropped' WHERE position = 4"],
        {"ledger.state_differs"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_was_changed_past_the_ledger_is_found(hall: OpenHall, damage: str) -> None:
    statements, expected = DAMAGES[damage]

    tamper(hall, *statements)

    assert expected <= found(hall)


def test_the_guards_of_the_tables_refuse_the_simple_ways(hall: OpenHall) -> None:
    with outside_transactions(hall.database.engine) as connection:
        for statement in (
            "DELETE FROM operations",
            "DELETE FROM authority_log",
            "UPDATE operations SET body = x''",
            "UPDATE papers SET pdf = x'' WHERE pdf IS NOT NULL",
            "UPDATE papers SET serial = serial + 1",
            "DELETE FROM papers",
            "UPDATE seal_uses SET clerk = '张三'",
            "DELETE FROM seal_uses",
            "DELETE FROM access_audit",
        ):
            with pytest.raises(Exception, match=r"never|keep|stay|final|append"):
                connection.execute(statement)
    assert checked(hall).findings == ()


def test_a_finding_about_a_case_tells_its_number(hall: OpenHall) -> None:
    tamper(hall, "UPDATE cases SET applicant = '李四' WHERE row = 1")

    (only,) = checked(hall).findings

    assert only.subject is not None
    assert only.subject.kind == "case"
    assert only.facts["number"] == "3607251050002611260001"
    assert only.facts["columns"] == "applicant"


def test_a_case_number_given_twice_is_listed_and_both_cases_are_found(hall: OpenHall) -> None:
    """A cloned machine gave the number too; its case arrives like any other and stops nothing."""
    office, twice = hall.office, "3607251050002611260001"
    with office.storage.writing() as unit:
        moment = office.business_day.moment(unit)
        opening = {"item": {"id": "A01"}, "case_number": twice, "query_code": "0000000000", "visit": None}
        actor = Actor("c-wang", "window", "360725105000", "3")
        clone = Subject("case", "of the clone")
        act = Act(kind="case.opened.v1", subject=clone, payload=opening, actor=actor, moment=moment)
        office.recorder.record(unit, act)
        unit.commit()

    (only,) = checked(hall).findings
    with office.storage.reading() as unit:
        found = unit.cases.search(twice, limit=9)

    assert (only.code, dict(only.facts)) == ("ledger.case_number_doubled", {"doubled": twice, "count": 2})
    assert [row.case_number for row in found] == [twice, twice]

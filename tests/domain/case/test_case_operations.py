"""Every operation on a case in every state: the facts of materials and papers in any order, erasure."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from fakes import A_THURSDAY_MORNING
from hypothesis import given
from hypothesis import strategies as st

from app.domain.case.attached import ATTACHED_KINDS, attached_pages, taken_in_by
from app.domain.case.case import Case, case_of
from app.domain.case.commitments import COMMITMENT_KINDS
from app.domain.case.deemed import DEEMED_KINDS
from app.domain.case.deferral import DEFERRAL_KINDS
from app.domain.case.kinds import CASE_KINDS
from app.domain.case.moved import MOVE_KINDS
from app.domain.case.scans import SCAN_KINDS
from app.domain.case.state import CaseState
from app.domain.ledger.chain import Source
from app.domain.ledger.fold import Outcome, SubjectState, fold
from app.domain.ledger.kind import Nature, register
from app.domain.ledger.operation import (
    Actor,
    Base,
    Body,
    Moment,
    Operation,
    Payload,
    Subject,
    digest_payload,
)

EVERY_KIND = (
    *CASE_KINDS,
    *SCAN_KINDS,
    *MOVE_KINDS,
    *ATTACHED_KINDS,
    *DEFERRAL_KINDS,
    *COMMITMENT_KINDS,
    *DEEMED_KINDS,
)
KINDS = register(EVERY_KIND)
CASE = Subject("case", "c-1")
TOWNSHIP, COUNTY = "360725105000", "360725000000"
OPENING: Payload = {
    "item": {"id": "A01", "version": 1, "name": "参保登记"},
    "case_number": "3607251050002611260001",
    "query_code": "QK7M2X4A",
}
DECISIONS: Mapping[str, Payload] = {
    "case.accepted.v1": {"due_on": "2026-12-03"},
    "case.refused.v1": {"refusal": {"code": "R1"}},
    "case.supplement_requested.v1": {"supplements": [["户口簿"]]},
    "case.supplemented.v1": {},
    "case.closed.v1": {"result": "办结"},
    "case.withdrawn.v1": {"withdrawal_reason": "不办了"},
    "case.forwarded.v1": {"to": TOWNSHIP},
    "case.returned.v1": {"to": TOWNSHIP, "return_reason": "缺件"},
    "case.merged.v1": {"into": "c-2"},
    "case.terminated.v1": {"termination_reason": "逾期没有补齐"},
    "case.revoked.v1": {"material": "proof", "reason": "承诺不实", "decision": "撤〔2026〕1号"},
    "case.deemed_accepted.v1": {"since": "2026-11-26", "due_on": "2026-12-03"},
}
FACTS: Mapping[str, Payload] = {
    "material.received.v1": {"row": "m1", "what": "received", "paper": {"name": "户口簿"}},
    "material.moved.v1": {"row": "m1", "what": "moved", "to": COUNTY},
    "material.moved.v2": {
        "row": "m1",
        "what": "moved",
        "to": f"{TOWNSHIP}#4",
        "spot": "报送县级部门",
        "about": "户口簿 → 报送县级部门",
    },
    "material.returned.v1": {"row": "m1", "what": "returned"},
    "paper.issued.v1": {"paper": "p-1", "number": "赣崇关受〔2026〕1号"},
    "paper.voided.v1": {"paper": "p-1", "reason": "印错"},
    "paper.superseded.v1": {"paper": "p-1", "by": "p-2"},
    "paper.served.v1": {"paper": "p-1"},
    "case.registered_elsewhere.v1": {"system": "s-1", "name": "经办平台", "serial": "YB1"},
    "case.papers_deferred.v1": {
        "papers": [{"key": "design", "name": "结构设计文件", "until": "2026-12-03"}],
        "promised_by": "applicant",
        "held_before": [],
    },
    "commitment.made.v1": {"material": "proof", "name": "证明", "text_digest": "d", "by_agent": False},
    "commitment.checked.v1": {"material": "proof", "finding": "true", "found": "查过"},
    "commitment.let_stand.v1": {"material": "proof", "reason": "不影响结果"},
    "material.scanned.v1": {"row": "m1", "pages": [{"id": "s-1", "blob": "b-1"}], "source": "高拍仪"},
    "material.scans_ordered.v1": {"row": "m1", "order": ["s-1"]},
    "material.scan_dropped.v1": {"row": "m1", "page": "s-1"},
    "answer.attached.v1": {"pages": [{"id": "s-2", "blob": "b-2"}], "source": "高拍仪"},
    "answer.attached_dropped.v1": {"page": "s-2"},
}
WAY_TO: Mapping[str, tuple[str, ...]] = {
    "registered": (),
    "supplement_required": ("case.supplement_requested.v1",),
    "accepted": ("case.accepted.v1",),
    "forwarded": ("case.accepted.v1", "case.forwarded.v1"),
    "returned": ("case.accepted.v1", "case.returned.v1"),
    "refused": ("case.refused.v1",),
    "closed": ("case.accepted.v1", "case.closed.v1"),
    "withdrawn": ("case.withdrawn.v1",),
    "merged": ("case.merged.v1",),
    "terminated": ("case.accepted.v1", "case.terminated.v1"),
    "revoked": ("case.accepted.v1", "case.closed.v1", "case.revoked.v1"),
}

# Rows: the decision. Columns: the states of WAY_TO in their order; x where it goes through.
ALLOWED = """
case.accepted.v1             x x . . x . . . . . .
case.refused.v1              x x . . . . . . . . .
case.supplement_requested.v1 x . . . x . . . . . .
case.supplemented.v1         . x . . . . . . . . .
case.closed.v1               . . x x . . . . . . .
case.withdrawn.v1            x x x x x . . . . . .
case.forwarded.v1            . . x . x . . . . . .
case.returned.v1             . . x x . . . . . . .
case.merged.v1               x x x x x . . . . . .
case.terminated.v1           . . x x x . . . . . .
case.revoked.v1              . . x x x . x . . . .
case.deemed_accepted.v1      x x . . . . . . . . .
"""
TABLE = [
    (line.split()[0], state, mark == "x")
    for line in ALLOWED.strip().splitlines()
    for state, mark in zip(WAY_TO, line.split()[1:], strict=True)
]


def happens(
    state: SubjectState,
    kind: str,
    payload: Payload | None,
    *,
    minute: int = 0,
    day: str = "2026-11-26",
    place: str = TOWNSHIP,
    base: Base | None = None,
) -> tuple[Outcome, SubjectState]:
    """Fold one operation; a payload of None is one that was erased."""
    at = A_THURSDAY_MORNING + timedelta(minutes=minute)
    body = Body(
        op_id=f"op {state.version + len(state.held)} {kind}",
        kind=kind,
        subject=CASE,
        base=state.base if base is None else base,
        actor=Actor("c-wang", "window", place, "03"),
        moment=Moment(datetime.fromisoformat(day).date(), "clock", at),
        payload_digest=digest_payload(payload or {}, b"salt"),
    )
    salt = None if payload is None else b"salt"
    folded = fold(state, Operation(body, payload, salt), Source("pc-1", 1), KINDS)
    return folded.outcome, folded.state


def told(*story: tuple[str, Payload, int]) -> Case:
    """The case after facts with the minute of the wall clock each happened at."""
    _, state = happens(SubjectState(CASE), "case.opened.v1", OPENING)
    for kind, payload, minute in story:
        outcome, state = happens(state, kind, payload, minute=minute)
        assert outcome is Outcome.CONFIRMED
    return case_of(state)


def brought_to(name: str) -> SubjectState:
    _, state = happens(SubjectState(CASE), "case.opened.v1", OPENING)
    for kind in WAY_TO[name]:
        outcome, state = happens(state, kind, DECISIONS[kind])
        assert outcome is Outcome.CONFIRMED
    assert case_of(state).state is CaseState(name)
    return state


@pytest.mark.parametrize(("kind", "start", "goes_through"), TABLE)
def test_which_decision_goes_through_in_which_state(kind: str, start: str, goes_through: bool) -> None:
    before = brought_to(start)

    outcome, after = happens(before, kind, DECISIONS[kind])

    assert outcome is (Outcome.CONFIRMED if goes_through else Outcome.CONFLICT)
    assert (after.document == before.document) is not goes_through


def test_the_table_knows_every_decision_every_fact_and_every_state() -> None:
    others = {"case.opened.v1", "case.answered.v1"}

    assert {kind.name for kind in EVERY_KIND} == set(DECISIONS) | set(FACTS) | others
    assert {kind.name for kind in EVERY_KIND if kind.nature is Nature.DECISION} == set(DECISIONS)
    assert set(WAY_TO) == {state.value for state in CaseState}


@pytest.mark.parametrize("start", WAY_TO)
@pytest.mark.parametrize("kind", FACTS)
def test_what_happened_is_recorded_in_every_state_from_every_place_and_moves_no_state(
    start: str, kind: str
) -> None:
    before = brought_to(start)

    outcome, after = happens(before, kind, FACTS[kind], place="沙溪村", base=Base())

    assert outcome is Outcome.CONFIRMED
    assert case_of(after).state is CaseState(start)


@pytest.mark.parametrize("start", WAY_TO)
def test_answers_can_be_corrected_in_every_state(start: str) -> None:
    outcome, after = happens(brought_to(start), "case.answered.v1", {"changes": {"name": "钟示例"}})

    assert outcome is Outcome.CONFIRMED
    assert case_of(after).answers == {"name": "钟示例"}


@pytest.mark.parametrize("kind", DECISIONS)
def test_only_who_has_the_case_decides(kind: str) -> None:
    allowed_in = next(start for name, start, goes_through in TABLE if name == kind and goes_through)
    before = brought_to(allowed_in)

    outcome, after = happens(before, kind, DECISIONS[kind], place="沙溪村")

    assert outcome is Outcome.CONFLICT
    assert case_of(after).state is CaseState(allowed_in)


@pytest.mark.parametrize("kind", ["case.forwarded.v1", "case.returned.v1"])
def test_custody_goes_where_the_case_is_sent(kind: str) -> None:
    state = brought_to("accepted")

    _, state = happens(state, kind, {**DECISIONS[kind], "to": COUNTY})

    assert case_of(state).facts["custody"] == COUNTY
    here, _ = happens(state, "case.withdrawn.v1", DECISIONS["case.withdrawn.v1"])
    there, _ = happens(state, "case.withdrawn.v1", DECISIONS["case.withdrawn.v1"], place=COUNTY)
    assert (here, there) == (Outcome.CONFLICT, Outcome.CONFIRMED)


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("case.forwarded.v1", {}),
        ("case.returned.v1", {"return_reason": "缺件"}),
        ("case.merged.v1", {}),
        ("material.moved.v1", {"row": "m1", "what": "moved"}),
        ("material.received.v1", {"what": "received"}),
        ("paper.issued.v1", {"number": "1"}),
        ("paper.voided.v1", {}),
        ("case.registered_elsewhere.v1", {"system": "s-1", "name": "经办平台"}),
        ("material.scanned.v1", {"row": "m1", "source": "高拍仪"}),
        ("material.scans_ordered.v1", {"row": "m1"}),
        ("material.scan_dropped.v1", {"page": "s-1"}),
        ("answer.attached.v1", {"source": "高拍仪"}),
        ("answer.attached_dropped.v1", {"row": "m1"}),
    ],
)
def test_what_lacks_what_its_kind_promises_is_rejected_and_changes_nothing(
    kind: str, payload: Payload
) -> None:
    before = brought_to("accepted")

    outcome, after = happens(before, kind, payload)

    assert outcome is Outcome.REJECTED
    assert after == before


# Materials

RECEIVED = ("material.received.v1", FACTS["material.received.v1"], 1)
MOVED = ("material.moved.v1", FACTS["material.moved.v1"], 2)
RETURNED = ("material.returned.v1", FACTS["material.returned.v1"], 3)
ORDERS = list(permutations([RECEIVED, MOVED, RETURNED]))


@pytest.mark.parametrize("order", ORDERS)
def test_a_material_is_where_its_newest_event_left_it_whatever_order_the_news_came_in(
    order: Sequence[tuple[str, Payload, int]],
) -> None:
    (material,) = told(*order).materials

    assert (material.row, material.name, material.where) == ("m1", "户口簿", "applicant")


@pytest.mark.parametrize("order", ORDERS)
def test_no_event_of_a_material_is_forgotten(order: Sequence[tuple[str, Payload, int]]) -> None:
    materials: Any = told(*order).facts["materials"]

    assert [event["what"] for event in materials["m1"]["events"]] == [
        payload["what"] for _, payload, _ in order
    ]


@pytest.mark.parametrize(
    ("story", "where"),
    [
        ([RECEIVED], TOWNSHIP),
        ([RECEIVED, MOVED], COUNTY),
        ([MOVED], COUNTY),
        ([RETURNED], "applicant"),
        ([("material.returned.v1", {"row": "m1", "what": "returned", "to": "代办人"}, 3)], "代办人"),
        ([RECEIVED, RETURNED, ("material.received.v1", FACTS["material.received.v1"], 4)], TOWNSHIP),
    ],
)
def test_where_a_material_is(story: Sequence[tuple[str, Payload, int]], where: str) -> None:
    (material,) = told(*story).materials

    assert material.where == where


def test_of_two_events_of_one_minute_the_later_in_the_log_counts() -> None:
    moved_at_once = ("material.moved.v1", FACTS["material.moved.v1"], 1)

    assert told(RECEIVED, moved_at_once).materials[0].where == COUNTY
    assert told(moved_at_once, RECEIVED).materials[0].where == TOWNSHIP


@given(st.permutations([(row, minute) for row in "ab" for minute in range(4)]))
def test_rows_do_not_mix(order: list[tuple[str, int]]) -> None:
    story = [
        ("material.moved.v1", {"row": row, "what": "moved", "to": f"{row} {minute}"}, minute)
        for row, minute in order
    ]

    assert {one.row: one.where for one in told(*story).materials} == {"a": "a 3", "b": "b 3"}


# Captured pages


def scanned(minute: int, *pages: str) -> tuple[str, Payload, int]:
    told = [{"id": one, "blob": f"bytes of {one}"} for one in pages]
    return ("material.scanned.v1", {"row": "m1", "pages": told, "source": "高拍仪"}, minute)


def scan_ordered(minute: int, *order: str) -> tuple[str, Payload, int]:
    return ("material.scans_ordered.v1", {"row": "m1", "order": list(order)}, minute)


def scan_dropped(minute: int, page: str) -> tuple[str, Payload, int]:
    return ("material.scan_dropped.v1", {"row": "m1", "page": page}, minute)


@pytest.mark.parametrize(
    ("story", "pages"),
    [
        ([scanned(1, "a", "b")], ["a", "b"]),
        ([scanned(1, "a", "b"), scanned(2, "b", "c")], ["a", "b", "c"]),
        ([scanned(1, "a", "b"), scan_ordered(2, "b", "a")], ["b", "a"]),
        ([scanned(1, "a", "b"), scan_ordered(2, "b", "a"), scanned(3, "c")], ["b", "a", "c"]),
        ([scan_ordered(1, "b", "a"), scanned(2, "a", "b")], ["b", "a"]),
        ([scanned(1, "a", "b"), scan_dropped(2, "a")], ["b"]),
        ([scan_dropped(1, "a"), scanned(2, "a", "b")], ["b"]),
        ([scanned(1, "a", "b"), scan_ordered(2, "b", "x"), scan_ordered(3, "a")], ["a", "b"]),
    ],
)
def test_the_pages_of_a_paper_whatever_order_the_news_came_in(
    story: Sequence[tuple[str, Payload, int]], pages: Sequence[str]
) -> None:
    material = told(RECEIVED, *story).materials[0]

    assert [page.id for page in material.scans] == pages
    assert {page.blob for page in material.scans} == {f"bytes of {one}" for one in pages}
    assert material.name == "户口簿"


ATTACHED = ("answer.attached.v1", {"pages": [{"id": "a", "blob": "b"}], "source": "文件"}, 1)
TAKEN_OUT = ("answer.attached_dropped.v1", {"page": "a"}, 2)


@pytest.mark.parametrize(
    ("story", "pages"), [([ATTACHED], {"a": "b"}), ([ATTACHED, TAKEN_OUT], {}), ([TAKEN_OUT, ATTACHED], {})]
)
def test_the_pages_of_answers_whatever_order_the_news_came_in(
    story: Sequence[tuple[str, Payload, int]], pages: Mapping[str, str]
) -> None:
    case = told(RECEIVED, *story)

    assert {key: page.blob for key, page in attached_pages(case).items()} == pages
    assert case.materials[0].scans == (), "they are no pages of a paper"
    assert taken_in_by(case, "c-wang") == ({"a"} if ATTACHED in story else set())
    assert taken_in_by(case, "c-li") == frozenset()


def test_a_page_taken_out_stays_in_the_record_with_who_took_it_out() -> None:
    materials: Any = told(RECEIVED, scanned(1, "a"), scan_dropped(2, "a")).facts["materials"]

    assert materials["m1"]["scans"]["a"]["blob"] == "bytes of a"
    assert materials["m1"]["dropped_scans"]["a"]["by"] == "c-wang"


# Papers

ISSUED = ("paper.issued.v1", {"paper": "p-1", "type": "SL", "title": "受理通知书", "number": "1"}, 1)
VOIDED = ("paper.voided.v1", {"paper": "p-1", "reason": "印错"}, 2)
SUPERSEDED = ("paper.superseded.v1", {"paper": "p-1", "by": "p-2"}, 3)
SERVED = ("paper.served.v1", {"paper": "p-1", "served_on": "2026-11-27"}, 4)


@pytest.mark.parametrize(
    ("story", "state", "served_on"),
    [
        ([ISSUED], "issued", None),
        ([ISSUED, SERVED], "issued", "2026-11-27"),
        ([ISSUED, VOIDED], "void", None),
        ([ISSUED, VOIDED, SERVED], "void", "2026-11-27"),
        ([ISSUED, SERVED, VOIDED], "void", "2026-11-27"),
        ([ISSUED, SUPERSEDED], "superseded", None),
        ([SERVED], "unknown", "2026-11-27"),
        ([VOIDED], "void", None),
    ],
)
def test_the_standing_of_a_paper(
    story: Sequence[tuple[str, Payload, int]], state: str, served_on: str | None
) -> None:
    (paper,) = told(*story).papers

    assert (paper.id, paper.state, paper.served_on) == ("p-1", state, served_on)


def test_a_paper_served_without_a_day_was_served_on_the_business_day() -> None:
    (paper,) = told(ISSUED, ("paper.served.v1", {"paper": "p-1"}, 2)).papers

    assert paper.served_on == "2026-11-26"


def test_a_void_paper_keeps_its_number_and_its_reason() -> None:
    case = told(ISSUED, VOIDED)
    papers: Any = case.facts["papers"]

    assert (case.papers[0].number, case.papers[0].title) == ("1", "受理通知书")
    assert papers["p-1"]["reason"] == "印错"


def test_papers_stand_apart() -> None:
    second = ("paper.issued.v1", {"paper": "p-2", "number": "2"}, 2)

    case = told(ISSUED, second, VOIDED)

    assert {paper.id: paper.state for paper in case.papers} == {"p-1": "void", "p-2": "issued"}


# Numbers of other systems


def elsewhere(system: str, serial: str, minute: int) -> tuple[str, Payload, int]:
    return ("case.registered_elsewhere.v1", {"system": system, "name": "平台", "serial": serial}, minute)


def test_each_system_gives_a_case_its_own_number_and_the_later_one_counts() -> None:
    case = told(elsewhere("a", "1", 1), elsewhere("b", "9", 2), elsewhere("a", "2", 3))

    assert {one.system: one.serial for one in case.elsewhere} == {"a": "2", "b": "9"}


def test_a_number_of_another_system_moves_the_case_nowhere() -> None:
    assert told(elsewhere("a", "1", 1)).state is told().state


# Answers and erasure


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.none() | st.integers(0, 3)), max_size=5))
def test_answers_are_the_last_written_of_each_path(changes: list[dict[str, int | None]]) -> None:
    expected: dict[str, int] = {}
    for change in changes:
        for path, value in change.items():
            expected.pop(path, None)
            if value is not None:
                expected[path] = value

    case = told(*(("case.answered.v1", {"changes": change}, 0) for change in changes))

    assert case.answers == expected


def test_the_applicant_stays_until_another_is_named() -> None:
    named = ("case.answered.v1", {"changes": {}, "applicant": {"name": "钟示例", "phone": ""}}, 0)
    changed = ("case.answered.v1", {"changes": {"mobile": "13800000000"}}, 1)

    assert told(named, changed).applicant.name == "钟示例"
    assert told(changed).applicant.name == ""


def test_erasing_the_answers_keeps_number_state_papers_and_history() -> None:
    _, state = happens(SubjectState(CASE), "case.opened.v1", OPENING)
    _, state = happens(state, "case.answered.v1", None)
    _, state = happens(state, "case.accepted.v1", DECISIONS["case.accepted.v1"])
    _, state = happens(state, "paper.issued.v1", FACTS["paper.issued.v1"])
    case = case_of(state)

    assert case.is_erased
    assert (case.answers, case.applicant.name) == ({}, "")
    assert (case.state, case.case_number) == (CaseState.ACCEPTED, OPENING["case_number"])
    assert [paper.number for paper in case.papers] == ["赣崇关受〔2026〕1号"]
    assert [step.what for step in case.history] == ["received", "accepted"]


@pytest.mark.parametrize("kind", [*DECISIONS, *FACTS])
def test_a_decision_or_fact_whose_payload_was_erased_keeps_its_place_and_says_so(kind: str) -> None:
    before = brought_to("registered")

    outcome, after = happens(before, kind, None)

    assert outcome is Outcome.CONFIRMED
    assert after.version == before.version + 1
    assert after.document == {**before.document, "erased": True}


def test_a_clock_gone_wild_leaves_no_mark_on_the_case() -> None:
    """The wall clock says 2026, the confirmed business date another day: papers tell the business date."""
    _, state = happens(SubjectState(CASE), "case.opened.v1", OPENING, day="2027-01-04")
    _, state = happens(state, "paper.issued.v1", FACTS["paper.issued.v1"], day="2027-01-05")
    case = case_of(state)

    assert case.received_on.isoformat() == "2027-01-04"
    assert case.received_at.isoformat().startswith("2027-01-04T09:00")
    assert [paper.issued_on for paper in case.papers] == ["2027-01-05"]

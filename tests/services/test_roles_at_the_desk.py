"""The role table at the desk: every command against every role, and nothing written by whoever may not."""

import ast
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import source_tree
from counter import ELDER_CARD, FOLDER, STREET, at_window, checked, intake, street_stall
from hall import SECOND, Bench
from sqlalchemy import text
from worked_hall import worked_bench

from app.bootstrap.opening import OpenHall
from app.bootstrap.places import HallHome
from app.domain.clerk import Clerk
from app.domain.role import GRANTS, Action, Grant, Role
from app.ports.paper_store import PaperRecord
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.correct import answer_case, give_back, receive_materials
from app.services.cases.drafts import start_draft
from app.services.cases.known_answers import known_person
from app.services.cases.look_up import (
    LookUpRefused,
    list_papers,
    list_seal_uses,
    open_case_file,
    recent_cases,
    reveal,
    search_cases,
)
from app.services.cases.move_paper import move_paper
from app.services.cases.receive import receive_case
from app.services.cases.refuse import Refusal, refuse_case, refuse_intake
from app.services.cases.supplement import Supplement, request_supplement, request_supplement_of_intake
from app.services.cases.withdraw import withdraw_case
from app.services.desk import Desk, NotAllowed
from app.services.papers.print_paper import print_paper
from app.services.papers.printing_post import printing_original
from app.services.papers.reissue import reissue_paper
from app.services.papers.stamp_paper import stamp_paper
from app.services.papers.void_paper import void_paper

WHY = Refusal(code="R1", reason="不符合条件", article="办事指南第三条", second_clerk=SECOND.id)
LINE = Supplement(material="户口簿", problem="缺失", requirement="提交原件", basis="办事指南")


def printed(hall: OpenHall) -> PaperRecord:
    """A paper that came out and still counts."""
    with hall.office.storage.reading() as unit:
        return next(
            one for one in unit.papers.all_numbers() if not one.is_void and unit.print_jobs.of_paper(one.id)
        )


def unstamped(hall: OpenHall) -> PaperRecord:
    """A paper that came out with space for a seal."""
    with hall.office.storage.reading() as unit:
        return unit.papers.unstamped()[0]


def received(hall: OpenHall) -> Any:
    """A case that is taken in and not decided."""
    with hall.office.storage.reading() as unit:
        row = next(row for row in unit.cases.recent(limit=9) if row.state == "registered")
    return open_case_file(hall.office, at_window(), row.id).case


COMMANDS: Mapping[str, tuple[Action, Callable[[OpenHall, Desk], object]]] = {
    "accept at once": (
        Action.ACCEPT,
        lambda hall, desk: accept_intake(
            hall.office, desk, "x", intake(hall.office, STREET, **street_stall(7))
        ),
    ),
    "accept what was received": (
        Action.ACCEPT,
        lambda hall, desk: accept_case(hall.office, desk, "x", received(hall).id, received(hall).base),
    ),
    "receive": (
        Action.DRAFT,
        lambda hall, desk: receive_case(hall.office, desk, "x", intake(hall.office, ELDER_CARD)),
    ),
    "start a draft": (
        Action.DRAFT,
        lambda hall, desk: start_draft(hall.office, desk, received(hall).item.id),
    ),
    "correct": (
        Action.DRAFT,
        lambda hall, desk: answer_case(hall.office, desk, "x", received(hall), received(hall).answers),
    ),
    "withdraw": (
        Action.DRAFT,
        lambda hall, desk: withdraw_case(
            hall.office, desk, "x", received(hall).id, received(hall).base, "不办了"
        ),
    ),
    "ask for supplements": (
        Action.SUPPLEMENT,
        lambda hall, desk: request_supplement_of_intake(
            hall.office, desk, "x", intake(hall.office, ELDER_CARD), (LINE,)
        ),
    ),
    "refuse": (
        Action.REFUSE,
        lambda hall, desk: refuse_intake(
            hall.office, desk, "x", intake(hall.office, STREET, **street_stall(9)), WHY
        ),
    ),
    "print again": (
        Action.REPRINT,
        lambda hall, desk: print_paper(hall.office, desk, printed(hall).id, FOLDER, reason="群众遗失"),
    ),
    "void": (Action.VOID, lambda hall, desk: void_paper(hall.office, desk, "x", printed(hall).id, "写错")),
    "issue again": (
        Action.VOID,
        lambda hall, desk: reissue_paper(hall.office, desk, "x", printed(hall).id, reason="纸张用错"),
    ),
    "give an original back": (
        Action.HAND_OVER,
        lambda hall, desk: give_back(
            hall.office, desk, "x", received(hall).id, received(hall).materials[0].row
        ),
    ),
    "say where an original is": (
        Action.HAND_OVER,
        lambda hall, desk: move_paper(
            hall.office, desk, "x", received(hall).id, received(hall).materials[0].row, "2"
        ),
    ),
    "take papers in later": (
        Action.DRAFT,
        lambda hall, desk: receive_materials(hall.office, desk, "x", received(hall).id, ()),
    ),
    "refuse what was received": (
        Action.REFUSE,
        lambda hall, desk: refuse_case(hall.office, desk, "x", received(hall).id, received(hall).base, WHY),
    ),
    "ask for supplements of what was received": (
        Action.SUPPLEMENT,
        lambda hall, desk: request_supplement(
            hall.office, desk, "x", received(hall).id, received(hall).base, (LINE,)
        ),
    ),
    "look a person up": (
        Action.DRAFT,
        lambda hall, desk: known_person(
            hall.office, desk, hall.office.catalog.version("A01", 1), "360725199003070011", {}
        ),
    ),
    "note a stamping": (
        Action.USE_SEAL,
        lambda hall, desk: stamp_paper(hall.office, desk, "x", unstamped(hall).id),
    ),
    "look at the seal register": (Action.USE_SEAL, lambda hall, desk: list_seal_uses(hall.office, desk)),
    "search": (Action.SEE_CASES, lambda hall, desk: search_cases(hall.office, desk, "张")),
    "list": (Action.SEE_CASES, lambda hall, desk: recent_cases(hall.office, desk)),
    "list papers": (Action.SEE_CASES, lambda hall, desk: list_papers(hall.office, desk)),
    "open a case": (
        Action.SEE_CASES,
        lambda hall, desk: open_case_file(hall.office, desk, received(hall).id),
    ),
    "reveal": (Action.REVEAL, lambda hall, desk: reveal(hall.office, desk, received(hall).id, ["cert_no"])),
}


@pytest.fixture(scope="module")
def worked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hall after a morning's work; only to be copied."""
    return worked_bench(tmp_path_factory.mktemp("roles") / "关田镇").home.folder


@pytest.fixture
def hall(worked_once: Path, tmp_path: Path) -> Iterator[OpenHall]:
    with Bench(HallHome(shutil.copytree(worked_once, tmp_path / "关田镇"))).open() as hall:
        yield hall


def person(*roles: Role, **changed: Any) -> Clerk:
    clerk = Clerk(id="c-ma", name="马示范", staff_number="0399", roles=frozenset(roles))
    return replace(clerk, **changed)


def traces(hall: OpenHall) -> tuple[int, int, int]:
    """How much stands in the ledger, in the audit, and in the printer's tray."""
    with hall.office.storage.reading() as unit:
        audited = len(list(unit.audit.entries()))
        head = unit.operations.head().seq
    return head, audited, len(list(hall.home.printed.iterdir()))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_open_to_exactly_the_roles_of_the_table(hall: OpenHall, name: str) -> None:
    action, command = COMMANDS[name]
    for role in Role:
        before = traces(hall)
        desk = at_window(clerk=person(role))
        if role in GRANTS[action]:
            continue
        # Whoever is not in the table is refused by name, and leaves nothing
        with pytest.raises(NotAllowed) as refused:
            command(hall, desk)
        assert refused.value.facts == {"action": action.value, "clerk": "马示范"}
        assert traces(hall) == before, role


@pytest.mark.parametrize(
    ("name", "role"),
    [
        (name, role)
        for name, (action, _) in COMMANDS.items()
        for role in GRANTS[action]
        if action is not Action.REVEAL
    ],
)
def test_whoever_is_in_the_table_gets_it_done(hall: OpenHall, name: str, role: Role) -> None:
    _action, command = COMMANDS[name]

    command(hall, at_window(clerk=person(role)))

    assert checked(hall).findings == ()


@pytest.mark.parametrize("name", COMMANDS)
def test_somebody_who_left_the_service_may_do_nothing(hall: OpenHall, name: str) -> None:
    _action, command = COMMANDS[name]
    before = traces(hall)

    with pytest.raises(NotAllowed):
        command(hall, at_window(clerk=person(*Role, is_active=False)))

    assert traces(hall) == before


@pytest.mark.parametrize("name", COMMANDS)
def test_nobody_at_all_has_no_action(hall: OpenHall, name: str) -> None:
    _action, command = COMMANDS[name]

    with pytest.raises(NotAllowed):
        command(hall, at_window(clerk=person()))


@pytest.mark.parametrize(
    ("role", "window", "is_shown"),
    [
        (Role.WINDOW, "03", True),
        (Role.WINDOW, "04", False),
        (Role.SUPERVISOR, "04", True),
        (Role.LEADER, "04", True),
        (Role.PROXY, "04", False),
    ],
)
def test_a_number_is_shown_at_the_window_of_its_case_and_to_those_above(
    hall: OpenHall, role: Role, window: str, is_shown: bool
) -> None:
    case, desk = received(hall), at_window(window, clerk=person(role))

    if is_shown:
        before = traces(hall)[1]
        assert reveal(hall.office, desk, case.id, ["cert_no"]) == {"cert_no": case.answers["cert_no"]}
        assert traces(hall)[1] == before + 1, "shown, so logged"
    else:
        with pytest.raises(LookUpRefused, match="reveal_not_yours"):
            reveal(hall.office, desk, case.id, ["cert_no"])


@pytest.mark.parametrize(
    ("roles", "action", "role"),
    [
        ((Role.COUNTY, Role.WINDOW), Action.DRAFT, Role.WINDOW),
        ((Role.COUNTY, Role.WINDOW), Action.REFUSE, Role.COUNTY),
        ((Role.WINDOW, Role.SUPERVISOR), Action.REFUSE, Role.SUPERVISOR),
        ((Role.WINDOW, Role.SUPERVISOR), Action.VOID, Role.SUPERVISOR),
        ((Role.GUIDE, Role.PROXY), Action.ISSUE_TICKET, Role.GUIDE),
    ],
)
def test_of_several_posts_the_one_acted_in_is_named(
    roles: tuple[Role, ...], action: Action, role: Role
) -> None:
    desk = at_window("04", clerk=person(*roles))

    actor = desk.acting(action, Grant.WITH_SECOND_PERSON).actor

    assert (actor.user, actor.role, actor.window) == ("c-ma", role.value, "04")


def test_the_ledger_says_in_which_post_a_case_was_taken_in(hall: OpenHall) -> None:
    both = at_window(clerk=person(Role.COUNTY, Role.SUPERVISOR, Role.WINDOW))

    void_paper(hall.office, both, "void it", printed(hall).id, "写错")
    receive_case(hall.office, both, "receive it", intake(hall.office, ELDER_CARD))

    with hall.database.engine.connect() as connection:
        bodies = [json.loads(body) for (body,) in connection.execute(text("SELECT body FROM operations"))]
    last = {body["kind"]: body["actor"][1] for body in bodies if body["actor"][0] == "c-ma"}
    assert last["paper.voided.v1"] == "supervisor"
    assert last["case.opened.v1"] == "window"


def test_whoever_may_only_with_a_measure_is_refused_where_it_is_not_kept() -> None:
    desk = at_window(clerk=person(Role.WINDOW))

    with pytest.raises(NotAllowed):
        desk.acting(Action.REFUSE)
    with pytest.raises(NotAllowed):
        desk.acting(Action.REVEAL, Grant.WITH_REASON)


def test_several_posts_add_up(hall: OpenHall) -> None:
    """Either post alone lacks one of the two."""
    both = at_window(clerk=person(Role.SUPERVISOR, Role.PROXY))

    assert both.acting(Action.VOID).role is Role.SUPERVISOR
    assert both.acting(Action.REVEAL, Grant.OWN_CASE).role is Role.SUPERVISOR
    with pytest.raises(NotAllowed):
        at_window(clerk=person(Role.PROXY)).acting(Action.VOID)


OPEN_TO_ALL = {"log_carry_over", "reopen"}
"""What gives a clerk the own draft back, or writes down what was allowed before."""


def test_every_use_case_at_a_desk_asks_for_a_right() -> None:
    asking = {
        function.name
        for module in source_tree.modules("app")
        if module.path.startswith("app/services/")
        for function in module.functions()
        if _is_public_at_a_desk(function) and not _asks_for_a_right(module, function)
    }
    assert asking == OPEN_TO_ALL


def _is_public_at_a_desk(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    names = [ast.unparse(one.annotation) for one in function.args.args if one.annotation is not None]
    decorated = [ast.unparse(one) for one in function.decorator_list]
    return "use_case" in decorated and not {"Desk", "QueueDesk"}.isdisjoint(names)


def _asks_for_a_right(module: source_tree.Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Itself, or in a private function of its module that it calls, or where the right to print is asked."""
    named = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    if printing_original.__name__ in named:
        return True
    parts = [function, *(one for one in module.functions() if one.name.startswith("_") and one.name in named)]
    return any("Action." in ast.unparse(part) for part in parts)

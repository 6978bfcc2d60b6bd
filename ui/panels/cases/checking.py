"""Asks what a check of a commitment (告知承诺) found, and a supervisor what follows from a false one."""

from collections.abc import Callable, Iterator

from app.domain.case.case import Case
from app.domain.case.commitments import Finding, MadeCommitment, commitments_of
from app.domain.case.state import MAY_LEAVE, CaseState
from app.domain.clerk import Clerk
from app.domain.item import ServiceItem
from app.domain.role import Action
from app.services.case_turn import CaseDone
from app.services.cases.check_commitment import (
    Revocation,
    check_commitment,
    let_commitment_stand,
    revoke_case,
)
from app.services.desk import Desk
from app.services.office import Office
from ui.panels.cases.commitment_page import CommitmentPage, Question
from ui.shortcuts import KEYS, Command
from ui.widgets.row_list import Row
from ui.widgets.text import Tone

Work = Callable[[Office, Desk, str, Case], CaseDone]
COMMITTED = "committed:"
_STANDS = {None: "未核查", Finding.TRUE: "核查属实", Finding.FALSE: "核查不实"}


def may_be_checked(case: Case, clerk: Clerk) -> bool:
    """Say whether there is a commitment that this clerk may say something of."""
    is_open = bool(_open(case)) and case.state is not CaseState.REVOKED
    return is_open and clerk.may(Action.CHECK_COMMITMENT)


def remarks(case: Case) -> Iterator[str]:
    """Yield what a clerk should know of the commitments of a case: what was not checked, what is false."""
    made = () if case.state is CaseState.REVOKED else commitments_of(case.facts)
    unchecked = "、".join(one.name for one in made if one.finding is None and not one.has_lapsed)
    false = "、".join(one.name for one in made if _may_be_revoked(case, one))
    key = KEYS[Command.CHECK_COMMITMENT].sequence
    if unchecked:
        yield f"告知承诺，还没有核查：{unchecked}。核查后按 {key} 登记。"
    if false:
        yield f"承诺不实：{false}。请负责人按 {key} 决定是否撤销。"


def rows(case: Case) -> list[Row]:
    """Return a line for each commitment, with what was found."""
    return [
        Row(
            id=f"{COMMITTED}{one.key}",
            lead="承诺",
            words=one.name,
            trail="不再需要" if one.has_lapsed and one.finding is None else _STANDS[one.finding],
            tone=Tone.LATE if one.finding is Finding.FALSE else Tone.PLAIN,
            hint=one.found or one.name,
        )
        for one in commitments_of(case.facts)
    ]


class Checking:
    """One commitment at a time: the false one that waits for its decision first, then what nobody checked."""

    def __init__(self, page: CommitmentPage) -> None:
        """Ask on `page`."""
        self._page = page
        self._key, self._decides = "", False

    def ask(self, case: Case, item: ServiceItem, clerk: Clerk) -> None:
        """Put the question of the case in front."""
        made = _next(case)
        self._key, self._decides = made.key, _may_be_revoked(case, made) and clerk.may(Action.REVOKE)
        question = _decision(case, made) if self._decides else _check(case, item, made)
        self._page.ask(question)

    def work(self) -> tuple[str, Work] | None:
        """Return what is said once it is done, and what to do; None while no answer is chosen."""
        page, key = self._page, self._key
        answer, words, number = page.answer, page.words.text(), page.number.text()
        if not answer:
            return None
        if not self._decides:
            finding = Finding.TRUE if answer == "1" else Finding.FALSE
            return "核查结果已登记", lambda office, desk, command, case: check_commitment(
                office, desk, command, case.id, key, finding, words
            )
        if answer == "1":
            by = Revocation(key=key, reason=words, decision=number)
            return "撤销已登记", lambda office, desk, command, case: revoke_case(
                office, desk, command, case.id, case.base, by
            )
        return "已登记免予撤销", lambda office, desk, command, case: let_commitment_stand(
            office, desk, command, case.id, key, words
        )


def _may_be_revoked(case: Case, made: MadeCommitment) -> bool:
    """Say whether there is something to decide: what was withdrawn or ended otherwise stands no more."""
    return made.waits and case.state in MAY_LEAVE[CaseState.REVOKED]


def _open(case: Case) -> tuple[MadeCommitment, ...]:
    """Return the commitments something may be said of: still needed, or false and to be decided on."""
    return tuple(one for one in commitments_of(case.facts) if one.waits or not one.has_lapsed)


def _next(case: Case) -> MadeCommitment:
    return min(_open(case), key=lambda one: (not one.waits, one.finding is not None, one.key))


def _check(case: Case, item: ServiceItem, made: MadeCommitment) -> Question:
    told = next((one.commitment for one in item.materials if one.key == made.key), None)
    promised = f"承诺内容：{told.content}核查方式：{told.checking}" if told is not None else ""
    known = f"上次核查：{_STANDS[made.finding]}，{made.found}。" if made.finding is not None else ""
    return Question(
        whose=f"{case.id} {made.key} check",
        title=f"核查承诺：{made.name}",
        told=f"{promised}{known}",
        first="属实",
        second="不实",
        hint="怎样核实、查到什么",
    )


def _decision(case: Case, made: MadeCommitment) -> Question:
    return Question(
        whose=f"{case.id} {made.key} decide",
        title=f"承诺不实：{made.name}",
        told=f"核查：{made.found}。撤销要另行制发撤销决定书，这里登记文号；当事人有权陈述、申辩。",
        first="撤销",
        second="不撤销",
        hint="理由",
        takes_number=True,
    )

"""Who may do what at a counter: the customary table of roles and actions, as data.

It holds what this program does and enforces. What the custom knows besides (review, decision, suspension,
export, accounts) gets its row with its use case.
"""

from collections.abc import Mapping
from enum import Enum


class Role(Enum):
    """A post in the hall, the township or the county; a clerk may hold several."""

    GUIDE = "guide"  # 导办
    WINDOW = "window"  # 综窗、专窗
    SUPERVISOR = "supervisor"  # 大厅负责人
    REVIEWER = "reviewer"  # 乡镇审核
    LEADER = "leader"  # 分管领导
    PROXY = "proxy"  # 代办员
    COUNTY = "county"  # 县部门
    ADMINISTRATOR = "administrator"  # 管理员: no case content
    AUDITOR = "auditor"  # 审计员: the logs and nothing else


class Action(Enum):
    """Something done at a counter that not everybody may do."""

    TAKE_WINDOW = "take_window"
    ISSUE_TICKET = "issue_ticket"
    CALL = "call"
    CALL_OUT_OF_TURN = "call_out_of_turn"
    CLOSE_EARLY = "close_early"
    SEE_CASES = "see_cases"
    DRAFT = "draft"
    ACCEPT = "accept"
    SUPPLEMENT = "supplement"
    REFUSE = "refuse"
    USE_SEAL = "use_seal"
    PRINT = "print"
    REPRINT = "reprint"
    VOID = "void"
    TERMINATE = "terminate"
    RECORD_DEEMED = "record_deemed"
    CHECK_COMMITMENT = "check_commitment"
    REVOKE = "revoke"
    CHANGE_ENDED = "change_ended"
    HAND_OVER = "hand_over"
    TAKE_CASH = "take_cash"
    CHECK_CASH = "check_cash"
    REVERSE_CASH = "reverse_cash"
    CLEAR_DRAFTS = "clear_drafts"
    REVEAL = "reveal"


class Grant(Enum):
    """How far a role may go with an action; each is enforced where the action is carried out."""

    FULL = "full"
    OWN_WINDOW = "own_window"  # the window this clerk took today
    OWN_CASE = "own_case"  # a case this clerk or this window took in
    OWN_PAPER = "own_paper"  # a paper this clerk issued
    WITH_REASON = "with_reason"
    WITH_SECOND_PERSON = "with_second_person"


GRANTS: Mapping[Action, Mapping[Role, Grant]] = {
    Action.TAKE_WINDOW: {
        Role.GUIDE: Grant.FULL,
        Role.WINDOW: Grant.FULL,
        Role.SUPERVISOR: Grant.FULL,
        Role.REVIEWER: Grant.FULL,
        Role.LEADER: Grant.FULL,
        Role.PROXY: Grant.FULL,
        Role.COUNTY: Grant.FULL,
    },
    Action.ISSUE_TICKET: {Role.GUIDE: Grant.FULL, Role.WINDOW: Grant.FULL, Role.SUPERVISOR: Grant.FULL},
    Action.CALL: {Role.WINDOW: Grant.OWN_WINDOW, Role.SUPERVISOR: Grant.FULL},
    # Whoever jumps the queue or prints an original again says why, a supervisor too.
    Action.CALL_OUT_OF_TURN: {Role.WINDOW: Grant.WITH_REASON, Role.SUPERVISOR: Grant.WITH_REASON},
    # The day's end before the hall closes takes people out of every window's line.
    Action.CLOSE_EARLY: {Role.SUPERVISOR: Grant.FULL},
    # Cases as a window shows them, masked: for whoever takes in, reviews or decides them.
    Action.SEE_CASES: {
        Role.WINDOW: Grant.FULL,
        Role.SUPERVISOR: Grant.FULL,
        Role.REVIEWER: Grant.FULL,
        Role.LEADER: Grant.FULL,
    },
    # A proxy drafts for the own village alone; nothing tells yet which village a case is of.
    Action.DRAFT: {Role.WINDOW: Grant.FULL, Role.SUPERVISOR: Grant.FULL},
    Action.ACCEPT: {Role.WINDOW: Grant.FULL, Role.SUPERVISOR: Grant.FULL, Role.COUNTY: Grant.FULL},
    Action.SUPPLEMENT: {Role.WINDOW: Grant.FULL, Role.SUPERVISOR: Grant.FULL, Role.COUNTY: Grant.FULL},
    Action.REFUSE: {
        Role.WINDOW: Grant.WITH_SECOND_PERSON,
        Role.SUPERVISOR: Grant.FULL,
        Role.COUNTY: Grant.FULL,
    },
    # The register of stampings, and noting one made by hand; a seal printed along comes with the act itself.
    Action.USE_SEAL: {Role.WINDOW: Grant.FULL, Role.SUPERVISOR: Grant.FULL, Role.LEADER: Grant.FULL},
    # An original, by those at the windows; a reviewer prints the notice of what he recorded himself.
    Action.PRINT: {
        Role.WINDOW: Grant.FULL,
        Role.SUPERVISOR: Grant.FULL,
        Role.REVIEWER: Grant.OWN_PAPER,
    },
    Action.REPRINT: {Role.WINDOW: Grant.WITH_REASON, Role.SUPERVISOR: Grant.WITH_REASON},
    Action.VOID: {Role.SUPERVISOR: Grant.FULL},
    # Ending what was accepted 容缺 takes something from the applicant again.
    Action.TERMINATE: {Role.SUPERVISOR: Grant.FULL},
    # The law accepted it; whoever records that says the hall let the days to answer run out.
    Action.RECORD_DEEMED: {Role.SUPERVISOR: Grant.FULL, Role.REVIEWER: Grant.FULL},
    Action.CHECK_COMMITMENT: {Role.WINDOW: Grant.FULL, Role.SUPERVISOR: Grant.FULL},
    # So does what rested on a false commitment (告知承诺).
    Action.REVOKE: {Role.SUPERVISOR: Grant.FULL},
    # What came too late for a case that has ended changes it only by whoever answers for the hall.
    Action.CHANGE_ENDED: {Role.SUPERVISOR: Grant.FULL},
    Action.HAND_OVER: {
        Role.WINDOW: Grant.FULL,
        Role.SUPERVISOR: Grant.FULL,
        Role.PROXY: Grant.FULL,
        Role.COUNTY: Grant.FULL,
    },
    # Who of the windows is named to take money stands nowhere yet; a proxy takes none before that is known.
    Action.TAKE_CASH: {Role.WINDOW: Grant.FULL},
    Action.CHECK_CASH: {Role.SUPERVISOR: Grant.FULL, Role.LEADER: Grant.FULL},
    # Money goes back out of the drawer it lies in: by whoever took it, with somebody who checks money beside.
    Action.REVERSE_CASH: {Role.WINDOW: Grant.WITH_SECOND_PERSON},
    # What a colleague left half-filled for long; the own draft anybody may drop.
    Action.CLEAR_DRAFTS: {Role.SUPERVISOR: Grant.FULL},
    # A reviewer or a county office sees the own items alone; nothing tells yet which those are.
    Action.REVEAL: {
        Role.WINDOW: Grant.OWN_CASE,
        Role.SUPERVISOR: Grant.FULL,
        Role.LEADER: Grant.FULL,
        Role.PROXY: Grant.OWN_CASE,
    },
}

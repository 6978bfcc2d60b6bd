"""Who may do what at a counter: the customary table of roles and actions, as data."""

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

    ISSUE_TICKET = "issue_ticket"
    CALL = "call"
    CALL_OUT_OF_TURN = "call_out_of_turn"
    DRAFT = "draft"
    ACCEPT = "accept"
    SUPPLEMENT = "supplement"
    REFUSE = "refuse"
    ACCEPT_DEFICIENT = "accept_deficient"
    REVIEW = "review"
    DECIDE = "decide"
    SUSPEND = "suspend"
    EXTEND = "extend"
    USE_SEAL = "use_seal"
    REPRINT = "reprint"
    VOID = "void"
    HAND_OVER = "hand_over"
    TAKE_CASH = "take_cash"
    REVEAL = "reveal"
    EXPORT = "export"
    CHANGE_CATALOGUE = "change_catalogue"
    CHANGE_CLERKS = "change_clerks"
    READ_AUDIT = "read_audit"


class Grant(Enum):
    """How far a role may go with an action."""

    FULL = "full"
    OWN_WINDOW = "own_window"
    OWN_CASE = "own_case"
    OWN_VILLAGE = "own_village"
    OWN_ITEM = "own_item"
    OWN_HALL = "own_hall"
    OWN_SEAL = "own_seal"
    WITH_REASON = "with_reason"
    WITH_SECOND_PERSON = "with_second_person"
    WITH_APPROVAL = "with_approval"
    LISTED_ITEMS = "listed_items"
    INSTANT_ITEMS = "instant_items"
    DELEGATED = "delegated"
    NAMED_PERSONS = "named_persons"
    CHECKS = "checks"
    PROPOSES = "proposes"
    APPROVES = "approves"
    PUBLISHES = "publishes"
    LOADS = "loads"


GRANTS: Mapping[Action, Mapping[Role, Grant]] = {
    Action.ISSUE_TICKET: {Role.GUIDE: Grant.FULL, Role.WINDOW: Grant.FULL, Role.SUPERVISOR: Grant.FULL},
    Action.CALL: {Role.WINDOW: Grant.OWN_WINDOW, Role.SUPERVISOR: Grant.FULL},
    Action.CALL_OUT_OF_TURN: {Role.WINDOW: Grant.WITH_REASON, Role.SUPERVISOR: Grant.FULL},
    Action.DRAFT: {Role.WINDOW: Grant.FULL, Role.SUPERVISOR: Grant.FULL, Role.PROXY: Grant.OWN_VILLAGE},
    Action.ACCEPT: {Role.WINDOW: Grant.FULL, Role.SUPERVISOR: Grant.FULL, Role.COUNTY: Grant.FULL},
    Action.SUPPLEMENT: {Role.WINDOW: Grant.FULL, Role.SUPERVISOR: Grant.FULL, Role.COUNTY: Grant.FULL},
    Action.REFUSE: {
        Role.WINDOW: Grant.WITH_SECOND_PERSON,
        Role.SUPERVISOR: Grant.FULL,
        Role.COUNTY: Grant.FULL,
    },
    Action.ACCEPT_DEFICIENT: {Role.WINDOW: Grant.LISTED_ITEMS, Role.SUPERVISOR: Grant.FULL},
    Action.REVIEW: {Role.REVIEWER: Grant.FULL, Role.COUNTY: Grant.FULL},
    Action.DECIDE: {
        Role.WINDOW: Grant.INSTANT_ITEMS,
        Role.REVIEWER: Grant.DELEGATED,
        Role.LEADER: Grant.FULL,
        Role.COUNTY: Grant.FULL,
    },
    Action.SUSPEND: {Role.SUPERVISOR: Grant.PROPOSES, Role.REVIEWER: Grant.FULL, Role.COUNTY: Grant.FULL},
    Action.EXTEND: {
        Role.SUPERVISOR: Grant.PROPOSES,
        Role.REVIEWER: Grant.FULL,
        Role.LEADER: Grant.FULL,
        Role.COUNTY: Grant.FULL,
    },
    Action.USE_SEAL: {
        Role.WINDOW: Grant.OWN_SEAL,
        Role.SUPERVISOR: Grant.FULL,
        Role.LEADER: Grant.APPROVES,
    },
    Action.REPRINT: {Role.WINDOW: Grant.WITH_REASON, Role.SUPERVISOR: Grant.FULL},
    Action.VOID: {Role.SUPERVISOR: Grant.FULL},
    Action.HAND_OVER: {
        Role.WINDOW: Grant.FULL,
        Role.SUPERVISOR: Grant.FULL,
        Role.PROXY: Grant.FULL,
        Role.COUNTY: Grant.FULL,
    },
    Action.TAKE_CASH: {
        Role.WINDOW: Grant.NAMED_PERSONS,
        Role.SUPERVISOR: Grant.CHECKS,
        Role.PROXY: Grant.NAMED_PERSONS,
    },
    Action.REVEAL: {
        Role.WINDOW: Grant.OWN_CASE,
        Role.SUPERVISOR: Grant.OWN_HALL,
        Role.REVIEWER: Grant.OWN_ITEM,
        Role.LEADER: Grant.FULL,
        Role.PROXY: Grant.OWN_CASE,
        Role.COUNTY: Grant.OWN_ITEM,
    },
    Action.EXPORT: {
        Role.SUPERVISOR: Grant.WITH_APPROVAL,
        Role.LEADER: Grant.FULL,
        Role.COUNTY: Grant.FULL,
    },
    Action.CHANGE_CATALOGUE: {
        Role.SUPERVISOR: Grant.PROPOSES,
        Role.LEADER: Grant.APPROVES,
        Role.COUNTY: Grant.PUBLISHES,
        Role.ADMINISTRATOR: Grant.LOADS,
    },
    Action.CHANGE_CLERKS: {Role.ADMINISTRATOR: Grant.FULL},
    Action.READ_AUDIT: {Role.AUDITOR: Grant.FULL},
}

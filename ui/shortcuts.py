"""The one table of keys: what each does, in the clerk's words, and the acts behind them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal


class Command(Enum):
    """Everything a key can start."""

    HELP = "help"
    CALL_NEXT = "call_next"
    RECALL = "recall"
    PASS_TICKET = "pass_ticket"
    FINISH = "finish"
    TRANSFER = "transfer"
    PAUSE = "pause"
    NEXT_PROBLEM = "next_problem"
    SUPPLEMENT_NOTICE = "supplement_notice"
    ISSUE_TICKET = "issue_ticket"
    REPRINT_SLIP = "reprint_slip"
    LEAVE_SLIP = "leave_slip"
    ABANDON = "abandon"
    ADD_ITEM = "add_item"
    SETTLE_EARLIER = "settle_earlier"
    CLOSE_DAY = "close_day"
    FOLD_QUEUE = "fold_queue"
    TRANSCRIBE = "transcribe"
    TRANSCRIBE_BACK = "transcribe_back"
    ACCEPT = "accept"
    SEARCH = "search"
    BRING_ANSWERS = "bring_answers"
    KEEP_DRAFT = "keep_draft"
    PRINT = "print"
    PREVIEW = "preview"
    REFUSE = "refuse"
    RECEIVE = "receive"
    ENQUIRY = "enquiry"
    GUIDE_SHEET = "guide_sheet"
    CONTINUE_DRAFT = "continue_draft"
    DISCARD_DRAFT = "discard_draft"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    TERMINATE = "terminate"
    CHECK_COMMITMENT = "check_commitment"
    GIVE_BACK = "give_back"
    MOVE_PAPER = "move_paper"
    REVEAL = "reveal"
    VOID = "void"
    REISSUE = "reissue"
    SETTLE = "settle"
    CARRY_OVER = "carry_over"
    DELIVERY = "delivery"
    RELOAD_CATALOG = "reload_catalog"
    OPEN_TWIN = "open_twin"
    SAME_PERSON = "same_person"
    MERGE = "merge"
    SCANS = "scans"
    FOLD_SIDE = "fold_side"
    TAKE_BACK = "take_back"
    STAMPED = "stamped"
    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    LOCK = "lock"
    TO_QUEUE = "to_queue"
    TO_INTAKE = "to_intake"
    TO_CASES = "to_cases"
    TO_PAPERS = "to_papers"
    TO_LEDGER = "to_ledger"
    TO_SETTINGS = "to_settings"
    TO_ABOUT = "to_about"
    TO_CASH = "to_cash"
    HAND_OVER_CASH = "hand_over_cash"
    REVERSE_RECEIPT = "reverse_receipt"
    SIGN_CASH = "sign_cash"
    STEP_OUT = "step_out"


class Group(Enum):
    """The part of the work a key belongs to; the value is the heading on the key card."""

    QUEUE = "叫号"
    INTAKE = "收件"
    CASES = "办件"
    EVERYWHERE = "随处可用"
    PAGES = "文书、代收、设置"
    PANELS = "切换"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: how Qt spells it, the word on its button, and what the key card says it does."""

    sequence: str
    word: str
    meaning: str
    group: Group


KEYS: Mapping[Command, Key] = {
    Command.HELP: Key("F1", "按键", "显示这张按键表", Group.EVERYWHERE),
    Command.CALL_NEXT: Key("F2", "下一个", "叫下一位", Group.QUEUE),
    Command.RECALL: Key("F3", "重呼", "再叫一遍当前号", Group.QUEUE),
    Command.PASS_TICKET: Key("F4", "过号", "人没来，先放到过号里", Group.QUEUE),
    Command.FINISH: Key("F5", "办结", "这位办完了，登记结果", Group.QUEUE),
    Command.TRANSFER: Key("F6", "转移", "转到别的业务或窗口", Group.QUEUE),
    Command.PAUSE: Key("F7", "暂停", "暂停或恢复叫号", Group.QUEUE),
    Command.REPRINT_SLIP: Key("Shift+F3", "补打号票", "再打一张号票，号不变", Group.QUEUE),
    Command.LEAVE_SLIP: Key("Alt+F3", "不补号票", "号票没打出来，也不再补打", Group.QUEUE),
    Command.ABANDON: Key("Shift+F4", "弃号", "群众走了或取错了，关掉这个号", Group.QUEUE),
    Command.ADD_ITEM: Key("Shift+F5", "加办事项", "这位还要办别的事", Group.QUEUE),
    Command.SETTLE_EARLIER: Key("Shift+F6", "遗留号票", "逐张决定前几天没收尾的号", Group.QUEUE),
    Command.CLOSE_DAY: Key("Shift+F7", "日终清点", "下班前逐张决定没收尾的号", Group.QUEUE),
    Command.FOLD_QUEUE: Key("Alt+9", "排队栏", "收起或打开排队这一栏", Group.PANELS),
    Command.NEXT_PROBLEM: Key("F8", "下一问题", "跳到下一处没填好的地方", Group.INTAKE),
    Command.SUPPLEMENT_NOTICE: Key("F9", "一次性告知", "开一次性告知书", Group.INTAKE),
    Command.ISSUE_TICKET: Key("F10", "取号", "给群众取一个号，打印号票", Group.QUEUE),
    Command.ACCEPT: Key("F12", "受理并打印", "受理这件，打印受理通知书", Group.INTAKE),
    Command.SEARCH: Key("Ctrl+F", "查找", "找人、找办件、找文号", Group.EVERYWHERE),
    Command.BRING_ANSWERS: Key("Ctrl+D", "带入", "带入上次填报的内容", Group.INTAKE),
    Command.KEEP_DRAFT: Key("Ctrl+S", "暂存", "把填到一半的存起来", Group.INTAKE),
    Command.PRINT: Key("Ctrl+P", "打印", "打印或补打；收件时打印要签字的表", Group.EVERYWHERE),
    Command.PREVIEW: Key("Alt+P", "看样", "先看要签字的表打出来的样子", Group.INTAKE),
    Command.REFUSE: Key("Ctrl+B", "不予受理", "开不予受理通知书", Group.INTAKE),
    Command.RECEIVE: Key("Ctrl+J", "收件", "先收下，打印收件凭证", Group.INTAKE),
    Command.ENQUIRY: Key("Ctrl+I", "咨询", "只是来问问，不留办件", Group.INTAKE),
    Command.GUIDE_SHEET: Key("Shift+F9", "告知单", "打印告知单，记一次咨询", Group.INTAKE),
    Command.CONTINUE_DRAFT: Key("Ctrl+O", "继续", "继续上次没填完的", Group.INTAKE),
    Command.DISCARD_DRAFT: Key("Alt+D", "删草稿", "连按两次：删选中的草稿", Group.INTAKE),
    Command.CARRY_OVER: Key("Alt+N", "转到新版", "已填的内容带到新版", Group.INTAKE),
    Command.DELIVERY: Key("Alt+L", "另选", "结果怎样领取：自取、邮寄等", Group.INTAKE),
    Command.CORRECT: Key("Ctrl+G", "补填补交", "补材料、改填报、补齐", Group.CASES),
    Command.WITHDRAW: Key("Ctrl+W", "撤回", "申请人撤回申请", Group.CASES),
    Command.TERMINATE: Key("Alt+W", "退件", "容缺材料过期未补，负责人退件", Group.CASES),
    Command.CHECK_COMMITMENT: Key("Alt+K", "核查承诺", "登记承诺核查结果，处理不实", Group.CASES),
    Command.GIVE_BACK: Key("Ctrl+T", "退还", "把选中的材料退给申请人", Group.CASES),
    Command.MOVE_PAPER: Key("Alt+M", "去向", "登记选中的材料现在在哪里", Group.CASES),
    Command.REVEAL: Key("Ctrl+H", "显示完整信息", "显示遮住的内容（留记录）", Group.CASES),
    Command.VOID: Key("Ctrl+K", "作废", "作废选中的文书", Group.CASES),
    Command.REISSUE: Key("Ctrl+R", "重新出具", "换一个文号，再出一份选中的文书", Group.CASES),
    Command.TRANSCRIBE: Key("F11", "转录助手", "按别的系统的顺序逐项复制", Group.CASES),
    Command.TRANSCRIBE_BACK: Key("Shift+F11", "退回一项", "转录时再复制上一项", Group.CASES),
    Command.SETTLE: Key("Ctrl+Q", "处理冲突", "两人改了同一处，选定一边", Group.CASES),
    Command.OPEN_TWIN: Key("Alt+T", "看另一件", "打开疑似重复的另一件", Group.CASES),
    Command.SAME_PERSON: Key("Alt+S", "同一人", "证件号换了，确认是同一人", Group.INTAKE),
    Command.MERGE: Key("Ctrl+M", "并入另一件", "把这件并入另一件", Group.CASES),
    Command.SCANS: Key("Ctrl+E", "影像", "看和收选中材料的影像", Group.EVERYWHERE),
    Command.FOLD_SIDE: Key("Alt+0", "侧栏", "收起或打开右边一栏", Group.PANELS),
    Command.TAKE_BACK: Key("Ctrl+U", "补登", "文书里：扫二维码，补登丢失的文书", Group.PAGES),
    Command.STAMPED: Key("Alt+Z", "已盖章", "文书里：选中的一份已手工盖章", Group.PAGES),
    Command.PRINTED: Key("Ctrl+Y", "是", "纸已经打出来了", Group.EVERYWHERE),
    Command.NOT_PRINTED: Key("Ctrl+N", "否", "纸没有打出来", Group.EVERYWHERE),
    Command.LOCK: Key("Ctrl+L", "锁屏", "离开座位时锁上，什么都不会丢", Group.EVERYWHERE),
    Command.TO_QUEUE: Key("Alt+1", "叫号", "叫号与取号", Group.PANELS),
    Command.TO_INTAKE: Key("Alt+2", "收件", "收件与受理", Group.PANELS),
    Command.TO_CASES: Key("Alt+3", "办件", "办件查询与办理", Group.PANELS),
    Command.TO_PAPERS: Key("Alt+4", "文书", "文书与打印", Group.PANELS),
    Command.TO_LEDGER: Key("Alt+5", "台账", "今日台账", Group.PANELS),
    Command.TO_SETTINGS: Key("Alt+6", "设置", "打印机、锁屏、字号", Group.PANELS),
    Command.RELOAD_CATALOG: Key("Alt+R", "重读", "设置里：马上重读本地文件", Group.PAGES),
    Command.TO_ABOUT: Key("Alt+7", "关于", "版本与支持", Group.PANELS),
    Command.TO_CASH: Key("Alt+8", "代收", "代收款：结余、解缴、红冲、日终", Group.PANELS),
    Command.HAND_OVER_CASH: Key("Alt+J", "解缴", "代收里：记下选中一行的款已解缴", Group.PAGES),
    Command.REVERSE_RECEIPT: Key("Alt+H", "红冲", "代收里：红冲选中的收据", Group.PAGES),
    Command.SIGN_CASH: Key("Alt+G", "日终签字", "代收里：点清现金，两人签字", Group.PAGES),
    Command.STEP_OUT: Key("Esc", "返回", "退回一步，填过的不会丢", Group.EVERYWHERE),
}

FIELD_KEYS: Mapping[str, str] = {
    "Enter": "下一格（拼音没选完时不会跳）",
    "Shift+Enter": "上一格",
    "数字键": "在短列表里直接选第几项",
    "PgUp PgDn": "翻页，最后一页之后是材料",
    "Insert": "表格加一行",
    "Ctrl+Delete": "表格删这一行",
    "Ctrl+↑ ↓": "表格上一行、下一行",
    "Alt+↑ ↓": "表格移动这一行",
}
"""Keys that fields handle themselves; here so that the key card is complete."""
PAPER_KEYS: Mapping[str, str] = {
    "空格": "收到，再按取消",
    "1…9": "份数",
    "P": "输入页数，回车结束",
    "F": "原件、复印件",
    "M": "核验免交，几项的按数字选",
    "T": "核验后退还",
    "Y": "复用本厅已有的、取消",
    "R": "容缺后补、取消",
    "G": "告知承诺代替证明、取消",
    "+ -": "改后补的日期",
}
"""Keys that the line of a paper in the checklist handles itself."""


class Acts(QObject):
    """What a part of the window does for its commands, and which of them are open right now."""

    changed = Signal(object)

    def __init__(
        self,
        doings: Mapping[Command, Callable[[], None]],
        parent: QObject | None = None,
        *,
        when_closed: Mapping[Command, Callable[[], None]] | None = None,
    ) -> None:
        """Take what each command does; all are open at first.

        `when_closed` says why a key does nothing now, for those that hands press without looking.
        """
        super().__init__(parent)
        self._when_closed = dict(when_closed or {})
        self._doings = dict(doings)
        self._closed: set[Command] = set()

    def knows(self, command: Command) -> bool:
        """Say whether this part has anything to do for `command`."""
        return command in self._doings

    def is_open(self, command: Command) -> bool:
        """Say whether `command` would do something now."""
        return command in self._doings and command not in self._closed

    def open_only(self, commands: Iterable[Command]) -> None:
        """Open these commands and close all others of this part."""
        closed = set(self._doings) - set(commands)
        turned = closed ^ self._closed
        self._closed = closed
        for command in turned:
            self.changed.emit(command)

    def run(self, command: Command) -> bool:
        """Do `command` if it is open; say whether it was."""
        if not self.is_open(command):
            self._when_closed.get(command, _say_nothing)()
            return False
        self._doings[command]()
        return True


def _say_nothing() -> None:
    """A closed key is seen to be closed: its button is grey."""


def first_to_act(parts: Iterable[Acts], command: Command) -> bool:
    """Let the innermost part that knows `command` answer it, and nobody else if it has it closed."""
    for part in parts:
        if part.knows(command):
            return part.run(command)
    return False

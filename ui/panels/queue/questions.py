"""The short questions the queue asks, as data made of the hall and the ticket."""

from collections.abc import Iterable

from app.domain.hall import Hall
from app.domain.ticket import CloseReason, ServiceResult, Ticket, TicketItem
from ui.widgets.pick_step import Option, Question

RESULTS = (
    ServiceResult.DONE,
    ServiceResult.CASE,
    ServiceResult.ENQUIRY,
    ServiceResult.COLLECTED,
    ServiceResult.SUPPLEMENT,
    ServiceResult.REFUSED,
    ServiceResult.WRONG_ITEM,
    ServiceResult.NOT_DONE,
)
"""In the order a window meets them; the place in the list is the key."""

PAUSE_REASONS = ("送件到审核岗", "临时离岗", "设备故障", "午间交接", "开会")
TRANSFER_REASONS = ("取错业务", "还要办别的事", "本窗口办不了", "群众要求")
SERVED_ELSEWHERE = "事项在那边办理"
CALL_REASONS = ("特殊照顾", "只差一份材料", "刚才过号的群众回来了", "负责人安排")
CLOSE_REASONS = (CloseReason.LEFT, CloseReason.ISSUED_BY_MISTAKE, CloseReason.NOT_SERVED)
NO_GROUND = "0"
SAME = "0"


def result_question(ticket: Ticket, item: TicketItem, last: ServiceResult | None) -> Question:
    """Ask how one 事项 of a ticket ended; `last` is what was said of the one before, if any."""
    same = (Option(SAME, f"其余都一样：{last.label}"),) if last else ()
    is_one_of_many = len(ticket.open_items) > 1
    matter = f"“{item.name}”这一项" if is_one_of_many else "办完了"
    return Question(
        title=f"{ticket.label} {matter}，结果是？",
        hint="按数字选，Esc 返回",
        options=(*same, *_numbered(result.label for result in RESULTS)),
    )


def close_question(ticket: Ticket) -> Question:
    """Ask why a ticket is closed without service."""
    return Question(
        title=f"{ticket.label} 弃号，原因是？",
        hint="按数字选，Esc 返回",
        options=_numbered(reason.label for reason in CLOSE_REASONS),
    )


def item_question(ticket: Ticket, hall: Hall) -> Question:
    """Ask what else the person at the window comes for."""
    return Question(
        title=f"{ticket.label} 还要办什么事？",
        hint="业务字母，Esc 返回",
        options=tuple(Option(letter.letter, letter.name) for letter in hall.letters),
    )


def reason_question(title: str, reasons: Iterable[str]) -> Question:
    """Ask for a reason: one of the usual ones, or words typed."""
    return Question(title=title, hint="按数字选，或直接写原因", options=_numbered(reasons), free=True)


def target_question(ticket: Ticket, hall: Hall, own_window: str) -> Question:
    """Ask where to send a ticket: a business letter, or one window."""
    letters = (Option(letter.letter, letter.name) for letter in hall.letters)
    windows = (
        Option(window.number, f"{window.name}（窗口）")
        for window in hall.windows
        if window.number != own_window
    )
    return Question(title=f"{ticket.label} 转到哪里？", hint="业务字母或窗口号", options=(*letters, *windows))


def wish_question(hall: Hall) -> Question:
    """Ask what a person comes for; several letters for several matters."""
    return Question(
        title="取号：来办什么事？",
        hint="字母如 B、BD，按 Enter",
        options=tuple(Option(letter.letter, letter.name) for letter in hall.letters),
        several=True,
    )


def ground_question(hall: Hall, business: str) -> Question:
    """Ask whether the person is served first, and on what ground."""
    return Question(
        title=f"{business}：普通号还是优先号？",
        hint="Enter 为普通号",
        options=(Option(NO_GROUND, "普通号"), *_numbered(ground.label for ground in hall.grounds)),
    )


def reason_of(answer: str, reasons: tuple[str, ...]) -> str:
    """Return the reason behind an answer: the numbered one, or the words themselves."""
    numbered = {option.key: option.words for option in _numbered(reasons)}
    return numbered.get(answer, answer)


def _numbered(words: Iterable[str]) -> tuple[Option, ...]:
    return tuple(Option(str(number), word) for number, word in enumerate(words, start=1))

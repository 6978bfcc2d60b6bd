"""Notes what was only asked (咨询): a count without a case; the topic names a matter, never a person."""

from app.domain.ledger.canonical import Json
from app.domain.ledger.operation import Subject
from app.domain.role import Action
from app.domain.ticket import Ticket
from app.domain.visit.enquiries import topics_of
from app.domain.visit.shift_kinds import shift_subject
from app.services.queue.desk import QueueDesk, Turn, carry_out, once
from app.services.queue.guards import served_here
from app.services.use_case import use_case


@use_case
def record_enquiry(desk: QueueDesk, command_id: str, seen: Ticket, topic: str, item: str = "") -> Ticket:
    """Note what the person at this window asked, and the id of the item it is about, if it is about one.

    The same topic again is the same question: whoever gets a second sheet of it is counted once.
    """
    return carry_out(desk, Action.CALL, command_id, lambda turn: _of_visit(turn, seen, topic, item))


@use_case
def record_walk_in(desk: QueueDesk, command_id: str, topic: str, item: str = "") -> int:
    """Note what somebody without a ticket asked at this window; return how many such the window had today.

    Nothing tells one of them from the next but the command: a sheet printed again comes with the same id.
    """
    return once(
        desk,
        Action.CALL,
        command_id,
        lambda turn: _at_window(turn, topic, item),
        keep=lambda count: count,
        again=lambda _unit, kept: kept if isinstance(kept, int) else 0,
    )


def _of_visit(turn: Turn, seen: Ticket, topic: str, item: str) -> Ticket:
    ticket = served_here(turn, seen)
    state = turn.desk.recorder.live(turn.unit, Subject("visit", ticket.id))
    if topic in topics_of(state.document):
        return ticket
    asked: dict[str, Json] = {"topic": topic, "item": item}
    return turn.record("visit.enquiry_recorded.v1", ticket.id, **asked)


def _at_window(turn: Turn, topic: str, item: str) -> int:
    recorder = turn.desk.recorder
    day = shift_subject(turn.desk.hall.id, turn.desk.counter.window, turn.moment.business_date)
    if recorder.live(turn.unit, day).version == 0:
        recorder.record(turn.unit, turn.act("window.opened.v1", day, {}))
    asked: dict[str, Json] = {"topic": topic, "item": item}
    after = recorder.record(turn.unit, turn.act("window.enquiry_recorded.v1", day, asked))
    return len(topics_of(after.document))

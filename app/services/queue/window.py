"""A window's day: taking it, leaving it, pausing and resuming (暂停 / 恢复)."""

from collections.abc import Callable

from app.domain.ledger.canonical import Json
from app.domain.ledger.operation import Subject
from app.domain.role import Action
from app.domain.ticket import QueueError
from app.domain.visit.shift_kinds import Shift, shift_of, shift_subject
from app.ports.unit_of_work import UnitOfWork
from app.services.queue.desk import QueueDesk, Turn, once
from app.services.queue.directing import hand_back
from app.services.queue.guards import reason_given, window_free
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case


@use_case
def take_window(desk: QueueDesk, command_id: str, *, instead: bool = False) -> Shift:
    """Sit down at the desk's window. A window somebody else has is taken over only with `instead`."""

    def take(turn: Turn) -> Shift:
        refuse_former(turn.unit, turn.desk.desk)
        shift, clerk = turn.shift, turn.desk.desk.clerk.id
        number = turn.desk.counter.window
        if shift.clerk not in {"", clerk} and not instead:
            raise QueueError("queue.window_taken", window=number, clerk=shift.clerk)
        return _record(turn, "window.taken.v1", clerk=clerk)

    return _carry_out(desk, Action.TAKE_WINDOW, command_id, take)


@use_case
def leave_window(desk: QueueDesk, command_id: str) -> Shift:
    """Leave the desk's window, for home or for another window; refused while a ticket is open there.

    Who waits for this window alone waits from now on where others call. Nothing changes for a colleague who
    took the window over meanwhile.
    """

    def leave(turn: Turn) -> Shift:
        if turn.shift.clerk not in {"", turn.desk.desk.clerk.id}:
            return turn.shift
        window_free(turn)
        left = _record(turn, "window.left.v1")
        hand_back(turn)
        return left

    return _carry_out(desk, Action.TAKE_WINDOW, command_id, leave)


@use_case
def pause(desk: QueueDesk, command_id: str, reason: str) -> Shift:
    """Stop calling at this window, with the reason; the ticket being served goes on."""
    given = reason_given(reason)
    return _carry_out(
        desk, Action.CALL, command_id, lambda turn: _record(turn, "window.paused.v1", reason=given)
    )


@use_case
def resume(desk: QueueDesk, command_id: str) -> Shift:
    """Call again at this window."""
    return _carry_out(desk, Action.CALL, command_id, lambda turn: _record(turn, "window.resumed.v1"))


def _carry_out(desk: QueueDesk, action: Action, command_id: str, command: Callable[[Turn], Shift]) -> Shift:
    def as_kept(_unit: UnitOfWork, kept: Json) -> Shift:
        return Shift(*kept) if isinstance(kept, list) else Shift()

    return once(
        desk, action, command_id, command, keep=lambda shift: [shift.clerk, shift.pause_reason], again=as_kept
    )


def _record(turn: Turn, kind: str, **payload: Json) -> Shift:
    """Record one fact of the window's day, and before the first one that the day began."""
    recorder, subject = turn.desk.recorder, _subject(turn)
    if turn.unit.authority.state(subject).version == 0:
        recorder.record(turn.unit, turn.act("window.opened.v1", subject, {}))
    return shift_of(recorder.record(turn.unit, turn.act(kind, subject, payload)))


def _subject(turn: Turn) -> Subject:
    return shift_subject(turn.desk.hall.id, turn.desk.counter.window, turn.moment.business_date)

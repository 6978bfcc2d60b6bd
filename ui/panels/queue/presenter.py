"""What the queue's keys do: one command at a time, asked in short questions, told in words."""

from collections.abc import Callable, Mapping, Sequence

from app.domain.counters import said_windows
from app.domain.hall import Hall
from app.domain.queue.policy import Why
from app.domain.ticket import ServiceResult, Ticket
from app.services.queue.issue import Wish
from app.services.queue.view import QueueView
from ui.panels.queue import questions
from ui.panels.queue.column import QueueColumn
from ui.panels.queue.context import QueueContext
from ui.panels.queue.running import Running
from ui.panels.queue.shown import issued_words, shown_queue
from ui.panels.queue.slips import Slips
from ui.shortcuts import Acts, Command
from ui.widgets.pick_step import Question
from ui.widgets.text import Tone

_WITH_SOMEBODY = frozenset(
    {
        Command.RECALL,
        Command.PASS_TICKET,
        Command.FINISH,
        Command.TRANSFER,
        Command.ABANDON,
        Command.ADD_ITEM,
    }
)
"""What only a ticket at the window makes sense of."""


class QueuePresenter:
    """Decides; the column and the panel only show. While a command is under way all keys are closed."""

    def __init__(self, context: QueueContext) -> None:
        """Tie the keys; `watch` gives it the column."""
        self._context = context
        self.acts = Acts(
            {
                Command.CALL_NEXT: self.call_next,
                Command.RECALL: self.recall,
                Command.PASS_TICKET: self.pass_ticket,
                Command.FINISH: self.finish,
                Command.TRANSFER: self.transfer,
                Command.PAUSE: self.pause,
                Command.ISSUE_TICKET: self.issue,
                Command.REPRINT_SLIP: self.reprint,
                Command.LEAVE_SLIP: self.leave_slip,
                Command.ABANDON: self.abandon,
                Command.ADD_ITEM: self.add_item,
            },
            when_closed={Command.CALL_NEXT: self._say_why_nobody_comes},
        )
        self._step_out = Acts({Command.STEP_OUT: self.stop_asking})
        self.column = QueueColumn(self.acts)
        self.column.answered.connect(self._on_answered)
        self._view: QueueView | None = None
        self._running = Running(context, self.column, self._on_looked, self._open_acts)
        self._slips = Slips(context, self.column, self._open_acts)
        self._answer: Callable[[tuple[str, ...]], None] = lambda _keys: None
        self._aim: tuple[str, ...] = ()
        self._listeners: list[Callable[[QueueView], None]] = []
        self.acts.open_only(())

    @property
    def view(self) -> QueueView | None:
        """The queue as last read."""
        return self._view

    def say_why(self, why: Why) -> str:
        """Return the reason of a place in line, in words."""
        return self._context.wording.say(why.code, **why.facts).sentence()

    def listeners(self) -> tuple[Acts, ...]:
        """Return who answers keys: while a question stands, Esc steps out of it."""
        return (self._step_out, self.acts) if self.column.covers_line else (self.acts,)

    def listen(self, listener: Callable[[QueueView], None]) -> None:
        """Tell `listener` each time the queue was read."""
        self._listeners.append(listener)

    def refresh(self) -> None:
        """Read the queue again, unless a command is about to do so anyway."""
        self._running.refresh()

    def call_next(self) -> None:
        """Call whoever is next."""
        self._running.do(self._context.use.call_next, _said_of_call)

    def recall(self) -> None:
        """Call the ticket at the window again."""
        self._with_serving(self._context.use.recall, lambda ticket: f"{ticket.label} 已重呼。")

    def pass_ticket(self) -> None:
        """Put the ticket at the window aside."""
        said = "{} 已过号，群众回来后按 Alt+1 到叫号页恢复。"
        self._with_serving(self._context.use.pass_ticket, lambda ticket: said.format(ticket.label))

    def finish(self) -> None:
        """Ask how each open 事项 ended, and finish; at once if every one already has a result."""
        if self._serving is not None:
            self._ask_results(self._serving, {})

    def add_item(self) -> None:
        """Ask what else the person at the window comes for."""
        ticket, use = self._serving, self._context.use
        if ticket is None:
            return

        def add(keys: tuple[str, ...]) -> None:
            added = self._context.hall.letter(keys[0])
            if added is not None:
                said = f"{ticket.label} 加办 {added.name}。"
                self._running.do(
                    lambda command: use.add_item(command, ticket, keys[0], added.name), lambda _: said
                )

        self._ask(questions.item_question(ticket, self._context.hall), add)

    def abandon(self) -> None:
        """Close the ticket at the window without service."""
        if self._serving is not None:
            self.abandon_this(self._serving)

    def abandon_this(self, ticket: Ticket) -> None:
        """Ask why and close a ticket without service; its number stays used."""
        use, reasons = self._context.use, questions.CLOSE_REASONS
        said = f"{ticket.label} 已关闭，不计入办理。"
        self._ask(
            questions.close_question(ticket),
            lambda keys: self._running.do(
                lambda command: use.abandon(command, ticket, reasons[int(keys[0]) - 1]), lambda _closed: said
            ),
        )

    def reprint(self) -> None:
        """Print the slip that failed first, or else that of the number given last, once more."""
        self._slips.print_again()

    def leave_slip(self) -> None:
        """Let the slip be that failed first."""
        self._slips.leave()

    def aim_at(self, windows: tuple[str, ...]) -> None:
        """Let a transfer lead to these windows without a question, as the work in front says; or ask."""
        self._aim = windows

    def transfer(self) -> None:
        """Ask where to and why, and send the ticket there; at once where the work in front says where to."""
        ticket = self._serving
        if ticket is not None and self._aim:
            self._send(ticket, self._aim)
        elif ticket is not None:
            question = questions.target_question(ticket, self._context.hall, self._context.window)
            self._ask(question, lambda keys: self._transfer_to(ticket, keys[0]))

    def pause(self) -> None:
        """Ask why and pause; resume if paused."""
        use = self._context.use
        if self._view is not None and self._view.shift.is_paused:
            self._running.do(use.resume, lambda _shift: "已恢复叫号。")
            return
        reasons = questions.PAUSE_REASONS
        question = questions.reason_question("为什么暂停？", reasons)
        self._ask(question, lambda keys: self._pause(questions.reason_of(keys[0], reasons)))

    def issue(self) -> None:
        """Ask what a person comes for and whether they are served first, and give a number."""
        self._ask(questions.wish_question(self._context.hall), self._ask_ground)

    def call_this(self, ticket: Ticket) -> None:
        """Call a chosen ticket out of turn, with the reason."""
        reasons = questions.CALL_REASONS
        question = questions.reason_question(f"为什么先叫 {ticket.label}?", reasons)
        use = self._context.use
        self._ask(
            question,
            lambda keys: self._running.do(
                lambda command: use.call_this(command, ticket, questions.reason_of(keys[0], reasons)),
                lambda _called: f"已特呼 {ticket.label}。",
            ),
        )

    def reactivate(self, ticket: Ticket) -> None:
        """Let a passed ticket wait again."""
        use = self._context.use
        self._running.do(
            lambda command: use.reactivate(command, ticket),
            lambda _back: f"{ticket.label} 已恢复，重新排队。",
        )

    def stop_asking(self) -> None:
        """Step out of the question, or away from the number given last; nothing has happened yet."""
        self.column.stop_asking()
        self._open_acts()

    def _ask(self, question: Question, answer: Callable[[tuple[str, ...]], None]) -> None:
        self._answer = answer
        self.column.ask(question)
        self._open_acts()

    def _on_answered(self, keys: tuple[str, ...]) -> None:
        if keys and self.column.is_asking:
            self.column.stop_asking()
            self._answer(keys)

    def _ask_results(self, ticket: Ticket, known: Mapping[str, ServiceResult]) -> None:
        """Ask about the next 事项 without a result; finish when there is none left."""
        left = [item.row for item in ticket.open_items if item.row not in known]
        if not left:
            self._finish(ticket, known)
            return
        last = list(known.values())[-1] if known else None
        item = next(item for item in ticket.open_items if item.row == left[0])

        def answered(keys: tuple[str, ...]) -> None:
            if keys[0] == questions.SAME and last is not None:
                self._finish(ticket, {**known, **dict.fromkeys(left, last)})
                return
            self._ask_results(ticket, {**known, left[0]: questions.RESULTS[int(keys[0]) - 1]})

        self._ask(questions.result_question(ticket, item, last), answered)

    def _finish(self, ticket: Ticket, results: Mapping[str, ServiceResult]) -> None:
        use = self._context.use
        ends = "、".join(dict.fromkeys(result.label for result in results.values()))
        said = f"{ticket.label} 已办结：{ends}。" if ends else f"{ticket.label} 已办结。"
        self._running.do(lambda command: use.finish(command, ticket, results), lambda _finished: said)

    def _transfer_to(self, ticket: Ticket, target: str) -> None:
        reasons = questions.TRANSFER_REASONS
        question = questions.reason_question(f"{ticket.label} 为什么转到 {target}?", reasons)
        self._ask(
            question, lambda keys: self._transfer(ticket, target, questions.reason_of(keys[0], reasons))
        )

    def _transfer(self, ticket: Ticket, target: str, reason: str) -> None:
        use = self._context.use
        send = use.to_letter if self._context.hall.letter(target) else use.to_window
        said = f"{ticket.label} 已转到 {target}。"
        self._running.do(lambda command: send(command, ticket, target, reason), lambda _sent: said)

    def _send(self, ticket: Ticket, windows: tuple[str, ...]) -> None:
        use, reason = self._context.use, questions.SERVED_ELSEWHERE
        self._running.do(
            lambda command: use.to_counters(command, ticket, windows, reason),
            lambda sent: f"{ticket.label} 已转到 {said_windows([sent.target] if sent.target else windows)}。",
        )

    def _pause(self, reason: str) -> None:
        use = self._context.use
        self._running.do(
            lambda command: use.pause(command, reason), lambda _shift: "已暂停叫号，按 F7 恢复。"
        )

    def _ask_ground(self, letters: tuple[str, ...]) -> None:
        hall = self._context.hall
        wishes = [Wish(letter, known.name) for letter in letters if (known := hall.letter(letter))]
        business = "、".join(wish.name for wish in wishes)
        self._ask(questions.ground_question(hall, business), lambda keys: self._issue(hall, wishes, keys[0]))

    def _issue(self, hall: Hall, wishes: Sequence[Wish], answer: str) -> None:
        """Give the number; the answer counts the grounds of the hall as it was asked about."""
        use = self._context.use
        ground = "" if answer == questions.NO_GROUND else hall.grounds[int(answer) - 1].code
        self._running.do(
            lambda command: use.issue(command, wishes, ground),
            lambda new: issued_words(new, hall.policy),
            then=self._slips.print,
        )

    @property
    def _serving(self) -> Ticket | None:
        return self._view.serving if self._view else None

    def _with_serving(self, command: Callable[[str, Ticket], Ticket], said: Callable[[Ticket], str]) -> None:
        ticket = self._serving
        if ticket is not None:
            self._running.do(lambda command_id: command(command_id, ticket), said)

    def _on_looked(self, view: QueueView) -> None:
        self._view = view
        self.column.show_queue(shown_queue(view, self.say_why), is_paused=view.shift.is_paused)
        self._open_acts()
        for listener in self._listeners:
            listener(view)

    def _say_why_nobody_comes(self) -> None:
        """F2 is pressed without looking: say what has to be done first."""
        view = self._view
        if view is None or self._running.is_working:
            return
        if view.serving is not None:
            message = self._context.wording.say("queue.still_serving", ticket=view.serving.label)
        else:
            message = self._context.wording.say("queue.paused_here")
        self.column.say(message.sentence(), Tone.SOON)

    def _open_acts(self) -> None:
        self.acts.open_only(() if self._running.is_working else self._open_now())

    def _open_now(self) -> set[Command]:
        if self._view is None:
            return set()
        opened = {Command.PAUSE, Command.ISSUE_TICKET} | self._slips.open_commands
        if self._view.serving is not None:
            return opened | _WITH_SOMEBODY
        return opened if self._view.shift.is_paused else opened | {Command.CALL_NEXT}


def _said_of_call(called: Ticket | None) -> str:
    return f"已叫 {called.label}。" if called else "现在没有人等，新取的号会自己出现在这里。"

"""Plays the script of the demo day at one window, by keys, and everything around it by use cases."""

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.bootstrap.demo.surroundings import DemoClock
from app.bootstrap.places import resources
from app.bootstrap.window import Composition
from app.domain.clerk import Clerk
from app.domain.ticket import ServiceResult
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.print_slip import print_slip
from app.services.queue.call_next import call_next
from app.services.queue.desk import queue_desk
from app.services.queue.finish import finish
from app.services.queue.issue import Wish, issue_ticket
from app.services.queue.window import take_window
from ui.driving import Driver
from ui.panels.intake.panel import IntakePanel
from ui.panels.intake.stand_in import fill_intake, fill_refusal, point_at
from ui.shortcuts import Command

Step = Mapping[str, Any]
PANELS = {
    "叫号": Command.TO_QUEUE,
    "收件": Command.TO_INTAKE,
    "办件": Command.TO_CASES,
    "文书": Command.TO_PAPERS,
    "台账": Command.TO_LEDGER,
    "设置": Command.TO_SETTINGS,
    "关于": Command.TO_ABOUT,
    "代收": Command.TO_CASH,
}
TRANSFER_REASON = "1"
RECEPTION = "0320"
NOT_INSTEAD = False
"""The window is free: nobody is asked to give it up."""


@dataclass(slots=True, kw_only=True)
class DemoDay:
    """One demo day under way; `played` counts its steps by kind."""

    composed: Composition
    driver: Driver
    clock: DemoClock
    screens: Path
    played: Counter[str] = field(default_factory=Counter)
    script: Mapping[str, Any] = field(default_factory=lambda: _table("day"))
    applications: Mapping[str, Step] = field(
        default_factory=lambda: {one["key"]: one for one in _table("applications")["application"]}
    )

    def play(self) -> None:
        """Sign in, play every step, and take a picture of every panel."""
        self._sit_down()
        for step in self.script["step"]:
            self.clock.pass_minutes(int(step.get("minutes", 0)))
            STEPS[step["do"]](self, step)
            self.played[step["do"]] += 1
            if "screen" in step:
                self.capture(step["screen"])
        for name, command in PANELS.items():
            self.driver.press(command)
            self.capture(f"{name}页")
        self.driver.press(Command.HELP)
        self.capture("按键表")
        self.driver.press(Command.HELP)

    @property
    def office(self) -> Office:
        """The hall's office."""
        hall = self.composed.reception.hall
        if hall is None:
            raise LookupError("nobody has signed in")
        return hall.office

    def _sit_down(self) -> None:
        session, phrase = self.composed.session, self.composed.reception.home.demo_pass_phrase
        session.begin()
        self.driver.settle()
        self.capture("登录")
        session.sign_in_page.submitted.emit(self.script["clerk"], phrase or "")
        self.driver.settle()
        self.capture("选窗口")
        session.window_page.chosen.emit(self.script["window"], NOT_INSTEAD)
        self.driver.settle()

    def capture(self, name: str) -> None:
        """Write what the window shows now, numbered in the order of the day."""
        place = len(list(self.screens.glob("*.png"))) + 1
        self.driver.capture(self.screens / f"{place:02d} {name}.png")

    def _clerk(self, staff_number: str) -> Clerk:
        with self.office.storage.reading() as unit:
            clerk = unit.clerks.find_by_staff_number(staff_number)
        if clerk is None:
            raise LookupError(staff_number)
        return clerk

    def desk_of(self, staff_number: str, window: str) -> Desk:
        """Return another clerk at another window."""
        return Desk(clerk=self._clerk(staff_number), place=self.office.hall.id, window=window)

    def wait_for_the_printer(self) -> None:
        """Wait until the window asks whether the paper came out."""
        acts = self.driver.page.prints.acts
        self.driver.page.look_again()
        self.driver.wait_until(lambda: acts.is_open(Command.PRINTED))

    @property
    def intake(self) -> IntakePanel:
        """The intake of the window that is driven."""
        panel = self.driver.page.panel(Command.TO_INTAKE)
        if not isinstance(panel, IntakePanel):
            raise TypeError(type(panel).__name__)
        return panel


def _take(day: DemoDay, step: Step) -> None:
    """Reception gives a number and prints the slip."""
    desk = day.desk_of(RECEPTION, day.script["window"])
    letter = step["letters"][0]
    wish = Wish(letter, step["name"], step.get("item", ""))
    command = day.office.ids.operation_id()
    ticket = issue_ticket(queue_desk(day.office, desk), command, [wish], ground=step.get("ground", ""))
    print_slip(day.office, desk, ticket, day.office.printer.available()[0].name)
    day.driver.page.look_again()
    day.driver.settle()


def _press(command: Command) -> Callable[[DemoDay, Step], None]:
    return lambda day, _step: day.driver.press(command)


def _apply(day: DemoDay, step: Step) -> None:
    """Fill in an application at the intake and issue what the script says."""
    application = day.applications[step["application"]]
    day.driver.press(Command.TO_INTAKE)
    missing = application.get("missing", ())
    fill_intake(day.intake, application["item"], application["answers"], day.driver.settle, missing=missing)
    day.capture(f"填好的{application['title']}")
    if application["outcome"] == "refuse":
        day.driver.press(Command.REFUSE)
        phrase = day.composed.reception.home.demo_pass_phrase or ""
        fill_refusal(day.intake, {**application["refusal"], "second": "0301", "phrase": phrase})
    elif application["outcome"] == "supplement":
        day.driver.press(Command.SUPPLEMENT_NOTICE)
    if application["outcome"] != "accept":
        day.capture(f"出具前的{application['title']}")
    day.driver.press(Command.ACCEPT)
    day.wait_for_the_printer()
    day.driver.press(Command.PRINTED)


def _enquire(day: DemoDay, step: Step) -> None:
    """Somebody only asks: find the item, hand over its sheet, and end the matter without a case."""
    day.driver.press(Command.TO_INTAKE)
    point_at(day.intake, step["asks"])
    day.driver.press(Command.GUIDE_SHEET)
    day.capture(step["sheet"])
    day.driver.press(Command.ENQUIRY)


def _reactivate(day: DemoDay, _step: Step) -> None:
    queue = day.driver.page.queue
    if queue.view is not None and queue.view.passed:
        queue.reactivate(queue.view.passed[0])
    day.driver.settle()


def _transfer(day: DemoDay, step: Step) -> None:
    day.driver.press(Command.TRANSFER)
    day.driver.answer([step["target"]])
    day.driver.answer([TRANSFER_REASON])


def _serve_elsewhere(day: DemoDay, step: Step) -> None:
    """Another clerk at another window takes the next person and is done."""
    queue = queue_desk(day.office, day.desk_of(step["clerk"], step["window"]))
    ids = day.office.ids
    take_window(queue, ids.operation_id())
    called = call_next(queue, ids.operation_id())
    if called is not None:
        finish(queue, ids.operation_id(), called, ServiceResult.DONE)


STEPS: Mapping[str, Callable[[DemoDay, Step], None]] = {
    "take": _take,
    "call": _press(Command.CALL_NEXT),
    "recall": _press(Command.RECALL),
    "pass": _press(Command.PASS_TICKET),
    "reactivate": _reactivate,
    "transfer": _transfer,
    "apply": _apply,
    "enquiry": _enquire,
    "serve_elsewhere": _serve_elsewhere,
}


def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((resources() / f"demo/{name}.toml").read_text("utf-8"))

"""Stands in for a clerk's typing at the intake, where there is no clerk: the demo day."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from ui.counter.checklist import MATERIAL
from ui.panels.intake import searching
from ui.panels.intake.panel import IntakePanel
from ui.shortcuts import Command


def fill_intake(
    intake: IntakePanel,
    item_id: str,
    answers: Mapping[str, Any],
    settle: Callable[[], None],
    *,
    missing: Collection[str] = (),
) -> None:
    """Open an item if none is open, answer its form, print what is signed, take in all but the `missing`."""
    presenter = intake.presenter
    if presenter.sitting is None or presenter.sitting.item.id != item_id:
        presenter.view.finder.picked.emit(f"{searching.ITEM}{item_id}")
        settle()
    sitting = presenter.sitting
    if sitting is None:
        raise LookupError(item_id)
    for path, value in answers.items():
        sitting.form.answer(path, value)
    if presenter.view.form is not None:
        presenter.view.form.show_brought(frozenset(answers))
    settle()
    intake.acts.run(Command.PRINT)
    settle()
    for need in sitting.missing():
        if need.material.key not in missing:
            intake.side.material_key.emit(f"{MATERIAL}{need.material.key}", " ")
    settle()


def point_at(intake: IntakePanel, typed: str) -> None:
    """Type what somebody asks about into the finder; the item that fits best is pointed at."""
    finder = intake.presenter.view.finder
    finder.entry.setText(typed)
    finder.typed.emit(typed)


def fill_refusal(intake: IntakePanel, refusal: Mapping[str, str]) -> None:
    """Fill in the refusal page: code, reason, article, competent body, 工号 and pass phrase of the second."""
    page = intake.presenter.view.refusal
    page.reasons.choose(refusal["code"])
    page.reason.setText(refusal["reason"])
    page.article.setText(refusal["article"])
    page.body.setText(refusal.get("competent_body", ""))
    page.vouch_as(refusal["second"], refusal["phrase"])

"""The drafts that wait above the items: whose they are, for what, since when, and how they are offered."""

from collections.abc import Iterable
from datetime import tzinfo

from app.domain import masking
from app.services.cases.drafts import DraftEntry
from ui.shortcuts import KEYS, Command
from ui.widgets.row_list import Row
from ui.widgets.text import Tone

DRAFT = "draft:"
"""Begins the id of a draft's row."""
_NAMELESS = "（姓名未填）"


def draft_rows(drafts: Iterable[DraftEntry], zone: tzinfo | None) -> list[Row]:
    """Return the drafts to go on with, newest first: whose, for what, begun when by the hall's clock."""
    return [_draft_row(entry, zone) for entry in reversed(list(drafts))]


def waiting_words(count: int) -> str:
    """Return what is said of the drafts that wait."""
    key = KEYS[Command.CONTINUE_DRAFT].sequence
    if count > 1:
        return f"有 {count} 份未填完的收件，列在事项上方：按 {key} 后用上下键选一份，回车继续。"
    return f"有 1 份未填完的收件，按 {key} 继续。" if count else ""


def own_draft_words(entry: DraftEntry, label: str) -> str:
    """Return how a clerk is offered back what was being filled in for `label`, still at the window."""
    whose = f"{masking.name(entry.applicant)}的" if entry.applicant else ""
    return f"{label} 上次没填完{whose}{_item_of(entry)}，按回车接着填。"


def _draft_row(entry: DraftEntry, zone: tzinfo | None) -> Row:
    name = masking.name(entry.applicant) if entry.applicant else _NAMELESS
    words = f"{name}　{_item_of(entry)}"
    return Row(
        id=f"{DRAFT}{entry.draft.id}",
        lead="未完成",
        words=words,
        trail=f"{entry.draft.started_at.astimezone(zone):%m-%d %H:%M} 开始",
        tone=Tone.SOON,
        hint=words,
    )


def _item_of(entry: DraftEntry) -> str:
    return entry.item_name or entry.draft.item_id

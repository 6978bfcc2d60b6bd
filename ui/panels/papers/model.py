"""The rows of the paper panel."""

from collections.abc import Iterable
from datetime import tzinfo

from app.domain import masking
from app.domain.print_job import PrintState
from app.ports.paper_store import STAMPED, TAKEN_BACK, PaperRecord, SealUse
from app.services.cases.look_up import PaperFile
from ui.counter.fallen import FALLEN
from ui.widgets.row_list import Row
from ui.widgets.text import Tone

_PRINTED = {
    PrintState.RESERVED: ("准备打印", Tone.PLAIN),
    PrintState.SPOOLED: ("排队打印", Tone.PRESS),
    PrintState.PRINTING: ("正在打印", Tone.PRESS),
    PrintState.WAITING: ("打印机在等人", Tone.SOON),
    PrintState.DONE_AT_DEVICE: ("已出纸，待确认", Tone.SOON),
    PrintState.UNKNOWN: ("不知道打出没有，待确认", Tone.LATE),
    PrintState.CONFIRMED: ("已打印", Tone.DONE),
    PrintState.FAILED: ("没有打出来", Tone.LATE),
    PrintState.CANCELLED: ("已取消", Tone.PLAIN),
}

_CURES = {
    True: "请负责人在办件里选中它，写明理由后作废。",
    False: "不用作废，不要再给人。",
}


def paper_rows(files: Iterable[PaperFile]) -> list[Row]:
    """Return the papers, newest first, each with whose it is (masked) and how its last print stands."""
    return [_paper_row(file) for file in files]


def next_to_stamp(files: Iterable[PaperFile], stamped_id: str) -> PaperRecord | None:
    """Return the paper that waits for its seal below the one just stamped, from the top again at the end."""
    papers = {file.paper.id: file for file in files}
    ids = list(papers)
    at = ids.index(stamped_id) if stamped_id in papers else -1
    others = (papers[one] for one in (*ids[at + 1 :], *ids[: max(at, 0)]))
    return next((file.paper for file in others if _is_to_stamp(file)), None)


def _is_to_stamp(file: PaperFile) -> bool:
    is_printing = bool(file.jobs) and file.jobs[-1].job.is_open
    return file.paper.waits_for_stamp and file.fall is None and not is_printing


def seal_rows(uses: Iterable[SealUse]) -> list[Row]:
    """Return the 用印登记."""
    return [
        Row(
            id=f"{place}",
            lead=use.at[5:16].replace("T", " "),
            words=f"{use.paper_title} {use.number}",
            trail=f"{use.seal_name} {use.copies}份",
            hint=f"用印人 {use.clerk}　批准文号 {use.approver or '—'}　{use.remark}",
        )
        for place, use in enumerate(uses)
    ]


def jobs_words(file: PaperFile, zone: tzinfo | None) -> str:
    """Return why a paper does not agree with its case, if so, and every attempt to print it, one a line.

    Times are by the hall's clock.
    """
    fallen = (
        () if file.fall is None else (f"已发文书与现状不符：{FALLEN[file.fall]}。{_CURES[file.fall.waits]}",)
    )
    attempts = (
        f"{stored.asked_at.astimezone(zone):%m-%d %H:%M}　{'补打' if stored.job.is_reprint else '打印'}"
        f"　{stored.job.printer}　{_PRINTED[stored.job.state][0]}"
        for stored in file.jobs
    )
    return "\n".join((*fallen, *attempts))


def _paper_row(file: PaperFile) -> Row:
    paper = file.paper
    if paper.is_void:
        trail, tone = "作废", Tone.LATE
    elif file.fall is not None:
        trail, tone = FALLEN[file.fall], Tone.LATE if file.fall.waits else Tone.PLAIN
    elif paper.state == TAKEN_BACK:
        trail, tone = "已补登，只有原件", Tone.PLAIN
    elif file.jobs and file.jobs[-1].job.is_open:
        trail, tone = _PRINTED[file.jobs[-1].job.state]
    elif paper.waits_for_stamp or paper.state == STAMPED:
        trail, tone = ("待盖章", Tone.SOON) if paper.waits_for_stamp else ("已盖章", Tone.DONE)
    elif file.jobs:
        trail, tone = _PRINTED[file.jobs[-1].job.state]
    else:
        trail, tone = "还没有打印", Tone.SOON
    whose = f"　{masking.name(file.applicant)}" if file.applicant else ""
    return Row(id=paper.id, lead=paper.number, words=f"{paper.title}{whose}", trail=trail, tone=tone)

"""The rows the intake shows: what an item tells before it is begun, papers, problems."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.case.deadlines import DueDates
from app.domain.counters import said_windows
from app.domain.item import ServiceItem, Step
from ui.form.sentences import SaidProblem
from ui.widgets.row_list import Row
from ui.widgets.text import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class SideFacts:
    """Everything the side column says."""

    materials: tuple[Row, ...]
    material_count: str
    problems: tuple[Row, ...]
    problem_count: str
    known: str
    is_typing: bool = False
    """Whether something is being typed on the line of a paper."""
    missing: int = 0
    """How many papers are still missing: with any, nothing can be accepted."""
    delivery: str = ""
    """In which way the applicant gets the result."""
    scans: str = "影像"
    """What stands beside the key that captures: how many pages there are."""


def item_words(item: ServiceItem) -> tuple[tuple[str, str], ...]:
    """Return what a clerk should know of an item before starting, each under its heading of the finder."""
    basis = "；".join(one.cited() for one in item.basis)
    told = (
        ("窗口", f"在本厅 {said_windows(item.counters)}办理" if item.counters else ""),
        ("受理条件", "\n".join(item.conditions)),
        ("收费", f"{item.fee.standard}（{item.fee.basis}）" if item.fee.charged else "不收费"),
        ("结果", item.result.name),
        ("提醒", "\n".join(item.reminders)),
        ("环节", "\n".join(_step_words(step) for step in item.steps)),
        ("常问", "\n".join(f"{one.ask}{one.answer}" for one in item.questions)),
        ("不予受理", "\n".join(item.refusals)),
        ("依据", basis),
    )
    return tuple((heading, words) for heading, words in told if words)


def _step_words(step: Step) -> str:
    """Return a step with its own limit, and whether that runs inside the limit of the item (特殊环节)."""
    limit = f" {step.limit.length} {step.limit.unit.value}" if step.limit is not None else ""
    return f"{step.name}{limit}{'' if step.counted else '（不计入办结时限）'}"


def known_materials(item: ServiceItem) -> tuple[Row, ...]:
    """Return the papers of an item before anything is filled in: which are needed depends on the answers."""
    return tuple(
        Row(
            id=material.key,
            lead="打印" if material.printed_here else "·",
            words=material.name,
            trail="" if material.printed_here else f"{material.forms[0].value}{material.copies}份",
            hint=f"{material.name}。{material.note or material.standard}",
        )
        for material in item.materials
    )


def scans_words(pages: int) -> str:
    """Return how many pages were captured of all papers, as the word of the key that captures more."""
    return f"影像 {pages} 页" if pages else "影像"


def problem_rows(problems: Iterable[SaidProblem]) -> tuple[Row, ...]:
    """Return what is to be mended: a dot for what is wrong, a ring for a doubt, an empty box to be filled.

    Beside an empty box the name of the question is enough: the heading says how many are to be filled in.
    """
    return tuple(
        Row(
            id=f"{place}:{problem.path}",
            lead=_problem_lead(problem),
            words=problem.label if problem.is_missing else problem.message.say,
            tone=Tone.PLAIN if problem.is_missing else problem.tone,
            hint=problem.message.sentence(),
        )
        for place, problem in enumerate(problems)
    )


def problem_count(problems: Iterable[SaidProblem], papers: int = 0) -> str:
    """Return how many answers are wrong or doubtful, and how many are still to be given.

    Once all are given, it is the missing `papers` that stand against acceptance.
    """
    missing = [problem.is_missing for problem in problems]
    wrong, blank = missing.count(False), missing.count(True)
    left = f"还要填 {blank}" if blank else f"缺 {papers} 份" if papers else ""
    return "  ".join([*([str(wrong)] if wrong or not left else []), *([left] if left else [])])


def due_words(due: DueDates) -> str:
    """Return what is said below the limits."""
    return "自受理之日起算" + ("（次年节假日未公布，暂定）" if due.is_provisional else "")


def _problem_lead(problem: SaidProblem) -> str:
    if problem.is_missing:
        return "□"
    return "●" if problem.tone is Tone.LATE else "○"

"""Says the problems of a sheet in words."""

from dataclasses import dataclass

from app.domain.form.sheet import Problem
from app.domain.identity.check import Severity
from app.domain.words import Message, Words
from ui.widgets.text import Tone

TONES = {Severity.ERROR: Tone.LATE, Severity.WARNING: Tone.SOON}


@dataclass(frozen=True, slots=True)
class SaidProblem:
    """One problem as it is shown: where it is, how grave, and its sentences."""

    path: str
    label: str
    tone: Tone
    message: Message


def said(problem: Problem, words: Words) -> SaidProblem:
    """Return a problem in words."""
    return SaidProblem(
        path=problem.path,
        label=problem.label,
        tone=TONES[problem.severity],
        message=words.say(problem.code, problem.facts),
    )

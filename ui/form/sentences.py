"""Says the problems of a sheet in words."""

from dataclasses import dataclass

from app.domain.form.sheet import Problem
from app.domain.identity.check import Severity
from app.domain.words import Message, Words
from ui.widgets.text import Tone

TONES = {Severity.ERROR: Tone.LATE, Severity.WARNING: Tone.SOON}


@dataclass(frozen=True, slots=True)
class SaidProblem:
    """One problem as it is shown: where it is, how grave, and its sentences.

    `tone` tells whether it stops an acceptance, as what is missing does too.
    """

    path: str
    label: str
    tone: Tone
    message: Message
    is_missing: bool = False

    @property
    def shade(self) -> Tone:
        """The colour beside the question: what is only missing (还要填) is never red."""
        return Tone.SOON if self.is_missing else self.tone


def said(problem: Problem, words: Words) -> SaidProblem:
    """Return a problem in words."""
    return SaidProblem(
        path=problem.path,
        label=problem.label,
        tone=TONES[problem.severity],
        message=words.say(problem.code, problem.facts),
        is_missing=problem.is_missing,
    )

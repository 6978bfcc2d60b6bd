"""Stands before what makes and prints papers and lets clerks in, and refuses the thread that draws."""

from dataclasses import replace
from functools import wraps
from typing import Any

from app.services.office import Office
from ui.thread_guard import GuardedStorage, refuse_gui_thread


class Guarded:
    """An adapter whose methods are for lanes only; what it merely knows may be read anywhere."""

    def __init__(self, inner: object) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if not callable(found):
            return found

        @wraps(found)
        def in_a_lane(*given: Any, **named: Any) -> Any:
            refuse_gui_thread()
            return found(*given, **named)

        return in_a_lane


def guarded(office: Office) -> Office:
    """The office whose storage, renderer, signer, issue log and printer refuse the thread that draws."""
    papers = office.papers
    return replace(
        office,
        storage=GuardedStorage(office.storage),
        printer=Guarded(office.printer),
        papers=replace(
            papers,
            renderer=Guarded(papers.renderer),
            signer=Guarded(papers.signer),
            verifier=Guarded(papers.verifier),
            issue_log=Guarded(papers.issue_log),
        ),
    )

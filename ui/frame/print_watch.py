"""Follows the open print jobs and takes the clerk's answer to 打印成功?."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.print_job import PrintJob
from ui.changes import ChangeBoard, Changes
from ui.shortcuts import Acts, Command
from ui.tasks import Lane, Tasks, Urgency

_ANSWERS = (Command.PRINTED, Command.NOT_PRINTED)


@dataclass(frozen=True, slots=True)
class PrintUseCases:
    """`open_jobs` asks the spooler and returns the jobs not settled yet, oldest first; both run in a lane."""

    open_jobs: Callable[[], Sequence[PrintJob]]
    confirm: Callable[[str, bool], PrintJob]


class PrintWatch:
    """Shows one job at a time: the one that waits for an answer before all others."""

    def __init__(
        self,
        use: PrintUseCases,
        tasks: Tasks,
        board: ChangeBoard,
        tell_failure: Callable[[Exception], None],
    ) -> None:
        """Follow jobs with `use`; an error is told through `tell_failure`."""
        self._use, self._tasks, self._board, self._tell_failure = use, tasks, board, tell_failure
        self.acts = Acts(
            {
                Command.PRINTED: lambda: self._answer(came_out=True),
                Command.NOT_PRINTED: lambda: self._answer(came_out=False),
            }
        )
        self.acts.open_only(())
        self._job: PrintJob | None = None
        self._listeners: list[Callable[[PrintJob | None], None]] = []
        board.print_jobs_changed.connect(self._on_changed)

    @property
    def job(self) -> PrintJob | None:
        """The job being shown."""
        return self._job

    def listen(self, listener: Callable[[PrintJob | None], None]) -> None:
        """Tell `listener` about the job to show after each look."""
        self._listeners.append(listener)

    def refresh(self) -> None:
        """Ask the spooler again."""
        self._tasks.submit(
            Lane.IO, self._use.open_jobs, self._on_jobs, self._tell_failure, urgency=Urgency.PRINT
        )

    def _answer(self, *, came_out: bool) -> None:
        job = self._job
        if job is None:
            return
        self.acts.open_only(())
        self._tasks.submit(
            Lane.STORAGE,
            lambda: self._use.confirm(job.job_id, came_out),
            self._on_answered,
            self._tell_failure,
        )

    def _on_answered(self, job: PrintJob) -> None:
        self._board.announce(Changes(print_jobs=frozenset({job.job_id})))

    def _on_changed(self, _jobs: frozenset[str]) -> None:
        self.refresh()

    def _on_jobs(self, jobs: Sequence[PrintJob]) -> None:
        waiting = (job for job in jobs if job.needs_answer)
        self._job = next(waiting, jobs[0] if jobs else None)
        asks = self._job is not None and self._job.needs_answer
        self.acts.open_only(_ANSWERS if asks else ())
        for listener in self._listeners:
            listener(self._job)

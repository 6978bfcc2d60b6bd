"""Runs something that may hang, and stops waiting for it after a while."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread  # noqa: TID251 - see `within`
from typing import TypeVar

Result = TypeVar("Result")


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """Return what `work` returns or raises, or raise TimeoutError after `seconds`.

    Not an executor: that would join its thread at exit, and a hung prompt would keep the program from
    ending. A daemon thread dies with it.
    """
    outcome: Future[Result] = Future()
    Thread(target=_settle, args=(outcome, work), daemon=True).start()
    return outcome.result(timeout=seconds)


def _settle(outcome: Future[Result], work: Callable[[], Result]) -> None:
    try:
        outcome.set_result(work())
    except BaseException as error:  # noqa: BLE001 - handed on whole to the caller, who raises it
        outcome.set_exception(error)

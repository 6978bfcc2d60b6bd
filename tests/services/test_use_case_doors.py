"""No use case takes text that cannot be kept: it says so in words, and nothing at all was written."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import pytest
import word_files
from counter import at_window
from hall import CLERK, KnownKey, hall_data, new_bench
from whole_store import everything

import app.services
from app.bootstrap.founding import found_hall
from app.bootstrap.opening import OpenHall
from app.bootstrap.places import HallHome
from app.domain.keepable import NotKeepable
from app.domain.words import Words
from app.services.cases import drafts, look_up
from app.services.cases.known_answers import KnownAnswers
from app.services.desk import Desk
from app.services.office import Office
from app.services.queue.desk import QueueDesk, queue_desk

BAD = "不属于\ud800本机关"
FORGIVING = frozenset({"journal", "search_cases"})
"""The first keeps the rest of the draft, the second finds nothing."""
PARTS = frozenset(
    {"carry_out", "once", "sheet_of", "ask_external", "paper_facts", "placement", "queue_desk"}
    | {"known_case", "still_asked", "source_of", "source_of_case", "guide_facts", "restated"}
    | {"carry_out_on_batch", "batches_of_day"}
    | {"deemed_since", "cases_with_paper", "reusable_papers"}
    | {"rows_of_person", "suspects", "open_twins", "money_asked"}
    | {"with_more", "without_one", "changed_once", "seal_use", "signed_by", "stamping_remark"}
)
"""What use cases are made of: only they call it, behind their doors."""
FROM_US = frozenset({Office, Desk, QueueDesk, KnownAnswers})
"""Records of the services that no clerk types; any other that a use case takes must be marked as Typed."""


@dataclass(frozen=True)
class Unread:
    """Stands where the door must not look."""


def use_cases() -> Iterator[Callable[..., Any]]:
    """Every public function of the services that works on an office or a queue's desk."""
    for found in pkgutil.walk_packages(app.services.__path__, "app.services."):
        module = importlib.import_module(found.name)
        for name, function in vars(module).items():
            is_own = inspect.isfunction(function) and function.__module__ == found.name
            if is_own and not name.startswith("_") and _first(function) in {Office, QueueDesk}:
                yield function


def _first(function: Callable[..., Any]) -> Any:
    parameters = list(inspect.signature(function).parameters.values())
    return parameters[0].annotation if parameters else None


def bad_values(annotation: Any) -> Iterator[Any]:
    """Yield values of a type, each with such a text in another place; none if it holds no text."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if annotation is str:
        yield BAD
    elif origin in {Union, UnionType}:
        yield from (bad for part in parts if part is not NoneType for bad in bad_values(part))
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield from ({"name": BAD}, {BAD: "x"}, {"rows": [{"who": BAD}]})
    elif isinstance(origin, type) and issubclass(origin, AbstractSet):
        yield from (frozenset({bad}) for bad in bad_values(parts[0]))
    elif isinstance(origin, type) and issubclass(origin, Sequence):
        yield from ((bad,) for bad in bad_values(parts[0]))
    elif is_dataclass(annotation) and _is_typed(annotation):
        yield from _bad_dataclasses(annotation)


def _is_typed(kind: Any) -> bool:
    return bool(kind.__module__.startswith("app.services.")) and kind not in FROM_US


def _bad_dataclasses(kind: Any) -> Iterator[Any]:
    plain = {"str": "x", "int": 1, "Mapping": {}}
    needed = {one.name: one for one in fields(kind) if one.default is MISSING}
    whole = {name: plain.get(_name(one.type), Unread()) for name, one in needed.items()}
    for one in fields(kind):
        yield from (kind(**{**whole, one.name: bad}) for bad in bad_values(one.type))


def _name(kind: Any) -> str:
    return str(getattr(kind, "__name__", ""))


def has_door(function: Callable[..., Any]) -> bool:
    """Say whether the function was marked with @use_case."""
    return hasattr(function, "__wrapped__")


def plans() -> Iterator[Any]:
    """One call for each place of each door where text goes in; everything else is not looked at."""
    for function in filter(has_door, use_cases()):
        parameters = inspect.signature(function).parameters
        for name, parameter in parameters.items():
            for place, bad in enumerate(bad_values(parameter.annotation)):
                others = {other: Unread() for other in parameters if other != name}
                label = (
                    f"{function.__module__.removeprefix('app.services.')}.{function.__name__}-{name}-{place}"
                )
                yield pytest.param(function, {**others, name: bad}, id=label)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenHall]:
    with new_bench(tmp_path_factory.mktemp("hall")).open("03") as hall:
        yield hall


@pytest.mark.parametrize(("function", "given"), list(plans()))
def test_text_that_cannot_be_kept_is_refused_in_words_and_nothing_is_written(
    hall: OpenHall, function: Callable[..., Any], given: Mapping[str, Any]
) -> None:
    before = everything(hall)
    around = {"office": hall.office, "desk": at_window()}
    if _first(function) is QueueDesk:
        around = {"desk": queue_desk(hall.office, at_window())}

    with pytest.raises(NotKeepable) as refused:
        function(**{**given, **{name: one for name, one in around.items() if name in given}})

    said = Words(word_files.templates()).of(refused.value)
    assert "U+D800" in said.say
    said.sentence().encode()
    assert everything(hall) == before


def takes_text(function: Callable[..., Any]) -> bool:
    """Say whether any of its parameters can hold text, however deep."""
    parameters = inspect.signature(function).parameters.values()
    return any(list(bad_values(parameter.annotation)) for parameter in parameters)


def test_every_use_case_that_takes_text_has_its_door() -> None:
    """Mark a new one with @use_case, what a clerk types in it with Typed, or name it here among the PARTS."""
    asked = [one for one in use_cases() if takes_text(one) and one.__name__ not in FORGIVING | PARTS]

    assert [f"{one.__module__}.{one.__name__}" for one in asked if not has_door(one)] == []
    assert {"receive_case", "void_paper", "pause", "issue_ticket"} <= {one.__name__ for one in asked}


@pytest.mark.parametrize("text", ["\ud800", "欧阳\ud800", "\x00", "王\u202e", "36072519\udfff"])
def test_a_search_for_what_cannot_be_kept_finds_nothing_and_is_logged(hall: OpenHall, text: str) -> None:
    assert look_up.search_cases(hall.office, at_window(), text) == ()

    with hall.office.storage.reading() as unit:
        last = [one.entry for one in unit.audit.entries()][-1]
    assert last.reason == "0 件"


def test_a_draft_survives_a_character_that_cannot_be_kept(hall: OpenHall) -> None:
    opened = drafts.start_draft(hall.office, at_window(), "A01")
    assert opened is not None

    burst = {"name": "王\ud800小明", "mobile": "13800000000", "years": [{"row": "r1", "note": "\x00补缴"}]}
    drafts.journal(hall.office, opened.draft.id, burst)

    again = drafts.reopen(hall.office, at_window(), opened.draft.id)
    assert again is not None
    assert again.answers == {
        "name": "王\ufffd小明",
        "mobile": "13800000000",
        "years": [{"row": "r1", "note": "\ufffd补缴"}],
    }


def test_a_hall_is_not_founded_by_a_name_that_cannot_be_kept(hall: OpenHall, tmp_path: Path) -> None:
    home, around = HallHome(tmp_path / "新大厅"), hall.office
    founder = replace(CLERK, name="王\ud800小兰")

    with pytest.raises(NotKeepable):
        found_hall(home, hall_data().hall, KnownKey.of, founder, "", around.clock, around.ids)

    assert not home.exists

"""Which answers of a form were carried over from earlier cases, as long as they stand as they came."""

from collections.abc import Mapping
from typing import Any

from app.domain.case.carried import AnswerSource, source_from
from app.domain.draft import CARRIED_SLOT
from app.domain.form.sheet import FormSheet

_TAIL = 10
"""Day and serial of a 办件编号; before them stands the unit, which is always our own."""


class Origins:
    """Knows it by field and by table; quick and without Qt."""

    def __init__(self, sheet: FormSheet) -> None:
        """Begin with a form in which nothing was carried over."""
        self._sheet = sheet
        self._sources: dict[str, tuple[AnswerSource, object]] = {}

    def note(self, sources: Mapping[str, AnswerSource]) -> None:
        """Note that these answers stand now as those cases say them."""
        for path, source in sources.items():
            self._sources[path] = (source, self._standing(path))

    def of(self, path: str) -> AnswerSource | None:
        """Return where an answer comes from; None once it was changed, and of a table without rows."""
        source, before = self._sources.get(path, (None, None))
        return source if source is not None and self._standing(path) == before else None

    def standing(self) -> dict[str, AnswerSource]:
        """Return every answer that stands as it came, with its source."""
        found = {path: self.of(path) for path in self._sources}
        return {path: source for path, source in found.items() if source is not None}

    def draft(self) -> dict[str, Any]:
        """Return the sources as a draft keeps them."""
        return {f"{CARRIED_SLOT}{path}": source.to_json() for path, source in self.standing().items()}

    def load(self, answers: Mapping[str, Any]) -> None:
        """Take the sources back from a draft; what its version does not ask for any more has none."""
        kept = {path.removeprefix(CARRIED_SLOT): told for path, told in answers.items() if _is_slot(path)}
        known = self._sheet.form.fields.keys() | self._sheet.form.tables.keys()
        self.note({path: source_from(told) for path, told in kept.items() if path in known})

    def _standing(self, path: str) -> object:
        """Return what is compared: an answer, or whether a table has rows, which are filled in further."""
        if path in self._sheet.form.tables:
            return bool(self._sheet.row_ids(path))
        return self._sheet.value(path)


def origin_words(source: AnswerSource) -> str:
    """Return what is said of an answer that was carried over."""
    return f"带入：{source.received_on.isoformat()} {source.item_name} 办件{source.case_number}"


def origin_note(source: AnswerSource) -> str:
    """Return the same for the narrow line under a field: day and serial of the case's number fit."""
    return f"带入：{source.received_on.isoformat()} 办件…{source.case_number[-_TAIL:]}"


def _is_slot(path: str) -> bool:
    return path.startswith(CARRIED_SLOT)

"""The rows derived from a case, and the search over them."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    bindparam,
    func,
    select,
    text,
    type_coerce,
    update,
)

from app.domain.identity.citizen_id import spellings
from app.domain.ledger.fold import SubjectState
from app.ports.case_index import CaseRow
from app.ports.name_index import NameIndex
from db.tables import cases, meta, subjects

ID_PREFIX_LENGTH, ID_LENGTH = 14, 18
"""Region and birth date are enough to find a person by; the whole number finds nobody else of that day."""

_MOVING = [column.name for column in cases.c if column.name != "row"]
_move = (
    update(cases)
    .where(cases.c.id == bindparam("wanted"), cases.c.version == bindparam("version_before"))
    .values({name: bindparam(name) for name in _MOVING})
)
_OPEN_STATES = ("registered", "accepted")
_UNANSWERED_STATES = ("registered", "supplement_required")


class LostRow(RuntimeError):
    """The derived rows were not at the version the state says: the file was written past the ledger."""


@dataclass(frozen=True, slots=True)
class CaseProjection:
    """Writes the row of a case from its state."""

    names: NameIndex

    def project(self, connection: Connection, version_before: int, state: SubjectState) -> None:
        """Insert the row, or move it on from `version_before`; LostRow if it is not there."""
        row = self.row(connection, state)
        if version_before == 0:
            connection.execute(cases.insert(), row)
            return
        moved = connection.execute(_move, {**row, "wanted": row["id"], "version_before": version_before})
        if moved.rowcount != 1:
            raise LostRow(state.subject.id)

    def row(self, connection: Connection, state: SubjectState) -> dict[str, Any]:
        """Return the columns that `state` should have; the `ledger check` compares them."""
        document = state.document
        item, applicant = _part(document, "item"), _part(document, "applicant")
        number = str(applicant.get("id_number") or "")
        name = str(applicant.get("name") or "")
        return {
            "id": state.subject.id,
            "version": state.version,
            "case_number": document["case_number"],
            "query_code": document["query_code"],
            "item_id": item.get("id", ""),
            "item_name": item.get("name", ""),
            "state": document["state"],
            "applicant": name,
            "spaced_name": spaced(name),
            "initials": self.names.initials_of_person(name),
            "id_digest": id_digest(connection, number),
            "id_prefix": number[:ID_PREFIX_LENGTH],
            "id_tail": number[-4:],
            "received_on": document["received_on"],
            "due_on": document.get("due_on"),
            "window": document["window"],
            "paper_numbers": " ".join(_paper_numbers(document)),
        }


class CaseIndexRows:
    """Implements the CaseIndex port."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def search(self, text: str, *, limit: int) -> Sequence[CaseRow]:
        """Find by whatever the text looks like: a number, initials, a paper's number, or a name."""
        wanted = text.strip()
        if not wanted:
            return []
        return self._rows(select(cases).where(self._condition(wanted)), limit)

    def recent(self, *, limit: int) -> Sequence[CaseRow]:
        """Return the newest cases."""
        return self._rows(select(cases), limit)

    def of_day(self, day: str) -> Sequence[CaseRow]:
        """Return the cases received on a day, newest first."""
        query = select(cases).where(cases.c.received_on == day).order_by(cases.c.row.desc())
        return [_case_row(row) for row in self._connection.execute(query)]

    def due_by(self, day: str, *, limit: int) -> Sequence[CaseRow]:
        """Return the open cases due on or before a day, the most urgent first."""
        query = select(cases).where(cases.c.due_on <= day, cases.c.state.in_(_OPEN_STATES))
        found = self._connection.execute(query.order_by(cases.c.due_on).limit(limit))
        return [_case_row(row) for row in found]

    def row(self, case_id: str) -> CaseRow | None:
        """Return one row."""
        found = self._rows(select(cases).where(cases.c.id == case_id), 1)
        return found[0] if found else None

    def same_applicant(self, id_number: str, item_id: str) -> Sequence[CaseRow]:
        """Return the cases of one person for one item."""
        is_theirs = cases.c.id_digest.in_(self._digests(id_number))
        return self._all(select(cases).where(is_theirs, cases.c.item_id == item_id))

    def of_applicant(self, id_number: str) -> Sequence[CaseRow]:
        """Return the cases of one person, whatever the item."""
        return self._all(select(cases).where(cases.c.id_digest.in_(self._digests(id_number))))

    def of_name(self, name: str) -> Sequence[CaseRow]:
        """Return the cases of applicants called exactly so, newest first."""
        if not spaced(name):
            return []
        return self._all(select(cases).where(self._named(name), cases.c.applicant == name))

    def holding(self, item_id: str, text: str) -> Sequence[CaseRow]:
        """Return every case of an item whose state holds a text: one look through all of them."""
        stored = json.dumps(text, ensure_ascii=False)[1:-1]
        held = func.instr(type_coerce(subjects.c.state, Text), stored) > 0
        of_case = (subjects.c.kind == "case") & (subjects.c.id == cases.c.id)
        query = select(cases).join(subjects, of_case).where(cases.c.item_id == item_id, held)
        return self._all(query)

    def received_after(self, item_id: str, day: str) -> Sequence[CaseRow]:
        """Return every case of an item received later than a day, newest first."""
        return self._all(select(cases).where(cases.c.item_id == item_id, cases.c.received_on > day))

    def unanswered(self, day: str) -> Sequence[CaseRow]:
        """Return every case received before a day that nobody accepted or ended, oldest first."""
        waiting = select(cases).where(cases.c.state.in_(_UNANSWERED_STATES), cases.c.received_on < day)
        return [_case_row(row) for row in self._connection.execute(waiting.order_by(cases.c.row))]

    def _condition(self, wanted: str) -> ColumnElement[bool]:
        upper = wanted.upper()
        if "〔" in wanted or wanted.endswith("号"):
            return cases.c.paper_numbers.contains(wanted, autoescape=True)
        if wanted.isascii() and wanted.isalpha():
            return (cases.c.initials.like(f"{wanted.lower()}%")) | (cases.c.query_code == upper)
        if wanted.isascii():
            return self._number_condition(upper)
        return self._named(wanted)

    def _named(self, wanted: str) -> ColumnElement[bool]:
        named = text("case_names MATCH :phrase").bindparams(phrase=f'"{spaced(wanted)}"')
        return cases.c.row.in_(select(text("rowid")).select_from(text("case_names")).where(named))

    def _digests(self, id_number: str) -> list[str]:
        """Return the digests of one number in each of its spellings (15 and 18 digits)."""
        return [id_digest(self._connection, one) for one in spellings(id_number.upper())]

    def _number_condition(self, wanted: str) -> ColumnElement[bool]:
        return (
            (cases.c.case_number == wanted)
            | (cases.c.query_code == wanted)
            | cases.c.id_digest.in_(self._digests(wanted))
            | (
                cases.c.id_prefix.like(f"{wanted[:ID_PREFIX_LENGTH]}%")
                if wanted.isdigit() and len(wanted) < ID_LENGTH
                else cases.c.row < 0
            )
        )

    def _rows(self, query: Select[Any], limit: int) -> list[CaseRow]:
        return self._all(query.limit(limit))

    def _all(self, query: Select[Any]) -> list[CaseRow]:
        found = self._connection.execute(query.order_by(cases.c.row.desc()))
        return [_case_row(row) for row in found]


def spaced(name: str) -> str:
    """Return a name with a space between its characters: how the index keeps it.

    Quotes and control characters are dropped, which would end a phrase too early.
    """
    return " ".join(character for character in name if character > " " and character != '"')


def id_digest(connection: Connection, number: str) -> str:
    """Return the keyed digest by which an ID number is found whole; empty for no number."""
    if not number:
        return ""
    key = connection.execute(select(meta.c.value).where(meta.c.key == "index_key")).scalar_one()
    return hmac.new(bytes.fromhex(key), number.upper().encode(), hashlib.sha256).hexdigest()


def _case_row(row: Row[Any]) -> CaseRow:
    return CaseRow(
        id=row.id,
        case_number=row.case_number,
        item_id=row.item_id,
        item_name=row.item_name,
        state=row.state,
        applicant=row.applicant,
        applicant_id_tail=row.id_tail,
        received_on=row.received_on,
        due_on=row.due_on,
        window=row.window,
        paper_numbers=row.paper_numbers,
    )


def _paper_numbers(document: Mapping[str, Any]) -> list[str]:
    """Return the numbers sorted: a stored document keeps its papers by id, a fresh one as issued."""
    papers = (dict(paper) for paper in _part(document, "papers").values())
    return sorted(str(paper["number"]) for paper in papers if "number" in paper)


def _part(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = document.get(name)
    return value if isinstance(value, Mapping) else {}

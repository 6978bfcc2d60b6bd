"""Issued papers and the 用印登记 in the encrypted file."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, select, text, update

from app.ports.paper_store import PaperRecord, SealUse
from db.tables import cases, papers, seal_uses
from db.tables.papers import TO_BE_STAMPED

_RECORD = [column for column in papers.c if column.name not in {"seq", "facts", "pdf"}]


class PaperRows:
    """Implements the PaperStore port; triggers keep numbers, facts and finished bytes as they are."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def add(self, record: PaperRecord, facts: bytes) -> None:
        """Reserve a paper; a number used before is refused by the table."""
        row = {name: getattr(record, name) for name in PaperRecord.__dataclass_fields__}
        self._connection.execute(papers.insert(), {**row, "facts": facts})

    def keep_bytes(self, paper_id: str, *, pdf: bytes, body_hash: str, layout: str, state: str) -> None:
        """Keep the finished bytes."""
        self._change(paper_id, pdf=pdf, body_hash=body_hash, layout=layout, state=state)

    def set_state(self, paper_id: str, state: str) -> None:
        """Move a paper on."""
        self._change(paper_id, state=state)

    def mark_void(self, paper_id: str) -> None:
        """Mark a paper 作废."""
        self._change(paper_id, is_void=True)

    def get(self, paper_id: str) -> PaperRecord | None:
        """Return one paper, or None."""
        found = self._records(select(*_RECORD).where(papers.c.id == paper_id))
        return found[0] if found else None

    def numbered(self, number: str) -> PaperRecord | None:
        """Return the paper with a 文号, or None."""
        found = self._records(select(*_RECORD).where(papers.c.number == number))
        return found[0] if found else None

    def facts(self, paper_id: str) -> bytes:
        """Return the canonical facts of a paper."""
        query = select(papers.c.facts).where(papers.c.id == paper_id)
        return bytes(self._connection.execute(query).scalar_one())

    def pdf(self, paper_id: str) -> bytes | None:
        """Return the stored bytes, or None."""
        return self._connection.execute(select(papers.c.pdf).where(papers.c.id == paper_id)).scalar()

    def of_case(self, case_id: str) -> Sequence[PaperRecord]:
        """Return the papers of a case in order of issue."""
        return self._records(select(*_RECORD).where(papers.c.case_id == case_id).order_by(papers.c.seq))

    def of_day(self, day: date) -> Sequence[PaperRecord]:
        """Return the papers issued on a day."""
        return self._records(select(*_RECORD).where(papers.c.issued_on == day).order_by(papers.c.seq))

    def under_code(self, code: str) -> Sequence[PaperRecord]:
        """Return the papers of every series of a 代字: found by the index of their numbers."""
        return self._records(select(*_RECORD).where(*_under(code)).order_by(papers.c.seq))

    def beside(
        self, code: str, type_code: str, *, counting: Collection[str], states: Collection[str]
    ) -> Sequence[str]:
        """Return the cases in one of `states` with a paper of a type, and with another one that counts."""
        other = papers.alias("other")
        counts = (other.c.case_id == papers.c.case_id, ~other.c.is_void, other.c.type_code.in_(counting))
        query = (
            select(papers.c.case_id)
            .join(cases, cases.c.id == papers.c.case_id)
            .where(*_under(code), papers.c.type_code == type_code, cases.c.state.in_(states))
            .where(exists().where(*counts))
            .group_by(papers.c.case_id)
            .order_by(func.min(papers.c.seq))
        )
        return list(self._connection.execute(query).scalars())

    def recent(self, *, limit: int) -> Sequence[PaperRecord]:
        """Return the papers issued last, newest first."""
        return self._records(select(*_RECORD).order_by(papers.c.seq.desc()).limit(limit))

    def unfinished(self) -> Sequence[PaperRecord]:
        """Return papers that were numbered and never drawn."""
        return self._records(select(*_RECORD).where(papers.c.state == "reserved").order_by(papers.c.seq))

    def unstamped(self) -> Sequence[PaperRecord]:
        """Return papers that came out of a printer and wait for a seal pressed by hand."""
        waits = (text(TO_BE_STAMPED), papers.c.is_void.is_(False))
        return self._records(select(*_RECORD).where(*waits).order_by(papers.c.seq))

    def all_numbers(self) -> Sequence[PaperRecord]:
        """Return every paper ever numbered."""
        return self._records(select(*_RECORD).order_by(papers.c.series, papers.c.serial))

    def register_seal_use(self, use: SealUse) -> None:
        """Add a row to the 用印登记."""
        row = {name: getattr(use, name) for name in SealUse.__dataclass_fields__}
        self._connection.execute(seal_uses.insert(), row)

    def seal_uses(self) -> Sequence[SealUse]:
        """Return the 用印登记 in order."""
        rows = self._connection.execute(select(seal_uses).order_by(seal_uses.c.seq))
        return [
            SealUse(**{name: getattr(row, name) for name in SealUse.__dataclass_fields__}) for row in rows
        ]

    def _change(self, paper_id: str, **values: object) -> None:
        self._connection.execute(update(papers).where(papers.c.id == paper_id).values(**values))

    def _records(self, query: Select[Any]) -> list[PaperRecord]:
        return [_record(row) for row in self._connection.execute(query)]


def _under(code: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return papers.c.series >= code, papers.c.series < f"{code}\U0010ffff"


def _record(row: Row[Any]) -> PaperRecord:
    return PaperRecord(**{name: getattr(row, name) for name in PaperRecord.__dataclass_fields__})

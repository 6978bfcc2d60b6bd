"""Reads how a unit issues its papers (papers.toml): the unit, its seals, and which paper takes which."""

from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import TypeVar

from app.adapters.data_files.reading import DataFile, DataFileError, Part, read
from app.domain.paper import IssuingUnit, PaperType
from app.domain.seal import SealDesign, SealError, SealMode, read_seal
from app.domain.sealing import SealCabinet, UnitSeal

Member = TypeVar("Member", bound=Enum)
_UNIT = ("name", "address", "phone", "complaint_phone", "reconsideration_body", "court")
_USE_OF_SEAL = ("mode", "keeper", "permission")
_DESIGN = ("name", "diameter_mm", "ring_text", "has_star", "purpose_line", "code_digits", "sample")


def load_unit_papers(path: Path, paper_types: Mapping[str, PaperType]) -> tuple[IssuingUnit, SealCabinet]:
    """Return the unit and its seals; `paper_types` are the papers there are, by code.

    DataFileError names file, line and field of the first mistake. A paper that takes a seal has to name one:
    no paper goes out unsealed because a line was forgotten (mode = "none" is a seal named on purpose). A seal
    without a mode is pressed by hand.
    """
    file = read(path)
    file.head.only("unit", "seals", "paper_seals")
    seals = {seal.key: seal for seal in _seals(file)}
    return _unit(file.table("unit")), SealCabinet(seals, _by_paper_type(file, seals, paper_types))


def _unit(part: Part) -> IssuingUnit:
    part.only(*_UNIT)
    usual = IssuingUnit(name=part.need("name", str))
    return IssuingUnit(**{name: part.take(name, getattr(usual, name)) for name in _UNIT})


def _seals(file: DataFile) -> Iterator[UnitSeal]:
    for key in file.table("seals").values:
        part = file.table("seals", key)
        part.only(*_USE_OF_SEAL, *_DESIGN)
        try:
            yield _seal(key, part)
        except SealError as error:
            raise _in_file(part, error) from error


def _seal(key: str, part: Part) -> UnitSeal:
    return UnitSeal(
        key=key,
        design=_design(part),
        mode=_member(part, "mode", SealMode) if "mode" in part.values else SealMode.WET,
        keeper=part.need("keeper", str),
        permission=part.take("permission", ""),
    ).checked()


def _design(part: Part) -> SealDesign:
    for name in ("name", "ring_text"):
        part.need(name, str)
    part.number("diameter_mm")
    for name in ("purpose_line", "code_digits"):
        part.take(name, "")
    for name in ("has_star", "sample"):
        part.take(name, False)  # noqa: FBT003 - the kind it must have
    return read_seal(part.values)


def _in_file(part: Part, error: SealError) -> DataFileError:
    """Return the error about a seal as one about its place in the file."""
    return part.error(error.code.removeprefix("papers."), **error.facts)


def _member(part: Part, field: str, members: type[Member]) -> Member:
    written = part.need(field, str)
    offered = {str(member.value): member for member in members}
    if written not in offered:
        raise part.error("not_offered", field=field, offered="、".join(offered))
    return offered[written]


def _by_paper_type(
    file: DataFile, seals: Mapping[str, UnitSeal], paper_types: Mapping[str, PaperType]
) -> Mapping[str, str]:
    part = file.table("paper_seals")
    for code in part.rest(*paper_types):
        raise part.error("not_offered", field=code, offered="、".join(paper_types))
    for code in part.values:
        if part.need(code, str) not in seals:
            raise part.error("not_offered", field=code, offered="、".join(seals))
    for code, kind in paper_types.items():
        if kind.needs_seal and code not in part.values:
            raise part.error("seal_missing", paper=code, title=kind.title)
    return {code: part.need(code, str) for code in part.values}

"""The numbers on papers: 文号 (GB/T 9704-2012) with visible device sub-series, and 办件编号."""

import re
from dataclasses import dataclass
from datetime import date, datetime

TICKET_SERIES = "ticket/"
"""Begins the name of every run of ticket numbers, so that none is taken for a run of 文号."""

STEMS = "甲乙丙丁戊己庚辛壬癸"
LETTERS = "ABCDEFGHIJ"

# The standard's brackets are U+3014 and U+3015. Round the tag a typist may use half or full width.
_DOCUMENT_NUMBER = re.compile(
    r"(?P<code>[^\s\d()\uff08\uff09〔〕\[\]【】]+)"
    rf"(?:[(\uff08](?P<device>[1-9]\d*)(?P<stems>[{STEMS}]+)[)\uff09])?"
    r"〔(?P<year>[1-9]\d{3})〕(?P<serial>[1-9]\d*)号"
)
_CASE_NUMBER = re.compile(
    rf"(?P<area>\d{{12}})(?P<day>\d{{6}})(?P<serial>\d{{4}})(?:(?P<device>[1-9]\d*)(?P<letters>[{LETTERS}]+))?"
)
MAX_CASES_A_DAY = 9999


class NotANumber(ValueError):
    """A text that is no 文号 or 办件编号 of ours."""


@dataclass(frozen=True, slots=True)
class Tag:
    """The visible mark of a device's own sub-series: the device's number and its install epoch.

    A restored device has a new epoch, so its new numbers cannot meet its old ones (DESIGN §4).
    """

    device: int
    epoch: int

    def __str__(self) -> str:
        """Return the mark in a 文号, such as 3甲 (epoch 1) or 3乙 (epoch 2, after one restore)."""
        return f"{self.device}{_spelled(self.epoch, STEMS)}"

    @property
    def in_letters(self) -> str:
        """Return the mark in a 办件编号, such as 3A, which every keyboard and barcode can carry."""
        return f"{self.device}{_spelled(self.epoch, LETTERS)}"


@dataclass(frozen=True, slots=True)
class Series:
    """One run of 文号: a 机关代字 and year, and the tag of the device that was cut off, if any."""

    code: str
    year: int
    tag: Tag | None = None

    @property
    def key(self) -> str:
        """Return the name under which serials of this series are counted."""
        return f"{self.code}{_bracketed(self.tag)}〔{self.year}〕"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A 文号 such as 赣崇关受〔2026〕12号; serials start at 1 every year and have no leading zeros."""

    series: Series
    serial: int

    def __str__(self) -> str:
        """Return the number as printed, with the hexagonal brackets the standard asks for."""
        return f"{self.series.key}{self.serial}号"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNumber:
    """A 办件编号: twelve digits of area, the day, a serial of that day, and the tag when cut off."""

    area: str
    day: date
    serial: int
    tag: Tag | None = None

    def __post_init__(self) -> None:
        """Refuse what would not read back; NotANumber."""
        if not re.fullmatch(r"\d{12}", self.area) or not 1 <= self.serial <= MAX_CASES_A_DAY:
            raise NotANumber(f"{self.area} {self.serial}")

    def __str__(self) -> str:
        """Return the number as printed."""
        tag = "" if self.tag is None else self.tag.in_letters
        return f"{self.area}{self.day:%y%m%d}{self.serial:04d}{tag}"


def case_series(area: str, day: date, tag: Tag | None = None) -> str:
    """Return the name under which 办件编号 of one day are counted."""
    return f"{area}{day:%y%m%d}{'' if tag is None else tag.in_letters}"


def parse_document_number(text: str) -> DocumentNumber:
    """Return the 文号 that `text` spells; half-width and full-width brackets round the tag are both read.

    Raises NotANumber, also for leading zeros and for [] or 【】 where 〔〕 belong.
    """
    found = _DOCUMENT_NUMBER.fullmatch(text.strip())
    if found is None:
        raise NotANumber(text)
    tag = _tag(found["device"], found["stems"], STEMS)
    return DocumentNumber(Series(found["code"], int(found["year"]), tag), int(found["serial"]))


def parse_case_number(text: str) -> CaseNumber:
    """Return the 办件编号 that `text` spells; NotANumber otherwise. Years are read as 2000 to 2099."""
    found = _CASE_NUMBER.fullmatch(text.strip().upper())
    if found is None:
        raise NotANumber(text)
    try:
        day = datetime.strptime(f"20{found['day']}", "%Y%m%d").date()  # noqa: DTZ007 - a date has no zone
    except ValueError as error:
        raise NotANumber(text) from error
    tag = _tag(found["device"], found["letters"], LETTERS)
    return CaseNumber(area=found["area"], day=day, serial=int(found["serial"]), tag=tag)


def _bracketed(tag: Tag | None) -> str:
    return "" if tag is None else f"({tag})"


def _tag(device: str | None, spelled: str | None, alphabet: str) -> Tag | None:
    if device is None or spelled is None:
        return None
    return Tag(int(device), _read(spelled, alphabet))


def _spelled(count: int, alphabet: str) -> str:
    """Return `count` in letters, as spreadsheets name columns: 1 甲, 10 癸, 11 甲甲 (no zero, so no gaps)."""
    if count < 1:
        raise NotANumber(f"epoch {count}")
    letters = ""
    while count:
        count, rest = divmod(count - 1, len(alphabet))
        letters = alphabet[rest] + letters
    return letters


def _read(spelled: str, alphabet: str) -> int:
    count = 0
    for letter in spelled:
        count = count * len(alphabet) + alphabet.index(letter) + 1
    return count

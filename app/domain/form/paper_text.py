"""What a paper to be signed states, as plain parts without any layout, and the text a county wrote for it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from app.domain.ledger.canonical import Json, encode, sha256

_PLACEHOLDER = re.compile(r"\{([^{}\s]+)\}")
APPLICATION = "application"
"""The text of a paper that names none: the whole form, and what the applicant declares by signing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperText:
    """The words around a form's answers, one file of form_papers/ (its name is `key`).

    `lead` stands before and `closing` after the answers; both may hold placeholders. `sections` are the
    parts of the form that are printed between, `whole_form` means all that the applicant fills in. Each of
    `signers` gets a line to sign on; none means whoever the form's own last section asks to sign.
    """

    key: str
    lead: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    whole_form: bool = False
    closing: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """Return everything that may hold placeholders."""
        return (*self.lead, *self.closing, *self.signers)


def placeholders(sentence: str) -> tuple[str, ...]:
    """Return the names a sentence asks for: 本人{申请人} asks for 申请人."""
    return tuple(_PLACEHOLDER.findall(sentence))


def filled_in(sentence: str, word: Callable[[str], str]) -> str:
    """Return a sentence with what `word` says for each of its placeholders."""
    return _PLACEHOLDER.sub(lambda found: word(found[1]), sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question and its answer as it reads on paper; a blank one is a cell to be filled in by hand."""

    label: str
    value: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A table of the form: its headings, its rows as words, and what stands under each column if anything."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] = ()


SectionPart: TypeAlias = Entry | Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSection:
    """A titled part of the form, in the form's own order."""

    title: str
    parts: tuple[SectionPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPaper:
    """One paper to be signed, filled in. It has no 文号 and no seal: it is the applicant's, not the unit's.

    `printed_on` and `case_number` tell when and for which case this sheet was printed; they are no part of
    what is signed.
    """

    title: str
    item: str
    unit: str
    printed_on: date
    lead: tuple[str, ...] = ()
    sections: tuple[PrintedSection, ...] = ()
    closing: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    photo: str = ""
    case_number: str = ""
    sample: bool = False

    def digest(self) -> str:
        """Return the SHA-256 of everything that is signed: it changes when an answer on the paper does."""
        signed: Json = [
            *(self.title, self.item, self.photo),
            *(list(self.lead), list(self.closing), list(self.signers)),
            [[section.title, [_plain(part) for part in section.parts]] for section in self.sections],
        ]
        return sha256(encode(signed))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text with the place it stands at, in a clerk's words."""
        whole = (self.title, self.item, self.unit, *self.lead, *self.closing, *self.signers)
        yield from ((self.title, text) for text in whole)
        for section in self.sections:
            for part in section.parts:
                yield from _texts_of(part)


def _plain(part: SectionPart) -> Json:
    if isinstance(part, Entry):
        return [part.label, part.value]
    return [part.title, list(part.headings), [list(row) for row in part.rows], list(part.totals)]


def _texts_of(part: SectionPart) -> Iterator[tuple[str, str]]:
    if isinstance(part, Entry):
        yield part.label, f"{part.label}{part.value}"
        return
    yield part.title, "".join((part.title, *part.headings, *part.totals))
    for row in part.rows:
        yield from zip(part.headings, row, strict=True)

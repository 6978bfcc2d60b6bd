"""What a paper (文书) states: its type, its facts and the composed statement, without any layout."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from app.domain.errors import PersonFacing
from app.domain.paper_guide import GuideFacts
from app.domain.seal import SealMode, SealPlacement


class PaperError(PersonFacing):
    """A paper that may not be printed as it stands."""


class PaperSize(Enum):
    """The sheets a window prints on."""

    A4 = "A4"
    A5 = "A5"
    SLIP = "SLIP"


class PaperLayout(Enum):
    """The ways papers are drawn; RECORDS is a notice whose list has long cells, one below the other."""

    NOTICE = "notice"
    RECORDS = "records"
    SLIP = "slip"


class Scope(Enum):
    """Where a sentence holds: 行政许可法 binds licences only; what to bring may be known, or be nothing."""

    EVERY = "every"
    LICENCE = "licence"
    SERVICE = "service"
    RECONSIDERATION_FIRST = "reconsideration_first"
    DIRECT_ACTION = "direct_action"
    TO_BRING_IN_GENERAL = "to_bring_in_general"
    TO_BRING_BY_ANSWERS = "to_bring_by_answers"
    NOTHING_TO_BRING = "nothing_to_bring"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A fixed sentence with placeholders such as {item.name}; optional means left out when one is empty.

    `unless` names a fact, such as case.completed_on: where it is stated the sentence is left out.
    """

    text: str
    scope: Scope = Scope.EVERY
    optional: bool = False
    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTemplate:
    """A labelled value of the paper's block; `wide` rows take the whole line.

    `unless` names a fact: only where it is stated may the value be missing.
    """

    label: str
    value: str
    wide: bool = False
    optional: bool = False
    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A table column; `share` is its part of the width, `centred` for short values."""

    heading: str
    share: float
    centred: bool = False


ISSUED = ("SJ", "SL", "RQ", "TJ", "GC", "BS", "BZ", "BJ", "PJ", "HC", "HZ", "ZX", "WX")
"""The kinds of paper the program's acts issue: a hall that describes fewer could not do all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperType:
    """A kind of paper, read from resources/catalog/documents/<code>.toml (domain.md 2.1).

    `pledge` is what the applicant promises by signing (承诺书), below the seal under its own `pledge_title`.
    """

    code: str
    title: str
    number_word: str
    parts: tuple[str, ...]
    needs_seal: bool
    layout: PaperLayout
    rows: tuple[RowTemplate, ...] = ()
    salutation: str = ""
    opening: tuple[Sentence, ...] = ()
    columns: tuple[Column, ...] = ()
    closing: tuple[Sentence, ...] = ()
    pledge_title: str = ""
    pledge: tuple[Sentence, ...] = ()
    signatures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuingUnit:
    """The body that answers for the paper: legal full name, where to ask, where to appeal."""

    name: str
    address: str = ""
    phone: str = ""
    complaint_phone: str = "12345"
    reconsideration_body: str = ""
    court: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who applied, as the paper may show it: `identity` is kind and masked number."""

    name: str
    identity: str = ""
    phone: str = ""
    agent: str = ""
    is_organization: bool = False

    @property
    def you(self) -> str:
        """The second person a notice speaks in."""
        return "你单位" if self.is_organization else "你"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """The 事项 as the paper names it and the rules that choose the wording.

    `reconsideration_first`: 行政复议法 23, reconsideration must come before a lawsuit.
    """

    name: str
    code: str
    is_licence: bool = False
    reconsideration_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What happened and what is promised; empty or None where the paper does not state it.

    `later_papers` names the papers that were put off (容缺) with their days; `completed_on` is the day the
    last of them came; `unneeded_papers` are named instead where corrected answers need none of them any more.
    `replaced_proofs` names the certificates a written commitment replaces (告知承诺), and
    `agent_commits` by what right an agent signs it.
    `deemed_from` is the day from which the law accepted it (视为受理).
    `still_asked` names what a 一次性告知书 asked for and did not come; `supplemented_on` is the day all of it
    had come.
    """

    received_at: datetime | None = None
    accepted_at: datetime | None = None
    closed_at: datetime | None = None
    acceptance_due: date | None = None
    promised_due: date | None = None
    statutory_due: date | None = None
    supplement_due: date | None = None
    later_papers: str = ""
    completed_on: date | None = None
    unneeded_papers: str = ""
    replaced_proofs: str = ""
    agent_commits: str = ""
    deemed_from: date | None = None
    still_asked: str = ""
    supplemented_on: date | None = None
    fee: str = ""
    delivery: str = ""
    result: str = ""
    reason: str = ""
    article: str = ""
    competent_body: str = ""

    @property
    def received_on(self) -> date | None:
        """The day the papers were taken in."""
        return self.received_at.date() if self.received_at else None

    @property
    def handed_in_late(self) -> str:
        """What sets a receipt for papers that were put off apart; empty for one before the acceptance."""
        return "容缺后补" if self.later_papers or self.completed_on else ""

    @property
    def owes_no_answer(self) -> str:
        """What keeps a receipt from naming the last day of an answer; empty where one is owed."""
        return self.handed_in_late or self.still_asked

    @property
    def was_put_off(self) -> str:
        """What sets a closing apart that waited for papers (容缺); empty for one at once."""
        return "容缺" if self.completed_on or self.unneeded_papers else ""

    @property
    def special_ground(self) -> str:
        """What sets an acceptance apart from a whole one decided in time; empty for an ordinary one."""
        return self.later_papers or ("视为受理" if self.deemed_from else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Where and by whom the paper was made out."""

    window: str = ""
    clerk: str = ""
    clerk_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFacts:
    """What a queue slip (取号单) shows."""

    number: str = ""
    business: str = ""
    waiting_ahead: int = 0
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyFacts:
    """Money taken for others, as a receipt states it; `reverses` and `reason` on a red one (红冲) alone.

    `figures` and `capital` are the same amount, in figures with its sign and in capital characters without.
    """

    figures: str = ""
    capital: str = ""
    biller: str = ""
    way: str = ""
    reverses: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """Everything one paper says. `issued_on` is the 成文日期; a slip leaves number and query code empty.

    `table_rows` hold one text per column of the type, without the serial number, which is counted.
    `part` names one 联 of the type; None lists them all at the foot. `replaces` is the 文号 of the paper
    whose place this one takes.
    """

    paper_type: PaperType
    unit: IssuingUnit
    issued_on: date
    number: str = ""
    case_number: str = ""
    query_code: str = ""
    applicant: Applicant = field(default_factory=lambda: Applicant(name=""))
    item: PaperItem = field(default_factory=lambda: PaperItem(name="", code=""))
    case: CaseFacts = field(default_factory=CaseFacts)
    counter: Counter = field(default_factory=Counter)
    ticket: TicketFacts = field(default_factory=TicketFacts)
    guide: GuideFacts = field(default_factory=GuideFacts)
    money: MoneyFacts = field(default_factory=MoneyFacts)
    table_rows: tuple[tuple[str, ...], ...] = ()
    qr_text: str = ""
    seal: SealPlacement = field(default_factory=lambda: SealPlacement(mode=SealMode.WET))
    sample: bool = False
    size: PaperSize = PaperSize.A4
    part: str | None = None
    replaces: str = ""

    @property
    def table_count(self) -> int:
        """How many lines the table has."""
        return len(self.table_rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A labelled value ready to be drawn."""

    label: str
    value: str
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperStatement:
    """A paper's words in reading order, ready to be drawn or read aloud."""

    title: str
    rows: tuple[Row, ...]
    salutation: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    pledge: tuple[str, ...]
    foot: str

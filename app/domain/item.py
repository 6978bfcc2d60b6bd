"""A service item (事项) of the catalogue with all its elements, and the catalogue that holds the versions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from app.domain.collects import Collects
from app.domain.errors import PersonFacing
from app.domain.form.author import AuthorMistake
from app.domain.form.commitment import Risk
from app.domain.form.compiled import Form
from app.domain.form.lookups import LookupTable
from app.domain.form.model import Material
from app.domain.form.paper_text import PaperText
from app.domain.item_withdrawal import Reason, Withdrawal
from app.domain.legal_basis import LegalBasis


class ItemType(Enum):
    """事项类型 by GB/T 39554.1."""

    LICENCE = "01"
    PENALTY = "02"
    COERCION = "03"
    LEVY = "04"
    PAYMENT = "05"
    INSPECTION = "06"
    CONFIRMATION = "07"
    REWARD = "08"
    ADJUDICATION = "09"
    OTHER_POWER = "10"
    PUBLIC_SERVICE = "20"


class Handling(Enum):
    """办件类型: closed on the spot, or promised within a limit."""

    ON_THE_SPOT = "即办"
    PROMISED = "承诺"


class Level(Enum):
    """行使层级: who decides."""

    NATION = "国"
    PROVINCE = "省"
    CITY = "市"
    COUNTY = "县"
    TOWNSHIP = "乡"
    VILLAGE = "村"
    AT_ONCE = "即时"


class Status(Enum):
    """Whether new applications are taken."""

    IN_USE = "在用"
    PAUSED = "暂停"
    CANCELLED = "取消"


class ApplicantKind(Enum):
    """服务对象."""

    PERSON = "自然人"
    COMPANY = "企业法人"
    INSTITUTION = "事业法人"
    ASSOCIATION = "社会组织法人"
    UNINCORPORATED = "非法人企业"
    AUTHORITY = "行政机关"
    OTHER = "其他组织"


class LimitUnit(Enum):
    """What a limit is counted in."""

    WORKING_DAYS = "工作日"
    NATURAL_DAYS = "自然日"


class AuthorityNature(Enum):
    """实施主体性质."""

    STATUTORY = "法定机关"
    EMPOWERED = "授权组织"
    ENTRUSTED = "受委托组织"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long it may take; a length of 0 means at once."""

    length: int
    unit: LimitUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """实施主体: who acts in law; an empty name means the unit this program runs for."""

    name: str
    nature: AuthorityNature
    uscc: str = ""
    powers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """收费."""

    charged: bool
    standard: str = ""
    basis: str = ""
    relief: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the applicant gets; `valid` says for how long."""

    name: str
    kind: str
    sample: str = ""
    valid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """办理环节, and 特殊环节 when it is not counted in the limit."""

    name: str
    limit: Limit | None = None
    counted: bool = True
    basis: str = ""
    standard: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """常见问题."""

    ask: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCodes:
    """基本编码 (12), 实施编码 (31) and 业务办理项编码 (33); empty until the county has given them."""

    basic: str = ""
    implementing: str = ""
    business: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceItem:
    """One version of a service item (事项要素, GB/T 39554.2).

    `letters` are the queue's business letters that serve it, `local` the elements that differ by county and
    must be confirmed there. `valid_until` is the last day on which it is received, `withdrawn` why it ends
    then, `successor` which version takes its place (改版), `competent_body` where to apply instead (收回).
    `is_claimed` is false where the township has not taken the item on (一乡一策); `counters` are the numbers
    of the windows that serve it here, empty for all that serve its letters. `themes` are the parts of life it
    belongs to (生育收养, 殡葬), by which it is found as on the public pages. With a
    `high_risk` no commitment stands in for a certificate. `collects` says which answers tell the money that
    is taken for others (代收).
    """

    id: str
    version: int
    name: str
    type: ItemType
    department: str
    decides: tuple[Level, ...]
    handling: Handling
    basis: tuple[LegalBasis, ...]
    result: Result
    valid_from: date
    form_of: Callable[[], Form] = field(repr=False, compare=False)
    variant: str = ""
    valid_until: date | None = None
    withdrawn: Reason | None = None
    successor: int | None = None
    competent_body: str = ""
    status: Status = Status.IN_USE
    codes: ItemCodes = ItemCodes()
    authority: Authority | None = None
    for_whom: tuple[ApplicantKind, ...] = (ApplicantKind.PERSON,)
    legal_limit: Limit | None = None
    promised_limit: Limit | None = None
    steps: tuple[Step, ...] = ()
    conditions: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    fee: Fee = Fee(charged=False)
    letters: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    is_claimed: bool = True
    consult_phone: str = ""
    complaint_phone: str = ""
    place: str = ""
    hours: str = ""
    delivery: tuple[str, ...] = ()
    visits: int = 1
    visit_reason: str = ""
    online_depth: str = ""
    appointment: bool = False
    post: bool = False
    self_service: bool = False
    reach: str = ""
    quota: str = ""
    intermediaries: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    reminders: tuple[str, ...] = ()
    high_risk: tuple[Risk, ...] = ()
    local: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    collects: Collects | None = None

    @property
    def form(self) -> Form:
        """The form, compiled when it is first asked for: a hall opens few of its items in a day."""
        return self.form_of()

    @property
    def materials(self) -> tuple[Material, ...]:
        """The papers an applicant may have to bring; which are needed depends on the answers."""
        return self.form.definition.materials

    def in_force(self, day: date) -> bool:
        """Tell whether this version takes applications on `day`."""
        ended = self.valid_until is not None and day > self.valid_until
        return self.is_claimed and self.status is Status.IN_USE and self.valid_from <= day and not ended


class VersionGone(PersonFacing):
    """A case or a draft rests on an item version that the catalogue does not have any more."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every version of every item, the lookup tables their forms use, and the texts of papers to be signed.

    `people_words` tells which items a villager means by a word that is in no official name (盖房).
    """

    items: Mapping[tuple[str, int], ServiceItem]
    tables: Mapping[str, LookupTable]
    people_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form_papers: Mapping[str, PaperText] = field(default_factory=dict)

    def version(self, item_id: str, version: int) -> ServiceItem:
        """Return the version a case or draft is pinned to; VersionGone if the catalogue lacks it."""
        found = self.items.get((item_id, version))
        if found is None:
            raise VersionGone("case.item_version_gone", item=item_id, version=version)
        return found

    def withdrawal(self, item: ServiceItem) -> Withdrawal | None:
        """Return how a version ends, None while it has no last day.

        Where its author did not say why: 改版 if there is a newer version, else 废止.
        """
        if item.valid_until is None:
            return None
        newest = max((version for item_id, version in self.items if item_id == item.id), default=item.version)
        is_revised = newest > item.version
        return Withdrawal(
            version=str(item.version),
            reason=item.withdrawn or (Reason.REVISED if is_revised else Reason.ABOLISHED),
            last_day=item.valid_until,
            successor=str(item.successor or newest) if is_revised else None,
            competent_authority=item.competent_body,
        )

    def current(self, item_id: str, day: date) -> ServiceItem | None:
        """Return the newest version in force on `day`, None if the item takes no applications then."""
        versions = (item for item in self.items.values() if item.id == item_id and item.in_force(day))
        return max(versions, key=lambda item: item.version, default=None)

    def in_force(self, day: date) -> tuple[ServiceItem, ...]:
        """Return the current version of every item that takes applications on `day`, by id."""
        ids = sorted({item_id for item_id, _ in self.items})
        return tuple(item for item_id in ids if (item := self.current(item_id, day)) is not None)


class CatalogError(Exception):
    """A catalogue that cannot be used, with every mistake in it."""

    def __init__(self, mistakes: Iterable[AuthorMistake]) -> None:
        """Keep the mistakes."""
        self.mistakes = tuple(mistakes)
        super().__init__(self.mistakes)

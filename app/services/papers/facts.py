"""What a paper of a case states, gathered from the case, its item and the hall."""

from dataclasses import dataclass, field, replace

from app.domain import masking
from app.domain.case.case import Case, CaseApplicant
from app.domain.case.deadlines import is_licence
from app.domain.item import Fee, ServiceItem
from app.domain.keepable import on_one_line
from app.domain.ledger.operation import Moment
from app.domain.paper import Applicant, CaseFacts, Counter, MoneyFacts, PaperFacts, PaperItem
from app.domain.seal import SealMode, SealPlacement
from app.domain.verification import SignatureStanding
from app.services.desk import Desk
from app.services.office import Office

NO_FEE = "不收费"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOrder:
    """A paper to issue: its type, the decision it rests on, and what it says beyond the case itself."""

    type_code: str
    ground: str | None = None
    case: CaseFacts = field(default_factory=CaseFacts)
    money: MoneyFacts = field(default_factory=MoneyFacts)
    table_rows: tuple[tuple[str, ...], ...] = ()


def paper_facts(
    office: Office, desk: Desk, moment: Moment, case: Case, item: ServiceItem, order: PaperOrder
) -> PaperFacts:
    """Return the facts of a paper that has no number yet; ID numbers are masked as on public copies."""
    works = office.papers
    return PaperFacts(
        paper_type=works.type_of(order.type_code),
        unit=works.unit,
        issued_on=moment.business_date,
        case_number=case.case_number,
        query_code=case.query_code,
        applicant=shown_applicant(case.applicant, office),
        item=PaperItem(name=item.name, code=item.codes.basic, is_licence=is_licence(item)),
        case=_as_printed(order.case),
        money=replace(order.money, reason=on_one_line(order.money.reason)),
        counter=counter_of(office, desk),
        table_rows=tuple(tuple(on_one_line(cell) for cell in row) for row in order.table_rows),
        seal=placement(office, order.type_code),
        sample=works.is_sample,
        size=works.size,
    )


def restated(
    office: Office, desk: Desk, moment: Moment, case: Case, before: PaperFacts, replaces: str
) -> PaperFacts:
    """Return what a paper stated, for a new one in its place that has no number yet.

    The days and terms of the decision stay as they were printed. Whom it names is as the case has it now;
    the day of issue, the counter, the wording, the seal and the unit are today's.
    """
    works, type_code = office.papers, before.paper_type.code
    return replace(
        before,
        paper_type=works.type_of(type_code),
        unit=works.unit,
        issued_on=moment.business_date,
        number="",
        applicant=shown_applicant(case.applicant, office),
        counter=counter_of(office, desk),
        seal=placement(office, type_code),
        sample=works.is_sample,
        size=works.size,
        replaces=replaces,
    )


def placement(office: Office, type_code: str) -> SealPlacement:
    """Return how the unit seals papers of a type.

    Electronic is only what a configured government CA stands behind: then the seal is drawn. Under any other
    key the caption says so, and space is left for a seal pressed by hand.
    """
    seal = office.papers.cabinet.for_paper(type_code)
    if seal is None or not office.papers.type_of(type_code).needs_seal:
        return SealPlacement(mode=SealMode.NONE)
    if seal.mode is not SealMode.ELECTRONIC:
        return SealPlacement(mode=seal.mode)
    caption = office.papers.signer.caption
    is_seal_in_law = caption == SignatureStanding.ELECTRONIC_SEAL.value
    return SealPlacement(mode=SealMode.ELECTRONIC if is_seal_in_law else SealMode.WET, note=caption)


def fee_words(fee: Fee) -> str:
    """Return what the paper says about fees (行政许可法 58, 59)."""
    return f"{fee.standard}（{fee.basis}）" if fee.charged else NO_FEE


def shown_applicant(applicant: CaseApplicant, office: Office) -> Applicant:
    """Return an applicant as papers show him."""
    kind = office.certificate_names.get(applicant.certificate_kind, "证件")
    number = masking.id_public(applicant.id_number) if applicant.id_number else ""
    return Applicant(
        name=on_one_line(applicant.name),
        identity=f"{kind} {number}".strip() if number else "",
        phone=masking.phone(applicant.phone) if applicant.phone else "",
        agent=_agent(applicant),
        is_organization=applicant.is_organization,
    )


def _as_printed(facts: CaseFacts) -> CaseFacts:
    """Return the facts with what a clerk typed on one line each: a line end was pasted along."""
    return replace(
        facts,
        reason=on_one_line(facts.reason),
        article=on_one_line(facts.article),
        competent_body=on_one_line(facts.competent_body),
        delivery=on_one_line(facts.delivery),
    )


def _agent(applicant: CaseApplicant) -> str:
    if not applicant.agent_name:
        return ""
    number = masking.id_public(applicant.agent_number) if applicant.agent_number else ""
    relation = f"（{applicant.agent_relation}）" if applicant.agent_relation else ""
    return on_one_line(f"{applicant.agent_name}{relation} {number}")


def counter_of(office: Office, desk: Desk) -> Counter:
    """Return where and by whom a paper is made out."""
    window = office.hall.window(desk.window)
    label = window.label if window is not None else desk.window
    return Counter(window=label, clerk=desk.clerk.name, clerk_number=desk.clerk.staff_number)

"""What a county's lists offer on the pages of a notice and a refusal today."""

from dataclasses import replace

from app.domain.form.model import Choice
from app.domain.form.problems import Problem
from app.services.cases.refuse import NOT_NEEDED
from app.services.office import Office
from ui.counter.refusal_page import Reason, reasons_of


def refusal_reasons(office: Office, unneeded: Problem | None = None) -> tuple[Reason, ...]:
    """Return the reasons for which an application is refused, each with the article the law gives it.

    `unneeded` is what the sheet says of a permit the law does not ask for: that reason then has its words.
    """
    reasons = reasons_of(office.catalog.tables["refusal_reasons"], office.business_day.on_screen())
    if unneeded is None:
        return reasons
    return tuple(_filled(one, unneeded) if one.code == NOT_NEEDED else one for one in reasons)


def _filled(reason: Reason, unneeded: Problem) -> Reason:
    """Write the reason out as the notice says it: why no permit is needed, and both articles."""
    articles = (str(unneeded.facts["basis"]), reason.article)
    words = str(unneeded.facts["say"]).rstrip("。")
    return replace(reason, words=words, cited="、".join(one for one in articles if one))


def termination_reasons(office: Office) -> tuple[Choice, ...]:
    """Return why a case is ended before it is decided, in the order of the digits; none without a list."""
    table = office.catalog.tables.get("termination_reasons")
    return table.choices(office.business_day.on_screen()) if table is not None else ()


def supplement_problems(office: Office) -> tuple[Choice, ...]:
    """Return what is usually wrong with a paper, in the order of the digits."""
    return office.catalog.tables["supplement_problems"].choices(office.business_day.on_screen())

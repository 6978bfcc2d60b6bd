"""What a county's lists offer on the pages of a notice and a refusal today."""

from app.domain.form.model import Choice
from app.services.office import Office
from ui.counter.refusal_page import Reason, reasons_of


def refusal_reasons(office: Office) -> tuple[Reason, ...]:
    """Return the reasons for which an application is refused, each with the article the law gives it."""
    return reasons_of(office.catalog.tables["refusal_reasons"], office.business_day.on_screen())


def supplement_problems(office: Office) -> tuple[Choice, ...]:
    """Return what is usually wrong with a paper, in the order of the digits."""
    return office.catalog.tables["supplement_problems"].choices(office.business_day.on_screen())

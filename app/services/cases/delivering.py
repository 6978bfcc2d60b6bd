"""In which ways a result may be handed over (取件方式), and which one an applicant chose."""

from datetime import date

from app.domain.case.case import Case
from app.domain.case.delivery import AT_THE_WINDOW, DELIVERY_CHOSEN, usual_way
from app.domain.item import Catalog, ServiceItem
from app.services.case_turn import CaseTurn
from app.services.cases.intake import Intake, IntakeRefused


def ways_of(catalog: Catalog, item: ServiceItem, day: date) -> tuple[str, ...]:
    """Return the ways an item offers, the usual one first; where it names none, those of the code list.

    The list is resources/codes/pickup_methods.toml; without it there is the window.
    """
    if item.delivery:
        return item.delivery
    table = catalog.tables.get("pickup_methods")
    listed = tuple(one.label for one in table.choices(day)) if table is not None else ()
    return (AT_THE_WINDOW, *(one for one in listed if one != AT_THE_WINDOW))


def refuse_other_way(turn: CaseTurn, item: ServiceItem, intake: Intake) -> None:
    """Refuse a way in which the result of this item is not handed over: no paper may promise it."""
    ways = ways_of(turn.office.catalog, item, turn.moment.business_date)
    if intake.delivery and intake.delivery not in ways:
        raise IntakeRefused("case.delivery_not_offered", way=intake.delivery, ways="、".join(ways))


def record_delivery(turn: CaseTurn, case: Case, item: ServiceItem, intake: Intake) -> None:
    """Keep the way the applicant chose; the usual one is kept by the acceptance alone."""
    if intake.delivery and intake.delivery != usual_way(item):
        turn.record(DELIVERY_CHOSEN, case.id, {"way": intake.delivery})

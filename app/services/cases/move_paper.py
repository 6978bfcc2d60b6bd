"""Notes where a paper of the applicant is now (去向): the original is the thing people ask for."""

from app.domain.case.moved import MATERIAL_MOVED
from app.domain.case.whereabouts import PLACES, Spot, spots_of
from app.domain.ledger.canonical import Json
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.intake import IntakeRefused
from app.services.cases.sheets import sheet_in
from app.services.desk import Desk
from app.services.office import Office
from app.services.use_case import use_case


@use_case
def move_paper(office: Office, desk: Desk, command_id: str, case_id: str, row: str, spot: str) -> CaseDone:
    """Note that the paper in `row` is at another spot now; `spot` is a code of the county's paper_places.

    A fact, whatever the state of the case. IntakeRefused where there is no such paper at this hall, where it
    was given back, or lies there already.
    """
    desk = desk.acting(Action.HAND_OVER)

    def moved(turn: CaseTurn) -> CaseDone:
        paper, now = sheet_in(turn.case(case_id), row, desk), _spot(turn, spot)
        to = now.written(desk.place)
        if (paper.where, paper.spot) == (to, now.name):
            raise IntakeRefused("case.material_there", name=paper.name, spot=now.name)
        payload: dict[str, Json] = {
            "row": row,
            "what": "moved",
            "to": to,
            "spot": now.name,
            "about": f"{paper.name} → {now.name}",
        }
        return CaseDone(turn.record(MATERIAL_MOVED, case_id, payload), ())

    return carry_out(office, desk, command_id, moved)


def offered_spots(office: Office) -> tuple[Spot, ...]:
    """Return the spots a clerk chooses among today, in the order of the digits; none without a list."""
    table = office.catalog.tables.get(PLACES)
    return () if table is None else spots_of(table, office.business_day.on_screen())


def _spot(turn: CaseTurn, code: str) -> Spot:
    table = turn.office.catalog.tables.get(PLACES)
    known = () if table is None else spots_of(table, turn.moment.business_date)
    found = next((one for one in known if one.code == code), None)
    if found is None:
        raise IntakeRefused("case.spot_unknown", spot=code)
    return found

"""Tickets made by hand for tests that only show them."""

from datetime import date
from typing import Any

from app.domain.ticket import Ticket, TicketItem, TicketState

DAY = date(2026, 11, 26)


def a_ticket(number: int = 12, *names: str, **said: Any) -> Ticket:
    """B012, waiting since morning for 社保 or what `names` say."""
    matters = enumerate(names or ("社保",))
    plain: dict[str, Any] = {
        "id": f"t{number}",
        "version": 1,
        "turn": 1,
        "hall": "guantian",
        "business_date": DAY,
        "serves_on": DAY,
        "series": "B",
        "number": number,
        "route": "B",
        "target": "",
        "window": "",
        "state": TicketState.WAITING,
        "ground": "",
        "arrival": number,
        "position": number,
        "holder": "",
        "items": tuple(TicketItem(row=f"i{at}", letter="B", name=name) for at, name in matters),
        "issued_at": 0,
        "joined_at": 0,
        "first_called_at": None,
        "called_at": None,
        "ended_at": None,
        "call": 0,
        "calls": 0,
        "passes": 0,
        "slips": 1,
        "close_reason": None,
    }
    return Ticket(**{**plain, **said})

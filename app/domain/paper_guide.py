"""What a sheet for somebody who only asks (一次性告知单) tells of an item; every part is ready to be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideFacts:
    """Where and when an item is taken in, on what terms; empty where the sheet does not state it.

    A text may have several lines. `by_answers`: the papers listed are those that what was told asks for.
    `no_permit` says why the law asks for no permit at all, `no_permit_basis` where it says so.
    """

    windows: str = ""
    place: str = ""
    hours: str = ""
    phone: str = ""
    complaint_phone: str = ""
    conditions: str = ""
    refusals: str = ""
    limits: str = ""
    visits: str = ""
    fee: str = ""
    result: str = ""
    delivery: str = ""
    basis: str = ""
    by_answers: bool = False
    no_permit: str = ""
    no_permit_basis: str = ""

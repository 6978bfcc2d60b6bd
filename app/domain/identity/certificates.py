"""The certificates a person may show at the counter, and the check that belongs to each kind."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from app.domain.identity import citizen_id, disability, numbered_papers, permits
from app.domain.identity.check import Checked


class CertificateKind(StrEnum):
    """Kinds of certificates; three digits are the national exchange code (GA/T 2000.156).

    Codes starting with L are our own: these papers have no exchange code, or one that differs by
    platform, so an adapter must map them.
    """

    CITIZEN_ID = "111"
    TEMPORARY_CITIZEN_ID = "112"
    HOUSEHOLD_BOOK = "113"
    OFFICER = "114"
    POLICE = "115"
    BIRTH = "117"
    SOLDIER = "118"
    RESIDENCE_PERMIT = "154"
    DRIVING_LICENCE = "335"
    DIPLOMATIC_PASSPORT = "411"
    SERVICE_PASSPORT = "412"
    PUBLIC_AFFAIRS_PASSPORT = "413"
    PASSPORT = "414"
    TAIWAN_TRAVEL_PERMIT = "511"
    OUTBOUND_TRAVEL_PERMIT = "513"
    HONG_KONG_MACAU_TRAVEL_PERMIT = "516"
    FOREIGN_PERMANENT_RESIDENCE = "553"
    OTHER = "990"
    HONG_KONG_MACAU_TAIWAN_RESIDENCE = "L01"
    DISABILITY = "L02"
    EMPLOYMENT = "L03"


Check = Callable[[str, date], Checked]

# Kinds missing here carry numbers without a national scheme: any short text will do.
_CHECKS: Mapping[CertificateKind, Check] = {
    CertificateKind.CITIZEN_ID: citizen_id.check,
    CertificateKind.TEMPORARY_CITIZEN_ID: citizen_id.check,
    CertificateKind.RESIDENCE_PERMIT: citizen_id.check,
    CertificateKind.DRIVING_LICENCE: citizen_id.check,
    CertificateKind.HONG_KONG_MACAU_TAIWAN_RESIDENCE: permits.check_residence,
    CertificateKind.FOREIGN_PERMANENT_RESIDENCE: permits.check_foreign,
    CertificateKind.DISABILITY: disability.check,
    CertificateKind.PASSPORT: numbered_papers.check_passport,
    CertificateKind.HONG_KONG_MACAU_TRAVEL_PERMIT: numbered_papers.check_hong_kong_macau,
    CertificateKind.TAIWAN_TRAVEL_PERMIT: numbered_papers.check_taiwan,
    CertificateKind.BIRTH: numbered_papers.check_birth,
    CertificateKind.EMPLOYMENT: numbered_papers.check_employment,
}


def check(kind: CertificateKind, text: str, today: date) -> Checked:
    """Check a typed certificate number by the rules of its kind."""
    return _CHECKS.get(kind, numbered_papers.check_free)(text, today)

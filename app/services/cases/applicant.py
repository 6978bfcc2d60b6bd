"""Reads from a form who applies: by the field keys of the catalogue's common blocks."""

from dataclasses import replace

from app.domain.case.case import CaseApplicant
from app.domain.form.sheet import FormSheet
from app.domain.form.values import Value

ORGANIZATION = "ORG"
"""Stands for the 统一社会信用代码 where a person has a kind of certificate."""


def applicant_of(sheet: FormSheet) -> CaseApplicant:
    """Return the applicant a sheet names: the organisation when one applies, else the person of block P."""
    name = _text(sheet, "org_name")
    if name:
        organization = CaseApplicant(
            name=name,
            certificate_kind=ORGANIZATION,
            id_number=_text(sheet, "org_uscc"),
            phone=_text(sheet, "contact_mobile"),
            is_organization=True,
        )
        return _with_agent(sheet, organization)
    person = CaseApplicant(
        name=_text(sheet, "name"),
        certificate_kind=_text(sheet, "cert_type"),
        id_number=_text(sheet, "cert_no"),
        phone=_text(sheet, "mobile"),
    )
    return _with_agent(sheet, person)


def _with_agent(sheet: FormSheet, applicant: CaseApplicant) -> CaseApplicant:
    if not _text(sheet, "agent_name"):
        return applicant
    code = _text(sheet, "agent_relation")
    labels = {choice.code: choice.label for choice in sheet.choices("agent_relation")}
    return replace(
        applicant,
        agent_name=_text(sheet, "agent_name"),
        agent_number=_text(sheet, "agent_cert_no"),
        agent_relation=labels.get(code, code),
    )


def _text(sheet: FormSheet, path: str) -> str:
    value: Value = sheet.value(path) if path in sheet.form.fields else None
    return value if isinstance(value, str) else ""

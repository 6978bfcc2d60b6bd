"""Reads from a form who applies, and writes it there: by the field keys of the catalogue's common blocks."""

from dataclasses import replace

from app.domain.case.case import CaseApplicant
from app.domain.form.compiled import Form
from app.domain.form.sheet import FormSheet
from app.domain.form.values import Value

ORGANIZATION = "ORG"
"""Stands for the 统一社会信用代码 where a person has a kind of certificate."""
_KIND, _PERSONS, _ORGANIZATIONS = "applicant_kind", "个人", "单位"
"""The question of items that take persons and organisations, and the answers that show either block."""
IDENTITY_CARD = "111"
ID_FIELDS = frozenset({"cert_no", "org_uscc"})
"""The answers that identify an applicant."""


def answers_naming(form: Form, name: str, id_number: str, *, is_organization: bool) -> dict[str, str]:
    """Return the answers that name an applicant in a form; no `id_number` leaves it unanswered.

    A person's is that of the 居民身份证, an organisation's its 统一社会信用代码. A form with only one of the
    two blocks says by that which of them applies.
    """
    if "org_name" not in form.fields or ("name" in form.fields and not is_organization):
        kind, typed = _PERSONS, {"name": name, "cert_no": id_number}
        typed["cert_type"] = IDENTITY_CARD if id_number else ""
    else:
        kind, typed = _ORGANIZATIONS, {"org_name": name, "org_uscc": id_number}
    if takes_both(form):
        typed[_KIND] = kind
    return {path: words for path, words in typed.items() if words and path in form.fields}


def takes_both(form: Form) -> bool:
    """Say whether persons and organisations may both apply with a form."""
    return {"name", "org_name"} <= form.fields.keys()


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

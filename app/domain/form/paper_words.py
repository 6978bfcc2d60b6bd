"""The words of a paper that every form can fill: who applies, who comes instead, for what, and where."""

from collections.abc import Mapping

APPLICANT_WORDS: Mapping[str, str] = {
    "申请人": "name",
    "申请人证件号码": "id_number",
    "申请人电话": "phone",
    "代理人": "agent_name",
    "代理人证件号码": "agent_number",
    "代理人与申请人关系": "agent_relation",
}
"""Placeholders and the part of `CaseApplicant` each stands for."""
ITEM, MATERIAL, UNIT = "事项", "材料", "机关"
COMMON_WORDS = frozenset({*APPLICANT_WORDS, ITEM, MATERIAL, UNIT})
"""Placeholders that any text may use, beside the keys of the form's own fields."""

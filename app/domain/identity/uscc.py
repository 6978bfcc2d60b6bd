"""The unified social credit code of organisations, GB 32100-2015, with both of its check characters."""

from app.domain.identity.check import Checked, Finding, error
from app.domain.identity.checksums import MOD_31_ALPHABET, mod_31, organisation
from app.domain.identity.typed_text import compact

LENGTH = 18


def check(text: str) -> Checked:
    """Check a typed unified social credit code."""
    code = compact(text)
    return Checked(code, _shape(code) or (*_organisation_part(code), *_last_character(code)))


def _shape(code: str) -> tuple[Finding, ...]:
    if not code:
        return (error("identity.uscc_empty"),)
    if len(code) != LENGTH:
        return (error("identity.uscc_length", found=len(code)),)
    strange = next((c for c in code if c not in MOD_31_ALPHABET), None)
    return (error("identity.uscc_character", character=strange),) if strange else ()


def _organisation_part(code: str) -> tuple[Finding, ...]:
    expected = organisation(code[8:16])
    if code[16] == expected:
        return ()
    return (error("identity.uscc_organisation_wrong", expected=expected, found=code[16]),)


def _last_character(code: str) -> tuple[Finding, ...]:
    expected = mod_31(code[:17])
    if code[17] == expected:
        return ()
    return (error("identity.uscc_check_wrong", expected=expected, found=code[17]),)

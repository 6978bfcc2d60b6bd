"""From what was found in a PDF to the verdict, one question after another."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.verification import (
    Reason,
    Revocation,
    RevocationEffect,
    RevocationGround,
    TrustStore,
    Verdict,
    VerdictKind,
    printed_day,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureEvidence:
    """What was found out about one signature; `signed_at` is the signer's own statement."""

    signer: str
    serial: int
    signed_at: datetime | None
    is_within_validity: bool
    is_intact: bool
    is_whole_file: bool
    is_trusted: bool
    is_government: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfEvidence:
    """What was found out about a readable PDF; `number` is the 文号 in its title, as it stands there."""

    is_print_copy: bool
    number: str
    signature: SignatureEvidence | None


def judge(evidence: PdfEvidence, trust: TrustStore) -> Verdict:
    """Return the verdict; the order matters: whose is it, is it whole, did the key still stand."""
    signature = evidence.signature
    if signature is None:
        return cannot_say("verify.print_copy" if evidence.is_print_copy else "verify.unsigned")
    if not signature.is_trusted:
        return verdict(VerdictKind.NOT_OURS, "verify.other_signer", signer=signature.signer)
    if not signature.is_intact:
        return verdict(VerdictKind.ALTERED, "verify.bytes_changed")
    if not signature.is_whole_file:
        return _changed_later(is_print_copy=evidence.is_print_copy)
    if signature.signed_at is None or not signature.is_within_validity:
        return cannot_say("verify.outside_validity")
    return _judge_key(signature, signature.signed_at, trust)


def _changed_later(*, is_print_copy: bool) -> Verdict:
    # Anyone can mark a forgery as a print copy: the mark may only turn "altered" into "cannot say".
    if is_print_copy:
        return cannot_say("verify.print_copy")
    return verdict(VerdictKind.ALTERED, "verify.added_after_signing")


def _judge_key(signature: SignatureEvidence, signed_at: datetime, trust: TrustStore) -> Verdict:
    revocation = trust.revocation_of(signature.serial)
    facts = {"signer": signature.signer, "signed_on": printed_day(signed_at)}
    if revocation is None:
        code = "verify.genuine_seal" if signature.is_government else "verify.genuine"
        return verdict(VerdictKind.GENUINE, code, **facts)
    facts["revoked_on"] = printed_day(revocation.revoked_at)
    if revocation.effect_on(signed_at) is RevocationEffect.NONE:
        return verdict(VerdictKind.GENUINE, "verify.genuine_before_withdrawal", **facts)
    return verdict(VerdictKind.REVOKED, revoked_code(revocation), **facts)


def revoked_code(revocation: Revocation) -> str:
    """Return the code that says why a withdrawn certificate counts against a paper."""
    compromised = revocation.ground is RevocationGround.COMPROMISED
    return "verify.key_compromised" if compromised else "verify.signed_after_withdrawal"


def verdict(kind: VerdictKind, code: str, **facts: str) -> Verdict:
    """Return a verdict with one reason."""
    return Verdict(kind, (Reason(code, facts),))


def cannot_say(code: str) -> Verdict:
    """Return the verdict that there is nothing to judge by, and why."""
    return verdict(VerdictKind.CANNOT_SAY, code)

"""Puts a stamping into the words of the 用印登记, whoever made it and however."""

from datetime import datetime

from app.domain.clerk import Clerk
from app.domain.sealing import UnitSeal
from app.ports.paper_store import PaperRecord, SealUse


def seal_use(record: PaperRecord, seal: UnitSeal, at: datetime, clerk: str, remark: str) -> SealUse:
    """Return the row of one stamping of a paper: when, and by whom (name and 工号)."""
    return SealUse(
        at=at.isoformat(),
        paper_id=record.id,
        paper_title=record.title,
        number=record.number,
        copies=1,
        seal_name=seal.design.name,
        clerk=clerk,
        approver=seal.permission,
        remark=remark,
    )


def signed_by(clerk: Clerk) -> str:
    """Return a clerk as the register names one: name and 工号."""
    return f"{clerk.name} {clerk.staff_number}"


def stamping_remark(seal: UnitSeal, how: str = "") -> str:
    """Return the remark of a stamping: that it is a 样章 where it is one, the seal's keeper, and `how`."""
    remarks = ("样章" if seal.design.sample else "", f"保管人 {seal.keeper}", how)
    return "；".join(remark for remark in remarks if remark)

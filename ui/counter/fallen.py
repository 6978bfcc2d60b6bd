"""How it is said in few words why an issued paper does not agree with its case (已发文书与现状不符)."""

from app.domain.case.fallen import Fall

FALLEN = {
    Fall.GROUND: "依据的决定没有成立",
    Fall.REVOKED: "办件已撤销",
    Fall.TERMINATED: "办件已退件",
    Fall.WITHDRAWN: "申请已撤回",
    Fall.MERGED: "已并入另一办件",
    Fall.OTHERWISE: "与办件现状不符",
}

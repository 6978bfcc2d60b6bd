"""What is said of papers the hall has of a person already, and of using them again (材料复用)."""

from app.domain.case.reuse import ReusablePaper
from app.domain.paper_wording import paper_date
from ui.counter.tray import REUSE


def lent_words(lent: ReusablePaper) -> str:
    """Return where a paper lies that need not be brought again, and until when it is valid."""
    received, until = paper_date(lent.received_on), paper_date(lent.until)
    return f"{received}办{lent.item_name}时交过（办件{lent.case_number}），有效至{until}"


def offer_words(lent: ReusablePaper) -> str:
    """Return what is said of a missing paper that the hall has."""
    return f"可复用：{lent_words(lent)}。按 {REUSE} 复用，新的按空格。"


def not_lent_words(name: str, *, is_offered: bool) -> str:
    """Return what is said where the key found nothing to use again, or gave back what `is_offered` still."""
    if is_offered:
        return f"{name}已取消复用；再用按 {REUSE}，新的按空格。"
    return f"没有可以复用的{name}：没有查到此人以前交过、还有效的；收到后按空格。"

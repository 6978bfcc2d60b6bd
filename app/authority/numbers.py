"""Issues numbers: each serial of a series exactly once, and an install epoch to each restored device."""

from datetime import date

from app.domain.ledger.chain import Source
from app.domain.numbers import CaseNumber, DocumentNumber, Series, Tag, case_series
from app.ports.authority_store import AuthorityStore


def next_document_number(store: AuthorityStore, series: Series) -> DocumentNumber:
    """Return the next 文号 of `series`, used from now on even if its paper is never printed."""
    return DocumentNumber(series, store.next_serial(series.key))


def next_case_number(store: AuthorityStore, area: str, day: date, tag: Tag | None = None) -> CaseNumber:
    """Return the next 办件编号 of a business date; NotANumber when a hall took in 9999 cases that day."""
    serial = store.next_serial(case_series(area, day, tag))
    return CaseNumber(area=area, day=day, serial=serial, tag=tag)


def next_install_epoch(store: AuthorityStore, refused: Source) -> Source:
    """Return a source nobody has used, for a device whose chain was found forked or that was restored."""
    while True:
        epoch = store.next_serial(f"install epoch of {refused.device}", at_least=refused.epoch + 1)
        source = Source(refused.device, epoch)
        if store.head(source).seq == 0:
            return source

"""Knows who is at the window: the ticket just called, what it came for, and who was called meanwhile."""

from app.domain.ticket import Ticket


class Visitor:
    """The person at the window, nobody at first."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.ticket: Ticket | None = None
        self._wanted = ""
        self._is_kept_waiting = False

    @property
    def visit_id(self) -> str | None:
        """The visit of the ticket at the window, None without one."""
        return self.ticket.id if self.ticket else None

    def turn_to(self, ticket: Ticket | None) -> bool:
        """Take in who is at the window now; say whether that is somebody else than before."""
        before, self.ticket = self.visit_id, ticket
        if self.visit_id == before:
            return False
        self._wanted = next((one.item for one in ticket.items if one.item), "") if ticket else ""
        self._is_kept_waiting = False
        return True

    def keep_waiting(self) -> None:
        """Note that whoever is at the window came while a paper for somebody else was being issued."""
        self._is_kept_waiting = self.ticket is not None

    def take_kept_waiting(self) -> bool:
        """Say once whether somebody was kept waiting."""
        is_waiting, self._is_kept_waiting = self._is_kept_waiting, False
        return is_waiting

    def take_wanted(self) -> str:
        """Return once the item that the ticket names, "" for none."""
        wanted, self._wanted = self._wanted, ""
        return wanted

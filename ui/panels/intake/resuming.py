"""Goes on with a draft that waits: the one pointed at, of the ticket, or that the clerk chooses."""

from ui.panels.intake.finding import Finding
from ui.panels.intake.opening import Opening
from ui.panels.intake.visitor import Visitor
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Tone


class Resuming:
    """Knows the finder, the counter and who stands before it."""

    def __init__(self, finding: Finding, opening: Opening, visitor: Visitor, strip: MessageStrip) -> None:
        """Speak in `strip`."""
        self._finding, self._opening, self._visitor, self._strip = finding, opening, visitor, strip

    def go_on(self) -> None:
        """Go on with the draft pointed at or the only one; of several, let the clerk choose."""
        chosen = self._finding.draft_to_go_on_with()
        if chosen:
            self._opening.go_on_with(chosen)
        else:
            self._finding.point_to_newest_draft()
            self._strip.say("用上下键选一份未填完的收件，按回车继续。", Tone.PRESS)

    def consider(self) -> None:
        """Begin what the ticket names, unless it was begun already and is offered back."""
        wanted = self._visitor.take_wanted()
        if self._opening.sitting is not None:
            return
        if wanted and self._finding.own_draft is None:
            self._opening.begin(wanted, self._visitor.visit_id)
        elif self._finding.draft_words() and not self._strip.words:
            self._strip.say(self._finding.draft_words(), Tone.PRESS)

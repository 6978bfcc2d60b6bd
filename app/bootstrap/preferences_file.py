"""Keeps what a clerk chose on this machine, in a small file beside the hall's database."""

import json
from dataclasses import asdict
from pathlib import Path

from ui.panels.settings.preferences import Preferences


def load_preferences(file: Path) -> Preferences:
    """Return what was chosen; the defaults where nothing was, or where the file cannot be read."""
    try:
        known = json.loads(file.read_text("utf-8"))
        return Preferences(**{name: known[name] for name in asdict(Preferences()) if name in known})
    except (OSError, ValueError, TypeError):
        # Choices of look and printer: nothing is lost that a clerk could not choose again.
        return Preferences()


def keep_preferences(file: Path, chosen: Preferences) -> None:
    """Write the choices, whole or not at all."""
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(chosen), indent=2), "utf-8")
    unfinished.replace(file)

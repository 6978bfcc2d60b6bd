"""Keeps what a clerk chose on this machine, in a small file beside the hall's database."""

import json
from dataclasses import asdict
from pathlib import Path

from ui.panels.settings.preferences import IDLE_CHOICES, Preferences


def load_preferences(file: Path) -> Preferences:
    """Return what was chosen; the default for each choice that is missing or none that could be made.

    Choices of look and printer: nothing is lost that a clerk could not choose again.
    """
    try:
        known = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return Preferences()
    usual = asdict(Preferences())
    kept = known if isinstance(known, dict) else {}
    return Preferences(**{name: kept[name] for name in usual if _could_be(name, kept.get(name), usual[name])})


def _could_be(name: str, value: object, usual: object) -> bool:
    """Say whether the window could have kept `value`: of the right type, and for minutes one it offers."""
    if name == "idle_minutes" and value not in IDLE_CHOICES:
        return False
    return type(value) is type(usual)


def keep_preferences(file: Path, chosen: Preferences) -> None:
    """Write the choices, whole or not at all."""
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(chosen), indent=2), "utf-8")
    unfinished.replace(file)

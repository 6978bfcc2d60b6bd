"""The two input methods of Linux desktops, as real daemons on a test's own display."""

from dataclasses import dataclass
from threading import Event

from own_display import PATIENCE_S, OwnDisplay

FCITX_PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us
Layout=

[Groups/0/Items/1]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""
NOT_NEEDED = "wayland,waylandim,notificationitem,kimpanel,cloudpinyin,clipboard,dbusfrontend3"


@dataclass(frozen=True)
class InputMethod:
    """One input method: what the desktop sets for it, how it starts, and how pinyin is turned on."""

    name: str
    module: str

    @property
    def environment(self) -> dict[str, str]:
        """What a desktop with this input method sets for every program."""
        return {"QT_IM_MODULE": self.module, "XMODIFIERS": f"@im={self.module}"}

    def start(self, display: OwnDisplay) -> None:
        """Start the daemon."""
        STARTS[self.name](display)

    def turn_on(self, display: OwnDisplay) -> None:
        """Switch to pinyin, and wait until the daemon says so."""
        switch, ask, answer = SWITCHES[self.name]
        pause = Event()
        said = ""
        for _try in range(int(PATIENCE_S / 0.2)):
            display.run(*switch)
            said = display.run(*ask).strip()
            if said == answer:
                return
            pause.wait(0.2)
        raise AssertionError(f"{self.name} does not switch to pinyin but says {said!r}")


def _start_fcitx(display: OwnDisplay) -> None:
    profile = display.folder / ".config" / "fcitx5" / "profile"
    profile.parent.mkdir(parents=True)
    profile.write_text(FCITX_PROFILE, "utf-8")
    display.start("fcitx5", f"--disable={NOT_NEEDED}")


def _start_ibus(display: OwnDisplay) -> None:
    display.start("ibus-daemon", "--panel=disable", "--emoji-extension=disable")


STARTS = {"fcitx5": _start_fcitx, "ibus": _start_ibus}
SWITCHES = {
    "fcitx5": (("fcitx5-remote", "-s", "pinyin"), ("fcitx5-remote", "-n"), "pinyin"),
    "ibus": (("ibus", "engine", "libpinyin"), ("ibus", "engine"), "libpinyin"),
}
FCITX5 = InputMethod("fcitx5", "fcitx")
IBUS = InputMethod("ibus", "ibus")

"""Makes the QApplication: input methods, Chinese, the face and the look, and an orderly end."""

import os
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator, qVersion
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.collecting import Collector
from ui.field_keys import FieldKeys
from ui.icons import Icons
from ui.tasks import Tasks
from ui.theme import Look

INPUT_MODULES = "fcitx;ibus"
"""Qt's wheels bring no fcitx module; fcitx 5 answers to ibus, so both names must be tried in this order."""


@dataclass(frozen=True, slots=True)
class WindowResources:
    """Where the window's data lie, under the one folder bootstrap found."""

    root: Path

    @property
    def icons(self) -> Icons:
        """The icons."""
        return Icons(self.root / "icons")

    @property
    def style_template(self) -> str:
        """The style sheet before colours and sizes are filled in; it finds its pictures in our folder."""
        written = (self.root / "qss" / "window.qss").read_text("utf-8")
        return written.replace("$icons", (self.root / "icons").as_posix())

    @property
    def fonts(self) -> Path:
        """The folder of the bundled faces."""
        return self.root / "fonts"


@dataclass(frozen=True, slots=True)
class Running:
    """The application and what there is one of."""

    application: QApplication
    tasks: Tasks
    field_keys: FieldKeys


def choose_input_modules(environment: MutableMapping[str, str]) -> None:
    """Name the input modules, before QApplication; a choice somebody made on purpose stays."""
    environment.setdefault("QT_IM_MODULES", INPUT_MODULES)


def start(arguments: Sequence[str], resources: WindowResources, look: Look) -> Running:
    """Return the application, dressed and speaking Chinese; its lanes close when it quits."""
    choose_input_modules(os.environ)
    application = QApplication(list(arguments))
    application.setApplicationName("bianmin-window")
    application.setApplicationDisplayName("便民窗")
    speak_chinese(application)
    theme.bundle_face(resources.fonts)
    theme.dress(application, look, resources.style_template)
    tasks = Tasks(application)
    collector = Collector(application)
    collector.start()
    application.aboutToQuit.connect(tasks.close)
    application.aboutToQuit.connect(collector.stop)
    return Running(application, tasks, FieldKeys(application))


def qt_version() -> str:
    """Return the version of Qt that runs, for support."""
    return qVersion()


def speak_chinese(application: QApplication) -> None:
    """Load Qt's own Chinese and make Chinese dates and numbers the default."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)

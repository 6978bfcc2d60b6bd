"""dev.py notices what is missing, says one line to who may not install, trusts only a whole environment."""

import sys
from pathlib import Path

import pytest

import dev


@pytest.fixture
def bare_machine(monkeypatch):
    """A machine that has none of what we need."""
    monkeypatch.setattr(dev, "can_load", lambda _soname: False)
    monkeypatch.setattr(dev, "has_chinese_font", lambda _folders: False)
    monkeypatch.setattr(dev, "has_program", lambda _name: False)
    nowhere = {package: Path("/nonexistent") / package for package in dev.PINYIN}
    monkeypatch.setattr(dev, "FILES", {"run": {}, "test": nowhere})
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda _name: None)


@pytest.fixture
def own_environment(monkeypatch, tmp_path):
    """An environment and locks of the test's own; what would be run is listed instead."""
    commands = []
    (tmp_path / "packaging").mkdir()
    for lock in dev.LOCKS.values():
        (tmp_path / "packaging" / lock).write_text(f"what {lock} holds\n", "utf-8")
    monkeypatch.setattr(dev, "REQUIREMENTS", tmp_path / "packaging")
    monkeypatch.setattr(dev, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(dev, "MARKER", tmp_path / ".venv" / "installed")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(
        dev, "require_success", lambda *command, purpose, **_: commands.append((purpose, command))
    )
    return commands


def purposes(commands):
    return [purpose for purpose, _ in commands]


# What is missing


def test_a_library_is_found_by_its_soname():
    assert dev.can_load("libc.so.6")
    assert not dev.can_load("libno-such-thing.so.7")


def test_a_program_is_found_where_only_root_looks(monkeypatch, tmp_path):
    assert dev.has_program("sh")
    assert not dev.has_program("no-such-program")
    server = tmp_path / "no-such-program"
    server.touch(mode=0o755)
    monkeypatch.setattr(dev, "PROGRAM_PATH", f"{dev.PROGRAM_PATH}{dev.os.pathsep}{tmp_path}")
    assert dev.has_program("no-such-program")


def test_a_bare_machine_misses_every_library_program_and_the_font(bare_machine):
    missing = dev.missing_packages("test")
    assert set(dev.LIBRARIES) < set(missing)
    assert {"cups-client", "poppler-utils", "xvfb", "python3-venv", "fonts-wqy-microhei"} < set(missing)


def test_running_asks_for_less_than_testing(bare_machine):
    assert set(dev.missing_packages("test")) - set(dev.missing_packages("run")) == {
        "cups",
        "poppler-utils",
        "xvfb",
        "xdotool",
        "openbox",
        "dbus-daemon",
        "fcitx5",
        "fcitx5-pinyin",
        "ibus",
        "ibus-libpinyin",
    }


def test_one_missing_library_is_named_alone(monkeypatch):
    monkeypatch.setattr(dev, "can_load", lambda soname: soname != "libxcb-icccm.so.4")
    monkeypatch.setattr(dev, "has_chinese_font", lambda _folders: True)
    monkeypatch.setattr(dev, "has_program", lambda _name: True)
    assert dev.missing_packages("run") == ["libxcb-icccm4"]


def test_a_chinese_font_is_found_by_its_file(tmp_path):
    (tmp_path / "truetype" / "wqy").mkdir(parents=True)
    assert not dev.has_chinese_font([tmp_path])
    (tmp_path / "truetype" / "wqy" / "wqy-microhei.ttc").touch()
    assert dev.has_chinese_font([tmp_path])


# Who may install


def test_another_user_is_told_exactly_one_line(monkeypatch, capsys):
    # given a user who is not root, on a machine without two packages
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev, "has_program", lambda _name: True)
    monkeypatch.setattr(dev, "missing_packages", lambda _purpose: ["libgl1", "openbox"])
    monkeypatch.setattr(dev, "require_success", lambda *_, **__: pytest.fail("nothing may be run"))
    # when the tests are asked for
    code = dev.main(["test"])
    # then the line is all there is to read
    assert code == 1
    assert capsys.readouterr() == ("", "sudo apt-get install -y --no-install-recommends libgl1 openbox\n")


def test_root_installs_what_is_missing_and_nothing_recommended(monkeypatch, own_environment):
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    monkeypatch.setattr(dev, "has_program", lambda _name: True)
    dev.bring_debian_packages(["libgl1"])
    assert [command for _, command in own_environment] == [
        ("apt-get", "update"),
        ("apt-get", "install", "-y", "--no-install-recommends", "libgl1"),
    ]


def test_nothing_missing_runs_nothing(own_environment):
    dev.bring_debian_packages([])
    assert own_environment == []


def test_without_apt_the_missing_parts_are_named(bare_machine):
    with pytest.raises(dev.Stop, match="libgl1 openbox"):
        dev.bring_debian_packages(["libgl1", "openbox"])


def test_an_old_python_is_told_so():
    dev.require_python((3, 11))
    with pytest.raises(dev.Stop, match=r"3\.11 or newer is needed, this is 3\.9"):
        dev.require_python((3, 9))


def test_a_command_that_does_not_succeed_stops_and_shows_its_output(capsys):
    with pytest.raises(dev.Stop, match="code 3"):
        dev.require_success(sys.executable, "-c", "print('why'); raise SystemExit(3)", purpose="trial")
    assert "why" in capsys.readouterr().err


# The environment


def test_an_environment_is_built_once(own_environment):
    dev.bring_environment("test")
    dev.bring_environment("test")
    assert purposes(own_environment) == ["venv", "pip"]


def test_an_environment_for_tests_can_also_run(own_environment):
    dev.bring_environment("test")
    dev.bring_environment("run")
    assert purposes(own_environment) == ["venv", "pip"]


def test_an_environment_that_runs_grows_when_tests_are_asked_for(own_environment):
    dev.bring_environment("run")
    dev.bring_environment("test")
    assert purposes(own_environment) == ["venv", "pip", "pip"]
    assert own_environment[-1][1][-1].endswith("requirements-dev.txt")


@pytest.mark.parametrize("purpose", dev.LOCKS)
def test_a_changed_lock_is_installed(own_environment, purpose):
    dev.bring_environment(purpose)
    (dev.REQUIREMENTS / dev.LOCKS[purpose]).write_text("something else\n", "utf-8")
    dev.bring_environment(purpose)
    assert purposes(own_environment)[2:] == {"run": ["venv", "pip"], "test": ["pip"]}[purpose]


def test_another_python_or_another_place_builds_anew(own_environment, monkeypatch, tmp_path):
    dev.bring_environment("run")
    monkeypatch.setattr(dev.platform, "python_version", lambda: "3.14.0")
    dev.bring_environment("run")
    monkeypatch.setattr(dev, "ENVIRONMENT", tmp_path / "moved" / ".venv")
    dev.bring_environment("run")
    assert purposes(own_environment) == ["venv", "pip"] * 3


def test_a_checkout_with_a_link_to_an_environment_shares_it(own_environment, monkeypatch, tmp_path):
    dev.bring_environment("run")
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / ".venv").symlink_to(dev.ENVIRONMENT)
    monkeypatch.setattr(dev, "ENVIRONMENT", tmp_path / "second" / ".venv")
    dev.bring_environment("run")

    assert purposes(own_environment) == ["venv", "pip"]


def test_an_interrupted_installation_is_not_trusted(own_environment, monkeypatch):
    # given an installation that breaks off
    def break_off(*_, **__):
        raise dev.Stop("cut off")

    with monkeypatch.context() as broken:
        broken.setattr(dev, "require_success", break_off)
        with pytest.raises(dev.Stop):
            dev.bring_environment("run")
    # when it is tried again, then it starts from the beginning
    dev.bring_environment("run")
    assert purposes(own_environment) == ["venv", "pip"]


def test_only_hashed_packages_are_installed():
    assert "--require-hashes" in dev.package_installation("test")


# The command lines


def test_with_a_display_the_window_opens():
    assert dev.default_arguments({"DISPLAY": ":0"}) == []
    assert dev.default_arguments({"WAYLAND_DISPLAY": "wayland-0"}) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
def test_without_a_display_the_demo_day_is_played():
    assert dev.default_arguments({}) == ["demo", "--headless"]
    assert dev.default_arguments({"DISPLAY": ""}) == ["demo", "--headless"]
    assert dev.child_environment({})["QT_QPA_PLATFORM"] == "offscreen"


def test_a_chosen_platform_is_respected():
    assert dev.child_environment({"QT_QPA_PLATFORM": "vnc"})["QT_QPA_PLATFORM"] == "vnc"
    assert "QT_QPA_PLATFORM" not in dev.child_environment({"DISPLAY": ":0"})


def test_the_program_gets_its_arguments_from_any_folder(monkeypatch):
    started = []
    monkeypatch.setattr(dev, "prepare", lambda _purpose: None)
    monkeypatch.setattr(dev, "call", lambda *command: started.append(command) or 5)
    assert dev.main(["run", "verify", "收件 凭证.pdf"]) == 5
    assert started == [(dev.python_of_environment(), "-P", "-m", "app", "verify", "收件 凭证.pdf")]
    assert dev.child_environment({})["PYTHONPATH"] == str(dev.ROOT)


def test_what_is_started_speaks_utf8(capfd):
    code = dev.call(sys.executable, "-c", "import sys; print('便民窗', sys.flags.utf8_mode)")
    assert (code, capfd.readouterr().out) == (0, "便民窗 1\n")


def test_lint_fails_when_any_check_fails(monkeypatch):
    monkeypatch.setattr(dev, "prepare", lambda _purpose: None)
    monkeypatch.setattr(dev.os, "chdir", lambda _folder: None)
    monkeypatch.setattr(dev, "call", lambda program, *_: int(program.endswith("mypy")))
    assert dev.lint([]) == 1


def test_the_lock_is_resolved_for_every_platform_without_traces():
    line = " ".join(dev.resolution(["requirements.in"], "requirements.txt"))
    assert line.startswith("pip compile requirements.in -o requirements.txt")
    assert all(
        option in line for option in ("--universal", "--generate-hashes", "--no-header", "--no-annotate")
    )


def test_an_unknown_command_shows_the_known_ones(capsys):
    assert dev.main(["dance"]) == 2
    shown = capsys.readouterr().out
    assert all(name in shown for name in ("run", "test", "lint", "bench", "simulate", "lock", "map"))


def test_an_interrupted_command_ends_without_a_trace(monkeypatch, capsys):
    def interrupt(_arguments):
        raise KeyboardInterrupt

    monkeypatch.setitem(dev.COMMANDS, "test", interrupt)
    assert dev.main(["test"]) == 130
    assert capsys.readouterr() == ("", "")

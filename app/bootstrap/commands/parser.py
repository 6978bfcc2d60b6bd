"""The command line: its words, all in Chinese, and the values it is read into."""

import argparse
import re
from pathlib import Path
from typing import NoReturn

from app.bootstrap.commands.posts import FOUNDER, POSTS
from app.bootstrap.places import default_home
from app.bootstrap.terminal import Exit
from app.domain.errors import PersonFacing


class CommandNotUnderstood(PersonFacing):
    """The command line says something this program does not know."""


class ChineseParser(argparse.ArgumentParser):
    """argparse with Chinese headings, and with errors that are raised instead of printed in English."""

    def __init__(self, **settings: object) -> None:
        """Take argparse's settings; help is added with our own words."""
        super().__init__(**settings, add_help=False, allow_abbrev=False)  # type: ignore[arg-type]
        self._positionals.title = "命令和参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Raise CommandNotUnderstood; `message` is argparse's own and only names the argument."""
        raise CommandNotUnderstood("command.not_understood", problem=_in_chinese(message))

    def format_help(self) -> str:
        """Return the help with argparse's one English word and its colons in Chinese."""
        text = super().format_help().replace("usage: ", "用法：", 1)
        for group in (self._positionals, self._optionals):
            text = text.replace(f"{group.title}:\n", f"{group.title}：\n")
        return text


EXIT_CODES = "退出码：" + "；".join(
    (
        f"{Exit.IN_ORDER} 完成，一切正常",
        f"{Exit.NOT_IN_ORDER} 完成，有不正常之处",
        f"{Exit.NOT_UNDERSTOOD} 命令没有看懂",
        f"{Exit.NOT_DONE} 没有完成，原因见提示",
    )
)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of `python -m app`."""
    parser = ChineseParser(
        prog="python -m app", description="便民窗：乡镇便民服务中心窗口程序。", epilog=EXIT_CODES
    )
    commands = parser.add_subparsers(dest="command", metavar="命令", parser_class=ChineseParser)
    window = commands.add_parser("window", help="打开窗口（不写命令时就是它）")
    _at_home(window)
    demo = commands.add_parser("demo", help="演示一个工作日，并说明文书和截图在哪里")
    demo.add_argument("--headless", action="store_true", help="没有显示器也能演示")
    demo.add_argument("--out", type=Path, default=Path("out/demo"), metavar="目录", help="结果放在哪个目录")
    demo.add_argument("--seed", type=int, default=1, metavar="数字", help="同一个数字演示同一天")
    verify = commands.add_parser("verify", help="核验文书的真伪")
    _files(verify, "要核验的 PDF 文书")
    verify.add_argument("--trust", type=Path, metavar="目录", help="信任的证书目录（默认用本厅的）")
    _json(verify)
    _at_home(verify)
    verify.add_argument("--clerk", metavar="工号", help="用谁的口令查本厅的数据库：文书后来作废了没有")
    doctor = commands.add_parser("doctor", help="给这台电脑做体检")
    _json(doctor)
    _at_home(doctor)
    _add_item(commands)
    _add_keeping(commands)
    _add_people(commands)
    return parser


def _add_item(commands: "argparse._SubParsersAction[ChineseParser]") -> None:
    item = commands.add_parser("item", help="检查、对比、修改事项文件")
    actions = item.add_subparsers(dest="action", required=True, metavar="动作", parser_class=ChineseParser)
    check = actions.add_parser("check", help="逐项检查，指出位置和改法")
    _files(check, "要检查的文件：事项、公共块、数据表、文书、码表、日历、大厅、承接清单")
    own = actions.add_parser("own", help="把事项目录复制到本厅的数据里，好修改")
    diff = actions.add_parser("diff", help="说明两个版本有什么不同")
    diff.add_argument("old", type=Path, metavar="旧文件", help="旧版本的事项文件")
    diff.add_argument("new", type=Path, metavar="新文件", help="新版本的事项文件")
    schema = actions.add_parser("schema", help="写出填报内容的格式（JSON），供其他系统核对")
    schema.add_argument("file", type=Path, metavar="文件", help="事项文件")
    local = actions.add_parser("local", help="列出由本县核定的数值，各在哪个文件、哪一行改")
    _json(local)
    for action in (check, own, diff, schema, local):
        _at_home(action)


def _add_keeping(commands: "argparse._SubParsersAction[ChineseParser]") -> None:
    ledger = commands.add_parser("ledger", help="核对账本")
    actions = ledger.add_subparsers(dest="action", required=True, metavar="check", parser_class=ChineseParser)
    check = actions.add_parser("check", help="链条是否完整，数据是否与账本一致")
    _unlocked(check)
    backup = commands.add_parser("backup", help="备份数据库")
    backup.add_argument("to", type=Path, metavar="目标文件", help="备份写到哪里；已有的文件不会被覆盖")
    _unlocked(backup)
    restore = commands.add_parser("restore", help="用备份恢复数据库")
    restore.add_argument("source", type=Path, metavar="备份文件", help="要恢复的备份")
    _unlocked(restore)


def _add_people(commands: "argparse._SubParsersAction[ChineseParser]") -> None:
    found = commands.add_parser("found", help="建立一个正式的大厅")
    found.add_argument("--home", type=Path, required=True, metavar="目录", help="大厅的数据放在哪里")
    found.add_argument("--data", metavar="目录", help="本厅数据所在的目录；不写就问")
    _named(found)
    found.add_argument("--roles", default=FOUNDER, metavar="岗位", help=f"第一位人员的岗位（默认{FOUNDER}）")
    clerk = commands.add_parser("clerk", help="人员：开通、改岗位、停用、重设口令")
    actions = clerk.add_subparsers(dest="action", required=True, metavar="动作", parser_class=ChineseParser)
    add = actions.add_parser("add", help="给一个人开通登录；没写的会问")
    _named(add)
    add.add_argument("--roles", metavar="岗位", help=f"可选：{'、'.join(POSTS)}；几个用顿号隔开")
    roles = actions.add_parser("roles", help="改一个人的岗位")
    roles.add_argument("number", metavar="工号", help="谁的岗位")
    roles.add_argument("roles", metavar="岗位", help=f"可选：{'、'.join(POSTS)}；几个用顿号隔开")
    retire = actions.add_parser("retire", help="停用一个人的登录；办过的件不变")
    retire.add_argument("number", metavar="工号", help="停用谁")
    for action in (add, roles, retire, actions.add_parser("list", help="列出全部人员")):
        _unlocked(action)
    recover = actions.add_parser("recover", help="两位保管人用恢复码给忘记口令的人重设口令")
    recover.add_argument("number", metavar="工号", help="给谁重设")
    _at_home(recover)


def _named(parser: ChineseParser) -> None:
    parser.add_argument("--name", metavar="姓名", help="姓名；不写就问")
    parser.add_argument("--number", metavar="工号", help="工号；不写就问")


def _files(parser: ChineseParser, words: str) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="文件", help=words)


def _json(parser: ChineseParser) -> None:
    parser.add_argument("--json", action="store_true", help="用 JSON 输出")


def _at_home(parser: ChineseParser) -> None:
    parser.add_argument(
        "--home", type=Path, metavar="目录", default=default_home().folder, help="大厅的数据目录"
    )


def _unlocked(parser: ChineseParser) -> None:
    _at_home(parser)
    parser.add_argument("--clerk", metavar="工号", help="用谁的口令（默认第一位）；口令也可放在环境变量里")


def _in_chinese(message: str) -> str:
    """Turn the few sentences argparse makes into Chinese; what it names stays as typed."""
    for english, chinese in _SENTENCES:
        found = re.fullmatch(english, message)
        if found:
            return chinese.format(*(_listed(named) for named in found.groups()))
    return "命令或参数的写法不对。"


def _listed(named: str) -> str:
    return named.replace("'", "").replace(", ", "、")


_SENTENCES = (
    (r"the following arguments are required: (.+)", "缺少参数：{}。"),
    (r"unrecognized arguments: (.+)", "没有这个参数：{}。"),
    (r"argument .+?: invalid choice: '?(.*?)'? \(choose from (.+)\)", "没有“{}”这个命令，可用的有：{}。"),
    (r"argument (.+?): expected one argument", "“{}”后面要跟一个值。"),
    (r"argument (.+?): expected at least one argument", "“{}”后面至少要跟一个值。"),
    (r"argument (.+?): invalid int value: '(.*)'", "“{}”应当是整数，现在写的是“{}”。"),
    (r"argument (.+?): ignored explicit argument '(.*)'", "“{}”后面不要跟值，现在写了“{}”。"),
)
"""The sentences argparse makes with the settings used here."""

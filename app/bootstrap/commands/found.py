"""`found`: makes a real hall of a township's own data, with its first clerk and two recovery codes."""

import shutil
from base64 import b32encode
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from app.adapters.random_ids import RandomIds
from app.adapters.system_clock import SystemClock
from app.bootstrap.asking import answer, new_pass_phrase
from app.bootstrap.commands.posts import posts_of
from app.bootstrap.founding import owner_of, plant_hall
from app.bootstrap.hall_data import HallData, load_hall_data
from app.bootstrap.places import HallHome, resources
from app.bootstrap.side_folder import GROWING, finish_founding, grown_aside
from app.bootstrap.terminal import Exit, Terminal
from app.bootstrap.unlocking import key_slots_of
from app.domain.clerk import Clerk
from app.domain.storage import StorageError
from app.ports.ids import Ids
from app.services.clerk_book import KEEPERS, ClerkRefused

NEEDED = ("hall.toml", "papers.toml")
CODE_BYTES = 10
"""80 bits: sixteen letters and digits, still short enough to be copied by hand."""
Codes = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was given on the command line; None is asked for."""

    data: str | None
    name: str | None
    number: str | None
    roles: str


def found(terminal: Terminal, home: HallHome, given: Answers) -> Exit:
    """Found a hall in `home`; refused, with nothing changed, where one exists or its data have a mistake."""
    finish_founding(home)
    if home.exists:
        raise StorageError("storage.already_exists", path=str(home.folder))
    own = _own_data(home, given.data)
    data = load_hall_data(resources(), own)
    ids = RandomIds()
    founder = _founder(given, ids)
    phrase = new_pass_phrase(owner_of(founder))
    codes = (_code(ids), _code(ids))
    with grown_aside(home) as aside:
        slots = key_slots_of(aside)
        key = plant_hall(aside, data.hall, slots, founder, phrase, SystemClock(), ids)
        slots.set_recovery(key, *codes)
        if own != home.data:
            # Contents alone, as a stick may be read-only; without itself, as the hall may grow in there.
            inside = shutil.ignore_patterns(GROWING)
            shutil.copytree(own, aside.data, ignore=inside, copy_function=shutil.copyfile)
    _tell(terminal, home, data, founder, codes)
    return Exit.IN_ORDER


def _own_data(home: HallHome, given: str | None) -> Path:
    """Return the folder with the hall's own data: the one that lies in its place already, or one to copy."""
    own = home.data
    if not (own / "hall").is_dir():
        own = Path(answer("本厅数据放在哪个目录", given))
    for name in NEEDED:
        if not (own / "hall" / name).is_file():
            template = resources() / "demo"
            raise StorageError("command.no_hall_data", file=str(own / "hall" / name), template=str(template))
    return own


def _founder(given: Answers, ids: Ids) -> Clerk:
    roles = posts_of(given.roles)
    if KEEPERS.isdisjoint(roles):
        raise ClerkRefused("clerk.last_keeper")
    name, number = answer("第一位人员的姓名", given.name), answer("第一位人员的工号", given.number)
    if not name or not number:
        raise ClerkRefused("clerk.incomplete")
    return Clerk(id=ids.operation_id(), name=name, staff_number=number, roles=roles)


def _code(ids: Ids) -> str:
    return "-".join(wrap(b32encode(ids.random_bytes(CODE_BYTES)).decode(), 4))


def _tell(terminal: Terminal, home: HallHome, data: HallData, founder: Clerk, codes: Codes) -> None:
    terminal.say(f"已建立“{data.hall.name}”，数据在 {home.folder}。")
    terminal.say(f"第一位人员：{founder.name}（工号 {founder.staff_number}）。")
    terminal.say("")
    terminal.say("恢复码只显示这一次。请两位保管人各抄一份，分开存放；两份在一起才能给忘记口令的人重设：")
    for place, code in zip(("第一位", "第二位"), codes, strict=True):
        terminal.say(f"　　{place}保管人：{code}")
    terminal.say(f"备份时请把 {home.keys.name} 和数据库一同保存：少了它，谁也打不开数据。")
    if data.custom.current.is_sample:
        terminal.say(
            "提醒：印章数据写着“样章”，印出的文书也是样张；正式使用前请换成备案的印章数据，没有写套印批准文号的，打印后盖实物印章。"
        )
    terminal.say("")
    terminal.say(f"加人　　python -m app clerk add --home {home.folder}")
    terminal.say(f"体检　　python -m app doctor --home {home.folder}")
    terminal.say(f"开窗口　python -m app window --home {home.folder}")

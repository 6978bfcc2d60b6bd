"""Standard characters for the private code points that old Chinese code pages gave to rare ones."""

# GBK and GB 18030-2000 put 80 characters of their row FE50-FEA0 at U+E815..U+E864. The targets in order:
_FIRST = 0xE815
_STANDARD = (
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"
    "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
# GB 18030-2022 still leaves these six in the private area; their usual targets are not official.
_NOT_OFFICIAL = frozenset("\ue816\ue817\ue818\ue831\ue83b\ue855")

STANDARD_FOR = {chr(_FIRST + place): character for place, character in enumerate(_STANDARD)}


def is_private(character: str) -> bool:
    """True for a code point of any private use area: a character only some machine knows."""
    point = ord(character)
    return 0xE000 <= point <= 0xF8FF or point >= 0xF0000


def is_official(private: str) -> bool:
    """True if the standard itself moved this private code point; False if its target is a guess."""
    return private in STANDARD_FOR and private not in _NOT_OFFICIAL

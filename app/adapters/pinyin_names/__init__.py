"""Pinyin of Chinese names and words, by pypinyin with the phrases that tell something."""

import os

# Before pypinyin is loaded: its 47,000 phrases take 42 MB and a tenth of a second, and say little more
# than the few in phrases.txt.
os.environ["PYPINYIN_NO_PHRASES"] = "true"

from app.adapters.pinyin_names.reading import PinyinNames

__all__ = ["PinyinNames"]

"""Sheets of paper drawn for tests: lines of writing, laid askew on a desk, photographed."""

import io
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from app.bootstrap.places import resources

A4 = (1240, 1754)
DESK = 60


@cache
def sheet(size: tuple[int, int] = A4) -> Image.Image:
    """White paper with a heading and thirty lines of Chinese."""
    page = Image.new("L", size, 245)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(resources() / "fonts" / "NotoSansSC-Regular.ttf"), size[0] // 45)
    left, step = size[0] // 10, size[1] // 36
    for line in range(2, 32):
        draw.text((left, line * step), f"第{line}行　崇义县关田镇沙溪村户口簿首页和本人页复印件", 20, font)
    draw.rectangle((left, step * 33, size[0] - left, step * 34), outline=20, width=3)
    return page


def photographed(degrees: float, *, desk: int = DESK, margin: int = 200) -> Image.Image:
    """The sheet turned clockwise by `degrees` on a desk, with a little noise."""
    page = sheet()
    picture = Image.new("L", (page.width + 2 * margin, page.height + 2 * margin), desk)
    turned = page.rotate(-degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=desk)
    picture.paste(turned, ((picture.width - turned.width) // 2, (picture.height - turned.height) // 2))
    noise = np.random.default_rng(7).normal(0, 3, (picture.height, picture.width))
    return Image.fromarray(np.clip(np.asarray(picture) + noise, 0, 255).astype(np.uint8))


def encoded(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()

"""The posts of a hall as they are typed and shown at the command line."""

import re

from app.domain.posts import POST_NAMES
from app.domain.role import Role
from app.services.clerk_book import ClerkRefused

POSTS = {name: role for role, name in POST_NAMES.items()}
FOUNDER = "窗口负责人、窗口人员"


def posts_of(typed: str) -> frozenset[Role]:
    """Return the posts named in a list with any comma; ClerkRefused for one that is not known."""
    names = [name.strip() for name in re.split(r"[,，、]", typed) if name.strip()]
    for name in names:
        if name not in POSTS:
            raise ClerkRefused("clerk.unknown_role", written=name, offered="、".join(POSTS))
    return frozenset(POSTS[name] for name in names)


def named(roles: frozenset[Role]) -> str:
    """Return posts in words."""
    return "、".join(name for name, role in POSTS.items() if role in roles)

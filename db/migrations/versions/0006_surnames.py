"""Cases: a person is found by the letter of the surname as it is read as one, 曾 by z and no more by c."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

READ = {
    "乐": "y",
    "乜": "n",
    "仇": "q",
    "佴": "n",
    "区": "o",
    "单": "s",
    "句": "g",
    "召": "s",
    "折": "s",
    "曾": "z",
    "查": "z",
    "炅": "g",
    "祭": "z",
    "种": "c",
    "秘": "b",
    "繁": "p",
    "翟": "z",
    "蔚": "y",
    "解": "x",
    "郇": "x",
    "阚": "k",
    "隗": "w",
}


def upgrade() -> None:
    letters = " ".join(f"WHEN '{surname}' THEN '{letter}'" for surname, letter in READ.items())
    surnames = ", ".join(f"'{surname}'" for surname in READ)
    op.execute(
        f"UPDATE cases SET initials = CASE substr(applicant, 1, 1) {letters} END || substr(initials, 2)"
        f" WHERE substr(applicant, 1, 1) IN ({surnames}) AND length(applicant) <= 4"
        " AND applicant NOT LIKE '单于%'"
    )

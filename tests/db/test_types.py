"""Values come back from their columns as they went in, and STRICT columns refuse what is not theirs."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect, Engine, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import TypeDecorator

from db.types import Choice, Day, Flag, JsonText, Moment

DIALECT: Dialect = sqlite.dialect()
CHINA = timezone(timedelta(hours=8))


class Colour(Enum):
    RED = "红"


def there_and_back(kind: TypeDecorator[Any], value: object) -> object:
    return kind.process_result_value(kind.process_bind_param(value, DIALECT), DIALECT)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (JsonText(), {"名": ["钟石生", 1, None, True]}),
        (Day(), date(2026, 3, 4)),
        (Flag(), True),
        (Flag(), False),
        (Choice(Colour), Colour.RED),
        (Moment(), datetime(2026, 3, 4, 9, 0, tzinfo=CHINA)),
    ],
)
def test_a_value_comes_back_and_nothing_stays_nothing(kind: TypeDecorator[Any], value: object) -> None:
    assert there_and_back(kind, value) == value
    assert there_and_back(kind, None) is None


def test_chinese_stays_readable_in_json() -> None:
    assert JsonText().process_bind_param({"b": 1, "a": "钟"}, DIALECT) == '{"a":"钟","b":1}'


MOMENTS = st.builds(
    lambda microseconds, zone: datetime.fromtimestamp(microseconds / 10**6, zone),
    st.integers(0, 4 * 10**15),
    st.sampled_from([UTC, CHINA]),
)


@given(MOMENTS, MOMENTS)
def test_moments_sort_as_text_as_they_do_in_time(first: datetime, second: datetime) -> None:
    texts = [Moment().process_bind_param(moment, DIALECT) for moment in (first, second)]
    assert texts[0] is not None
    assert texts[1] is not None
    assert (texts[0] < texts[1]) == (first < second)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Moment().process_bind_param(datetime(2026, 3, 4, 9, 0), DIALECT)  # noqa: DTZ001


def test_a_column_refuses_a_value_of_another_type(engine: Engine) -> None:
    with (
        engine.begin() as connection,
        pytest.raises(IntegrityError, match="cannot store TEXT value in INTEGER"),
    ):
        connection.execute(text("INSERT INTO clerks VALUES ('c', '名', '1', '[]', 'yes')"))

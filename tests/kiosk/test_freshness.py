"""How true the news are, by clocks that a test turns: what jumps, what passes, what cannot be reached."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsreader.kiosk.clock import LONDON, Clock
from newsreader.kiosk.freshness import Freshness, refresh
from newsreader.library.library import Library

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=LONDON)
HOURS = 3600


class Time:
    """Both clocks, turned together by `pass_` and the one on the wall alone by `set`."""

    def __init__(self) -> None:
        self.running = 1000.0
        self.wall = NOON

    def clock(self) -> Clock:
        return Clock(lambda: self.running, lambda: self.wall)

    def advance(self, seconds: float) -> None:
        self.running += seconds
        self.wall = datetime.fromtimestamp(self.wall.timestamp() + seconds, LONDON)

    def set(self, wall: datetime) -> None:
        self.wall = wall


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def fresh(time: Time) -> Freshness:
    return Freshness(72, time.clock())


def ago(time: Time, seconds: float) -> float:
    return time.wall.timestamp() - seconds


def test_nothing_is_claimed_before_the_first_look(fresh: Freshness) -> None:
    assert (fresh.updated, fresh.stale_since, fresh.unreachable) == (None, None, False)


def test_updated_is_the_last_look_that_was_a_success(time: Time, fresh: Freshness) -> None:
    fresh.looked(None, moved=False)
    time.advance(300)
    fresh.failed()
    time.advance(60)
    assert fresh.updated == NOON
    fresh.looked(None, moved=False)
    assert fresh.updated == NOON + timedelta(minutes=6)


def test_a_failed_look_is_told_until_one_is_a_success(time: Time, fresh: Freshness) -> None:
    fresh.looked(None, moved=False)
    fresh.failed()
    assert fresh.unreachable
    time.advance(60)
    fresh.looked(None, moved=False)
    assert not fresh.unreachable


def test_nothing_new_for_too_long_is_told_with_the_time_of_the_newest(time: Time, fresh: Freshness) -> None:
    fresh.looked(ago(time, 71 * HOURS), moved=False)
    assert fresh.stale_since is None
    time.advance(1 * HOURS)
    assert fresh.stale_since == NOON - timedelta(hours=71)
    fresh.looked(ago(time, 10), moved=True)
    assert fresh.stale_since is None


def test_a_change_in_the_future_is_as_old_as_the_look(time: Time, fresh: Freshness) -> None:
    fresh.looked(ago(time, -1000 * HOURS), moved=False)
    time.advance(72 * HOURS)
    assert fresh.stale_since == NOON


def test_looks_alone_make_nothing_fresh(time: Time, fresh: Freshness) -> None:
    newest = ago(time, 80 * HOURS)
    for _ in range(5):
        fresh.looked(newest, moved=False)
        time.advance(60)
    assert fresh.stale_since is not None


def test_a_first_look_that_builds_the_index_makes_nothing_fresh(time: Time, fresh: Freshness) -> None:
    fresh.looked(ago(time, 100 * HOURS), moved=True)
    assert fresh.stale_since is not None


def test_stale_is_never_told_where_the_setting_says_so(time: Time) -> None:
    fresh = Freshness(0, time.clock())
    fresh.looked(ago(time, 10_000 * HOURS), moved=False)
    assert fresh.stale_since is None


@pytest.mark.parametrize("jump", [timedelta(days=400), timedelta(days=-400), timedelta(hours=-1)])
def test_a_jump_of_the_wall_clock_changes_nothing_of_what_was_seen(
    time: Time, fresh: Freshness, jump: timedelta
) -> None:
    fresh.looked(ago(time, 100 * HOURS), moved=False)
    time.advance(60)
    fresh.looked(ago(time, 1), moved=True)
    time.set(time.wall + jump)
    time.advance(120)
    assert fresh.stale_since is None
    fresh.looked(ago(time, 500 * HOURS), moved=False)
    assert fresh.stale_since is None
    time.advance(72 * HOURS)
    assert fresh.stale_since is not None


def test_updated_is_never_in_the_future_when_the_clock_is_put_back(time: Time, fresh: Freshness) -> None:
    fresh.looked(None, moved=False)
    time.advance(60)
    time.set(NOON - timedelta(hours=5))
    assert fresh.updated == NOON - timedelta(hours=5, minutes=1)


def test_a_clock_that_was_wrong_at_the_start_is_right_after_the_next_look(
    time: Time, fresh: Freshness
) -> None:
    newest = ago(time, 2 * HOURS)
    time.set(NOON + timedelta(days=300))
    fresh.looked(newest, moved=False)
    time.set(NOON)
    fresh.looked(newest, moved=False)
    assert fresh.stale_since is None


def test_a_day_that_passes_keeps_the_time_of_the_look(time: Time, fresh: Freshness) -> None:
    fresh.looked(ago(time, 10), moved=False)
    time.advance(24 * HOURS)
    assert fresh.updated == NOON


def test_the_hour_that_comes_twice_in_october_is_told_apart(time: Time) -> None:
    time.set(datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1))
    fresh = Freshness(72, time.clock())
    fresh.looked(None, moved=False)
    time.advance(HOURS)
    updated = fresh.updated
    assert updated is not None
    assert updated.timestamp() == datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1).timestamp()


# With a library


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: A\ndate: 2031-01-01\n---\nText.\n", encoding="utf-8")
    return folder


@pytest.fixture
def library(news: Path, tmp_path: Path) -> Iterator[Library]:
    library = Library.open([news], cache=tmp_path / "cache", state=tmp_path / "state")
    yield library
    library.close()


def test_a_library_is_as_fresh_as_its_newest_file(
    time: Time, fresh: Freshness, library: Library, news: Path
) -> None:
    os.utime(news / "a.md", (ago(time, 100 * HOURS),) * 2)
    refresh(library, time.clock())(fresh)
    assert fresh.updated == NOON
    assert fresh.stale_since == NOON - timedelta(hours=100)
    os.utime(news / "a.md", (ago(time, HOURS),) * 2)
    refresh(library, time.clock())(fresh)
    assert fresh.stale_since is None


def test_a_file_of_the_future_makes_nothing_fresh(
    time: Time, fresh: Freshness, library: Library, news: Path
) -> None:
    (news / "b.md").write_text("---\ntitle: B\n---\nText.\n", encoding="utf-8")
    os.utime(news / "a.md", (ago(time, 100 * HOURS),) * 2)
    os.utime(news / "b.md", (ago(time, -9000 * HOURS),) * 2)
    refresh(library, time.clock())(fresh)
    assert fresh.stale_since == NOON - timedelta(hours=100)


def test_an_index_that_is_made_anew_makes_nothing_fresh(
    time: Time, fresh: Freshness, library: Library, news: Path
) -> None:
    os.utime(news / "a.md", (ago(time, 100 * HOURS),) * 2)
    refresh(library, time.clock())(fresh)
    library.rebuild()
    refresh(library, time.clock())(fresh)
    assert fresh.stale_since == NOON - timedelta(hours=100)


def test_an_article_that_comes_with_an_old_time_makes_it_fresh(
    time: Time, fresh: Freshness, library: Library, news: Path
) -> None:
    os.utime(news / "a.md", (ago(time, 100 * HOURS),) * 2)
    refresh(library, time.clock())(fresh)
    (news / "b.md").write_text("---\ntitle: B\n---\nText.\n", encoding="utf-8")
    os.utime(news / "b.md", (ago(time, 200 * HOURS),) * 2)
    refresh(library, time.clock())(fresh)
    assert fresh.stale_since is None


def test_a_folder_that_is_away_is_a_failed_look(
    time: Time, fresh: Freshness, library: Library, news: Path, tmp_path: Path
) -> None:
    refresh(library, time.clock())(fresh)
    news.rename(tmp_path / "gone")
    time.advance(60)
    refresh(library, time.clock())(fresh)
    assert fresh.unreachable
    assert fresh.updated == NOON
    (tmp_path / "gone").rename(news)
    refresh(library, time.clock())(fresh)
    assert not fresh.unreachable

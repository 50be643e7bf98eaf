"""The banner's file: what may be said in it, what is refused, and when it shows."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.articles.clean_text import clean_line
from newsreader.kiosk import banner
from newsreader.kiosk.banner import (
    Banner,
    BannerError,
    BannerWatcher,
    Level,
    inspect,
    parse_until,
    read,
    withdraw,
    write,
)
from newsreader.kiosk.clock import LONDON

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=LONDON)
LATER = NOW + timedelta(hours=6)
GOOD = "---\nlevel: emergency\nuntil: 2026-11-22 18:00\n---\nThe front counter is closed.\n"


def in_london(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=LONDON, fold=fold)  # type: ignore[misc,arg-type]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "banner.md"


def codes(file: Path, now: datetime = NOW) -> list[str]:
    return [finding.code for finding in inspect(file, now).findings]


class TestFile:
    def test_says_text_level_and_end(self, file: Path) -> None:
        file.write_text(GOOD.replace("level", 'text_cy: "Mae ar gau."\nlevel'), encoding="utf-8")
        expected = Banner("The front counter is closed.", Level.EMERGENCY, LATER, "Mae ar gau.")
        assert inspect(file, NOW) == banner.BannerReport(expected)

    def test_ends_at_its_time_and_not_before(self, file: Path) -> None:
        file.write_text(GOOD, encoding="utf-8")
        assert read(file, LATER - timedelta(seconds=1)) is not None
        assert read(file, LATER) is None
        assert codes(file, LATER) == ["banner-over"]

    @pytest.mark.parametrize("written", ["2026-11-22", "22 November 2026"])
    def test_a_day_alone_is_meant_to_its_end(self, file: Path, written: str) -> None:
        file.write_text(GOOD.replace("2026-11-22 18:00", written), encoding="utf-8")
        assert read(file, in_london(2026, 11, 22, 23, 59)) is not None
        assert read(file, in_london(2026, 11, 23)) is None

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            (GOOD.replace("until: 2026-11-22 18:00\n", ""), "banner-until"),
            (GOOD.replace("2026-11-22 18:00", "18:00"), "banner-until"),
            (GOOD.replace("2026-11-22 18:00", "2026-11-22 25:00"), "banner-until"),
            (GOOD.replace("2026-11-22 18:00", "9999-12-31"), "banner-until"),
            (GOOD.replace("2026-11-22 18:00", "[2026-11-22]"), "banner-until"),
            (GOOD.replace("2026-11-22 18:00", "November 2026"), "banner-until"),
            (GOOD.replace("The front counter is closed.", "  \n\u200b"), "banner-empty"),
            ("The front counter is closed.\n", "banner-until"),
            ("", "banner-empty"),
            (GOOD.rpartition("---")[0], "front-matter-unclosed"),
            (GOOD + "x" * banner.MOST_BYTES, "banner-too-large"),
        ],
    )
    def test_what_is_wrong_shows_nothing_and_is_named(self, file: Path, text: str, code: str) -> None:
        file.write_text(text, encoding="utf-8")
        said = inspect(file, NOW)
        assert said.banner is None
        assert code in [finding.code for finding in said.findings]

    @pytest.mark.parametrize("level", ["", "level: emergancy\n", "level: [emergency]\n"])
    def test_a_level_that_is_none_shows_as_a_warning(self, file: Path, level: str) -> None:
        file.write_text(GOOD.replace("level: emergency\n", level), encoding="utf-8")
        shown = read(file, NOW)
        assert shown is not None
        assert shown.level is Level.WARNING
        assert codes(file) == ["banner-level"]

    def test_a_front_matter_that_nobody_closed_ends_at_an_empty_line(self, file: Path) -> None:
        file.write_text("---\nlevel: emergency\nuntil: 2026-11-22 18:00\n\nClosed today.\n", encoding="utf-8")
        shown = read(file, NOW)
        assert shown is not None
        assert shown.text == "Closed today."
        assert codes(file) == ["front-matter-unclosed"]

    def test_a_file_cut_anywhere_shows_nothing_but_its_own_beginning(self, file: Path) -> None:
        for length in range(len(GOOD)):
            file.write_text(GOOD[:length], encoding="utf-8")
            shown = read(file, NOW)
            if shown is not None:
                assert "The front counter is closed.".startswith(shown.text)
                assert (shown.level, shown.until) == (Level.EMERGENCY, LATER)

    def test_hostile_text_is_cleaned(self, file: Path) -> None:
        hostile = "A\x1b]52;c;aGk=\x07 \u202eB\x00\n[@click=app.quit]C[/]\n\x1b[31mD"
        file.write_text(GOOD.replace("The front counter is closed.", hostile), encoding="utf-8")
        shown = read(file, NOW)
        assert shown is not None
        assert shown.text == "A]52;c;aGk= B\n[@click=app.quit]C[/]\nD"

    def test_a_long_text_is_cut_and_named(self, file: Path) -> None:
        file.write_text(GOOD + "word " * 200 + "\nline" * 20, encoding="utf-8")
        shown = read(file, NOW)
        assert shown is not None
        assert len(shown.text) <= banner.MOST_CHARACTERS
        assert len(shown.text.splitlines()) <= banner.MOST_LINES
        assert shown.text.endswith("…")
        assert codes(file) == ["banner-long-text"]

    def test_what_is_no_regular_file_is_named_and_does_not_block(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "loop").symlink_to("loop")
        assert codes(tmp_path / "pipe") == ["file-not-regular"]
        assert codes(tmp_path) == ["file-not-regular"]
        assert codes(Path("/dev/zero")) == ["file-not-regular"]
        assert codes(tmp_path / "loop") == ["file-loop"]
        assert inspect(tmp_path / "none", NOW) == inspect(Path("nul\0"), NOW) == banner.BannerReport()

    @given(st.binary(max_size=400) | st.text(max_size=300).map(lambda text: (GOOD[:60] + text).encode()))
    def test_no_content_raises_or_shows_more_than_has_room(
        self, tmp_path_factory: pytest.TempPathFactory, data: bytes
    ) -> None:
        file = tmp_path_factory.mktemp("any") / "banner.md"
        file.write_bytes(data)
        shown = inspect(file, NOW).banner
        if shown is not None:
            assert 0 < len(shown.text) <= banner.MOST_CHARACTERS
            assert shown.holds(NOW)
            assert [clean_line(line) for line in shown.text.splitlines()] == shown.text.splitlines()


class TestWriting:
    @given(
        st.text(max_size=banner.MOST_CHARACTERS),
        st.sampled_from(Level),
        st.datetimes(datetime(2026, 11, 22, 13), datetime(2099, 1, 1), timezones=st.just(UTC)),
        st.text(max_size=100),
    )
    def test_what_was_written_is_read(
        self, tmp_path_factory: pytest.TempPathFactory, text: str, level: Level, end: datetime, welsh: str
    ) -> None:
        file = tmp_path_factory.mktemp("any") / "banner.md"
        try:
            put = write(file, text, level, end, welsh)
        except BannerError:
            assert not file.exists()
            return
        assert read(file, NOW) == put
        assert put.until.timestamp() == end.timestamp()

    def test_is_whole_at_every_moment_and_readable_by_the_display(self, file: Path) -> None:
        write(file, "first " * 60, Level.WARNING, LATER)
        assert file.stat().st_mode & 0o777 == 0o644
        stop, wrong = threading.Event(), []

        def watch() -> None:
            while not stop.is_set():
                shown = inspect(file, NOW)
                if shown.banner is None or shown.findings:
                    wrong.append(shown)

        looking = threading.Thread(target=watch)
        looking.start()
        for number in range(100):
            write(file, f"{number} " * 90, Level.EMERGENCY, LATER)
        stop.set()
        looking.join()
        assert not wrong
        assert [each.name for each in file.parent.iterdir()] == ["banner.md"]

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("", "The banner has no text"),
            ("\n \u200b\n", "The banner has no text"),
            ("x" * 401, "has 401 characters; at most 400 fit"),
            ("a\n" * 7, "has 7 lines; at most 6 fit"),
        ],
    )
    def test_refuses_what_has_no_room(self, file: Path, text: str, sentence: str) -> None:
        with pytest.raises(BannerError, match=sentence):
            write(file, text, Level.WARNING, LATER)
        assert not file.exists()

    def test_a_link_stays_a_link(self, file: Path, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        file.symlink_to("real/banner.md")
        write(file, "text", Level.WARNING, LATER)
        assert file.is_symlink()
        assert read(file, NOW) is not None
        assert withdraw(file)
        assert read(file, NOW) is None
        assert not withdraw(file)

    def test_a_disk_that_refuses_leaves_what_was(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(file, "first", Level.WARNING, LATER)

        def full(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            write(file, "second", Level.WARNING, LATER)
        shown = read(file, NOW)
        assert shown is not None
        assert shown.text == "first"
        assert [each.name for each in file.parent.iterdir()] == ["banner.md"]


class TestUntil:
    @pytest.mark.parametrize(
        ("words", "moment"),
        [
            ("18:00", in_london(2026, 11, 22, 18)),
            ("18.00", in_london(2026, 11, 22, 18)),
            ("09:00", in_london(2026, 11, 23, 9)),
            ("12:00", in_london(2026, 11, 23, 12)),
            (" tomorrow  09:00", in_london(2026, 11, 23, 9)),
            ("Today 18:00", in_london(2026, 11, 22, 18)),
            ("2026-11-23T18:00", in_london(2026, 11, 23, 18)),
            ("2026-11-23 18:00", in_london(2026, 11, 23, 18)),
            ("2026-11-23T18:00+02:00", in_london(2026, 11, 23, 16)),
            ("23 November 2026 18:00", in_london(2026, 11, 23, 18)),
            ("2026-11-23", in_london(2026, 11, 24)),
        ],
    )
    def test_names_a_moment_in_london(self, words: str, moment: datetime) -> None:
        assert parse_until(words, NOW).timestamp() == moment.timestamp()
        assert parse_until(words, NOW.astimezone(UTC)).timestamp() == moment.timestamp()

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            ("", "not a time that can be understood"),
            ("soon", "“soon” is not a time"),
            ("24:00", "is not a time"),
            ("12:60", "is not a time"),
            ("2026-11-31 12:00", "is not a time"),
            ("2026-11-23 25:00", "is not a time"),
            ("9999-12-31", "is not a time"),
            ("today 09:00", "has already passed"),
            ("2026-11-22 11:59", "has already passed"),
            ("2026-11-21", "has already passed"),
            ("2062-11-23 18:00", "more than a year ahead"),
        ],
    )
    def test_refuses_with_a_sentence(self, words: str, sentence: str) -> None:
        with pytest.raises(BannerError, match=sentence):
            parse_until(words, NOW)

    def test_of_an_hour_that_comes_twice_the_second_is_meant(self) -> None:
        before = in_london(2026, 10, 24, 12)
        second = in_london(2026, 10, 25, 1, 30, fold=1)
        assert parse_until("2026-10-25 01:30", before).timestamp() == second.timestamp()
        between = in_london(2026, 10, 25, 1, 45, fold=0)
        assert parse_until("01:30", between).timestamp() == second.timestamp()
        assert parse_until("01:50", between).timestamp() == in_london(2026, 10, 25, 1, 50, fold=1).timestamp()

    def test_in_the_hour_that_comes_twice_a_banner_holds_to_its_own(self, file: Path) -> None:
        first, second = (in_london(2026, 10, 25, 1, 30, fold=fold) for fold in (0, 1))
        for end, after in ((first, False), (second, True)):
            put = write(file, "text", Level.WARNING, end)
            assert put.holds(first - timedelta(minutes=1))
            shown = read(file, in_london(2026, 10, 25, 1, 15, fold=1))
            assert (shown is not None) is after

    def test_a_time_that_the_clocks_skip_is_as_much_later(self) -> None:
        now = in_london(2026, 3, 28, 12)
        assert parse_until("2026-03-29 01:30", now).timestamp() == in_london(2026, 3, 29, 2, 30).timestamp()
        assert parse_until("tomorrow 01:30", now).isoformat() == "2026-03-29T02:30:00+01:00"

    @given(
        st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
        st.integers(0, 23),
        st.integers(0, 59),
    )
    def test_the_next_such_time_is_at_most_a_day_and_an_hour_ahead(
        self, now: datetime, hour: int, minute: int
    ) -> None:
        moment = parse_until(f"{hour:02}:{minute:02}", now)
        assert timedelta() < moment.astimezone(UTC) - now <= timedelta(hours=25)
        assert (moment.hour, moment.minute) == (hour, minute) or (moment.month, moment.hour, hour) == (
            3,
            2,
            1,
        )

    @given(st.text(max_size=60) | st.from_regex(r"[0-9tT :.+-]{1,20}"))
    def test_any_words_are_understood_or_refused(self, words: str) -> None:
        try:
            moment = parse_until(words, NOW)
        except BannerError as error:
            assert clean_line(str(error)) == str(error)
        else:
            assert timedelta() < moment - NOW <= banner.LONGEST


class TestWatch:
    @pytest.fixture
    def told(self) -> list[str]:
        return []

    @pytest.fixture
    def watch(self, file: Path, told: list[str]) -> BannerWatcher:
        return BannerWatcher(file, told.append)

    def aged(self, file: Path, seconds: float) -> None:
        moment = NOW.timestamp() - seconds
        os.utime(file, (moment, moment))

    def test_shows_a_file_that_is_left_alone_and_forgets_one_that_goes(
        self, watch: BannerWatcher, file: Path
    ) -> None:
        assert watch.poll(NOW) is None
        write(file, "text", Level.WARNING, LATER)
        self.aged(file, banner.SETTLED)
        assert watch.poll(NOW) is not None
        file.unlink()
        assert watch.poll(NOW) is None

    def test_half_a_text_never_shows(self, watch: BannerWatcher, file: Path) -> None:
        write(file, "text", Level.WARNING, LATER)
        self.aged(file, 1)
        first = watch.poll(NOW)
        assert first is not None
        file.write_text(GOOD.replace("closed", "clo"), encoding="utf-8")
        self.aged(file, 0)
        assert watch.poll(NOW) == first
        file.write_text(GOOD, encoding="utf-8")
        self.aged(file, 0.1)
        assert watch.poll(NOW) == first
        second = watch.poll(NOW)
        assert second is not None
        assert second.text == "The front counter is closed."

    def test_what_was_written_to_while_it_was_read_is_read_again(
        self, watch: BannerWatcher, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file.write_text(GOOD.replace("closed", "half"), encoding="utf-8")
        self.aged(file, 2)

        def slowly(path: Path, now: datetime) -> banner.BannerReport:
            read_before = inspect(path, now)
            path.write_text(GOOD, encoding="utf-8")
            self.aged(path, 1)
            return read_before

        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(banner, "inspect", slowly)
            assert watch.poll(NOW) is None
        shown = watch.poll(NOW)
        assert shown is not None
        assert shown.text == "The front counter is closed."

    def test_shows_at_the_second_look_whatever_the_clocks_say(self, watch: BannerWatcher, file: Path) -> None:
        file.write_text(GOOD, encoding="utf-8")
        self.aged(file, -3600)
        assert [watch.poll(NOW) is None for _ in range(2)] == [True, False]

    def test_is_read_once_and_ends_by_itself(
        self, watch: BannerWatcher, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file.write_text(GOOD, encoding="utf-8")
        self.aged(file, 1)
        assert watch.poll(NOW) is not None

        def again(_file: Path, _now: datetime) -> banner.BannerReport:
            raise AssertionError("read again")

        monkeypatch.setattr(banner, "inspect", again)
        assert watch.poll(LATER - timedelta(seconds=1)) is not None
        assert watch.poll(LATER) is None
        assert watch.poll(NOW) is not None, "the clock was set back: it holds again"

    def test_one_that_cannot_be_read_for_a_while_keeps_what_was_known(
        self, watch: BannerWatcher, file: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file.write_text(GOOD, encoding="utf-8")
        self.aged(file, 1)
        assert watch.poll(NOW) is not None
        real = os.open

        def broken(path: object, *arguments: object, **names: object) -> int:
            raise OSError(5, "Input/output error")

        self.aged(file, 2)
        monkeypatch.setattr(os, "open", broken)
        for _ in range(3):
            assert watch.poll(NOW) is not None
        assert watch.poll(LATER) is None
        assert sum("cannot be read" in line for line in told) == 1
        monkeypatch.setattr(os, "open", real)
        file.write_text(GOOD.replace("closed", "open"), encoding="utf-8")
        self.aged(file, 3)
        shown = watch.poll(NOW)
        assert shown is not None
        assert "open" in shown.text

    def test_tells_once_what_is_wrong_and_nothing_of_the_text(
        self, watch: BannerWatcher, file: Path, told: list[str]
    ) -> None:
        file.write_text(GOOD.replace("2026-11-22 18:00", "soon"), encoding="utf-8")
        self.aged(file, 1)
        for _ in range(5):
            watch.poll(NOW)
        assert told == ["banner.md:3: The banner's `until` is not a date with a time, so nothing is shown."]
        file.write_text(GOOD, encoding="utf-8")
        self.aged(file, 2)
        watch.poll(NOW)
        assert told[1:] == ["banner: emergency, until 2026-11-22T18:00+00:00"]

    def test_without_a_file_there_is_none(self) -> None:
        assert BannerWatcher(None).poll(NOW) is None

"""Lists and their sections against a naive way of making them."""

from __future__ import annotations

import calendar
from array import array

from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import date_order
from newsreader.library.headlines import View
from newsreader.library.index.arrays import IndexArrays
from newsreader.library.lists import DAYS, MONTHS, sections_by_area, sections_by_date

dates = st.one_of(
    st.none(),
    st.builds("{:04}".format, st.integers(2018, 2021)),
    st.builds("{:04}-{:02}".format, st.integers(2018, 2021), st.integers(1, 12)),
    st.builds("{:04}-{:02}-{:02}".format, st.integers(2018, 2021), st.integers(1, 12), st.integers(1, 28)),
)


def rows_of(texts: list[str | None]) -> array[int]:
    rows = [
        date_order.first_row(date_order.bucket_and_minute(text)[0]) + place
        for place, text in enumerate(texts)
    ]
    return array("q", sorted(rows, reverse=True))


@given(st.lists(dates, max_size=80), st.data())
def test_sections_by_date(texts, data):
    keys = rows_of(texts)
    unread = bytes(data.draw(st.lists(st.integers(0, 1), min_size=len(keys), max_size=len(keys))))
    sections = list(sections_by_date(keys, unread))
    assert [section.start for section in sections] == [0, *(section.stop for section in sections)][
        : len(sections)
    ]
    assert (sections[-1].stop if sections else 0) == len(keys)
    assert len({section.id for section in sections}) == len(sections)
    assert sum(section.id.count("-") == 2 for section in sections) <= DAYS
    assert sum(section.id.count("-") == 1 for section in sections) <= MONTHS + DAYS
    for section in sections:
        assert section.total > 0
        assert section.unread == sum(unread[section.start : section.stop])
        for key in keys[section.start : section.stop]:
            year, month, day = date_order.parts(date_order.bucket_of(key))
            name = f"{year:04}-{month:02}-{day:02}" if year else "undated"
            assert name.startswith(section.id)


def test_labels():
    keys = rows_of(["2019-03-15", "2019-03", "2019", None])
    assert [(section.id, section.label) for section in sections_by_date(keys, bytes(4))] == [
        ("2019-03-15", "Friday 15 March 2019"),
        ("2019-03", "March 2019"),
        ("2019", "2019"),
        ("undated", "Undated"),
    ]


def test_days_then_months_then_years():
    texts = [
        f"{year}-{month:02}-{day:02}"
        for year in (2018, 2019, 2020)
        for month in range(1, 13)
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
    ]
    ids = [section.id for section in sections_by_date(rows_of(texts), bytes(len(texts)))]
    assert ids[:14] == [f"2020-12-{day:02}" for day in range(31, 17, -1)]
    assert ids[14:26] == [f"2020-{month:02}" for month in range(12, 0, -1)]
    assert ids[26:] == ["2019", "2018"]


@given(st.lists(st.tuples(dates, st.integers(0, 3)), max_size=60))
def test_sections_by_area(pairs):
    names = {0: "Kent", 1: "avon", 2: "Élan", 3: ""}
    keys = rows_of([text for text, _ in pairs])
    areas = array("i", [number for _, number in pairs])
    mask = bytes(place % 3 != 1 for place in range(len(keys)))
    unread = bytes(place % 2 for place in range(len(keys)))
    shelf = IndexArrays(1, keys, array("q", keys), areas, names)
    ordered, sections = sections_by_area(shelf, mask, unread)
    chosen = [place for place in range(len(keys)) if mask[place]]
    assert sorted(ordered) == sorted(keys[place] for place in chosen)
    wanted = [number for number in (1, 2, 0, 3) if any(areas[place] == number for place in chosen)]
    assert [section.id for section in sections] == [names[number] for number in wanted]
    for section, number in zip(sections, wanted, strict=True):
        of_area = [place for place in chosen if areas[place] == number]
        assert list(ordered[section.start : section.stop]) == [keys[place] for place in of_area]
        assert section.unread == sum(unread[place] for place in of_area)


def test_a_whole_list_is_in_the_order_of_the_dates(write, open_library):
    from random import Random

    from newsreader.library.headlines import Filter

    random = Random(7)
    wanted = []
    for number in range(120):
        day = f"2020-{random.randrange(1, 13):02}-{random.randrange(1, 4):02}"
        date = random.choice([None, "2019", "2020-02", day, f"{day} {random.randrange(24):02}:30"])
        write(f"{number}.md", title=f"T{number}", **({"date": date} if date else {}))
        wanted.append((date or "").replace(" ", "T"))
    library = open_library()
    keys = library.listing(View.DATE, Filter()).keys
    found = [headline.date or "" for headline in library.headlines(keys)]
    assert found == sorted(wanted, reverse=True)
    assert [headline.key for headline in library.newest(60)] == list(keys[:60])
    by_search = library.search("nothing", sort="date", limit=60)
    assert [hit.headline.key for hit in by_search.hits] == list(keys[:60])



def test_it_is_told_when_everything_can_be_found(write, open_library):
    for number in range(40):
        write(f"{number}.md", f"Text {number}.", title=f"T{number}")
    library = open_library(update=False)
    seen = []

    def tell(progress):
        if progress.searchable:
            seen.append((library.count(), library.search("text").total))

    library.update(tell)
    assert seen == [(40, 40)]
    library.update(tell)
    assert len(seen) == 1

"""An archive of any size for the benches, the same each time: invented words in the shapes of the real one.

    python tests/bench/articles.py FOLDER [N [SEED]]

Nothing is copied from anywhere: sentences are drawn from a list of everyday words with Zipf's weights, names
of places and people from syllables. What is like the real archive is the shape: the fenced front matter, the
places where dates hide and their forms, the share of each, the sizes (median 2 KB, a few of 30 KB), repeated
titles, force suffixes, the numbers and references that the text asks to quote, and the years 2017 to 2021,
more of them lately.
"""

# ruff: noqa: SIM905 - lists of a hundred words are read more easily as text
from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from random import Random

AREAS = (
    "Avon and Somerset|Bedfordshire|Cambridgeshire|Cheshire|City of London|Civil Nuclear|Cleveland|"
    "Cumbria|Derbyshire|Devon and Cornwall|Durham|Greater Manchester|Hampshire|Hertfordshire|Humberside|"
    "Kent|Lancashire|Leicestershire|Lincolnshire|Merseyside|Norfolk|North Yorkshire|Northamptonshire|"
    "Northumbria|Nottinghamshire|Scotland|South Wales|South Yorkshire|Staffordshire|Suffolk|Surrey|"
    "Sussex|Thames Valley|Warwickshire|West Mercia|West Yorkshire"
).split("|")

COMMON = (
    "the to a and of in for was on with that police were by at from is are have be officers this who has "
    "he his man an as it road not been after had which said or their will they we about any people "
    "information following would you call area they one when street incident 101 also time between can "
    "car but out into her your she two between contact anyone up more if years number our court all "
    "vehicle there investigation crime him witnesses home local aged online report near community appeal "
    "reported seen town centre found house arrested hospital woman driver evening morning week last first "
    "black white wearing described carried possession drugs burglary theft stolen collision assault "
    "charged sentenced months prison magistrates pleaded guilty bail custody suspicion detective "
    "constable inspector sergeant superintendent neighbourhood patrol station charity confidential "
    "anonymous footage camera dashcam enquiries ongoing injuries serious family victim support missing "
    "concern welfare safe advice fraud scam telephone address website visit quoting reference log tried "
    "entered garage shed bicycle jewellery cash window door rear garden knife weapon weapons warrant "
    "cannabis cocaine seized searched vehicle speeding insurance drink driving motorcycle lorry "
    "pedestrian junction roundabout carriageway closed reopened traffic delay emergency fire ambulance "
    "service rescue hoax nuisance antisocial behaviour graffiti damage council school youth partnership "
    "project meeting survey residents reassurance visible summer winter festival match supporters "
    "campaign week"
).split()

SYLLABLES = (
    "ash bar bel bram bur cal car chel cold cran dal den dun east elm fair far fen gal glen green hal ham "
    "har hazel hex holm kel kin lan lark lin lock mar mel mid mor nor oak old ot pen pres quar rad red "
    "ren ros sal sand sel shel stan stoke sut tam thorn tor up wal war wel west whit wil win wood wy yar"
).split()
ENDINGS = (
    "borough bourne bridge bury by combe dale don field ford gate ham hill hurst ley mere mouth ness over "
    "port sted stoke thorpe ton ville water wick worth"
).split()
DEEDS = (
    "Appeal after {w} in {p}|Man charged with {w} in {p}|Do you recognise this man?|"
    "Witnesses sought: {w} near {p}|{p} {w}: two arrested|Have you seen {n}?|Officers tackle {w} in {p}|"
    "Road closed ~ A{d}|Update: {w} in {p}|Woman from {p} sentenced for {w}|"
    "CCTV released following {w} in {p}|Warning over {w} across {p}"
).split("|")
WEEKDAYS = ("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()


class Words:
    """What the sentences of an archive are drawn from."""

    def __init__(self, random: Random) -> None:
        self.places = sorted({(a + b).capitalize() for a in SYLLABLES for b in ENDINGS})
        names = sorted({(a + b).capitalize() for a in SYLLABLES for b in SYLLABLES})
        rare = sorted({a + b + c for a in SYLLABLES[::2] for b in SYLLABLES[1::3] for c in ENDINGS[::2]})
        random.shuffle(self.places)
        random.shuffle(names)
        random.shuffle(rare)
        self.names = names
        self.all = COMMON + self.places + names + rare
        self.weights = list(accumulate((rank + 3) ** -1.15 for rank in range(len(self.all))))

    def sentence(self, random: Random, length: int) -> str:
        """So many words, a capital and a full stop."""
        words = random.choices(self.all, cum_weights=self.weights, k=length)
        return words[0].capitalize() + " " + " ".join(words[1:]) + "."


def front_date(random: Random, moment: datetime) -> str:
    """One of the forms in which `publish.date` is written."""
    end = "th" if 4 <= moment.day <= 20 else ("th", "st", "nd", "rd", "th")[min(moment.day % 10, 4)]
    ordinal = f"{moment.day}{end}"
    return random.choice(
        (
            f"{moment:%H:%M %d/%m/%Y}",
            f"{moment.day} {moment:%b %Y}",
            f"Posted at {moment:%H:%M} on {ordinal} {moment:%B %Y}",
        )
    )


def dateline(random: Random, moment: datetime) -> str:
    """One of the forms of a dateline in the first lines of the body."""
    return random.choice(
        (
            f"{moment:%H:%M %d/%m/%Y}",
            f"{moment:%B} {moment.day}, {moment.year}",
            f"{WEEKDAYS[moment.weekday()]}, {moment:%B} {moment.day}, {moment.year}",
            f"**Published {moment.day} {moment:%B %Y}**",
            f"_Date published: {moment.day} {moment:%B %Y %H:%M}_",
            f"## {moment:%d/%m/%Y}",
            f"**{WEEKDAYS[moment.weekday()]} {moment.day} {moment:%B %Y}**",
        )
    )


def paragraphs(random: Random, words: Words, size: int) -> Iterator[str]:
    """Paragraphs of about `size` characters in all, the first in bold, now and then a list or a heading."""
    first = True
    while size > 0:
        text = " ".join(
            words.sentence(random, random.randrange(8, 26)) for _ in range(random.randrange(1, 4))
        )
        roll = random.random()
        if first:
            text = f"**{text}**"
        elif roll < 0.04:
            text = f"## {words.sentence(random, 5)[:-1]}\n\n{text}"
        elif roll < 0.08:
            text = (
                f"* {words.sentence(random, 9)}\n* {words.sentence(random, 7)}\n* {words.sentence(random, 8)}"
            )
        elif roll < 0.10:
            text = f"* ### {text}"
        yield text
        size -= len(text)
        first = False


def closing(random: Random, moment: datetime) -> str:
    """The request that two thirds of the articles end in."""
    reference = random.choice(
        (
            f"{random.randrange(10, 2000)} of {moment.day} {moment:%B}",
            f"{random.randrange(10, 99)}/{random.randrange(1000, 99999)}/{moment:%y}",
            f"{moment:%y}*{random.randrange(10000, 999999)}",
        )
    )
    return random.choice(
        (
            f"Anyone with information is asked to call 101 quoting reference {reference}.",
            f"Call 101, quoting incident {reference}, or Crimestoppers anonymously on 0800 555 111.",
            "Information can be given through crimestoppers-uk.org or on 101.",
        )
    )


def article(random: Random, words: Words, area: str, moment: datetime) -> str:
    """One article, front matter and body."""
    place, name = random.choice(words.places), f"{random.choice(words.names)} {random.choice(words.names)}"
    deed = random.choice(COMMON[80:200])
    title = random.choice(DEEDS).format(w=deed, p=place, n=name, d=random.randrange(1, 700)).replace("~", "|")
    size = min(int(random.lognormvariate(7.45, 0.6)), 30_000)
    body = list(paragraphs(random, words, size))
    if random.random() < 0.66:
        body.append(closing(random, moment))
    slug = f"{title.lower().replace(' ', '-').replace('|', '').replace('?', '')}-{random.randrange(100_000)}"
    host = "".join(filter(str.isalpha, area.lower()))
    address, where, front = (
        f"https://www.{host}.police.example/news/{slug}",
        random.random(),
        [f"area: {area}"],
    )
    front += ["og:", f"  description: {words.sentence(random, 16)}"]
    if where < 0.5:
        front += ["publish:", f"  date: {front_date(random, moment)}"]
    elif where < 0.75:
        body.insert(0, dateline(random, moment))
    elif where < 0.95:
        front += ["article:", "  published:", f"    time: '{moment:%Y-%m-%dT%H:%M:%S}+00:00'"]
    elif where < 0.99:
        address = f"https://www.{host}.police.example/news/{moment.year}/{moment:%B}/{slug}".replace(
            " ", "-"
        ).lower()
    suffix = random.choice(("", "", f" | {area} Police", f" - {area} Police"))
    mark = "'" if ":" in title or "|" in title or "#" in title else ""
    front += [f"title: {mark}{title}{suffix if mark else ''}{mark}", f"url: {address}"]
    return "```yaml\n" + "\n".join(front) + "\n```\n\n" + "\n\n".join(body) + "\n"


def write_archive(folder: Path, n: int, seed: int = 1) -> None:
    """Write `n` articles below `folder`, by area; what is there already is left as it is."""
    random = Random(seed)
    words = Words(Random(seed))
    first = datetime(2017, 1, 1)
    spread = (datetime(2021, 4, 1) - first).total_seconds()
    for area in AREAS:
        (folder / area).mkdir(parents=True, exist_ok=True)
    shares = [1.0 / (3 + rank) for rank in range(len(AREAS))]
    for number in range(n):
        area = random.choices(AREAS, shares)[0]
        moment = first + timedelta(seconds=int(spread * random.random() ** 0.6))
        text = article(random, words, area, moment)
        name = blake2b(f"{seed}.{number}".encode(), digest_size=16).hexdigest()
        with open(folder / area / f"{name}.md", "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123 - faster
            file.write(text)


if __name__ == "__main__":
    write_archive(Path(sys.argv[1]), *map(int, sys.argv[2:]))

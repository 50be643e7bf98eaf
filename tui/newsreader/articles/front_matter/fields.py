"""The front-matter keys of every field, each list in order of precedence: a new key is added here."""

from __future__ import annotations


def _keys(names: str) -> tuple[str, ...]:
    return tuple(names.split())


TITLE_KEYS = ("title", "headline", "og.title", "twitter.title")
SITE_KEYS = ("og.site.name", "og.site_name")
AREA_KEYS = ("area",)
DESCRIPTION_KEYS = ("description", "summary", "deck", "excerpt", "og.description", "twitter.description")
URL_KEYS = ("url", "og.url", "canonical", "canonical_url", "permalink", "source_url", "twitter.url", "link")
REFERENCE_KEYS = (
    "incident.reference",
    "reference",
    "incident_reference",
    "incident-reference",
    "incident.number",
    "crime.reference",
    "crime_reference",
    "crime.number",
)
LANGUAGE_KEYS = ("lang", "language", "og.locale", "locale")
ORIGINAL_KEYS = ("translation.of",)

NAMESPACES = ("og", "article", "twitter", "dc", "dcterms", "incident", "publish")
"""`og:title` is read as `og.title`."""
CASE_INSENSITIVE = frozenset(
    _keys("""
    title headline area date url link canonical permalink description summary deck excerpt reference
    lang language locale publish published update updated modified lastmod expires expiry expirydate
    og article twitter incident
    """)
)
"""Keys that some programs write as `Title`."""

# The keys of dates are compared without dots, dashes, underscores and case, so that `publish.date`,
# `publishDate` and `publish_date` are one.
PUBLISHED_KEYS = _keys(
    """
    publishdate publisheddate publicationdate datepublished datepublish publishedat publishedon
    publishedtime publishtime publishat publishon published publish publishdatetime
    publisheddatetime publication pubdate firstpublished firstpublishedat firstpublisheddate
    dateposted posteddate postedat postedon posted postdate releasedate datereleased released
    releasedat releasedon issued issuedate dateissued dcdateissued dctermsissued date datetime
    dcdate dctermsdate articlepublishedtime articlepublished articlepublisheddate articledate
    articledatepublished ogpublishedtime ogarticlepublishedtime newspublishedtime metadate
    sailthrudate parselypubdate timestamp
    """
)
CREATED_KEYS = _keys(
    """
    created createdat createdon datecreated createddate creationdate dcdatecreated dctermscreated
    dateadded added
    """
)
UPDATED_KEYS = _keys(
    """
    updated updatedat updatedon updateddate dateupdated updatedtime lastupdated lastupdatedat
    lastmod lastmodified lastmodifiedat modified modifieddate datemodified modifiedtime modifiedat
    articlemodifiedtime articlemodified ogupdatedtime dcdatemodified dctermsmodified changed revised
    reviseddate
    """
)
EXPIRES_KEYS = ("expires", "expiresat", "expireson")
"""Not `expirydate`: on some archived sites that was the end of the page, not of the news."""
PATH_KEYS = ("path", "permalink", "slug")
"""They may hold a path with a date in it: `2025/06/26/Rust-1.88.0`."""
DATE_PART_PREFIXES = ("publish", "published", "publication", "posted", "date", "")
"""Before `day`, `month`, `year` and `time`. Not `incident`: that is when something happened."""

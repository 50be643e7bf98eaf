"""Recognise articles that ask the public for help, by the words that police forces use.

An article is an appeal if its title, its description or its first sentences ask for witnesses, for
information, or to find or recognise somebody. It is none if its title says how the matter ended (found,
charged, jailed …) or its text that somebody is home: help is no longer wanted then. The line “anyone with
information …” at the end of most reports makes no appeal, nor does a court of appeal, a poppy appeal, or a
plea for calm.
"""

from __future__ import annotations

import re

OPENING = 600
"""Characters of the body that are searched."""


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


_OTHER_APPEALS = _pattern(
    r"\b(?:court of appeals?|appeals? (?:court|judges?|hearing|tribunal|process))\b",
    r"\bappeal(?:s|ed|ing)? (?:against|over) (?:\w+ ){0,3}?"
    r"(?:sentence|conviction|decision|ruling|verdict|ban|order)",
    r"\b(?:sentences?|convictions?|jail|prison|terms?)\b.{0,40}\b(?:on|after|following|at) appeal\b",
    r"\b(?:loses?|lost|wins?|won|fails?|failed|rejects?|rejected|dismiss(?:es|ed)|unsuccessful"
    r"|successful)\b"
    r".{0,30}\bappeals?\b",
    r"\bappeals? (?:(?:is|was|are|were|has been|have been) )?"
    r"(?:rejected|dismissed|refused|fails?|failed|lost|thrown out|successful|brings?|leads? to)\b",
    r"\b(?:poppy|toys?|charity|christmas|easter|gifts?|fundraising|food ?bank|festive|blood"
    r"|recruitment|shoe ?box)"
    r" (?:\w+ )?appeals?\b",
    r"\bappeal(?:s|ing|ed)? (?:for (?:calm|patience|volunteers?|recruits|donations|caution|safety)"
    r"|to (?:parents|drivers|motorists|residents|fans|supporters|people|everyone|the public) "
    r"(?:to |not to )(?:stay|slow|keep|avoid|drive|stop|behave|follow|obey|lock|be|remain|check"
    r"|take|talk|do))",
    r"\b(?:when|if|what|how|why)\b.{0,40}\bmissing\b|\bmissing\b.{0,10}\bwhat to do\b",
    r"\b(?:apêl (?:y pabi|elusennol)|llys apêl)\b",
)
"""Other meanings of “appeal”."""

_ENDED = _pattern(
    r"\b(?:charged|charges|jailed|jail|sentenced|sentences?|convicted|convictions?|imprisoned"
    r"|prison|guilty|pleads?"
    r"|pleaded|admits|court|behind bars|locked up|remanded|fined|banned|inquest|verdict)\b",
    r"\bfound (?:safe|alive|well|guilty)\b",
    r"\b(?:been|now|is|are|was|were) (?:found|located|traced)\b(?! (?:dead|injured|with|in|on|near)\b)",
    r"^(?:found|located|traced|safe|cancelled|closed|resolved|update:? found)\b",
    r"\b(?:found|located|traced|cancelled|concluded|stood down|resolved)\W*$",
    r"\b(?:found|locate[sd]?|traced?)\b[^.]{0,30}\bmissing\b",
    r"\bmissing\b[^.?]{0,60}\b(?:found|located|traced|home)\b(?! with)",
    r"\b(?:reunited|returned home|safe and well)\b",
    r"\bidentified (?:after|following|thanks)|(?:after|following|thanks to) (?:\w+ ){0,3}?appeal\b",
    r"\b(?:i'r carchar|wedi'i garcharu|wedi'i gyhuddo|cyhuddo|carcharu|dedfrydu|yn euog|yn ddiogel"
    r"|wedi (?:cael |dod )?(?:ei |eu )?(?:g?ganfod|h?arestio|d?dod o hyd))\b",
)
"""Titles of matters that have ended."""

_ARRESTED = _pattern(r"\b(?:arrest(?:s|ed)?|detained|in custody|caught|bailed)\b")
"""Titles of matters that may have ended."""

_FOUND = _pattern(
    r"\b(?:has|have|he's|she's|they've) (?:now |since |sadly )?been (?:\w+ )?(?:found|located"
    r"|traced)\b(?! with)",
    r"\b(?:we've|we have|police have|officers have) (?:now |since )?(?:found|located|traced) (?:him"
    r"|her|them|missing"
    r"|(?:a|the) (?:missing|boy|girl|man|woman|teenager|child|\d))",
    r"\bfound safe\b|\bsafe and well\b|\bno longer missing\b",
    r"\bthank(?:s| you)[^.]{0,60}\b(?:shar(?:ed|ing)|appeal)\b",
)
"""Texts about somebody who has been found."""

_TITLE_ASKS = _pattern(
    r"\bappeal(?:s|ed|ing)?\b",
    r"\bwitness(?:es)?\b.{0,30}\b(?:sought|wanted|needed|asked|urged)\b|\b(?:any|seek(?:ing)?"
    r"|wants?) witness",
    r"\b(?:do|did|can|could|have|were) you "
    r"(?:recogni[sz]e|help|see|seen|witness|identify|hear|there|know (?:who|h(?:im|er)|the(?:m|se)"
    r"|this))\b",
    r"\b(?:find|trace|identify|locate|name) "
    r"(?:this|these|a|the|two|three|missing|man|men|woman|women|suspects?|driver)\b",
    r"\b(?:cctv|e-?fit|images?|pictures?|photos?|stills?|footage)\b.{0,30}"
    r"\b(?:released?|issued?|re-?issued?|published)\b",
    r"\b(?:releas(?:e|es|ed|ing)|issu(?:e|es|ed|ing))\b.{0,20}\b(?:cctv|e-?fit|images?|stills?"
    r"|description)\b",
    r"\b(?:wanted|sought|urgently|last seen|have you seen|who is (?:this|he|she))\b(?! to\b)",
    r"\bmissing\b(?! (?:link|persons? (?:week|charity|unit|team)|people (?:week|charity|unit|team|day)))",
    r"\b(?:grow(?:ing|s)? )?concern(?:s|ed)?\b.{0,20}\b(?:for|about) (?:the )?(?:welfare|safety|missing)\b",
    r"\b(?:searching|search (?:goes on|continues)) for\b|\binformation (?:sought|wanted|needed)\b",
    r"\bdisappear(?:ed|ance)\b",
    r"\b(?:want|wish|keen|like) to (?:speak|talk|hear from|trace|identify)\b|\bvictims?\b.{0,30}\bsought\b",
    r"\bap[êe]l(?:io)?\b|\btystion?\b|\b(?:ydych|wyt|allwch|welsoch) (?:chi|ti)\b|\bar goll\b",
)
"""Titles that ask."""

_TEXT_ASKS = _pattern(
    r"\b(?:is|are|am|we're|police|officers|detectives|and|renewed|fresh|an?|to)"
    r" (?:\w+ )?appeal(?:s|ed|ing)?\b(?! court)(?! against)",
    r"\bwitness appeal\b|\bappeal(?:s|ing)? (?:for|to) (?:\w+ ){0,3}?(?:witness|information|anyone"
    r"|help|footage)",
    r"(?<!\byou )(?<!\bto )(?<!\bdon't )(?<!\bnot )"
    r"\b(?:looking for|seeking|want|trying|wish|wishes|hoping|keen|would like|we'd like|need)"
    r" (?:to (?:speak|talk|hear from|trace|identify|find|locate)|witnesses|information)\b",
    r"\bdo you (?:recogni[sz]e|have (?:any )?information|know (?:who|h(?:im|er)|the(?:m|se)"
    r"|this))\b|\b(?:have|did) you (?:seen?|witness)\b"
    r"|\bcan you (?:help|identify)\b",
    r"\b(?:asking|asks?|urg(?:e|es|ing)|calling on|request(?:s|ing)?)\b[^.]{0,30}"
    r"\b(?:public|anyone|people|witnesses)\b[^.]{0,40}\b(?:help|information|contact|come forward"
    r"|get in touch|saw|seen|witnessed|identify)\b",
    r"\basking for (?:your |the public's |the public’s |public )?help\b|\bpublic(?:'s|’s)? help\b",
    r"\blast seen\b|\breported missing\b|\bplease report (?:any )?sightings\b",
    r"\breleas(?:e|es|ed|ing)\b[^.]{0,30}\b(?:cctv|e-?fit|images?|photo(?:graph)?s?|stills?)\b[^.]{0,40}"
    r"\b(?:m[ae]n|wom[ae]n|people|person|boys?|girls?|teenagers?|suspects?|individuals?|following"
    r"|after|connection)\b",
    r"\b(?:yn )?apelio\b|\bap[êe]l am\b|\btystion\b|\bydych chi'n (?:adnabod|nabod)\b",
    r"\bar goll\b|\bgwelwyd .{0,20}ddiwethaf\b",
)
"""Descriptions and first sentences that ask."""


def is_appeal(title: str, description: str, body: str) -> bool:
    """Return whether an article asks the public for help."""
    title = _OTHER_APPEALS.sub(" ", title)
    opening = _OTHER_APPEALS.sub(" ", body[:OPENING].replace("*", ""))
    description = _OTHER_APPEALS.sub(" ", description)
    if _ENDED.search(title) or _FOUND.search(description) or _FOUND.search(opening):
        return False
    asks = _TITLE_ASKS.search(title) is not None or _TEXT_ASKS.search(description) is not None
    if _ARRESTED.search(title):
        return asks
    return asks or _TEXT_ASKS.search(opening) is not None

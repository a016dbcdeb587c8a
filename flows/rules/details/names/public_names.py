"""Names that point to nobody in care: writers, theorists, public bodies, things named after people, sayings, acronyms.

Written down by hand, in small letters without accents, for the finder of personal details.
"""

import re

from flows.rules.details.word_sets import listed

WRITERS = listed("writers")
"""Surnames of writers that hardly anybody else has: a given name before one is the writer's."""

PUBLIC_PEOPLE = frozenset(tuple(pair.split("_")) for pair in listed("public people"))
"""Full names (or the first two words of one) of people, figures and firms that everybody knows of."""

NAMED_AFTER = listed("named after")
"""What comes after a name that stands for a theory, a tool, a law or a body, not for somebody in care."""

WORKS = (
    r"books?|novel|memoir|talk|ted talk|lecture|podcast|article|paper|papers|study|studies|research|theory"
    r"|theories|writing|writings"
    r"|work on|ideas|chapter|essay|poem|quote|words on|film|video|webinar|blog|series|programme|play|song"
    r"|songs|music|documentary"
    r"|model|cycle|hierarchy|stages|framework"
)

ORGANISATIONS = (
    r"sssc|scottish social services council|care inspectorate|scottish government|government|council"
    r"|parliament|nhs|university|college"
    r"|helpline|help line|hotline|switchboard|head office|headquarters|samaritans|childline"
    r"|alzheimer scotland|age scotland"
    r"|public health|ombudsman|commission|museum|library|conference|venue|hospital|surgery|health centre"
    r"|pharmacy|crisis line|breathing space|mind"
    r"|citizens advice|carers trust|unison|acas|ofcom|mhra|nmc|qa scotland|sqa|disclosure scotland|iriss"
    r"|institute|foundation"
    r"|silver line|shelter|hospice|police scotland|fire service|nhs 24|website|freephone|charity|publisher|published"
)

ACRONYMS = listed("acronyms")

SAYINGS = re.compile(
    r"thomas (?:and|&) friends|see you jimmy|harris tweed|fair isle|daisy,? daisy|mrs brown'?s boys|big jessies?"
    r"|jack of all trades|jack the lad"
    r"|bob'?s your uncle|tom,? dick (?:and|or|&) harry|plain jane"
    r"|pete'?s sake|billy no mates|dear john|even steven|simple simon|aunt sally|jack and jill|joe (?:bloggs"
    r"|public|average)"
    r"|john doe|jane doe|nosy parker|average joe|moaning minnie|smart alec|happy as larry|jack frost"
    r"|peeping tom|jolly roger|union jack"
    r"|union jacks|spitting image|uncle bob's|real mccoy|mickey mouse|take the mickey|taking the mickey"
    r"|auld lang syne|hail mary|bloody mary"
    r"|tom yum|victoria sponge|earl grey|bakewell|lazy susan|sloppy joe|molly ?coddl\w*"
    r"|jack[- ]in[- ]the[- ]box|doubting thomas|murphy'?s law"
    r"|heath robinson|uncle tom|robin hood|ronald mcdonald|peter rabbit|postman pat|fireman sam"
    r"|bob the builder|greyfriars bobby|big brother"
    r"|burns (?:night|supper)|saint\s\w+(?:'s)?|st\.?\s[A-Z]\w+(?:['’]s)?|christmas (?:carol|eve)|new year'?s eve"
    r"|still alice|educating rita|john lewis|marks (?:and|&) spencer|ben (?:&|and) jerry'?s?|lloyds|barclays"
    r"|google|alexa|siri|jean jacket"
    r"|mary'?s meals|macmillan|sue ryder|marie curie|leonard cheshire|guy'?s|great scott|scott'?s porage"
    r"|stella artois|dolly mixtures?"
    r"|hobson'?s choice|pandora'?s box|achilles heel|danny boy|tam o['’]? ?shanter|jim crow|sir galahad"
    r"|georgie boy|mother hubbard|stanley knife|zimmer frame|davy lamp|jammy dodger"
    r"|rose(?:-|\s)tinted|christian (?:aid|faith|values?|church)|daily (?:mail|record)|sunday (?:post|mail)"
    r"|women'?s hour|loose women"
    r"|sara (?:sted(?:y|ies)|plus|lite|flex)|wendy lett|kylie sheets?|henry hoovers?|george at asda"
    r"|uncle ben'?s|aunt bessie'?s|captain (?:morgan|birdseye)|john smith'?s|ella'?s kitchen|mr kipling'?s?"
    r"|robert the bruce|william the conqueror|winnie the pooh|thomas the tank|dolly the sheep|john the baptist"
    r"|mother nature|annie laurie|bonnie prince charlie|calamity jane|billy elliot|mamma mia|rob roy|ant (?:and|&) dec"
    r"|st\.? john(?:'?s)? ambulance|flora macdonald|mary queen of scots|frank'?s law|duncan'?s law|natasha'?s law"
    r"|coronation street|downing street|sesame street|albert square|baker street|fleet street|wall street"
    r"|high street|quality street"
    r"|easter rising|martha'?s rule|anne'?s law|clare'?s law|claire'?s law|sarah'?s law|megan'?s law|milly'?s law",
    re.IGNORECASE,
)
"""Phrases with a name in them that name nobody."""

PLACES = listed("places")

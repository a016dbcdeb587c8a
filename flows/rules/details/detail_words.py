"""Words around a name: what tells that it is somebody's, and what tells that it is not."""

from flows.rules.details.word_sets import word_set

TITLES = word_set(
    """
    mr mrs ms mx miss mister missus master dr doctor doc rev revd reverend father fr sister brother nurse matron sr
    cllr councillor pc wpc constable sgt sergeant inspector dc di pastor canon imam rabbi deacon minister bailie
    provost lady lord sir dame auntie aunty aunt uncle granny gran grandpa granda nana nanny papa grandad mam padre
    captain
    """
)
TITLES_WITH_CAPITAL_ONLY = word_set(
    """
    pc wpc master father sister brother nurse minister lady lord sir dame captain inspector di dc sr fr canon matron
    doc ms miss constable sergeant provost pastor mx
    """
)
"""Titles that are words as well. In small letters they need a known name behind them."""
TITLES_ALONE = word_set(
    """
    mr mrs ms mx mister missus dr doctor rev revd reverend cllr councillor pc wpc
    """
)
"""Titles before which an initial is enough: "Mrs C"."""

NOT_AFTER_A_TITLE = word_set(
    """
    teams word office excel outlook forms powerpoint society out scan scans title titles said mr mrs ms who an a and
    as at but by for from had has his is he her hers i if in it of on or she so that the then they this to was we
    were when with after my our nurse doctor manager managers consultant practitioner practitioners associate
    associates specialist led prescriber lead support team teams time station call bank in-charge charge day days
    time's figure christmas world pro user home homes act hood ship company organisation trust charity oetker
    martens pepper who google no not will would can could should did does do also came told asked rang phoned knows
    knew you your their its be been because about all any every each some there here where what which how why just
    only than now never always were are am have having being get got gets may might must shall one two three surgery
    visits practice appointments registered student district community staff agency senior mental health school
    clinic education training teacher teachers assistant auxiliary monday tuesday wednesday thursday friday saturday
    sunday works worked wants wanted likes liked says asks comes mind please in-law and/or sisters brothers up down
    off over too very really sort care carer carers chair stone may-be
    """
)

RELATIONS = word_set(
    """
    client clients resident residents tenant tenants patient colleague colleagues manager supervisor mentor senior
    deputy depute boss friend neighbour son daughter husband wife partner mum mother dad father sister brother niece
    nephew cousin aunt auntie uncle gran granny grandmother grandfather granddaughter grandson grandchild
    grandchildren stepson stepdaughter sibling twin fiance girlfriend boyfriend keyworker key-worker buddy carer
    cook chef cleaner domestic handyman janitor nurse physio physiotherapist ot worker co-worker coworker teammate
    workmate pal leader lead coordinator co-ordinator assessor tutor trainer student trainee apprentice volunteer
    chaplain pharmacist optician dentist chiropodist hairdresser owner wee lad lady gentleman man woman boy girl
    person activities psychologist dietitian dietician cpn gp practitioner assistant befriender driver receptionist
    administrator director
    """
)
"""What somebody is to the writer or to a person supported: a name follows."""

PEOPLE_SPOKEN_OF = word_set(
    """
    man woman lady gentleman boy girl child baby resident tenant client patient person colleague someone somebody
    user lad lass individual nurse carer worker member son daughter friend neighbour him her me wife husband mother
    father brother sister chap guy wumman she he teenager student manager volunteer them wean bairn aunt uncle gran
    fella twins couple cousin one
    """
)

HUMAN_VERBS = word_set(
    """
    said says told tells asked asks taught teaches showed shows trained wanted wants likes liked loves loved hates
    hated laughed laughs cried cries smiled smiles lives lived stays stayed fell sat sits walked walks noticed
    agreed refused refuses explained explains felt feels thinks thought knows knew wrote took takes ate eats drinks
    drank came comes went goes started joined helped helps chose chooses picked covered signed phoned rang called
    texted emailed admitted apologised thanked whispered shouted sang sings sleeps slept woke wakes dances danced
    visited visits prefers preferred enjoys enjoyed needed needs remembers remembered forgot forgets struggled
    struggles moved passed died left gave gives brought brings made makes got gets used uses worked works suggested
    reminded insisted answered replied nodded speaks spoke talks talked listened looked watched waited worries
    worried hoped hopes settled arrived returned stood stands wandered wanders sundowned pressed couldn't didn't
    doesn't can't won't hadn't wasn't isn't supervised mentored coached shadowed led leads runs ran says did does
    retired trusted trusts complained opened closed became decided realised pulled grabbed hugged kissed waves waved
    bides greets greeted cooks cooked baked bakes plays played paints painted choked collapsed
    """
)
LOOSE_VERBS = word_set(
    """
    had has was is were who and's would could will can now never always still often hasn't
    """
)
"""What persons do and things as well: enough for a name that is a place, not for one that is a word."""

EPITHETS = word_set("big wee auld old young poor dear lovely bonnie")
COMPANIONS = word_set("i me we you he she him her my our mum dad myself another")
BEFORE_A_PERSON = word_set(
    """
    with fae frae asked told helped thanked phoned rang asking telling helping supporting supported showing shadowed
    shadowing
    """
)
BEFORE_A_PLACE = word_set(
    """
    to in at near of through around outside between across visited visiting via isle island fort port mount ben lake
    loch
    """
)
BEFORE_A_MONTH = word_set(
    """
    in since until till by from of last next this early late mid during to on every before after around end start
    beginning and or for
    """
)
POSSESSED = word_set(
    """
    room bed door social named daughter son wife husband family mum sister brother care plan life story hands hair
    face tea chair walking zimmer medication meds birthday keys buzzer photo photos shift notes money house flat bag
    bath shower dinner lunch breakfast favourite cat dog funeral death fall wishes choices choice voice needs gp key
    keyworker carer niece nephew feet foot legs glasses teeth hearing
    """
)

NO_NAMES = word_set(
    """
    a about after again all also always an and any are as at be because been before being both but by came can care
    carer carers could day days did do does done down during each either else even every everybody everyone few for
    from get gets going good got had has have he her here hers him his home how i if in into is it its just know
    knows last less like made make management manager many may me mine more most much mum dad my myself never new
    next no nobody none nor not nothing now of off often on once one only or other others our out over own people
    person quite really said same see senior seniors she should so some somebody someone something sometimes staff
    still such team than that the their them then there these they thing things this those though through time to
    today together too training two under until up upon us very was we well went were what when where whether which
    while who why will with within without work would yes yesterday yet you your yours monday tuesday wednesday
    thursday friday saturday sunday january february march september october november december residents families
    family relatives visitors nurses doctors clients communication leadership quality dignity respect compassion
    teamwork reflection practice covid christmas easter christian english scottish polish british gaelic scots god
    mam gran nana granny grandma auntie head leader leaders leading module unit course book learning award badge
    evidence manual policy standards standard chapter page part section level question sssc nhs council government
    parliament police teams zoom google word excel facebook dementia alzheimer's parkinson's autism medication
    infection safeguarding supervision first second third called named known back left right around away whose whom
    there's that's it's i'll you'll we'll they'll he'll she'll you're they're who's what's i'm i've i'd he's she's
    we're lunch dinner breakfast tea night morning afternoon evening weekend summer winter spring autumn service
    services support worker workers nurse
    """
)
"""Words that begin a sentence, or bear a capital, and are nobody's name."""

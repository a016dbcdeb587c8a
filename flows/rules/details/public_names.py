"""Names that point to nobody in care: writers, theorists, public bodies, things named after people, sayings, acronyms.

Written down by hand, in small letters without accents, for the finder of personal details.
"""

import re

from flows.rules.details.word_sets import word_set

WRITERS = word_set(
    """
    ainsworth argyle bandura barthel beauchamp belbin benner bowlby braden bronfenbrenner bruner childress covey
    deming dewey donabedian driscoll drucker dweck erikson feil foucault freire freud gawande gibbs goffman goleman
    greenleaf heron hersey herzberg honey johari juran kitwood kolb kotter kubler maslow mehrabian mintzberg mumford
    nirje nightingale orem peplau piaget pavlov rolfe rowntree schon seligman senge shewhart sinek skinner tajfel
    taylorism tuckman vanier vygotsky waterlow winnicott wolfensberger worden zimmerman likert lewin laming berwick
    keogh dilnot marmot feeley beresford northouse
    """
)
"""Surnames of writers that hardly anybody else has: a given name before one is the writer's."""

PUBLIC_PEOPLE = frozenset(
    tuple(line.split())
    for line in """
    carl rogers|oor wullie|brene brown|christopher johns|neil thompson|aaron beck|albert ellis|john adair|michael west
    |robert francis
    |derek feeley|john swinney|nicola sturgeon|humza yousaf|anas sarwar|wendy mitchell|christine bryden
    |atul gawande|tom kitwood
    |dawn brooker|david sheard|naomi feil|teepa snow|june andrews|graham stokes|gary chapman|peter drucker
    |simon sinek
    |stephen covey|daniel goleman|abraham maslow|bruce tuckman|meredith belbin|kurt lewin|john kotter|peter senge
    |carol dweck
    |david kolb|graham gibbs|peter honey|alan mumford|donald schon|jack mezirow|paul hersey|ken blanchard
    |dale carnegie
    |robert greenleaf|florence nightingale|mary seacole|cicely saunders|virginia henderson|nancy roper
    |winifred logan
    |alison tierney|hildegard peplau|dorothea orem|patricia benner|erik erikson|john bowlby|mary ainsworth
    |jean piaget
    |lev vygotsky|albert bandura|donald winnicott|urie bronfenbrenner|erving goffman|wolf wolfensberger
    |john o'brien|paulo freire
    |michael marmot|maya angelou|martin luther|rosa parks|nelson mandela|mother teresa|winston churchill
    |robert burns
    |rabbie burns|rabbie burn|walter scott|billy connolly|daniel o'donnell|vera lynn|frank sinatra|doris day
    |elvis presley
    |andy stewart|kenneth mckellar|jimmy shand|moira anderson|lulu kennedy|johnny cash|dolly parton|tom jones
    |cliff richard
    |harry potter|james bond|peter pan|mary poppins|john lewis|marie curie|jack daniels|johnnie walker|thomas cook
    |laura ashley|paul smith|ted baker|ben nevis|ben lomond|ben macdui|jenny craig|anne summers|dorothy perkins
    |jo malone|mary berry
    |jamie oliver|gordon ramsay|delia smith|alan titchmarsh|david attenborough|stephen hawking|terry pratchett
    |agatha christie
    |ian rankin|val mcdermid|jk rowling|johan cruyff|andy murray|kenny dalglish|jock stein|alex ferguson|john muir
    |rennie mackintosh|charles rennie|robert gordon|john logie|james watt|adam smith|andrew carnegie
    |joseph rowntree|mary barbour
    |jimmy reid|keir hardie|donald dewar|alex salmond|jo cox|greta thunberg|steve jobs|bill gates|elon musk
    |edward deming
    |brian dodd|jon kabat|susan cain|kim scott|patrick lencioni|adam grant|amy edmondson|elisabeth kubler
    |ken robinson
    |gary klein|james reason|don berwick|don norman|edward debono|peter principle|dr who|doctor who
    |jack kornfield|eric berne|tony attwood
    |temple grandin|oliver sacks|oliver mcgowan|iain banks|shirley valentine|mary magdalene|virgin mary|john knox
    |george square
    |queen margaret|queen elizabeth|queen victoria|king charles|prince william|prince philip|princess anne
    |princess diana
    |edward thorndike|louis braille|john keats|dylan thomas|roald dahl|enid blyton|beatrix potter|jane austen
    |george orwell
    |charles dickens|william shakespeare|rudyard kipling|viktor frankl|victor frankl|oprah winfrey
    |richard branson|alan sugar|joe wicks
    |henry ford|henry mintzberg|max weber|karl marx|anne frank|charles darwin|isaac newton|albert einstein
    |julia gillard
    |jean watson|madeleine leininger|sister act|mister men|mr men|mr bean|mrs doubtfire|mrs brown's|mrs beeton
    |mr kipling|mr whippy|mr sheen
    |mr muscle|mr motivator|mrs claus|father christmas|father ted|doctor foster|dr martens|dr oetker|dr pepper
    |dr seuss|doctor zhivago
    |dr finlay|dr dolittle|miss marple|miss world|miss scotland|nurse practitioner|pc world|dr google|dr spock
    """.replace("\n", "").split("|")
    if line.strip()
)
"""Full names (or the first two words of one) of people, figures and firms that everybody knows of."""

NAMED_AFTER = word_set(
    """
    act award awards approach assessment bias brief bursary campaign carers cascade centre chain charity charter
    circle code college commission compass concept course curve cycle day diagram disease effect equation exercise
    fallacy foundation formula fellowship framework fund group grid guide hall helpline hierarchy hospice hospital
    hospitals index infirmary inquiry institute inventory judgment kit ladder law laws lecture library matrix medal
    method model models house museum needs network organisation palsy paradox paradigm partnership plan policy pose
    practice prayer principle principles prize programme project promise protocol pyramid questionnaire reflection
    report review roles rule ruling scale score scorecard screen society square stages standard standards stitch
    stockings style styles survey syndrome system taxonomy techniques test theories theory tool tools training
    triangle trust university wheel window inn hotel arms bar cafe stores supermarket church cathedral parish
    primary academy school high stadium park bridge burn castle airport festival fringe game games cup league aid
    week month appeal cream stick sponge
    """
)
"""What comes after a name that stands for a theory, a tool, a law or a body, not for somebody in care."""

WORKS = (
    r"books?|novel|memoir|talk|ted talk|lecture|podcast|article|paper|papers|study|studies|research|theory"
    r"|theories|writing|writings"
    r"|work on|ideas?|chapter|essay|poem|quote|words on|film|video|webinar|blog|series|programme|play|song"
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

ACRONYMS = word_set(
    """
    ab ac ad adl adp ahp ai al am aoc asd asn asp awi ba bbc bc bd bed bf bg bi bm bmi bp bs bsl bt ca cad camhs cbt
    cc cd ceo cfs chi ci clc cm cms co copd covid cpa cpd cpn cpr cqc cs csp cv cvs da db dm dna dnr dob dol dols dr
    ds dvd dwp ec ecg ed edi eeg eg eh ems en eol epa er eu ex fa faq fc ff fm fmla fte gb gcs gdpr gi girfec gp gps
    gps hc hci hcsw hd hdu hiv hmo hnc hnd hp hq hr hscp hs hse hv ia ic icp ict icu id ie ii iii im iot ip ipc iq
    isbn iso it itu itv iv jd jit kpi la lac lan lc ld led lgbt lpa ls lsd lt ltd ma mac mapa mar mb mc mca md mdt
    me mh mhc mhra mi mnd mod mot mp mr mrsa ms msp mt mum mst mu nb nd nes news ng nhs ni nmc no nok npf nq nvq oap
    oc od oh ok on oot or os ot otc pa pas pat pc pd pdf pdp peg pg phd pin pip pir pm po poa poc ppe pr pra prn ps
    pt ptsd pvg py qa qc qi qr rag rcn rf rgn rip rn rna roi rpa rsi rt rta rv sa sad sas sats sb sc scie scqf sd
    sds sen sla slt sms smt so sos sp spq sqa sr ss ssks sspca sssc st sti stem stn su svq sw tb ted tia tls tlc to
    tv tvs uc ui uk un us usa usb uti ux vip vr vs wbc wc wfh who wi wifi www ai asap bame brb btw cctv dv el faqs
    fb fyi imo lol mmse moca must nice omg pgd pmr pom rrr rsn sbar sbs scie sfa stop swot tbc tba tena tens uhi
    unison url vle vte wrap yr sdr rm rq rtw mm ml mg kg hr hrs min nqf qs qt pl bn ssi wd
    """
)

SAYINGS = re.compile(
    r"jack of all trades|jack the lad|bob'?s your uncle|tom,? dick (?:and|or|&) harry|plain jane"
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
    r"|coronation street|downing street|sesame street|albert square|baker street|fleet street|wall street"
    r"|high street|quality street"
    r"|easter rising|martha'?s rule|anne'?s law|clare'?s law|claire'?s law|sarah'?s law|megan'?s law|milly'?s law",
    re.IGNORECASE,
)
"""Phrases with a name in them that name nobody."""

PLACES = word_set(
    """
    aberdeen aberdeenshire airdrie alba alloa angus annan arbroath argyll ayr ayrshire banff bathgate belfast
    birmingham blackpool borders bradford brechin bristol britain caithness cardiff clackmannanshire clydebank
    coatbridge cumbernauld cumbria dalkeith dingwall dornoch douglas dublin dumbarton dumfries dunblane dundee
    dunfermline dunoon durham edinburgh elgin england europe falkirk fife forfar fort galashiels galloway girvan
    glasgow glenrothes gourock govan greenock hamilton hawick helensburgh highland highlands inverness inverclyde
    ireland irvine islay italy jedburgh kelso kilmarnock kinross kirkcaldy kirkintilloch kirkwall lanark lanarkshire
    largs leeds leith lerwick lewis liverpool livingston london lothian manchester melrose midlothian moray
    motherwell musselburgh nairn newcastle nigeria oban orkney paisley peebles perth perthshire peterhead
    philippines pitlochry poland portree renfrew renfrewshire romania rothesay scotland selkirk shetland skye spain
    stirling stornoway stranraer thurso tayside troon ullapool uist wales wick wishaw york yorkshire africa america
    american asia australia canada ghana india kenya pakistan ukraine zimbabwe
    """
)

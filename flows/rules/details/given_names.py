"""Given names and surnames that the finder of personal details knows.

Written down by hand. What is common follows public statistics: National Records of Scotland, "Babies' first names"
and "Most common surnames", and the Office for National Statistics, "Baby names in England and Wales", over the years
in which residents, workers and children were born. Names that are common among care workers from abroad (Poland,
Romania, Ukraine, India, the Philippines, Nigeria, Ghana, Zimbabwe, Kenya) are added. Small letters, no accents.
"""

from flows.rules.details.word_sets import word_set

GIVEN_NAMES = word_set(
    """
    aaron abbie abby abdul abdullah abena abigail abimbola abiodun abiola abla abosede abraham achieng ada adaeze
    adam adanna adaobi adaora addison adebayo adedayo adenike adeola adesola adina aditi adrian adriana adwoa aeryn
    afia afua aga agata agnes agness agnieszka ahmed aidan aila aileen ailish aimee ainsley aisha aisling akin
    akinola akinyi akosua akua alan alana alasdair alastair alba albert albie alec aleksander aleksandra alessandra
    alex alexander alexandra alexandru alexis alf alfie alfred ali alice alicia alicja alick alina alisha alison
    alistair allan alma alyssa amaka amanda amara amelia amina aminata amir amit amy ana analyn anastasia anders
    andrea andreea andrei andrew andrzej andy aneesh aneta angela angeline angharad angie angus ania anika anil
    anita anjali anjana anju ann anna annabel annabelle anne annemarie annette annie annmarie ansah anthea anthony
    antoinette antonella antoni antonia antonio anu anya aoife aonghas arabella archibald archie archy aria arjun
    arlene arlo arlyn arnel arnold arthur arthurina asha ashleigh ashley ashok asif astrid athena atieno audrey ava
    avril ayaan ayesha ayla ayo ayomide babajide babatunde balbir barbara barry bartek bartosz bashir basia baz
    beata beatrice becca becky belinda bella benjamin benny bernadette bernard bernice bertha bertie bertram beryl
    bessie beth bethan bethany betsy bettie bettina betty beverley beverly bhavna bianca biju bilal billie bindu
    binu biola bisi blaise blazej bob bobbie bobby bogdan boguslaw bohdan bola boris bozena bradley brandon brenda
    brendan brenna brett brian bridget bridie brodie brody bronagh bronwyn bruce bruno bryan bukky bukola bunty
    caitlin caitlyn caleb callum calum calvin camilla caoimhe cara carina carla carlos carly carmel carmen carol
    carolann carole caroline carolyn carrie carys cassandra cassie catalin catalina cathal catherine cathie cathy
    catrin catriona cecil cecilia cecily celeste celia celina cerys chantelle charlene charles charlie charlotte
    charmaine chelsie cheri cherrylyn cheryl chiamaka chiara chibuzo chidi chidinma chiedza chika chima chinedu
    chinonso chinwe chioma chipo chloe chris chrissie chrissy christabel christelle christiana christina christine
    christopher christy chukwudi chukwuemeka ciara ciaran cillian cindy claire clara clare clarissa clark claudia
    clifford clive cody coleen colette colin colleen collette colm connie connor conor constantin consuelo cora
    corinne cormac cornelia cosmin cosmina craig cristian cristina curtis cynthia cyril dafydd dagmara damian damien
    damilola dan daniel daniela danielle danny daphne darcey daria darius darragh darran darren dave davey david
    davie davina davinder davy dawid dayo dazza debbie debby deborah debra declan deek deepa deepak deepika deidre
    deirdre dele delia demi denis denise dennis derek dermot derrick desmond diana diane dianne dieter dilys dimitri
    dina dineo dinesh divya dmytro dod doddie dolina dominic dominik dominika donald donna donnie donny dora dorcas
    doreen dorian dorina doris dorota dorothea dorothy dorte dottie dougal dougald dougy dragos duncan dylan eachann
    eamon eamonn ebele eckie eddie edgar edie edith edmund edna eduardo edward edwin edyta effie efua egle eileen
    eilidh eilish eimear eireann eithne ekaterina ekow elaina elaine eleanor elena elias elijah elina elisa
    elisabeth elise elisha eliza elizabeth ella ellen ellenor ellie elliot elliott ellis elma elodie eloise elsa
    elsie elspeth elton elvira emeka emer emil emilia emilie emily emma emmanuel emrys ena enid enrique enzo eoin
    eric erica ericka erik erika ernest ernestine ernie errol esi esme esmeralda esperanza estelle esther eszter
    ethan ethel etta ettie euan eugene eugenia eugenie eunice euphemia eva evan evangelina evangeline evelyn evie
    ewa ewan ewelina ewen ezekiel ezinne ezra fadzai faisal faizal farah farai farhan farzana fatima fatou felicia
    felix femi fergus ffion fidelma filip finlay finley finn fiona fionn flora florentina florin flossie folake
    folarin folasade frances francesca francis franciszek franco francois franklin fraser fred freda freddie
    frederick freya frieda funke funmi funmilayo gabriel gabriela gabrielle gail ganesh gareth gary gav gavin gaynor
    gaz gbenga geeta gemma genevieve geoff geoffrey geordie geordy george georgiana georgie georgina gerald
    geraldine gerard gerri gerrie gerry gertrude gethin gheorghe ghislaine gibby gideon gillian gina ginette gintare
    giovanni giuseppe gladys glenda glenn glenys gloria godfrey gordon gosia graeme graham grainne grazyna greg
    gregor gregory greta grigor grzegorz guillermo gurdeep gurpreet gus gwen gwendolyn gwilym gwyneth hadiza hafsa
    halina hallie halyna hamish hamza hania hanna hannah hans hari harjit harpreet harriet harris harrison harry
    harvey hassan hattie hayley hector heidi heinz helen helena helga henrietta henry henryk henryka herbert herman
    hettie hilary hilda hira hollie horace howard hubert hugh hughie hugo hussain huw hyacinth iain ian ibrahim ida
    idris ieuan ifan ifeanyi ifeoma igor ijeoma ikechukwu ikenna ileana ilona imelda imogen imran ines ingrid ioana
    ionela ionut iqra ira irena irene irina iryna isaac isabel isabell isabella isabelle isaiah isha ishbel ishy
    isla isobel itunu iva ivan ivana ivona iwona izabela izzy jacek jackie jackson jacky jacob jacqueline jacqui
    jacquie jadwiga jagoda jaime jake jakub jamal jameela james jamie jana jane janet janette janice janina janine
    janis jaroslaw jasmin jason jasper jaswinder jatinder javier jaxon jayden jayne jean jeanetta jeanette jeanie
    jeanne jeannette jeannie jeff jeffrey jemima jemma jen jenna jenni jennifer jenny jeremiah jeremy jerome jerry
    jerwin jess jessica jessie jessiebell jhun jibin jill jillian jim jimmy jincy jinsy jisha jo joan joana joann
    joanna joanne joao jobin jocel jocelyn jocelyne jock jockie jocky jodi jodie joe joel joelle johan johanna john
    johnnie johnny jolanta jolene jomar jomol jomon jon jonah jonalyn jonathan jonny jordana jorge jose josef joseph
    josephine josh joshua josie jovelyn joyce juan juanita judith judy jules julia julian juliana julie juliet
    juliette julita jurgen jurgita justina justine justyna jyoti kacper kaitlyn kamal kamala kamau kamil kamila
    kamran kara karan karen karim karina karl karla karolina kasey kasia kat katarzyna kate katelyn kateryna kath
    katherine kathleen kathryn kathy katie katrina katy kavita kaye kayla kayleigh kehinde keira keith kelechi
    kellie kelly kelsey kelvin kemi ken kene kenna kenneth kenny kenzie kerr kerrianne kerryanne kev kevin keziah
    khadija khalid kieran kim kimberley kimberly kinga kirstag kirsteen kirsten kirstin kirsty klaus koffi kofi kojo
    krista krysia krystian krystyna krzysztof kudzai kuldip kulwant kundai kunle kwabena kwaku kwame kwasi kwesi
    kylie lachie lachlan lakshmi lalita lana lara larissa larry lars laszlo latifah latoya laura lauren laurence
    laurie lavinia lawrence layla leah leanne leeann leena leigh leighann leila lena leo leon leona leonard leonie
    leonora leroy lesedi lesia lesley lesleyanne leslie leszek letitia lettie lewie lexi liam liana libby lidia lijo
    lilian liliana lilias lillian lillias lillie linda lindsay lindsey linsey lisa lise lissy liz liza lizbeth
    lizzie lloyd lois lola lorenzo loretta lorna lorraine lotte lottie louis louisa louise lourdes luca lucas lucia
    lucian lucille lucinda lucja lucy ludmila ludwika luigi luis luiz lukasz luke lulu luzviminda lydia lyle lyn
    lynda lyndsay lyndsey lynette lynn lynne lynnette lynsey lyudmyla mabel maciej mackenzie madalina maddie
    madeleine madeline madge madhu mae maeve magda magdalena maggie mags mahesh mahmoud maia mairead mairi maisie
    malcolm malcom malgorzata malik malky malwina manisha manjeet manjit manny manuel mara marcel marcela marcin
    marcus marek marg margaret margaretann margarita margo margot marguerite maria mariam mariana marianne maribel
    maricel marie marilou marilyn mario marion marissa marites marius marivic marjorie marlene marlon marta martha
    martin martina marvin mary maryam maryann maryanne marzena mateusz mathew matilda matt matteo matthew maud maude
    maureen maurice mavis maxine maxwell mbali meera meg megan meghan mehmet mei melanie melissa mercedes meredith
    merle mhairi mia michael michaela michal michele michelle mick mickey mieczyslaw miguel mihaela mihai mikael
    mike mikolaj mila mildred milena millicent millie mima mindy minnie mira mirabela miranda mirela miriam mirka
    mirren mitchell modupe mohamed mohammad mohammed mohan moira moirag moireach mollie molly mona monica monika
    montgomery morag mordecai morenike morris morven moses moyna moyra muhammad muhammed muireann munashe murdina
    murdo muriel mustafa mwangi mykola mylene myra myriam myrna nadeem nadia nadine nancy nanette naomi nasreen
    nasrin natalia natalie nataliia natasha nathan nathaniel naveen neha neil nell nellie nelson nenita nerys nessa
    nessie netta nettie ngaio ngozi nia niall niamh nicholas nicki nicky nico nicola nicolas nicole nicoleta nigel
    nikita nikki niko nikolai nimmi nina nisha njeri nkechi nnamdi nneka nnenna noah noel noeleen noelle nokuthula
    nola noleen nomsa nomvula nora noreen norma norman norrie nuala nyaradzo nyasha obi obiageli obinna obioma
    octavia odette ofelia ogechi oisin oksana ola olamide olek oleksandr olena olga olha oliver olivia olivier
    oliwia ollie olu oluchi olufemi olumide oluwaseun oluwatobi omar omolara onyinye oonagh opeyemi orla orlagh
    orlaith oscar osman oswald otieno otto owen paddy padraic padraig pam pamela paolo parveen pascal patricia
    patrick patrycja patryk patsy paul paula paulina pauline pavel pawel pearse pedro peggy peigi penelope percival
    percy peter petra petronella phil philip philippa phillip philly philomena phoebe phyllis piotr polly pooja
    prabha pradeep prakash pranav praveen preeti prisca priscilla priti priya queenie quentin rab rabbie rabina
    rachael rachel radek radoslaw rafael rafal raheem rahul raj rajan rajesh rajni rakesh ralph raluca ramesh ramona
    rana randall rani ranjit raquel rashid raul ravi raymond razvan reagan rebecca rebekah reece reggie regina
    reginald rehana rekha remi rena renata rene renee renuka renz reshma reta reuben rhea rhian rhiannon rhoda rhona
    rhonda rhys ricardo richard rikki rita robbie robby robert roberta roberto robyn rochelle roddy rodel roderick
    rodger rodney rodrigo roger rohan rohit roisin roland rolf romana romeo ron rona ronald ronaldo ronan ronke
    ronnie rory rosa rosaleen rosalie rosalind rosalinda rosalyn rosanna rosario roseann roseanne rosemarie rosetta
    rosheen rosie roslyn rowena roxanne roy roz roza ruairi ruairidh ruaraidh ruaridh rufus rukhsana rumbidzai
    rupert russell rutendo ruth ruvarashe ruvimbo ryan ryszard sabina sabrina sade sadia sadie saeed saffron sagal
    saima saira saji salim sally salma sam samantha sami samina samir samira sammy samson samuel sandeep sandie
    sandra sangita sanjay sanjeev saoirse sapna sara sarah sarala sarita sasha saul scarlett seamus sean sebastian
    seema segun selina selma senga seonag seonaid serena serhii seth seumas seyi shabana shabnam shaheen shahid
    shaji shane shanice shannon shantelle sharifa sharlene sharon shaun shauna shazia sheeba sheela sheena sheila
    shelagh shelley sheree shereen sherry sheryl shiji shilpa shingai shirlee shirley shivani shona shonagh shreya
    shug shuna sian sibongile sibusiso sid sidney siegfried sigrid sijo silvia simbarashe simon simona simone sindhu
    sinead siobhan sioned slawomir sofia sola solomon sonia sonja sophia sophie sorcha soren sorin sorley sreeja
    stacey staceyann stacie stacy stan stanislaw stanislawa stanley staszek stefan stefania stella steph stephanie
    stephen steve steven stevie stevo stewart struan stu stuart suki suleiman sunil sunita suresh surinder susan
    susanna susannah susie suzann suzanne suzi suzie sven svetlana svitlana swati sybil sylvia sylwester sylwia
    szymon tabitha tadeusz tafadzwa tahira taiwo takudzwa talia tam tamara tamika tammy tamzin tania tanisha tanya
    tapfuma tapiwa tara taras tariq tash tasha tasmin tatenda tatiana tawanda taylor teddy teenie temi temitope
    tendai tendayi terence teresa terri terry tess tessa tetiana thandeka thandi thandiwe thea thelma theo theodora
    theodore theresa thomas thomasina tia tibbie tiffany tijo tilda tillie tilly tim timothy tina tinashe tinotenda
    titi titilayo tobi tobias toby tolulope tom tomas tomasz tommy tonderai toni tony torcuil torquil tottie toyin
    tracey tracy trevor tricia trina trish trisha tristan trudy tsitsi tunde tyler tyra tyrone uche uchenna ugochi
    umar una ursula urszula usha usman uzma valentina valerie vanessa varsha vasile vasyl veena vera verna vernon
    veronica veronika vicki vickie vicky vijay vikas vikram viktoriya vimala vince vincent vinnie viola violetta
    viorica vivek vivian vivien vivienne vladimir volodymyr waldemar wale wallace walter wambui wanda wanjiku
    wanjiru wayne wendy weronika wiktor wiktoria wilf wilfred wilhelmina willa william williamina willie wilma
    wilson winifred winnie wioletta wojciech wojtek wull wullie xander xavier yaa yasmeen yasmin yasmine yaw yetunde
    yewande yinka yolanda yulia yuliia yusuf yvette yvonne zac zach zachary zahra zainab zak zander zara zbigniew
    zbyszek zdzislaw zelda zeynep zoe zoey zofia zosia zsuzsanna zubair zuzanna
    """
)
"""Names that are hardly ever anything else, in whichever letters they are typed."""

WORD_NAMES = word_set(
    """
    amber angel april august autumn bailey basil bea bell ben bill billy blair blake blessing blossom bonnie bonny
    brad brook brooke bryony buddy carter chance charity chase cherry chip christian clay clement cliff cole comfort
    constance cooper curt daisy dale dean destiny dick dode dolly don dot dougie drew earl ebony eck eve faith fay
    faye felicity fergie fern fi fin fleur flo frank frankie gay gee gene gift gil gill glen grace grant guy hank
    harper hazel heath heather herb holly honor hope hunter ina innocent iris isa ivy jack jade jan jasmine jay jed
    jewel jody joy jude june justice justin kay kurt lance laurel lavender lee len les lil lily love lovely loveness
    lucky mac mal mandy marge mark marnie marshall mason mat maw max may maya mel melody memory mercy merit midge
    miles misty mo mungo myrtle nan nat ned nicci nick noble norm olive opal pansy pat patience pearl peg penny pete
    piper pixie poppy praise precious primrose prince princess promise prosper prudence quinn rae ray red reg rex
    rich rick ricky ritchie river rob robin rod rose rosemary rowan ruby rusty sal sandy scott shell shelly sienna
    sky skye sonny sterling sue summer sunny sunshine sye ted tiny trinity trixie val valentine verity vi vic victor
    violet virginia viv wade warren wendell will willow winston winter woody zed zola
    """
)
"""Names that are words as well: somebody's only with a capital inside a sentence, or where they do what people do."""

PLACE_NAMES = word_set(
    """
    adelaide ailsa alexandria alloa alness alva arran asia austin ayr beith brooklyn cameron campbell carlisle chad
    chelsea clyde crawford cullen dakota dallas dalry denver devon douglas dundas duns eden elgin erin florence
    forbes fyvie geneva georgia harris houston huntly india innes iona islay israel jordan jura kelso kenya kerry
    kirk kyle lanark leith lennox leven lewis lincoln logan lomond london lorn lorne madison malta marseille melrose
    memphis moray murray nairn ness nevis paisley paris phoenix preston rona ross rosslyn sanday savannah selkirk
    shapinsay sienna skye stewarton stirling sutherland sydney tain troy tyne verona victoria vienna wick
    """
)
"""Names that are places as well."""

MONTH_NAMES = frozenset({"april", "may", "june", "august", "jan"})
"""Names that are months as well: somebody's only where they do what people do."""

SURNAMES = word_set(
    """
    adams adeleke adesanmi adewale adeyemi afolabi agyeman ahmed aitken alexander ali allan allen amoah anderson
    andrews appiah armour armstrong arthur asante baird balfour ballantyne balogun banks bannerman barclay barr
    barrie baxter beattie begg begum bell bello bennett beveridge bews bird bisset blackwood blair boateng bonnar
    booth bowie bowman boyd boyle bradley brady brand brodie brown bruce bryce bryson buchan buchanan burke burnett
    burns burton buttery byrne cairns calder callaghan cameron campbell carmichael carr carroll carson chalmers
    chapman christie chukwu clark clarke cochrane coleman collins connelly connolly cook cooper corbett coutts cowan
    cowie craig craik crawford crichton cruickshank cumming cummings cunningham currie dalgety dalgleish dalrymple
    daly danso davidson davies davis dempsey devine devlin dewar dick dickson dlamini docherty doherty donald
    donaldson donnelly dougall douglas dow downie doyle drummond dube duff duffy duguid dunbar duncan dunlop dunn
    duthie easton edgar edwards elder elliot elliott erskine evans ewing eze fairley farquhar farrell fenton
    ferguson fernandes fernandez ferrier findlay finlayson finnie fisher fitzpatrick fleming flett flynn forbes ford
    forrest forsyth foster fowler fox fraser frew fulton fyfe gallacher gallagher galloway garcia gardiner geddes
    gemmell gibb gibson gilchrist gillespie gillies gilmour glass gonzalez goodwin gordon gourlay graham grant gray
    green greig grewar grier grieve griffin gunn guthrie haddow haldane halliday hamill hamilton hannah harkins
    harper harris harrison harvey hastie hay henderson hendry hepburn higgins hill hogg holmes hood hope horne
    houston howie hughes hume hunter hussain hutcheson hutchison hutton ibrahim imrie inglis innes irvine irving
    iyer jack jackson jacob jamieson jardine jarvie jenkins johnson johnston johnstone jones joseph kamara kane
    kariuki kaur kay keenan keir keith kelly kelso kemp kennedy kerr khan khumalo kidd kinnear kirk kirkwood knight
    koroma kovalenko kowalska kowalski kumar laidlaw laing laird lamb lamont lang lawrie lawson leckie lee leishman
    leitch lennon lennox leslie lewandowska lewis liddell lindsay little livingstone lloyd lockhart logan lorimer
    love low lowe lyall lynch lyon macalister mahmood mair maitland malcolm manson marshall martin masson mathew
    mathieson maxwell meikle meldrum melville menon mensah menzies michie middleton millar miller milligan milne
    mitchell moffat mohammed mohamud moir monaghan moncrieff montgomery moodie mooney moore moran morgan morris
    morrison morton mowat moyo muir mukamuri mukherjee mullen munro murdoch murphy murray mutasa myles nair napier
    ncube ndlovu neill neilson nelson nguyen nicol nicolson nisbet niven nkosi noble nowak nwosu nyoni o'brien
    o'connor o'donnell o'hara o'neil o'neill o'rourke obi odhiambo ofori ogilvie ogunleye ojo okafor okeke okonkwo
    okoro okoye olawale oliver olorunfemi omondi onyango ormiston orr osei osman oswald owens owusu oyelaran parker
    patel paterson paton patrick patterson paul peacock pearson peebles penman pereira petrie philip philips
    phillips pillai pirie pollock popescu pratt pringle purdie quaye quigley quinn rae ramage ramos ramsay rankin
    reid reilly rennie renwick reyes reynolds richards richardson riddell rigg ritchie robb roberts robertson
    robinson robson rodger rodgers rodriguez rogers rooney ross rowan roy russell rutherford ryan salmond samuel
    sanders sanderson sangster santos saunders scobie scott scullion semple shah sharkey sharma sharp shaw shearer
    shepherd sheridan shevchenko sibanda silva sim simmons simpson sinclair singh skinner slater sloan smart smith
    smyth sneddon somerville soutar speirs spence steel steele stephen stephenson stevens stevenson stewart stirling
    stott strachan strang stuart sutherland swan swanson sweeney symington szymanska tait taylor telfer templeton
    tennant thapa thom thomas thompson thomson thorburn todd torrance tran traynor tulloch turnbull turner tweedie
    urquhart varghese veitch waddell walker wallace walls walsh wanjiku ward wardlaw wark waters watson watt weir
    welsh west white whitelaw whyte wightman wilkie wilkinson williams williamson wilson wiseman wisniewska wood
    woods wright wylie yeats young yule yusuf zielinska
    """
)
"""Common surnames. One that begins with Mac, Mc or O' needs no list."""

-- A database as the release before channels wrote it, with schema 5 and plain Telegram numbers. It came from a
-- scripted conversation: Isla (501) has text and recordings in a draft, an unsent message and an unsent reminder; Morag
-- (502) has a submission to be delivered; Catriona (503) has the badge, and blocked the bot; of Fergus (504) an update
-- waits; 505 is a stranger, and -1001 a group.
BEGIN TRANSACTION;
CREATE TABLE audit (
    id           INTEGER PRIMARY KEY,
    at_ms        INTEGER NOT NULL,
    person       INTEGER NOT NULL,
    draft        TEXT,
    event        TEXT    NOT NULL,
    stage_before TEXT,
    stage_after  TEXT
) STRICT;
INSERT INTO "audit" VALUES(1,1795251600000,505,NULL,'CommandSent',NULL,NULL);
INSERT INTO "audit" VALUES(2,1795251601000,501,NULL,'CommandSent',NULL,NULL);
INSERT INTO "audit" VALUES(3,1795251602000,501,'54d0f7c787','ButtonPressed',NULL,'checking');
INSERT INTO "audit" VALUES(4,1795251603000,501,'54d0f7c787','ButtonPressed','checking','checking');
INSERT INTO "audit" VALUES(5,1795251604000,501,'54d0f7c787','TextSent','checking','checking');
INSERT INTO "audit" VALUES(6,1795251605000,501,'54d0f7c787','TextSent','checking','checking');
INSERT INTO "audit" VALUES(7,1795251606000,501,'54d0f7c787','TextSent','checking','checking');
INSERT INTO "audit" VALUES(8,1795251607000,501,'54d0f7c787','TextSent','checking','checking');
INSERT INTO "audit" VALUES(9,1795251608000,501,'54d0f7c787','TextSent','checking','checking');
INSERT INTO "audit" VALUES(10,1795251609000,501,'54d0f7c787','TextSent','checking','answering');
INSERT INTO "audit" VALUES(11,1795251610000,501,'54d0f7c787','TextSent','answering','answering');
INSERT INTO "audit" VALUES(12,1795251611000,501,'54d0f7c787','ButtonPressed','answering','answering');
INSERT INTO "audit" VALUES(13,1795251612000,501,'54d0f7c787','AudioSent','answering','answering');
INSERT INTO "audit" VALUES(14,1795251613000,501,'54d0f7c787','AudioSent','answering','answering');
INSERT INTO "audit" VALUES(15,1795251614000,501,'54d0f7c787','AudioAnalysed','answering','answering');
INSERT INTO "audit" VALUES(16,1795251614000,501,'54d0f7c787','TextSent','answering','answering');
INSERT INTO "audit" VALUES(17,1795251615000,502,NULL,'CommandSent',NULL,NULL);
INSERT INTO "audit" VALUES(18,1795251616000,502,'7d0bfebec5','ButtonPressed',NULL,'checking');
INSERT INTO "audit" VALUES(19,1795251617000,502,'7d0bfebec5','ButtonPressed','checking','checking');
INSERT INTO "audit" VALUES(20,1795251618000,502,'7d0bfebec5','TextSent','checking','checking');
INSERT INTO "audit" VALUES(21,1795251619000,502,'7d0bfebec5','TextSent','checking','checking');
INSERT INTO "audit" VALUES(22,1795251620000,502,'7d0bfebec5','TextSent','checking','checking');
INSERT INTO "audit" VALUES(23,1795251621000,502,'7d0bfebec5','TextSent','checking','checking');
INSERT INTO "audit" VALUES(24,1795251622000,502,'7d0bfebec5','TextSent','checking','checking');
INSERT INTO "audit" VALUES(25,1795251623000,502,'7d0bfebec5','TextSent','checking','answering');
INSERT INTO "audit" VALUES(26,1795251624000,502,'7d0bfebec5','TextSent','answering','answering');
INSERT INTO "audit" VALUES(27,1795251625000,502,'7d0bfebec5','ButtonPressed','answering','answering');
INSERT INTO "audit" VALUES(28,1795251626000,502,'7d0bfebec5','TextSent','answering','answering');
INSERT INTO "audit" VALUES(29,1795251627000,502,'7d0bfebec5','ButtonPressed','answering','answering');
INSERT INTO "audit" VALUES(30,1795251628000,502,'7d0bfebec5','TextSent','answering','answering');
INSERT INTO "audit" VALUES(31,1795251629000,502,'7d0bfebec5','ButtonPressed','answering','answering');
INSERT INTO "audit" VALUES(32,1795251630000,502,'7d0bfebec5','TextSent','answering','answering');
INSERT INTO "audit" VALUES(33,1795251631000,502,'7d0bfebec5','ButtonPressed','answering','answering');
INSERT INTO "audit" VALUES(34,1795251632000,502,'7d0bfebec5','TextSent','answering','answering');
INSERT INTO "audit" VALUES(35,1795251633000,502,'7d0bfebec5','ButtonPressed','answering','reviewing');
INSERT INTO "audit" VALUES(36,1795251634000,502,'7d0bfebec5','ButtonPressed','reviewing','declaring');
INSERT INTO "audit" VALUES(37,1795251635000,502,'7d0bfebec5','ButtonPressed','declaring','declaring');
INSERT INTO "audit" VALUES(38,1795251636000,502,'7d0bfebec5','ButtonPressed','declaring','declaring');
INSERT INTO "audit" VALUES(39,1795251637000,502,'7d0bfebec5','ButtonPressed','declaring','declaring');
INSERT INTO "audit" VALUES(40,1795251638000,502,'7d0bfebec5','ButtonPressed','declaring','declaring');
INSERT INTO "audit" VALUES(41,1795251639000,502,'7d0bfebec5','ButtonPressed','declaring','declaring');
INSERT INTO "audit" VALUES(42,1795251640000,502,'7d0bfebec5','ButtonPressed','declaring','declaring');
INSERT INTO "audit" VALUES(43,1795251641000,502,'7d0bfebec5','ButtonPressed','declaring','sending');
INSERT INTO "audit" VALUES(44,1795251642000,503,NULL,'CommandSent',NULL,NULL);
INSERT INTO "audit" VALUES(45,1795251643000,503,'d47e605f03','ButtonPressed',NULL,'checking');
INSERT INTO "audit" VALUES(46,1795251644000,503,'d47e605f03','ButtonPressed','checking','checking');
INSERT INTO "audit" VALUES(47,1795251645000,503,'d47e605f03','TextSent','checking','checking');
INSERT INTO "audit" VALUES(48,1795251646000,503,'d47e605f03','TextSent','checking','checking');
INSERT INTO "audit" VALUES(49,1795251647000,503,'d47e605f03','TextSent','checking','checking');
INSERT INTO "audit" VALUES(50,1795251648000,503,'d47e605f03','TextSent','checking','checking');
INSERT INTO "audit" VALUES(51,1795251649000,503,'d47e605f03','TextSent','checking','checking');
INSERT INTO "audit" VALUES(52,1795251650000,503,'d47e605f03','TextSent','checking','answering');
INSERT INTO "audit" VALUES(53,1795251651000,503,'d47e605f03','TextSent','answering','answering');
INSERT INTO "audit" VALUES(54,1795251652000,503,'d47e605f03','ButtonPressed','answering','answering');
INSERT INTO "audit" VALUES(55,1795251653000,503,'d47e605f03','TextSent','answering','answering');
INSERT INTO "audit" VALUES(56,1795251654000,503,'d47e605f03','ButtonPressed','answering','answering');
INSERT INTO "audit" VALUES(57,1795251655000,503,'d47e605f03','TextSent','answering','answering');
INSERT INTO "audit" VALUES(58,1795251656000,503,'d47e605f03','ButtonPressed','answering','answering');
INSERT INTO "audit" VALUES(59,1795251657000,503,'d47e605f03','TextSent','answering','answering');
INSERT INTO "audit" VALUES(60,1795251658000,503,'d47e605f03','ButtonPressed','answering','answering');
INSERT INTO "audit" VALUES(61,1795251659000,503,'d47e605f03','TextSent','answering','answering');
INSERT INTO "audit" VALUES(62,1795251660000,503,'d47e605f03','ButtonPressed','answering','reviewing');
INSERT INTO "audit" VALUES(63,1795251661000,503,'d47e605f03','ButtonPressed','reviewing','declaring');
INSERT INTO "audit" VALUES(64,1795251662000,503,'d47e605f03','ButtonPressed','declaring','declaring');
INSERT INTO "audit" VALUES(65,1795251663000,503,'d47e605f03','ButtonPressed','declaring','declaring');
INSERT INTO "audit" VALUES(66,1795251664000,503,'d47e605f03','ButtonPressed','declaring','declaring');
INSERT INTO "audit" VALUES(67,1795251665000,503,'d47e605f03','ButtonPressed','declaring','declaring');
INSERT INTO "audit" VALUES(68,1795251666000,503,'d47e605f03','ButtonPressed','declaring','declaring');
INSERT INTO "audit" VALUES(69,1795251667000,503,'d47e605f03','ButtonPressed','declaring','declaring');
INSERT INTO "audit" VALUES(70,1795251668000,503,'d47e605f03','ButtonPressed','declaring','sending');
INSERT INTO "audit" VALUES(71,1795251669000,503,'d47e605f03','Delivered','sending','with_issuer');
INSERT INTO "audit" VALUES(72,1795251669000,503,'d47e605f03','DecisionMade','with_issuer','closed');
INSERT INTO "audit" VALUES(73,1795251669000,504,NULL,'CommandSent',NULL,NULL);
INSERT INTO "audit" VALUES(74,1795251670000,504,'5f21d870a1','ButtonPressed',NULL,'checking');
INSERT INTO "audit" VALUES(75,1795251671000,504,'5f21d870a1','ButtonPressed','checking','checking');
INSERT INTO "audit" VALUES(76,1795251672000,504,'5f21d870a1','TextSent','checking','checking');
INSERT INTO "audit" VALUES(77,1795251673000,504,'5f21d870a1','TextSent','checking','checking');
INSERT INTO "audit" VALUES(78,1795251674000,504,'5f21d870a1','TextSent','checking','checking');
INSERT INTO "audit" VALUES(79,1795251675000,504,'5f21d870a1','TextSent','checking','checking');
INSERT INTO "audit" VALUES(80,1795251676000,504,'5f21d870a1','TextSent','checking','checking');
INSERT INTO "audit" VALUES(81,1795251677000,504,'5f21d870a1','TextSent','checking','answering');
INSERT INTO "audit" VALUES(82,1795429801000,501,'54d0f7c787','ReminderDue','answering','answering');
CREATE TABLE beat (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    at_ms INTEGER NOT NULL
) STRICT;
INSERT INTO "beat" VALUES(1,1795429801000);
CREATE TABLE draft (
    number     INTEGER PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,
    person     INTEGER NOT NULL REFERENCES person (id),
    badge      TEXT    NOT NULL,
    version    TEXT    NOT NULL,
    stage      TEXT    NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision > 0),
    body       TEXT    NOT NULL,
    touched_ms INTEGER NOT NULL
) STRICT;
INSERT INTO "draft" VALUES(1,'54d0f7c787',501,'cpl-2025-leadership','2025-1','answering',13,'{"schema":1,"id":"54d0f7c787","badge":"cpl-2025-leadership","version":"2025-1","stage":"answering","began_at":"2026-11-21T09:00:02Z","touched_at":"2026-11-21T09:00:14Z","right_badge_at":"2026-11-21T09:00:03Z","facts":{"name":{"values":["Isla Brown"],"key":40,"sure":true},"email":{"values":["isla@example.org"],"key":50,"sure":true},"registration_number":{"values":["1234567"],"key":60,"sure":true},"register_parts":{"values":["social_care"],"key":null,"sure":true},"employer":{"values":["Glen Care"],"key":90,"sure":true}},"facts_confirmed":true,"facts_later":[],"answers":{"topic":{"parts":[{"key":150,"text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59","at":"2026-11-21T09:00:10Z","whole":"","span":null,"instead_of":0},{"key":210,"kind":"voice","at":"2026-11-21T09:00:12Z","source":"telegram-file-210","heard":{"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","size":9000,"container":"ogg","seconds":12.5,"speech_seconds":11.0,"words":30,"trouble":null,"partial":false,"copy_sha256":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","copy_size":7000,"place":false,"picture":false,"repeated_words":0},"lost":null,"words_needed":false,"writing":false,"transcript":null},{"key":211,"kind":"voice","at":"2026-11-21T09:00:13Z","source":"telegram-file-211","heard":null,"lost":null,"words_needed":false,"writing":false,"transcript":null}],"struck":[],"kept_short":false,"kept_as_is":null,"together":[0,0]}},"pasted":[],"shared":[],"unplaced":[],"asides":[{"key":320,"text":"How many words do I need?","at":"2026-11-21T09:00:14Z","question":"topic","act":"count","filed":"","settled":false}],"last_aside":{"question":"topic","key":320,"at":"2026-11-21T09:00:14Z"},"kept_details":[],"whole":null,"ticks":[],"listened":null,"told_of_scribe":null,"held":{},"awards":[],"looked_again":[],"ai":null,"declarations":{},"agreed_before":{},"agreed_words":"","sending":null,"decisions":[],"returned":null,"relayed":null,"stayed_on":null,"outcome":null,"taken_back":null,"congratulated":false,"told":false}',1795251614000);
INSERT INTO "draft" VALUES(2,'7d0bfebec5',502,'cpl-2025-leadership','2025-1','sending',22,'{"schema":1,"id":"7d0bfebec5","badge":"cpl-2025-leadership","version":"2025-1","stage":"sending","began_at":"2026-11-21T09:00:16Z","touched_at":"2026-11-21T09:00:41Z","right_badge_at":"2026-11-21T09:00:17Z","facts":{"name":{"values":["Isla Brown"],"key":40,"sure":true},"email":{"values":["isla@example.org"],"key":50,"sure":true},"registration_number":{"values":["1234567"],"key":60,"sure":true},"register_parts":{"values":["social_care"],"key":null,"sure":true},"employer":{"values":["Glen Care"],"key":90,"sure":true}},"facts_confirmed":true,"facts_later":[],"answers":{"topic":{"parts":[{"key":150,"text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49","at":"2026-11-21T09:00:24Z","whole":"","span":null,"instead_of":0}],"struck":[],"kept_short":false,"kept_as_is":null,"together":[0,0]},"relevance":{"parts":[{"key":250,"text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24","at":"2026-11-21T09:00:26Z","whole":"","span":null,"instead_of":0}],"struck":[],"kept_short":false,"kept_as_is":null,"together":[0,0]},"learning":{"parts":[{"key":350,"text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74 care75 care76 care77 care78 care79 care80 care81 care82 care83 care84 care85 care86 care87 care88 care89 care90 care91 care92 care93 care94 care95 care96 care97 care98 care99 care100 care101 care102 care103 care104 care105 care106 care107 care108 care109 care110 care111 care112 care113 care114 care115 care116 care117 care118 care119 care120 care121 care122 care123 care124 care125 care126 care127 care128 care129 care130 care131 care132 care133 care134 care135 care136 care137 care138 care139 care140 care141 care142 care143 care144 care145 care146 care147 care148 care149","at":"2026-11-21T09:00:28Z","whole":"","span":null,"instead_of":0}],"struck":[],"kept_short":false,"kept_as_is":null,"together":[0,0]},"practice":{"parts":[{"key":450,"text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74 care75 care76 care77 care78 care79 care80 care81 care82 care83 care84 care85 care86 care87 care88 care89 care90 care91 care92 care93 care94 care95 care96 care97 care98 care99 care100 care101 care102 care103 care104 care105 care106 care107 care108 care109 care110 care111 care112 care113 care114 care115 care116 care117 care118 care119 care120 care121 care122 care123 care124 care125 care126 care127 care128 care129 care130 care131 care132 care133 care134 care135 care136 care137 care138 care139 care140 care141 care142 care143 care144 care145 care146 care147 care148 care149","at":"2026-11-21T09:00:30Z","whole":"","span":null,"instead_of":0}],"struck":[],"kept_short":false,"kept_as_is":null,"together":[0,0]},"confidence":{"parts":[{"key":550,"text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74","at":"2026-11-21T09:00:32Z","whole":"","span":null,"instead_of":0}],"struck":[],"kept_short":false,"kept_as_is":null,"together":[0,0]}},"pasted":[],"shared":[],"unplaced":[],"asides":[],"last_aside":null,"kept_details":[],"whole":null,"ticks":[],"listened":null,"told_of_scribe":null,"held":{},"awards":[],"looked_again":[],"ai":{"used":false,"at":"2026-11-21T09:00:35Z","tool":null,"link":null,"unsure":false,"no_link":false},"declarations":{"complete":{"text":"I have read, understood and completed every activity in the criteria. My evidence answers each question.","at":"2026-11-21T09:00:36Z"},"privacy":{"text":"My evidence holds nothing that identifies another person. Nobody can be identified from an example, directly or indirectly.","at":"2026-11-21T09:00:37Z"},"own_work":{"text":"I wrote or recorded this evidence myself, and did not copy it from anywhere. The core content, the ideas and the examples are my own. I used AI tools only as the SSSC''s rules allow. If I used any, I say so in this submission. I also give a valid link to the chat history, for the assessor.","at":"2026-11-21T09:00:38Z"},"checks":{"text":"I consent to checks of my evidence with tools that detect plagiarism and AI. The SSSC may do this, and so may people with whom I share the badge.","at":"2026-11-21T09:00:39Z"},"waiting":{"text":"I understand that assessment can take up to 28 days. If I am unsuccessful, the SSSC cannot always give feedback.","at":"2026-11-21T09:00:40Z"}},"agreed_before":{},"agreed_words":"","sending":{"reference":"TB-GY6-KP3-GC9","attempt":1,"at":"2026-11-21T09:00:41Z","delivered_at":null,"receipt":null,"supersedes":null,"way":"system","delayed":false,"received_at":null,"overdue":false},"decisions":[],"returned":null,"relayed":null,"stayed_on":null,"outcome":null,"taken_back":null,"congratulated":false,"told":false}',1795251641000);
INSERT INTO "draft" VALUES(3,'d47e605f03',503,'cpl-2025-leadership','2025-1','closed',24,'{"schema":1,"id":"d47e605f03","badge":"cpl-2025-leadership","version":"2025-1","stage":"closed","began_at":"2026-11-21T09:00:43Z","touched_at":"2026-11-21T09:01:09Z","right_badge_at":"2026-11-21T09:00:44Z","facts":{"name":{"values":["Isla Brown"],"key":40,"sure":true},"email":{"values":["isla@example.org"],"key":50,"sure":true},"registration_number":{"values":["1234567"],"key":60,"sure":true},"register_parts":{"values":["social_care"],"key":null,"sure":true},"employer":{"values":["Glen Care"],"key":90,"sure":true}},"facts_confirmed":true,"facts_later":[],"answers":{"topic":{"parts":[{"key":150,"text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49","at":"2026-11-21T09:00:51Z","whole":"","span":null,"instead_of":0}],"struck":[],"kept_short":false,"kept_as_is":null,"together":[0,0]},"relevance":{"parts":[{"key":250,"text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24","at":"2026-11-21T09:00:53Z","whole":"","span":null,"instead_of":0}],"struck":[],"kept_short":false,"kept_as_is":null,"together":[0,0]},"learning":{"parts":[{"key":350,"text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74 care75 care76 care77 care78 care79 care80 care81 care82 care83 care84 care85 care86 care87 care88 care89 care90 care91 care92 care93 care94 care95 care96 care97 care98 care99 care100 care101 care102 care103 care104 care105 care106 care107 care108 care109 care110 care111 care112 care113 care114 care115 care116 care117 care118 care119 care120 care121 care122 care123 care124 care125 care126 care127 care128 care129 care130 care131 care132 care133 care134 care135 care136 care137 care138 care139 care140 care141 care142 care143 care144 care145 care146 care147 care148 care149","at":"2026-11-21T09:00:55Z","whole":"","span":null,"instead_of":0}],"struck":[],"kept_short":false,"kept_as_is":null,"together":[0,0]},"practice":{"parts":[{"key":450,"text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74 care75 care76 care77 care78 care79 care80 care81 care82 care83 care84 care85 care86 care87 care88 care89 care90 care91 care92 care93 care94 care95 care96 care97 care98 care99 care100 care101 care102 care103 care104 care105 care106 care107 care108 care109 care110 care111 care112 care113 care114 care115 care116 care117 care118 care119 care120 care121 care122 care123 care124 care125 care126 care127 care128 care129 care130 care131 care132 care133 care134 care135 care136 care137 care138 care139 care140 care141 care142 care143 care144 care145 care146 care147 care148 care149","at":"2026-11-21T09:00:57Z","whole":"","span":null,"instead_of":0}],"struck":[],"kept_short":false,"kept_as_is":null,"together":[0,0]},"confidence":{"parts":[{"key":550,"text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74","at":"2026-11-21T09:00:59Z","whole":"","span":null,"instead_of":0}],"struck":[],"kept_short":false,"kept_as_is":null,"together":[0,0]}},"pasted":[],"shared":[],"unplaced":[],"asides":[],"last_aside":null,"kept_details":[],"whole":null,"ticks":[],"listened":null,"told_of_scribe":null,"held":{},"awards":[],"looked_again":[],"ai":{"used":false,"at":"2026-11-21T09:01:02Z","tool":null,"link":null,"unsure":false,"no_link":false},"declarations":{"complete":{"text":"I have read, understood and completed every activity in the criteria. My evidence answers each question.","at":"2026-11-21T09:01:03Z"},"privacy":{"text":"My evidence holds nothing that identifies another person. Nobody can be identified from an example, directly or indirectly.","at":"2026-11-21T09:01:04Z"},"own_work":{"text":"I wrote or recorded this evidence myself, and did not copy it from anywhere. The core content, the ideas and the examples are my own. I used AI tools only as the SSSC''s rules allow. If I used any, I say so in this submission. I also give a valid link to the chat history, for the assessor.","at":"2026-11-21T09:01:05Z"},"checks":{"text":"I consent to checks of my evidence with tools that detect plagiarism and AI. The SSSC may do this, and so may people with whom I share the badge.","at":"2026-11-21T09:01:06Z"},"waiting":{"text":"I understand that assessment can take up to 28 days. If I am unsuccessful, the SSSC cannot always give feedback.","at":"2026-11-21T09:01:07Z"}},"agreed_before":{},"agreed_words":"","sending":{"reference":"TB-GX7-GF7-MG7","attempt":1,"at":"2026-11-21T09:01:08Z","delivered_at":"2026-11-21T09:01:09Z","receipt":"THEIRS-7","supersedes":null,"way":"system","delayed":false,"received_at":"2026-11-21T09:01:09Z","overdue":false},"decisions":[{"attempt":1,"at":"2026-11-21T09:01:09Z","decision":{"verdict":"awarded","comment":"","remarks":[],"reply_by":null,"link":"https://www.badgenation.co.uk/assertions/1","reference":"","credential":null},"told":false}],"returned":null,"relayed":null,"stayed_on":null,"outcome":"awarded","taken_back":null,"congratulated":true,"told":false}',1795251669000);
INSERT INTO "draft" VALUES(4,'5f21d870a1',504,'cpl-2025-leadership','2025-1','answering',8,'{"schema":1,"id":"5f21d870a1","badge":"cpl-2025-leadership","version":"2025-1","stage":"answering","began_at":"2026-11-21T09:01:10Z","touched_at":"2026-11-21T09:01:17Z","right_badge_at":"2026-11-21T09:01:11Z","facts":{"name":{"values":["Isla Brown"],"key":40,"sure":true},"email":{"values":["isla@example.org"],"key":50,"sure":true},"registration_number":{"values":["1234567"],"key":60,"sure":true},"register_parts":{"values":["social_care"],"key":null,"sure":true},"employer":{"values":["Glen Care"],"key":90,"sure":true}},"facts_confirmed":true,"facts_later":[],"answers":{},"pasted":[],"shared":[],"unplaced":[],"asides":[],"last_aside":null,"kept_details":[],"whole":null,"ticks":[],"listened":null,"told_of_scribe":null,"held":{},"awards":[],"looked_again":[],"ai":null,"declarations":{},"agreed_before":{},"agreed_words":"","sending":null,"decisions":[],"returned":null,"relayed":null,"stayed_on":null,"outcome":null,"taken_back":null,"congratulated":false,"told":false}',1795251677000);
CREATE TABLE effect (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    draft      TEXT    NOT NULL REFERENCES draft (id),
    due_ms     INTEGER NOT NULL,
    tries      INTEGER NOT NULL DEFAULT 0,
    problem    TEXT,
    created_ms INTEGER NOT NULL,
    UNIQUE (kind, body)
) STRICT;
INSERT INTO "effect" VALUES(2,'keep_media','{"draft":"54d0f7c787","key":211,"source":"telegram-file-211"}','54d0f7c787',1795251613000,0,NULL,1795251613000);
INSERT INTO "effect" VALUES(3,'deliver_pack','["TB-GY6-KP3-GC9",1]','7d0bfebec5',1795251641000,0,NULL,1795251641000);
INSERT INTO "effect" VALUES(5,'await_decision','{"draft":"d47e605f03","attempt":1,"until":"2026-12-20T10:00:00Z"}','d47e605f03',1797760800000,0,NULL,1795251669000);
INSERT INTO "effect" VALUES(6,'check_award','{"draft":"d47e605f03","key":0,"part":0,"badge":"cpl-2025-leadership","version":"2025-1","email":"isla@example.org","link":"https://badges.example.org/1","source":"","sha256":""}','d47e605f03',1795251678000,0,NULL,1795251678000);
INSERT INTO "effect" VALUES(7,'check_award','{"draft":"54d0f7c787","key":330,"part":1,"badge":"cpl-2025-leadership","version":"2025-1","email":"isla@example.org","link":"","source":"telegram-file-330","sha256":""}','54d0f7c787',1795251678000,0,NULL,1795251678000);
CREATE TABLE nudge (
    person      INTEGER PRIMARY KEY REFERENCES person (id),
    due_ms      INTEGER,
    silenced_ms INTEGER
, kind TEXT) STRICT;
INSERT INTO "nudge" VALUES(501,1795861800000,NULL,'draft');
INSERT INTO "nudge" VALUES(503,NULL,1795251678000,NULL);
CREATE TABLE nudged (
    id     INTEGER PRIMARY KEY,
    person INTEGER NOT NULL,
    kind   TEXT    NOT NULL,
    became TEXT    NOT NULL,
    at_ms  INTEGER NOT NULL,
    said   INTEGER
) STRICT;
INSERT INTO "nudged" VALUES(1,501,'draft','said',1795429801000,101);
CREATE TABLE parked (
    update_id INTEGER PRIMARY KEY,
    chat      INTEGER,
    raw       TEXT    NOT NULL,
    problem   TEXT    NOT NULL,
    at_ms     INTEGER NOT NULL
) STRICT;
INSERT INTO "parked" VALUES(901,501,'{"update_id": 901, "message": {"message_id": "odd", "chat": {"id": 501, "type": "private"}}}','TypeError',1795251678000);
INSERT INTO "parked" VALUES(902,-1001,'{"update_id": 902, "message": {"message_id": 5, "chat": {"id": -1001, "type": "group"}, "from": {"id": 502}}}','KeyError',1795251678000);
CREATE TABLE person (
    id         INTEGER PRIMARY KEY,
    body       TEXT    NOT NULL,
    touched_ms INTEGER NOT NULL
) STRICT;
INSERT INTO "person" VALUES(501,'{"schema":1,"id":501,"consent":{"notice":"2026-12","at":"2026-11-21T09:00:02Z"},"wanted":null,"remembered":{"name":{"values":["Isla Brown"],"key":null,"sure":true},"email":{"values":["isla@example.org"],"key":null,"sure":true},"registration_number":{"values":["1234567"],"key":null,"sure":true},"register_parts":{"values":["social_care"],"key":null,"sure":true},"employer":{"values":["Glen Care"],"key":null,"sure":true}},"in_hand":"54d0f7c787","reminders":{"wanted":true,"asked":["saved"],"since":"2026-11-21T09:00:11Z","off":[],"days":[1,2,3,4,5,6,7],"at":"10:30:00","zone":null,"declares":{},"snooze":null,"last_at":"2026-11-23T10:30:01Z","told":[{"key":"draft:54d0f7c787:1795251614:2","kind":"draft","at":"2026-11-23T10:30:01Z","handled":"said"}]}}',1795251614000);
INSERT INTO "person" VALUES(502,'{"schema":1,"id":502,"consent":{"notice":"2026-12","at":"2026-11-21T09:00:16Z"},"wanted":null,"remembered":{"name":{"values":["Isla Brown"],"key":null,"sure":true},"email":{"values":["isla@example.org"],"key":null,"sure":true},"registration_number":{"values":["1234567"],"key":null,"sure":true},"register_parts":{"values":["social_care"],"key":null,"sure":true},"employer":{"values":["Glen Care"],"key":null,"sure":true}},"in_hand":"7d0bfebec5","reminders":{"wanted":null,"asked":["saved","sent"],"since":null,"off":[],"days":[1,2,3,4,5,6,7],"at":"10:30:00","zone":null,"declares":{},"snooze":null,"last_at":null,"told":[]}}',1795251641000);
INSERT INTO "person" VALUES(503,'{"schema":1,"id":503,"consent":{"notice":"2026-12","at":"2026-11-21T09:00:43Z"},"wanted":null,"remembered":{"name":{"values":["Isla Brown"],"key":null,"sure":true},"email":{"values":["isla@example.org"],"key":null,"sure":true},"registration_number":{"values":["1234567"],"key":null,"sure":true},"register_parts":{"values":["social_care"],"key":null,"sure":true},"employer":{"values":["Glen Care"],"key":null,"sure":true}},"in_hand":"d47e605f03","reminders":{"wanted":null,"asked":["saved","sent"],"since":null,"off":[],"days":[1,2,3,4,5,6,7],"at":"10:30:00","zone":null,"declares":{},"snooze":null,"last_at":null,"told":[]}}',1795251668000);
INSERT INTO "person" VALUES(504,'{"schema":1,"id":504,"consent":{"notice":"2026-12","at":"2026-11-21T09:01:10Z"},"wanted":null,"remembered":{"name":{"values":["Isla Brown"],"key":null,"sure":true},"email":{"values":["isla@example.org"],"key":null,"sure":true},"registration_number":{"values":["1234567"],"key":null,"sure":true},"register_parts":{"values":["social_care"],"key":null,"sure":true},"employer":{"values":["Glen Care"],"key":null,"sure":true}},"in_hand":"5f21d870a1","reminders":{"wanted":null,"asked":[],"since":null,"off":[],"days":[1,2,3,4,5,6,7],"at":"10:30:00","zone":null,"declares":{},"snooze":null,"last_at":null,"told":[]}}',1795251677000);
INSERT INTO "person" VALUES(505,'{"schema":1,"id":505,"consent":null,"wanted":null,"remembered":{},"in_hand":null,"reminders":{"wanted":null,"asked":[],"since":null,"off":[],"days":[1,2,3,4,5,6,7],"at":"10:30:00","zone":null,"declares":{},"snooze":null,"last_at":null,"told":[]}}',1795251600000);
CREATE TABLE planned_with (
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    digest TEXT    NOT NULL
) STRICT;
INSERT INTO "planned_with" VALUES(1,'53f2b07f9a94cdebc0251514dff2126a388c641ab43109126285a420d0698086');
CREATE TABLE request (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    draft TEXT    NOT NULL REFERENCES draft (id),
    body  TEXT    NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT;
INSERT INTO "request" VALUES(1,'7d0bfebec5','{"schema":1,"reference":"TB-GY6-KP3-GC9","attempt":1,"wish":"retry","credential":""}',1795429801000);
CREATE TABLE said (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    chat       INTEGER NOT NULL,
    body       TEXT,
    place      TEXT,
    message_id INTEGER,
    created_ms INTEGER NOT NULL,
    spoken_ms  INTEGER,
    failure    TEXT,
    again      INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1)),
    CHECK ((body IS NULL) = (spoken_ms IS NOT NULL))
) STRICT;
INSERT INTO "said" VALUES(1,505,NULL,'consent//',1,1795251600000,1795251678000,NULL,0);
INSERT INTO "said" VALUES(2,501,NULL,'consent//',2,1795251601000,1795251678000,NULL,0);
INSERT INTO "said" VALUES(3,501,NULL,'right/54d0f7c787/',3,1795251602000,1795251678000,NULL,0);
INSERT INTO "said" VALUES(5,501,NULL,'fact/54d0f7c787/name',39,1795251603000,1795251604000,NULL,0);
INSERT INTO "said" VALUES(6,501,NULL,'fact/54d0f7c787/email',49,1795251604000,1795251605000,NULL,0);
INSERT INTO "said" VALUES(7,501,NULL,'fact/54d0f7c787/registration_number',59,1795251605000,1795251606000,NULL,0);
INSERT INTO "said" VALUES(8,501,NULL,'fact/54d0f7c787/register_parts',69,1795251606000,1795251607000,NULL,0);
INSERT INTO "said" VALUES(9,501,NULL,'fact/54d0f7c787/register_parts',79,1795251607000,1795251608000,NULL,0);
INSERT INTO "said" VALUES(10,501,NULL,'fact/54d0f7c787/employer',89,1795251608000,1795251609000,NULL,0);
INSERT INTO "said" VALUES(13,501,NULL,'q/54d0f7c787/topic',100,1795251609000,1795251610000,NULL,0);
INSERT INTO "said" VALUES(15,501,NULL,'remind/54d0f7c787/q/54d0f7c787/topic',152,1795251610000,1795251678000,NULL,0);
INSERT INTO "said" VALUES(20,501,'{"schema":1,"text":"Question 1 of 5, the topic and the learning activity I chose: you have about 90 words, and need 50. 810 words left in all, of 900.","plain":false,"buttons":[[{"label":"Add it to my answer","data":"addin|54d0f7c787|topic:320"}]],"place":{"ask":"q","draft":"54d0f7c787","about":"topic"},"attachment":null,"recording":null,"replaces":null,"until":null}','q/54d0f7c787/topic',NULL,1795251614000,NULL,NULL,0);
INSERT INTO "said" VALUES(21,502,NULL,'consent//',21,1795251615000,1795251678000,NULL,0);
INSERT INTO "said" VALUES(22,502,NULL,'right/7d0bfebec5/',22,1795251616000,1795251678000,NULL,0);
INSERT INTO "said" VALUES(24,502,NULL,'fact/7d0bfebec5/name',39,1795251617000,1795251618000,NULL,0);
INSERT INTO "said" VALUES(25,502,NULL,'fact/7d0bfebec5/email',49,1795251618000,1795251619000,NULL,0);
INSERT INTO "said" VALUES(26,502,NULL,'fact/7d0bfebec5/registration_number',59,1795251619000,1795251620000,NULL,0);
INSERT INTO "said" VALUES(27,502,NULL,'fact/7d0bfebec5/register_parts',69,1795251620000,1795251621000,NULL,0);
INSERT INTO "said" VALUES(28,502,NULL,'fact/7d0bfebec5/register_parts',79,1795251621000,1795251622000,NULL,0);
INSERT INTO "said" VALUES(29,502,NULL,'fact/7d0bfebec5/employer',89,1795251622000,1795251623000,NULL,0);
INSERT INTO "said" VALUES(32,502,NULL,'q/7d0bfebec5/topic',100,1795251623000,1795251624000,NULL,0);
INSERT INTO "said" VALUES(34,502,NULL,'remind/7d0bfebec5/q/7d0bfebec5/topic',34,1795251624000,1795251678000,NULL,0);
INSERT INTO "said" VALUES(35,502,NULL,'q/7d0bfebec5/relevance',200,1795251625000,1795251626000,NULL,0);
INSERT INTO "said" VALUES(37,502,NULL,'q/7d0bfebec5/learning',300,1795251627000,1795251628000,NULL,0);
INSERT INTO "said" VALUES(39,502,NULL,'q/7d0bfebec5/practice',400,1795251629000,1795251630000,NULL,0);
INSERT INTO "said" VALUES(41,502,NULL,'q/7d0bfebec5/confidence',500,1795251631000,1795251632000,NULL,0);
INSERT INTO "said" VALUES(43,502,NULL,'review/7d0bfebec5/',600,1795251633000,1795251634000,NULL,0);
INSERT INTO "said" VALUES(44,502,NULL,'ai/7d0bfebec5/',1000,1795251634000,1795251635000,NULL,0);
INSERT INTO "said" VALUES(45,502,NULL,'decl/7d0bfebec5/complete',1001,1795251635000,1795251636000,NULL,0);
INSERT INTO "said" VALUES(46,502,NULL,'decl/7d0bfebec5/privacy',1002,1795251636000,1795251637000,NULL,0);
INSERT INTO "said" VALUES(47,502,NULL,'decl/7d0bfebec5/own_work',1003,1795251637000,1795251638000,NULL,0);
INSERT INTO "said" VALUES(48,502,NULL,'decl/7d0bfebec5/checks',1004,1795251638000,1795251639000,NULL,0);
INSERT INTO "said" VALUES(49,502,NULL,'decl/7d0bfebec5/waiting',1005,1795251639000,1795251640000,NULL,0);
INSERT INTO "said" VALUES(50,502,NULL,'final/7d0bfebec5/',1006,1795251640000,1795251641000,NULL,0);
INSERT INTO "said" VALUES(52,502,NULL,'remind/7d0bfebec5/status/7d0bfebec5/',1007,1795251641000,1795251642000,NULL,0);
INSERT INTO "said" VALUES(53,503,NULL,'consent//',53,1795251642000,1795251678000,NULL,0);
INSERT INTO "said" VALUES(54,503,NULL,'right/d47e605f03/',54,1795251643000,1795251678000,NULL,0);
INSERT INTO "said" VALUES(56,503,NULL,'fact/d47e605f03/name',39,1795251644000,1795251645000,NULL,0);
INSERT INTO "said" VALUES(57,503,NULL,'fact/d47e605f03/email',49,1795251645000,1795251646000,NULL,0);
INSERT INTO "said" VALUES(58,503,NULL,'fact/d47e605f03/registration_number',59,1795251646000,1795251647000,NULL,0);
INSERT INTO "said" VALUES(59,503,NULL,'fact/d47e605f03/register_parts',69,1795251647000,1795251648000,NULL,0);
INSERT INTO "said" VALUES(60,503,NULL,'fact/d47e605f03/register_parts',79,1795251648000,1795251649000,NULL,0);
INSERT INTO "said" VALUES(61,503,NULL,'fact/d47e605f03/employer',89,1795251649000,1795251650000,NULL,0);
INSERT INTO "said" VALUES(64,503,NULL,'q/d47e605f03/topic',100,1795251650000,1795251651000,NULL,0);
INSERT INTO "said" VALUES(66,503,NULL,'remind/d47e605f03/q/d47e605f03/topic',66,1795251651000,1795251678000,NULL,0);
INSERT INTO "said" VALUES(67,503,NULL,'q/d47e605f03/relevance',200,1795251652000,1795251653000,NULL,0);
INSERT INTO "said" VALUES(69,503,NULL,'q/d47e605f03/learning',300,1795251654000,1795251655000,NULL,0);
INSERT INTO "said" VALUES(71,503,NULL,'q/d47e605f03/practice',400,1795251656000,1795251657000,NULL,0);
INSERT INTO "said" VALUES(73,503,NULL,'q/d47e605f03/confidence',500,1795251658000,1795251659000,NULL,0);
INSERT INTO "said" VALUES(75,503,NULL,'review/d47e605f03/',600,1795251660000,1795251661000,NULL,0);
INSERT INTO "said" VALUES(76,503,NULL,'ai/d47e605f03/',1000,1795251661000,1795251662000,NULL,0);
INSERT INTO "said" VALUES(77,503,NULL,'decl/d47e605f03/complete',1001,1795251662000,1795251663000,NULL,0);
INSERT INTO "said" VALUES(78,503,NULL,'decl/d47e605f03/privacy',1002,1795251663000,1795251664000,NULL,0);
INSERT INTO "said" VALUES(79,503,NULL,'decl/d47e605f03/own_work',1003,1795251664000,1795251665000,NULL,0);
INSERT INTO "said" VALUES(80,503,NULL,'decl/d47e605f03/checks',1004,1795251665000,1795251666000,NULL,0);
INSERT INTO "said" VALUES(81,503,NULL,'decl/d47e605f03/waiting',1005,1795251666000,1795251667000,NULL,0);
INSERT INTO "said" VALUES(82,503,NULL,'final/d47e605f03/',1006,1795251667000,1795251668000,NULL,0);
INSERT INTO "said" VALUES(84,503,NULL,'remind/d47e605f03/status/d47e605f03/',1007,1795251668000,1795251669000,NULL,0);
INSERT INTO "said" VALUES(88,504,NULL,'consent//',88,1795251669000,1795251678000,NULL,0);
INSERT INTO "said" VALUES(89,504,NULL,'right/5f21d870a1/',89,1795251670000,1795251678000,NULL,0);
INSERT INTO "said" VALUES(91,504,NULL,'fact/5f21d870a1/name',39,1795251671000,1795251672000,NULL,0);
INSERT INTO "said" VALUES(92,504,NULL,'fact/5f21d870a1/email',49,1795251672000,1795251673000,NULL,0);
INSERT INTO "said" VALUES(93,504,NULL,'fact/5f21d870a1/registration_number',59,1795251673000,1795251674000,NULL,0);
INSERT INTO "said" VALUES(94,504,NULL,'fact/5f21d870a1/register_parts',69,1795251674000,1795251675000,NULL,0);
INSERT INTO "said" VALUES(95,504,NULL,'fact/5f21d870a1/register_parts',79,1795251675000,1795251676000,NULL,0);
INSERT INTO "said" VALUES(96,504,NULL,'fact/5f21d870a1/employer',89,1795251676000,1795251677000,NULL,0);
INSERT INTO "said" VALUES(99,504,NULL,'q/5f21d870a1/topic',100,1795251677000,1795251678000,NULL,0);
INSERT INTO "said" VALUES(100,-1001,'{"schema":1,"text":"I work only in a private chat, because your answers are your own. Write to me here: https://t.me/teabreak_bot","plain":false,"buttons":[],"place":null,"attachment":null,"recording":null,"replaces":null,"until":null}',NULL,NULL,1795251678000,NULL,NULL,0);
INSERT INTO "said" VALUES(101,501,'{"schema":1,"text":"<b>A reminder, as you asked</b>\n\n<b>CPL 2025 Leadership and quality assurance</b>: you last worked on it on 21 November 2026. 1 of 5 answered, about 90 words.","plain":false,"buttons":[[{"label":"Carry on","data":"go||d:54d0f7c787"}],[{"label":"In an hour","data":"hour||"},{"label":"Tomorrow","data":"day||"},{"label":"In a week","data":"week||"}],[{"label":"Stop reminders","data":"rem-off||"}]],"place":{"ask":"nudge","draft":"54d0f7c787","about":"q/54d0f7c787/topic"},"attachment":null,"recording":null,"replaces":null,"until":"2026-11-23T10:45:01Z"}','nudge/54d0f7c787/q/54d0f7c787/topic',NULL,1795429801000,NULL,NULL,0);
CREATE TABLE submission (
    id           INTEGER PRIMARY KEY,
    reference    TEXT    NOT NULL,
    attempt      INTEGER NOT NULL CHECK (attempt > 0),
    draft        TEXT    NOT NULL REFERENCES draft (id),
    pack         TEXT    NOT NULL,
    at_ms        INTEGER NOT NULL,
    delivered_ms INTEGER,
    receipt      TEXT,
    UNIQUE (reference, attempt)
) STRICT;
INSERT INTO "submission" VALUES(1,'TB-GY6-KP3-GC9',1,'7d0bfebec5','{"schema":1,"draft":"7d0bfebec5","reference":"TB-GY6-KP3-GC9","attempt":1,"timestamp":"2026-11-21T09:00:41Z","badge":{"id":"cpl-2025-leadership","code":"OB-1249","title":"CPL 2025 Leadership and quality assurance","criteria_version":"2025-1"},"issuer":{"id":"sssc","name":"Scottish Social Services Council","page":"https://www.badges.sssc.uk.com/"},"facts":[{"id":"name","label":"Name","values":["Isla Brown"],"many":false,"in_evidence":false},{"id":"email","label":"Email address","values":["isla@example.org"],"many":false,"in_evidence":false},{"id":"registration_number","label":"SSSC registration number","values":["1234567"],"many":false,"in_evidence":true},{"id":"register_parts","label":"Register part","values":["Social care workforce"],"many":true,"in_evidence":true},{"id":"employer","label":"Employer","values":["Glen Care"],"many":false,"in_evidence":true}],"answers":[{"criterion_id":"topic","heading":"The topic and the learning activity I chose","text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49","words":50,"minimum":50,"about":false,"short":false,"link":null,"elsewhere":false,"question":"Which topic in leadership or quality assurance did you choose, and which learning activity did you do?","tips":["Name the exact topic in leadership or quality assurance.","Say how you learned, such as a workshop, an online course, shadowing or reflection on practice.","List the resources or materials that you used."]},{"criterion_id":"relevance","heading":"Why this activity matters to my development","text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24","words":25,"minimum":25,"about":false,"short":false,"link":null,"elsewhere":false,"question":"Why does this activity matter to your development? Think of the core learning element \"Leadership and quality assurance\".","tips":["Link it to the role you have now, or to the career you hope for. Any position counts.","Say which gaps it fills in what you know of leadership or quality assurance.","Say how it fits with better care for the people of Scotland."]},{"criterion_id":"learning","heading":"Three things I learned, and why each one matters","text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74 care75 care76 care77 care78 care79 care80 care81 care82 care83 care84 care85 care86 care87 care88 care89 care90 care91 care92 care93 care94 care95 care96 care97 care98 care99 care100 care101 care102 care103 care104 care105 care106 care107 care108 care109 care110 care111 care112 care113 care114 care115 care116 care117 care118 care119 care120 care121 care122 care123 care124 care125 care126 care127 care128 care129 care130 care131 care132 care133 care134 care135 care136 care137 care138 care139 care140 care141 care142 care143 care144 care145 care146 care147 care148 care149","words":150,"minimum":150,"about":false,"short":false,"link":null,"elsewhere":false,"question":"What are three things that you learned? For each one, say why it matters (a) to you, and (b) to the people who use your service.","tips":["Make each of the three things specific. Leave vague points out.","Say what each one means for your practice, and for leadership at your level.","Say how each one directly helps the people you support.","Think of your role in the short term and in the long term. What will change?"]},{"criterion_id":"practice","heading":"How I will use it to improve care or support","text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74 care75 care76 care77 care78 care79 care80 care81 care82 care83 care84 care85 care86 care87 care88 care89 care90 care91 care92 care93 care94 care95 care96 care97 care98 care99 care100 care101 care102 care103 care104 care105 care106 care107 care108 care109 care110 care111 care112 care113 care114 care115 care116 care117 care118 care119 care120 care121 care122 care123 care124 care125 care126 care127 care128 care129 care130 care131 care132 care133 care134 care135 care136 care137 care138 care139 care140 care141 care142 care143 care144 care145 care146 care147 care148 care149","words":150,"minimum":150,"about":false,"short":false,"link":null,"elsewhere":false,"question":"How will you use what you learned in your day-to-day work, to improve the quality of care or support?","tips":["Give real examples of how you will use it in your role.","Say what you plan to change in the way you work.","Say how that leads to better outcomes for people, and to a better service.","Name what may get in the way, and how you will handle it."]},{"criterion_id":"confidence","heading":"How it increased my confidence","text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74","words":75,"minimum":75,"about":false,"short":false,"link":null,"elsewhere":false,"question":"Look back on your learning. How did it increase your confidence?","tips":["Say what you now understand better about leadership and quality assurance in your role.","Say how you feel more ready to help with leadership and with making things better.","Name where you now feel more able.","Say how it changes the way you deal with colleagues, and with people who use the service."]}],"total_words":450,"ai":{"rule":"declare","used":false,"tool":null,"link":null,"written_down":false,"no_link":false},"declarations":[{"id":"complete","text":"I have read, understood and completed every activity in the criteria. My evidence answers each question.","accepted_at":"2026-11-21T09:00:36Z"},{"id":"privacy","text":"My evidence holds nothing that identifies another person. Nobody can be identified from an example, directly or indirectly.","accepted_at":"2026-11-21T09:00:37Z"},{"id":"own_work","text":"I wrote or recorded this evidence myself, and did not copy it from anywhere. The core content, the ideas and the examples are my own. I used AI tools only as the SSSC''s rules allow. If I used any, I say so in this submission. I also give a valid link to the chat history, for the assessor.","accepted_at":"2026-11-21T09:00:38Z"},{"id":"checks","text":"I consent to checks of my evidence with tools that detect plagiarism and AI. The SSSC may do this, and so may people with whom I share the badge.","accepted_at":"2026-11-21T09:00:39Z"},{"id":"waiting","text":"I understand that assessment can take up to 28 days. If I am unsuccessful, the SSSC cannot always give feedback.","accepted_at":"2026-11-21T09:00:40Z"}],"evidence_text":"SSSC registration number: 1234567\nRegister part: Social care workforce\nEmployer: Glen Care\n\n1. The topic and the learning activity I chose\n\ncare0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49\n\n2. Why this activity matters to my development\n\ncare0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24\n\n3. Three things I learned, and why each one matters\n\ncare0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74 care75 care76 care77 care78 care79 care80 care81 care82 care83 care84 care85 care86 care87 care88 care89 care90 care91 care92 care93 care94 care95 care96 care97 care98 care99 care100 care101 care102 care103 care104 care105 care106 care107 care108 care109 care110 care111 care112 care113 care114 care115 care116 care117 care118 care119 care120 care121 care122 care123 care124 care125 care126 care127 care128 care129 care130 care131 care132 care133 care134 care135 care136 care137 care138 care139 care140 care141 care142 care143 care144 care145 care146 care147 care148 care149\n\n4. How I will use it to improve care or support\n\ncare0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74 care75 care76 care77 care78 care79 care80 care81 care82 care83 care84 care85 care86 care87 care88 care89 care90 care91 care92 care93 care94 care95 care96 care97 care98 care99 care100 care101 care102 care103 care104 care105 care106 care107 care108 care109 care110 care111 care112 care113 care114 care115 care116 care117 care118 care119 care120 care121 care122 care123 care124 care125 care126 care127 care128 care129 care130 care131 care132 care133 care134 care135 care136 care137 care138 care139 care140 care141 care142 care143 care144 care145 care146 care147 care148 care149\n\n5. How it increased my confidence\n\ncare0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74\n\nAI tools: I did not use any.","files":[],"supersedes":null,"whole":null,"holdings":[],"holdings_of":0,"kept_details":[],"by_hand":false}',1795251641000,NULL,NULL);
INSERT INTO "submission" VALUES(2,'TB-GX7-GF7-MG7',1,'d47e605f03','{"schema":1,"draft":"d47e605f03","reference":"TB-GX7-GF7-MG7","attempt":1,"timestamp":"2026-11-21T09:01:08Z","badge":{"id":"cpl-2025-leadership","code":"OB-1249","title":"CPL 2025 Leadership and quality assurance","criteria_version":"2025-1"},"issuer":{"id":"sssc","name":"Scottish Social Services Council","page":"https://www.badges.sssc.uk.com/"},"facts":[{"id":"name","label":"Name","values":["Isla Brown"],"many":false,"in_evidence":false},{"id":"email","label":"Email address","values":["isla@example.org"],"many":false,"in_evidence":false},{"id":"registration_number","label":"SSSC registration number","values":["1234567"],"many":false,"in_evidence":true},{"id":"register_parts","label":"Register part","values":["Social care workforce"],"many":true,"in_evidence":true},{"id":"employer","label":"Employer","values":["Glen Care"],"many":false,"in_evidence":true}],"answers":[{"criterion_id":"topic","heading":"The topic and the learning activity I chose","text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49","words":50,"minimum":50,"about":false,"short":false,"link":null,"elsewhere":false,"question":"Which topic in leadership or quality assurance did you choose, and which learning activity did you do?","tips":["Name the exact topic in leadership or quality assurance.","Say how you learned, such as a workshop, an online course, shadowing or reflection on practice.","List the resources or materials that you used."]},{"criterion_id":"relevance","heading":"Why this activity matters to my development","text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24","words":25,"minimum":25,"about":false,"short":false,"link":null,"elsewhere":false,"question":"Why does this activity matter to your development? Think of the core learning element \"Leadership and quality assurance\".","tips":["Link it to the role you have now, or to the career you hope for. Any position counts.","Say which gaps it fills in what you know of leadership or quality assurance.","Say how it fits with better care for the people of Scotland."]},{"criterion_id":"learning","heading":"Three things I learned, and why each one matters","text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74 care75 care76 care77 care78 care79 care80 care81 care82 care83 care84 care85 care86 care87 care88 care89 care90 care91 care92 care93 care94 care95 care96 care97 care98 care99 care100 care101 care102 care103 care104 care105 care106 care107 care108 care109 care110 care111 care112 care113 care114 care115 care116 care117 care118 care119 care120 care121 care122 care123 care124 care125 care126 care127 care128 care129 care130 care131 care132 care133 care134 care135 care136 care137 care138 care139 care140 care141 care142 care143 care144 care145 care146 care147 care148 care149","words":150,"minimum":150,"about":false,"short":false,"link":null,"elsewhere":false,"question":"What are three things that you learned? For each one, say why it matters (a) to you, and (b) to the people who use your service.","tips":["Make each of the three things specific. Leave vague points out.","Say what each one means for your practice, and for leadership at your level.","Say how each one directly helps the people you support.","Think of your role in the short term and in the long term. What will change?"]},{"criterion_id":"practice","heading":"How I will use it to improve care or support","text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74 care75 care76 care77 care78 care79 care80 care81 care82 care83 care84 care85 care86 care87 care88 care89 care90 care91 care92 care93 care94 care95 care96 care97 care98 care99 care100 care101 care102 care103 care104 care105 care106 care107 care108 care109 care110 care111 care112 care113 care114 care115 care116 care117 care118 care119 care120 care121 care122 care123 care124 care125 care126 care127 care128 care129 care130 care131 care132 care133 care134 care135 care136 care137 care138 care139 care140 care141 care142 care143 care144 care145 care146 care147 care148 care149","words":150,"minimum":150,"about":false,"short":false,"link":null,"elsewhere":false,"question":"How will you use what you learned in your day-to-day work, to improve the quality of care or support?","tips":["Give real examples of how you will use it in your role.","Say what you plan to change in the way you work.","Say how that leads to better outcomes for people, and to a better service.","Name what may get in the way, and how you will handle it."]},{"criterion_id":"confidence","heading":"How it increased my confidence","text":"care0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74","words":75,"minimum":75,"about":false,"short":false,"link":null,"elsewhere":false,"question":"Look back on your learning. How did it increase your confidence?","tips":["Say what you now understand better about leadership and quality assurance in your role.","Say how you feel more ready to help with leadership and with making things better.","Name where you now feel more able.","Say how it changes the way you deal with colleagues, and with people who use the service."]}],"total_words":450,"ai":{"rule":"declare","used":false,"tool":null,"link":null,"written_down":false,"no_link":false},"declarations":[{"id":"complete","text":"I have read, understood and completed every activity in the criteria. My evidence answers each question.","accepted_at":"2026-11-21T09:01:03Z"},{"id":"privacy","text":"My evidence holds nothing that identifies another person. Nobody can be identified from an example, directly or indirectly.","accepted_at":"2026-11-21T09:01:04Z"},{"id":"own_work","text":"I wrote or recorded this evidence myself, and did not copy it from anywhere. The core content, the ideas and the examples are my own. I used AI tools only as the SSSC''s rules allow. If I used any, I say so in this submission. I also give a valid link to the chat history, for the assessor.","accepted_at":"2026-11-21T09:01:05Z"},{"id":"checks","text":"I consent to checks of my evidence with tools that detect plagiarism and AI. The SSSC may do this, and so may people with whom I share the badge.","accepted_at":"2026-11-21T09:01:06Z"},{"id":"waiting","text":"I understand that assessment can take up to 28 days. If I am unsuccessful, the SSSC cannot always give feedback.","accepted_at":"2026-11-21T09:01:07Z"}],"evidence_text":"SSSC registration number: 1234567\nRegister part: Social care workforce\nEmployer: Glen Care\n\n1. The topic and the learning activity I chose\n\ncare0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49\n\n2. Why this activity matters to my development\n\ncare0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24\n\n3. Three things I learned, and why each one matters\n\ncare0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74 care75 care76 care77 care78 care79 care80 care81 care82 care83 care84 care85 care86 care87 care88 care89 care90 care91 care92 care93 care94 care95 care96 care97 care98 care99 care100 care101 care102 care103 care104 care105 care106 care107 care108 care109 care110 care111 care112 care113 care114 care115 care116 care117 care118 care119 care120 care121 care122 care123 care124 care125 care126 care127 care128 care129 care130 care131 care132 care133 care134 care135 care136 care137 care138 care139 care140 care141 care142 care143 care144 care145 care146 care147 care148 care149\n\n4. How I will use it to improve care or support\n\ncare0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74 care75 care76 care77 care78 care79 care80 care81 care82 care83 care84 care85 care86 care87 care88 care89 care90 care91 care92 care93 care94 care95 care96 care97 care98 care99 care100 care101 care102 care103 care104 care105 care106 care107 care108 care109 care110 care111 care112 care113 care114 care115 care116 care117 care118 care119 care120 care121 care122 care123 care124 care125 care126 care127 care128 care129 care130 care131 care132 care133 care134 care135 care136 care137 care138 care139 care140 care141 care142 care143 care144 care145 care146 care147 care148 care149\n\n5. How it increased my confidence\n\ncare0 care1 care2 care3 care4 care5 care6 care7 care8 care9 care10 care11 care12 care13 care14 care15 care16 care17 care18 care19 care20 care21 care22 care23 care24 care25 care26 care27 care28 care29 care30 care31 care32 care33 care34 care35 care36 care37 care38 care39 care40 care41 care42 care43 care44 care45 care46 care47 care48 care49 care50 care51 care52 care53 care54 care55 care56 care57 care58 care59 care60 care61 care62 care63 care64 care65 care66 care67 care68 care69 care70 care71 care72 care73 care74\n\nAI tools: I did not use any.","files":[],"supersedes":null,"whole":null,"holdings":[],"holdings_of":0,"kept_details":[],"by_hand":false}',1795251668000,1795251669000,'THEIRS-7');
CREATE TABLE told (
    issuer TEXT    NOT NULL,
    id     TEXT    NOT NULL,
    digest TEXT    NOT NULL,
    at_ms  INTEGER NOT NULL,
    PRIMARY KEY (issuer, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "told" VALUES('sssc','msg-1','dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd',1795251669000);
CREATE TABLE update_seen (
    update_id INTEGER PRIMARY KEY,
    at_ms     INTEGER NOT NULL
) STRICT;
INSERT INTO "update_seen" VALUES(1,1795251600000);
INSERT INTO "update_seen" VALUES(2,1795251601000);
INSERT INTO "update_seen" VALUES(3,1795251602000);
INSERT INTO "update_seen" VALUES(4,1795251603000);
INSERT INTO "update_seen" VALUES(5,1795251604000);
INSERT INTO "update_seen" VALUES(6,1795251605000);
INSERT INTO "update_seen" VALUES(7,1795251606000);
INSERT INTO "update_seen" VALUES(8,1795251607000);
INSERT INTO "update_seen" VALUES(9,1795251608000);
INSERT INTO "update_seen" VALUES(10,1795251609000);
INSERT INTO "update_seen" VALUES(11,1795251610000);
INSERT INTO "update_seen" VALUES(12,1795251611000);
INSERT INTO "update_seen" VALUES(13,1795251612000);
INSERT INTO "update_seen" VALUES(14,1795251613000);
INSERT INTO "update_seen" VALUES(15,1795251614000);
INSERT INTO "update_seen" VALUES(16,1795251615000);
INSERT INTO "update_seen" VALUES(17,1795251616000);
INSERT INTO "update_seen" VALUES(18,1795251617000);
INSERT INTO "update_seen" VALUES(19,1795251618000);
INSERT INTO "update_seen" VALUES(20,1795251619000);
INSERT INTO "update_seen" VALUES(21,1795251620000);
INSERT INTO "update_seen" VALUES(22,1795251621000);
INSERT INTO "update_seen" VALUES(23,1795251622000);
INSERT INTO "update_seen" VALUES(24,1795251623000);
INSERT INTO "update_seen" VALUES(25,1795251624000);
INSERT INTO "update_seen" VALUES(26,1795251625000);
INSERT INTO "update_seen" VALUES(27,1795251626000);
INSERT INTO "update_seen" VALUES(28,1795251627000);
INSERT INTO "update_seen" VALUES(29,1795251628000);
INSERT INTO "update_seen" VALUES(30,1795251629000);
INSERT INTO "update_seen" VALUES(31,1795251630000);
INSERT INTO "update_seen" VALUES(32,1795251631000);
INSERT INTO "update_seen" VALUES(33,1795251632000);
INSERT INTO "update_seen" VALUES(34,1795251633000);
INSERT INTO "update_seen" VALUES(35,1795251634000);
INSERT INTO "update_seen" VALUES(36,1795251635000);
INSERT INTO "update_seen" VALUES(37,1795251636000);
INSERT INTO "update_seen" VALUES(38,1795251637000);
INSERT INTO "update_seen" VALUES(39,1795251638000);
INSERT INTO "update_seen" VALUES(40,1795251639000);
INSERT INTO "update_seen" VALUES(41,1795251640000);
INSERT INTO "update_seen" VALUES(42,1795251641000);
INSERT INTO "update_seen" VALUES(43,1795251642000);
INSERT INTO "update_seen" VALUES(44,1795251643000);
INSERT INTO "update_seen" VALUES(45,1795251644000);
INSERT INTO "update_seen" VALUES(46,1795251645000);
INSERT INTO "update_seen" VALUES(47,1795251646000);
INSERT INTO "update_seen" VALUES(48,1795251647000);
INSERT INTO "update_seen" VALUES(49,1795251648000);
INSERT INTO "update_seen" VALUES(50,1795251649000);
INSERT INTO "update_seen" VALUES(51,1795251650000);
INSERT INTO "update_seen" VALUES(52,1795251651000);
INSERT INTO "update_seen" VALUES(53,1795251652000);
INSERT INTO "update_seen" VALUES(54,1795251653000);
INSERT INTO "update_seen" VALUES(55,1795251654000);
INSERT INTO "update_seen" VALUES(56,1795251655000);
INSERT INTO "update_seen" VALUES(57,1795251656000);
INSERT INTO "update_seen" VALUES(58,1795251657000);
INSERT INTO "update_seen" VALUES(59,1795251658000);
INSERT INTO "update_seen" VALUES(60,1795251659000);
INSERT INTO "update_seen" VALUES(61,1795251660000);
INSERT INTO "update_seen" VALUES(62,1795251661000);
INSERT INTO "update_seen" VALUES(63,1795251662000);
INSERT INTO "update_seen" VALUES(64,1795251663000);
INSERT INTO "update_seen" VALUES(65,1795251664000);
INSERT INTO "update_seen" VALUES(66,1795251665000);
INSERT INTO "update_seen" VALUES(67,1795251666000);
INSERT INTO "update_seen" VALUES(68,1795251667000);
INSERT INTO "update_seen" VALUES(69,1795251668000);
INSERT INTO "update_seen" VALUES(70,1795251669000);
INSERT INTO "update_seen" VALUES(71,1795251670000);
INSERT INTO "update_seen" VALUES(72,1795251671000);
INSERT INTO "update_seen" VALUES(73,1795251672000);
INSERT INTO "update_seen" VALUES(74,1795251673000);
INSERT INTO "update_seen" VALUES(75,1795251674000);
INSERT INTO "update_seen" VALUES(76,1795251675000);
INSERT INTO "update_seen" VALUES(77,1795251676000);
INSERT INTO "update_seen" VALUES(78,1795251677000);
INSERT INTO "update_seen" VALUES(79,1795251678000);
INSERT INTO "update_seen" VALUES(900,1795251678000);
INSERT INTO "update_seen" VALUES(901,1795251678000);
INSERT INTO "update_seen" VALUES(902,1795251678000);
CREATE TABLE waiting_update (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    person      INTEGER NOT NULL,
    raw         TEXT    NOT NULL,
    place       TEXT,
    received_ms INTEGER NOT NULL
) STRICT;
INSERT INTO "waiting_update" VALUES(1,504,'{"update_id": 900, "message": {"message_id": 150, "date": 1795251678, "chat": {"id": 504, "type": "private", "first_name": "Fergus"}, "from": {"id": 504, "is_bot": false, "first_name": "Fergus"}, "text": "I chose medication audits."}}','q/5f21d870a1/topic',1795251678000);
CREATE INDEX person_touched ON person (touched_ms);
CREATE INDEX draft_of_person ON draft (person, number);
CREATE INDEX draft_on_version ON draft (badge, version);
CREATE INDEX said_waiting ON said (id) WHERE body IS NOT NULL;
CREATE INDEX said_shown ON said (chat, id) WHERE place IS NOT NULL AND failure IS NULL;
CREATE INDEX said_as_message ON said (chat, message_id) WHERE place IS NOT NULL AND failure IS NULL;
CREATE INDEX submission_of_draft ON submission (draft);
CREATE INDEX effect_due ON effect (due_ms);
CREATE INDEX effect_of_draft ON effect (draft);
CREATE INDEX request_of_draft ON request (draft);
CREATE INDEX nudged_as_said ON nudged (said) WHERE said IS NOT NULL;
CREATE INDEX nudged_of_person ON nudged (person);
CREATE INDEX nudge_due ON nudge (due_ms, kind) WHERE due_ms IS NOT NULL AND silenced_ms IS NULL;
CREATE INDEX nudge_idle ON nudge (person) WHERE due_ms IS NULL AND silenced_ms IS NULL;
CREATE INDEX nudge_silenced ON nudge (person) WHERE silenced_ms IS NOT NULL;
CREATE INDEX nudged_by_outcome ON nudged (kind, became);
CREATE INDEX waiting_of_person ON waiting_update (person, id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('said',101);
INSERT INTO "sqlite_sequence" VALUES('effect',7);
INSERT INTO "sqlite_sequence" VALUES('waiting_update',1);
INSERT INTO "sqlite_sequence" VALUES('request',1);
COMMIT;
PRAGMA user_version = 5;

### Everything that the bot says. At most 25 words a sentence, for a reading age of 9 to 11.
### Telegram's HTML: <b>, <i>, <blockquote>. What comes in by $names is made safe before it gets here.

## First contact and privacy

welcome =
    <b>Hello. I am a computer program, not a person.</b>
    { $operator } runs me.

    I ask you the questions of an Open Badge, one at a time. I keep every word you send, and I count your words for you. { $carrier ->
        [worker] At the end I make your application ready. Then you send it yourself to the people who award the badge.
        [either] When you say so, your evidence goes to the people who award the badge. For some badges, you send it there yourself.
       *[bot] When you say so, your evidence goes to the people who award the badge.
    }

    I never write or change your words. That part is yours.

    <b>Your privacy, in short</b>
    I keep your name, your contact and work details, and your answers. I use them for your badge application only. { $carrier ->
        [worker] I send nothing to the badge's issuer. Only you do that.
        [either] Nothing goes to the badge's issuer until you send it.
       *[bot] Nothing goes to the badge's issuer until you press send.
    } Telegram also stores this chat, on computers outside the UK.

    Do you agree that I keep what you send me, in this way?
notice =
    <b>Privacy notice ({ $version })</b>

    <b>Who we are.</b> { $operator } runs this bot and is responsible for your data. Contact: { $contact }

    <b>What I keep.</b> Your Telegram number for this chat. Your name, email address, registration number, Register part and employer. Your answers, written or spoken. Badges that you send me. What you agree to, and when.

    <b>Reminders.</b> Only if you say yes to them. I keep which ones you want, on which days, at what time, and where your clock is. I keep the month of your yearly declaration if you tell me. I keep when I reminded you, and what of.

    <b>Why.</b> { $carrier ->
        [worker] To make your badge application ready for you to send.
        [either] To make your badge application, and send it for you where I can.
       *[bot] To make your badge application and send it for you.
    } I ask for your consent, and that is the legal basis. You can take it back at any time.

    <b>Who gets it.</b> { $carrier ->
        [worker] I do not send your application. The badge's issuer gets it when you send it on their page.
        [either] The badge's issuer, when you press send, or when you send it on their page.
       *[bot] The badge's issuer, when you press send.
    } Who else can read it then is the issuer's rule. I say who before you begin each badge. { $operator } can see it only to keep the bot running. To check a badge that you send me, I may open its page.

    <b>Where.</b> Telegram carries and stores this chat, and its computers are outside the UK. The chat is not end-to-end encrypted. The bot's own copy is with { $operator }.

    <b>How long.</b> Nothing runs out by itself, so that you never lose your work. I keep it until you ask { $operator } to delete it.

    <b>Your rights.</b> You can ask to see, correct, move or delete your data, or ask us to stop using it. Write to { $contact }. You can also complain to the Information Commissioner's Office (ICO).

    <b>This chat.</b> I cannot clear your own phone. To do that, use "Clear history" or "Delete chat" in Telegram.

    <b>No machine decides.</b> I count and check. People at the issuer decide about your badge. { $ai }
notice-no-ai = I use no AI.
notice-scribe-here = A program on the computer of { $operator } writes down what you say in recordings. That is the only AI I use, and your recordings do not leave for it.
notice-scribe-elsewhere = I send your recordings to { $host }. A program there writes down what you say. That is the only AI I use.
notice-number = Your number here is <code>{ $number }</code>. Give it when you write about your data.
notice-agreed = You agreed to this on { DATETIME($at, dateStyle: "long") }.
nothing-kept = I have not kept that message, because I need your yes first.

## Choosing a badge

badges = <b>Which badge do you want to work on?</b>
badges-unknown = I do not know a badge with that name or code.
badges-line = { $number }. <b>{ $title }</b>
    { $summary }
badges-begun = You have begun this one: { $done } of { $of } answers done.
badges-begun-early = You have begun this one.
badges-begun-held = You have begun this one: { $held } of { $of } badges ticked.
badges-elsewhere = You cannot do this one here yet.
title-draft = { $title } (draft, not published)
badge-elsewhere =
    <b>{ $title }</b>

    { $summary } You cannot do this badge here yet. You can apply on the issuer's own page: { $page }
right-badge =
    <b>{ $title }</b>

    { $audience }

    <b>Check that all of this is true</b>
    { $checks }

    <b>Time.</b> About { $minutes } minutes in all. You can stop and come back whenever you like.
right-badge-ready =
    <b>Have ready</b>
    { $ready }
right-badge-deciding = { $deciding }
right-badge-days = The { $issuer } then takes up to { $days } days to decide.
right-badge-by-hand = <b>Sending.</b> I cannot send it to the { $issuer } for you. At the end I make it ready, and you send it yourself on their page.
right-badge-yearly = You can have this badge once a year.
right-badge-sent = You already sent this badge on { DATETIME($on, dateStyle: "long") }. { $otherwise }
right-badge-ask = Is this the right badge for you?
wrong-badge =
    That is fine. Nothing was sent.

    { $otherwise }
visibility =
    <b>Before you start: who can read it</b>

    { $text }

## Facts

fact-ask = <b>{ $number } of { $of }. { $ask }</b>
fact-hint = <i>{ $hint }</i>
fact-digits = It usually has { $digits } digits.
fact-choose = Press each one that is true for you, or type its number. Then press "That is all".
fact-chosen = Chosen: { $chosen }
fact-doubt-unusual_number = You wrote "{ $stated }". A number here usually has { $digits } digits. If yours is right, press "Keep it". If not, send it again.
fact-doubt-not_an_email = "{ $stated }" is not a full email address. It needs a name, an @ and a place, such as mary@example.org. Send it again.
fact-doubt-too_long = That is too long for this. Send just the answer, in one short line.
fact-doubt-no_letters = I need letters here. Send it again.
fact-doubt-no_such_option = I do not see that one in the list. Press a button, or type its number.
fact-doubt-none_chosen = Choose at least one first.
facts-prior = <b>Are your details still right?</b>
facts-own = <b>Your details</b>
facts-line = { $number }. { $label }: { $value }
facts-none = not given yet
facts-unsure = { $value } (waiting for your "keep it" or "that is all")
facts-change = To change one, press its button or type its number.

## Questions

question =
    <b>Question { $number } of { $of }</b>
    <b>{ $heading }</b>

    { $ask }
question-minimum = Write at least { $minimum } words. Use as many messages as you like.
question-so-far = { $count ->
    [one] You have one word so far. Anything you send now is added to it.
   *[other] You have { $count } words so far. Anything you send now is added to them.
}
question-so-far-about = You have about { $count } words so far. Anything you send now is added to them.
question-left-about = You have about { $left } words left in all.
question-left = { $left ->
    [one] You have one word left in all.
   *[other] You have { $left } words left in all.
}
tips =
    <b>Tips for question { $number }</b>
    Good evidence often does this:
    { $tips }

    Send your own words when you are ready.
kept-added = Kept.
kept-edited = Changed.
kept-moved = Moved.
kept-restored = Your words are back.
kept-cleared = Your words are put away. You can bring them back.
progress-short = Question { $number }: { $count } of { $minimum } words. Add { $missing ->
    [one] one more word
   *[other] { $missing } more words
}.
progress-enough = Question { $number }: { $count ->
    [one] one word
   *[other] { $count } words
}. You have enough.
words-marks = { $count ->
    [one] One mark that is no word, such as a bullet, counts
   *[other] { $count } marks that are no words, such as bullets, count
} towards the { $maximum } as well.
progress-left = { $left ->
    [one] One word left of { $maximum }.
   *[other] { $left } words left of { $maximum }.
}
progress-over = { $over ->
    [one] All your answers are one word over { $maximum }.
   *[other] All your answers are { $over } words over { $maximum }.
} Press "Choose what to take out", or edit your own messages above.
progress-total = All your answers need { $missing ->
    [one] one more word
   *[other] { $missing } more words
} together.
progress-total-about = All your answers need about { $missing } more words together.
progress-left-about = { $left ->
    [0] You have about as many words as fit in { $maximum }.
   *[other] About { $left } words left of { $maximum }.
}
progress-over-about = All your answers are at least { $over } words over { $maximum }. Press "Choose what to take out", take out a recording, or edit your own messages above.
characters-over = All your answers are { $over } letters and signs over { $maximum }. To take some out, edit your own messages above, or start an answer again.
progress-all = Every question has an answer. You can check them now.
question-link = Or send a link to your own page.
question-linked = Your link answers this one: { $done } of { $of } ticked.
question-linked-whole = Your link for every question answers this one.
question-sound = You can speak instead: a voice note of about { $time } says enough.
readers = The { $issuer }
sound-rules =
    <b>You can also speak your answers</b>
    Send a voice note at any question. I count about how many words you say. I do not write them down.

    Your recordings are kept with your answers. { $readers } can play them. So say "a man I support", and not his name.
sound-rules-picture =
    If you send a video, its picture goes along. { $readers } can watch it. So film only yourself, and nobody you support.
kept-link_out = The link is taken out. You can bring it back.
sound-rules-here =
    <b>You can also speak your answers</b>
    Send a voice note at any question. I count about how many words you say.

    <b>A program on this bot's own computer writes your words down.</b> I show you what it heard. You say if it is right, put it right, or keep the sound only. I do not use its words unless you say so.

    Your recordings are kept with your answers. { $readers } can play them. So say "a man I support", and not his name.
sound-rules-elsewhere =
    <b>You can also speak your answers</b>
    Send a voice note at any question. I count about how many words you say.

    <b>I send your recording to { $host }, and a program there writes your words down.</b> I show you what it heard. You say if it is right, put it right, or keep the sound only. If you do not want that, type your answers.

    Your recordings are kept with your answers. { $readers } can play them. So say "a man I support", and not his name.
sound-rules-needed = For this badge, a recording counts only when its words are written down and you have said that they are right.
sound-rules-typed =
    <b>About voice notes</b>
    For this badge, spoken words count only when they are written down. I cannot do that here. So type your answers. You can send a recording along with them.

    Your recordings are kept with your answers. { $readers } can play them. So say "a man I support", and not his name.
length-seconds = { $seconds } s
length-minutes = { $minutes } min { $seconds } s
length-whole = { $minutes } min
kept-heard = Kept: spoken, { $length }, about { $words } words.
kept-heard-part = I could play only { $length } of it: about { $words } words. If you said more, send it again.
kept-heard-cut = Kept: spoken, { $length }, about { $words } words. The end of that file may be missing. If you said more, send it again.
kept-heard-writing = I will show you its words soon.
kept-heard-needed = It counts when you have said that its words are right.
kept-heard-typed = It goes along, but only typed words count for this badge.
kept-words_right = Those words are in your answer now.
kept-words_mended = Your own version is in your answer now. To change it, edit your message.
kept-sound_only = Kept as sound only.
kept-noted = So far:
kept-short = Kept as it is. The assessor may see that it is shorter than asked.
kept-taken_out = The recording is taken out. You can bring the recording back.
progress-about-short = Question { $number }: about { $count } of { $minimum } words. Say about { $missing } more, or keep it as it is.
progress-about-enough = Question { $number }: about { $count } words. You have enough.
progress-about-kept = Question { $number }: about { $count } of { $minimum } words.
recordings = <b>Recordings in answer { $number }</b>
recording = { $number }. spoken, { $length }, about { $words } words
recording-silent = { $number }. { $length }, no words that count
recording-waiting = { $number }. not fetched yet
recording-writing = its words are being written down
recording-shown = its words are there for you to check
recording-checked = { $count ->
    [one] one word, checked by you
   *[other] { $count } words, checked by you
}
recordings-end = To record one again, take it out and send a new one.
nobody = <b>Could anyone be known from your recordings?</b>
    I cannot check sound. { $count ->
    [one] You have one recording.
   *[other] You have { $count } recordings.
} Listen for names, places and voices of other people.
nobody-picture = Your video goes with its picture. Look for other people, and for names on doors and papers.
play-copy = Telegram did not play that one. Here is my own copy of it.
play-nothing = Telegram did not play that one, and I have no copy to play. To be safe, take it out and record it again.
words =
    <b>Question { $number }, recording { $recording } ({ $length }): here is what a program heard</b>
words-settled =
    <b>Question { $number }, recording { $recording } ({ $length }): these words are in your answer</b>
words-ask = Read it through. The program gets names and Scots words wrong. If it is right, it goes into your answer. If not, fix it or keep the sound only.
words-settled-ask = You can still put them right, or keep the sound only.
words-unsure = I am not sure that it caught everything. Your recording is safe.
words-repeats = It has more words than I would expect from the sound. The program may have said some things twice.
words-mend = Copy the words above. Put them right, and send me the whole of it. What you send stands in your answer, just as you wrote it.
words-ready = The words of a recording in question { $number } are written down. To check them, open that question and press Recordings.
words-failed = I could not write down what you said in question { $number }. Your recording is kept, and counts as before.
words-failed-needed = I could not write down what you said in question { $number }. Your recording is kept, but type its words too: only words count here.
loose-sound = I have your recording. It is not in any answer yet. Where does it belong?
sound-trouble-not_media = I cannot play that one. A voice note, an audio file or a round video is fine.
sound-trouble-too_big = Telegram does not let me fetch a file that big. Send it in shorter pieces: 15 minutes of voice note is small enough.
sound-trouble-no_sound = There is no sound in that one. It may be the microphone. Try again, or type it.
sound-trouble-damaged = That file is damaged, and I could not play it. Record it again, or type it.
sound-trouble-cut = The end of that file may be missing, and I could not hear anyone talking in the rest. Send it again, or type it.
sound-trouble-too_long = I can use only the first 15 minutes of that one. If what matters comes later, send it as a second recording.
sound-trouble-too_complex = I could not open that file safely. A voice note, recorded here, is fine.
sound-trouble-odd_layout = I cannot play that kind of recording. Nothing is wrong with yours. A voice note, recorded here, is fine.
sound-trouble-timed_out = That file took too long to open. Send it again, or in shorter pieces.
sound-trouble-crashed = I could not open that file. Send it again, or record it as a voice note.
sound-trouble-no_speech = I could not hear anyone talking in that one ({ $length }). It may be the microphone. Try again, or type it.
sound-trouble-twice = That is the same recording as before, so I have counted it once.
sound-trouble-gone = Telegram could not give me that recording. Send it again.
sound-trouble-no_room = I have no room for recordings at the moment, so I did not keep that one. Type it instead, or send it again later.
sound-trouble-quota = I have as many recordings from you as I can keep, so I did not keep that one. Type it instead.
start-again = Put away { $count ->
    [0] your answer
    [one] all one word of your answer
   *[other] all { $count } words of your answer
} to question { $number }, and start it again?
questions = <b>{ $title }</b>
questions-done-spoken = { $number }. { $heading }: done, about { $count } words, spoken for { $length }
questions-not-yet-spoken = { $number }. { $heading }: not yet, about { $count } of { $minimum } words, spoken for { $length }
questions-done = { $number }. { $heading }: done, { $count ->
    [one] one word
   *[other] { $count } words
}
questions-kept-short = shorter than asked
questions-not-yet = { $number }. { $heading }: not yet, { $count } of { $minimum } words
questions-total = In all: { $total ->
    [one] one word
   *[other] { $total } words
}.
questions-total-about = In all: about { $total } words.
questions-loose = { $count ->
    [one] One word is kept but in no answer.
   *[other] { $count } words are kept but in no answer.
}
questions-pick = Press a question to go to it, or type its number.
resting = All is kept. Come back whenever you like: send /start, or just go on writing.
resting-reminded = If you do not, I remind you on { DATETIME($on, dateStyle: "full") }. To have no reminders, send "stop".
resting-word = If "stop" was part of your answer, send it again with the words around it.

## Words that need a place

paste =
    <b>This looks like your whole statement.</b> I would put it here:
paste-unsure =
    <b>This looks like your whole statement.</b> I am not sure where it all goes. My best guess:
paste-line = Question { $number }, { $heading }: { $count ->
    [one] one word
   *[other] { $count } words
}, from "{ $begins }" to "{ $ends }"
paste-line-short = Question { $number }, { $heading }: { $count ->
    [one] one word
   *[other] { $count } words
}, "{ $begins }"
paste-doubt-no_headings = It has no headings that I know, so I went by the words.
paste-doubt-bare_numbers = The numbers may be a list inside one answer.
paste-doubt-odd_headings = Some headings are new to me.
paste-doubt-above = There are many words above the first heading.
paste-doubt-hidden = A heading seems to be missing. Two answers may stand together.
paste-doubt-twice = One heading comes twice. I took the second for your own words.
paste-empty = { $count ->
    [one] Question { $numbers } has no words yet.
   *[other] Questions { $numbers } have no words yet.
}
paste-and = { $first } and { $last }
paste-before = The { $count ->
    [one] word
   *[other] { $count } words
} "{ $begins }" would stay in no answer. I keep them.
paste-ask = Is that right? If not, move a part, or go through it. If it is one answer, all of it goes into question { $number }.
paste-moves = These are the parts:
paste-passage = { $place }. In question { $number }: { $count ->
    [one] one word
   *[other] { $count } words
}, "{ $begins }"
paste-passage-out = { $place }. In no answer: { $count ->
    [one] one word
   *[other] { $count } words
}, "{ $begins }"
paste-moves-ask = Which one belongs somewhere else? Press it, or type its number.
paste-to = Where do these { $count } words go, from "{ $begins }" to "{ $ends }"? Press a question, or type its number.
paste-to-short = Where does "{ $begins }" go? Press a question, or type its number.
paste-step = <b>Part { $number } of { $of }</b>
paste-piece = "{ $text }"
paste-likely = I think it answers question { $number }, { $heading }. Press where it goes, or type the number of the question.
paste-likely-none = I think it is no part of an answer. Press where it goes, or type the number of a question.
loose = I have kept that: { $count ->
    [one] one word
   *[other] { $count } words
}, "{ $begins }". It is not in any answer yet. Where does it belong?
loose-list = These words are kept, and are in no answer:
left-out = It stays out of your answers. I still have it, under /progress.

## A link to the worker's own page

link-ask =
    <b>Is this link your evidence?</b>
    { $url }

    Which does it answer: question { $number } alone, or every question? If it is part of what you write, press "Just words".

    I do not open links. Check that anyone who has it can read the page.
link-rules =
    <b>You can give a link instead</b>
    Send the link to your own blog or portfolio, in a message of its own. It has to start with https://. Anyone who has the link must be able to read the page.

    I do not open it, so I cannot count its words. I give you a short list, and you tick what is true of your page.
link-fault-not_secure = That link starts with http://, which is not secure. See if your page opens with this one. If it does, send it: { $url }
link-fault-other_kind = I can take only a link that starts with https://. Open your page in a browser, and copy the link from there.
link-fault-incomplete = Part of that link is missing. Open your page in a browser, copy the whole link, and send it.
link-fault-only_here = That link works only inside one building, or on one computer. Send the one that anyone can open.
link-fault-numbers = That link has a number where the name of the site should be. Send the one with the name in it, such as https://example.org.
link-fault-login = There is a login in that link: what stands before the @. Whoever reads your evidence could use it. Send the link without it.
link-fault-port = That link has a colon and a number after the name of the site. Send it without them, if your page opens that way.
link-fault-odd_signs = There is a sign in that link that does not belong in one. You may not be able to see it. Copy the link from your browser, and send it again.
link-fault-too_long = That link is longer than { $longest } signs. Look on your page for "Share" or "Copy link", which may give a shorter one.
link-fault-kept = I have kept it as words in answer { $number }. You can edit your message, take it out, or send another.
link-fault-aside = I have kept it, but in no answer.
checklist = <b>Your link for question { $number }</b>
checklist-whole = <b>Your link for every question</b>
checklist-url = { $url }
checklist-how = I do not open it, so I cannot count its words. Press the number of each line that is true, or type it. To take a tick back, do the same again.
checklist-box = { $number }. { $text }
checklist-box-on = { $number }. { $text } (ticked)
checklist-left = { $left ->
    [one] One is left to tick.
   *[other] { $left } are left to tick.
} If one is not true yet, change your page first. Or take the link out, and answer here.
checklist-all = All is ticked. Your application has the link, and this list with your ticks.
progress-link = Question { $number }: a link, { $done } of { $of } ticked, and { $count ->
    [0] no words beside it
    [one] one word beside it
   *[other] { $count } words beside it
}.
progress-whole = Question { $number }: { $count ->
    [one] one word
   *[other] { $count } words
} beside your link for every question.
questions-link-done = { $number }. { $heading }: done, link, ticked
questions-link-not-yet = { $number }. { $heading }: not yet, link, { $done } of { $of } ticked
questions-whole-done = { $number }. { $heading }: done, by your link
questions-whole-not-yet = { $number }. { $heading }: not yet ticked for your link
questions-link-words = , and { $count ->
    [one] one word
   *[other] { $count } words
}
questions-all-link = Your link for every question: { $done } of { $of } ticked
questions-uncounted = Words on your own page are not in this count.

## Badges that are held already

holding-rules-all =
    <b>Now the badges that you hold</b>
    Tick each one that you have earned. You need all { $of }. You can do some now, and the rest on another day.

    <b>You can also send me a badge.</b> I look at it and put what I found in your application, so it counts for more than a tick. You do not have to.

    Send the link to it, or its file: a PNG or SVG picture, JSON, or a zip of them. Send a picture as a file, never as a photo.
holding-rules-some =
    <b>Now the badges that you hold</b>
    Tick each one that you have earned. You need { $needed } of these { $of }. You can do some now, and the rest on another day.

    <b>You can also send me a badge.</b> I look at it and put what I found in your application, so it counts for more than a tick. You do not have to.

    Send the link to it, or its file: a PNG or SVG picture, JSON, or a zip of them. Send a picture as a file, never as a photo.
held = <b>You hold { $held } of { $of } badges</b>
held-part = Part { $part } of { $parts }
held-line = { $number }. { $title }
held-line-stated = <b>{ $number }. { $title }</b> (ticked)
held-line-link = <b>{ $number }. { $title }</b> (ticked, with a link)
held-line-file = <b>{ $number }. { $title }</b> (ticked, with a file)
held-line-checked = <b>{ $number }. { $title }</b> (ticked and checked)
held-waiting = (I am looking at it)
held-how = Press a number to tick it, or to take the tick back. Or type numbers, such as 1, 4-7 or "remove 3".
held-earn = Not earned yet? Look here: { $page }
held-earn-some = Not earned { $numbers } yet? Look here: { $page }
held-outside = { $count ->
    [one] There is no badge { $numbers }.
   *[other] There are no badges { $numbers }.
} They go from 1 to { $of }.
held-enough = That is all you need. You can check your application now.
held-doubtful = { $count ->
    [one] One file or link that you sent waits for you to say which badge it is. Press "Say which badge".
   *[other] { $count } files or links that you sent wait for you to say which badge each is. Press "Say which badge".
}
none-held = Take away { $held ->
    [one] your one tick
   *[other] all { $held } ticks
}? What you sent me stays.
tally = <b>Your badges</b>
    { $held } of { $of } ticked.
tally-checked = I have checked { $checked } of them.
tally-given = { $given } { $given ->
    [one] goes with a link or file that I could not check.
   *[other] go with links or files that I could not check.
}
tally-waiting = { $waiting ->
    [one] One is
   *[other] { $waiting } are
} still being looked at. You can wait, or go on without.
tally-doubtful = { $doubtful ->
    [one] One file or link that you sent is
   *[other] { $doubtful } files or links that you sent are
} not used yet, because I do not know which badge it is.
award-news = <b>I have looked at what you sent{ $count ->
    [one] .
   *[other] : { $count } in all.
}</b>
award-held = You hold { $held } of { $of } badges.
award-checked = Checked and ticked:{ $badges }
award-unchecked = Ticked, but I could not check { $count ->
    [one] it
   *[other] them
}:{ $badges }
award-unchecked-why = { $why } { $count ->
    [one] It goes
   *[other] They go
} along as you sent { $count ->
    [one] it
   *[other] them
}.
award-lost = I could not check { $names }, so I leave { $count ->
    [one] it
   *[other] them
} out. { $why }
award-doubtful = I need your help with { $names }: I do not know which badge { $count ->
    [one] it is
   *[other] each is
}.
award-wrong = Not right, so I leave { $count ->
    [one] it
   *[other] them
} out: { $names }. { $why }
award-badge = { $number }. { $title }
award-numbers = badges { $numbers }.
award-name = "{ $name }"
award-name-of = "{ $name }" (badge { $thing })
award-more = { $more } more
award-and = { $first } and { $last }
award-still = { $waiting ->
    [one] One takes
   *[other] { $waiting } take
} longer. I keep trying, and will tell you.
award-busy = { $busy ->
    [one] One is
   *[other] { $busy } are
} not checked yet, because many came at once. I go on with { $busy ->
    [one] it
   *[other] them
} later, by myself, and will tell you.
award-why-photo = It is a photo, or another kind of picture that holds no badge. Send me the PNG or SVG as a file.
award-why-nothing_inside = There is no badge in it. Download it again from your badge page, and send it as a file.
award-why-unreadable = I could not read it. Download it again from your badge page, and send me the new one.
award-why-too_large = It is too big for me. Send the PNG or JSON file of each badge by itself, or the link to it.
award-why-too_many = There is too much in that zip. Send the badges in smaller lots.
award-why-fetching_off = I would have to open a page for that, and I do not open pages here.
award-why-address = I would have to open an address that is not safe to open.
award-why-unreachable = The page that it belongs to did not answer. You can press "Check again" later.
award-why-busy = I had too many pages to open. You can press "Check again" later.
award-why-no_award = That page shows no badge that I can read.
award-why-no_rules = I do not know how to tell this issuer's badges from others.
award-why-unknown_key = I do not know the key that it is signed with.
award-why-unknown_signature = I do not know the way it is signed.
award-why-unknown_form = It is made in a way that I do not know.
award-why-unknown_person = It does not say whose it is by an email address.
award-why-unknown_status = I could not find out if it was taken back.
award-why-wrong_person = It was given to another email address. If you still use that one, change your details to it. If not, just tick the badge.
award-why-revoked = The issuer has taken it back. Ask them why.
award-why-expired = It has run out. Ask the issuer for a new one.
award-why-not_yet = It starts on a later day.
award-why-signature = It was changed after it was made. Download it again from your badge page.
award-why-contradictory = Parts of it do not fit together. Download it again from your badge page.
award-why-other_issuer = Somebody else made it, and not the issuer of these badges.
award-why-elsewhere = It is not where this issuer keeps its badges.
award-why-no_room = I had no room to keep it. Press "Check again" later.
award-why-gone = Telegram could not give it to me. Press "Check again" later, or send its PNG or JSON file again, or the link to it.
award-ask =
    <b>Which badge is this?</b>
    { $name }
award-ask-unknown = There is no badge with that number.
award-ask-several = I need one number here.
award-ask-says = It calls itself "{ $badge }".
award-ask-perhaps = Press the right one, or type its number from 1 to { $of }.
award-ask-number = Type its number, from 1 to { $of }.
award-ask-out = If it is none of them, take it out.
award-list = <b>Badges you sent</b>
award-list-end = To take one out, press its button. The tick stays.
award-list-outside = There is no number { $number } in this list.
award-list-numbers = These numbers are of what you sent. To take one out, type it like this: take out 2
award-list-after = You can have them checked again after { $time }.
awards-wait = I have checked again { $times } times in the last hour. You can ask for it again after { $time }.
award-line = { $number }. { $name }: { $state }
award-line-of = badge { $thing }, { $state }
award-state-checked = checked
award-state-unchecked = not checked, goes along
award-state-wrong = not right, does not go along
award-state-lost = could not be checked, does not go along
award-state-waiting = I am looking at it
award-state-doubtful = I do not know which badge it is
award-link-fault = I have not taken that link.

## Check your answers

review = <b>Check your answers</b>
    Nothing has been sent yet.
review-again = <b>Check your answers</b>
    What you changed has not been sent yet.
review-facts = <b>Your details</b>
review-fact = { $label }: { $value }
review-answers = <b>Your answers</b>
review-total = In all: { $total ->
    [one] one word
   *[other] { $total } words
}. The limits are { $minimum } to { $maximum }.
review-total-about = In all: about { $total } words. The limits are { $minimum } to { $maximum }. Where you speak, a little less is enough.
review-missing = <b>Before you can send</b>
review-missing-question = Question { $number } needs { $missing ->
    [one] one more word
   *[other] { $missing } more words
}.
review-missing-spoken = Question { $number } needs about { $missing } more words. Go to it to say more, or to keep it as it is.
review-missing-answer = Question { $number } needs an answer.
review-over = All answers together are { $over ->
    [one] one word
   *[other] { $over } words
} over { $maximum }. Press "Choose what to take out", or edit your own messages above.
review-missing-fact = { $label } is not settled yet.
review-missing-link = Your link for question { $number }: tick what is left.
review-missing-link-whole = Your link for every question: tick what is left.
review-waiting = A recording is not fetched yet. I will tell you when it is kept. If it takes too long, take it out and record it again.
review-words = { $count ->
    [one] The words of one recording wait
   *[other] The words of { $count } recordings wait
} for you to check. Until you do, that counts as sound only.
review-missing-badges = Your badges: tick { $missing ->
    [one] one more
   *[other] { $missing } more
}.
review-ready = All the rules are met.
review-loose = { $count ->
    [one] One word is in no answer and will not be sent.
   *[other] { $count } words are in no answer and will not be sent.
}
paste-too-long =
    <b>It may be too long for their page.</b> With its headings and your details, your text has { $words } words. The limit is { $limit }, and their page may count them all. To be safe, take some words out before you go on.
review-change = To change an answer, press its number or type it.
whole-text-empty = There is nothing to read yet.
whole-text-end = That is all of it. This is what the assessor will read.
details = <b>Could someone be known from this?</b>
    I found words that may point to a person. Other people must not be known from your evidence.
details-line = { $position }. Answer { $number }: "{ $words }". This may be { $kind }: { $why }.
details-ask = Look at number 1: "{ $words }". Keep it if nobody can be known from it. Or press "Change it", and I show you the message.
kind-email = an email address
kind-chi = a CHI number
kind-nhs = an NHS number
kind-national_insurance = a National Insurance number
kind-date_of_birth = a date of birth
kind-phone = a phone number
kind-postcode = a postcode
kind-named_person = a person's name
kind-room = a room or bed
kind-handle = a name on social media
kind-registration = a registration number
kind-payroll = a payroll number
kind-key_code = a door or key code
kind-car = a car's number plate
kind-street = an address
kind-home = the name of a home
kind-unique = words that fit one person only
kind-initials = initials
kind-nickname = a nickname
why-shape = it is written like one
why-said_so = the words beside it say so
why-title = there is a title before it
why-relation = it says who somebody is
why-known_name = it is a first name that many people have
why-used_as_name = it is used as a name
why-only_one = only one person may fit it

## Declarations and sending

ai-use =
    <b>Did you use an AI tool, such as ChatGPT, for this evidence?</b>

    { $explain }
ai-use-written = The program that wrote down what you said is named in your evidence already. This is about any other tool.
ai-tool = Which AI tool did you use? Send its name.
ai-link = Send the link to your AI chat. It starts with https:// and is shown to the assessor.
ai-link-wrong = I need one whole link that starts with https:// and has no spaces. In your AI tool, look for "Share", and copy the link.
declaration-by-hand = <b>Now the statements.</b> The { $issuer } needs your yes to each. Their page may ask you for them once more, when you send your application there.
declaration-kept = You looked at these words and kept them. Agree only if nobody can be known from them:
declaration-kept-line = - { $words }
declaration =
    <b>Statement { $number } of { $of }</b>

    { $text }

    Do you agree?
final-head = <b>Last look before { $carrier ->
    [worker] I make it ready
   *[bot] sending
}</b>
final-end = { $carrier ->
    [worker] I send nothing. I give you the text, and you send it yourself. Once it is ready, you cannot change it here.
   *[bot] After you send it, you cannot change it here.
}
final =
    <b>What:</b> your evidence for "{ $title }", { $words }{ $links ->
        [0] { "" }
       *[other] { " " }and a link
    }, with your name and email address.
    <b>To:</b> { $issuer }{ $carrier ->
        [worker] , on their own page.
       *[bot] .
    }
    <b>Who can read it:</b> { $visibility }
final-words = { $total ->
    [one] one word
   *[other] { $total } words
}
final-about = about { $total } words
final-no-words =
    <b>What:</b> your application for "{ $title }", with your name and email address.
    <b>To:</b> { $issuer }{ $carrier ->
        [worker] , on their own page.
       *[bot] .
    }
final-badges =
    <b>What:</b> your application for "{ $title }". It lists the { $held } badges that you hold, and goes with your name and email address.
    <b>To:</b> { $issuer }{ $carrier ->
        [worker] , on their own page.
       *[bot] .
    }
    <b>Who can read it:</b> { $visibility }
too-heavy =
    <b>Your recordings are too big to send.</b>
    The { $issuer } takes { $takes } MB by email. With your recordings, your application is about { $weighs } MB.

    Open your recordings and take one out. Then say it shorter, or type it. Your answers are all kept.
making-ready = I am making your application { $reference } ready. Nothing has gone to the { $issuer } yet. My next messages tell you how to send it.
on-its-way = Your application { $reference } is on its way to the { $issuer }. I will tell you when they have it.
on-its-way-by-email = Your application { $reference } is on its way to the { $issuer }, by email. I will tell you when it has gone.
sent-head =
    <b>Your application is sent.</b>
    Your reference is <code>{ $reference }</code>.
sent =
    <b>What happens next.</b> The { $issuer } has your evidence for "{ $title }". You should hear from them by { DATETIME($by, dateStyle: "long") }. They may ask you for more evidence.
sent-by-email-head =
    <b>Your application is sent by email.</b>
    It went to the { $issuer }. Your reference is <code>{ $reference }</code>.
sent-by-email =
    <b>What happens next.</b> You should hear from the { $issuer } about "{ $title }" by { DATETIME($by, dateStyle: "long") }. They write to your own email address. When they do, come back here and press "They wrote back".
sent-by-hand-head =
    <b>I have noted that you sent it.</b>
    Your reference here is <code>{ $reference }</code>.
sent-by-hand =
    <b>What happens next.</b> You should hear from the { $issuer } about "{ $title }" by { DATETIME($by, dateStyle: "long") }. They write to your own email address. When they do, come back here and press "They wrote back".
sent-questions = Questions about it: ask { $contact }. To see this again, send /status.
their-reference = Their reference: { $theirs }
delayed =
    The { $issuer } does not take your application { $reference } at the moment.

    It is safe with me. I keep trying for three days, and tell you when they have it. There is nothing for you to do.
pack-copy-to-send = Here is your application as a document. Keep it.
pack-copy-odt = The same again, as a file that a word processor can open. Send this one if you are asked for an ODT file.
pack-copy-recording = One of your recordings, to send along. Its name stands in your evidence.
pack-copy-award = A badge that you sent me, to send along. Its name begins with the badge's number.
pack-copy = Here is your own copy of what was sent. Keep it.
handover =
    <b>Your application is ready for you to send.</b>
    Your reference here is <code>{ $reference }</code>.

    The last step is yours, on the { $issuer }'s own page:
    1. Open { $page } and sign in.
    2. Find the badge "{ $title }" and press apply.
    3. Copy the text of my next messages into the evidence box.

    Your name and email address go in their own boxes. If their page asks for the statements once more, you have read them here.
handover-too-long = <b>It may be too long for their page.</b> With its headings and your details, the text has { $words } words. The limit is { $limit }, and their page may count them all. If it does not take the text, shorten it there before you send it.
handover-files = You also sent me { $files ->
    [one] the file of a badge. If their page takes files, press "Badge files" and I give it back to you. Then add it
   *[other] the files of { $files } badges. If their page takes files, press "Badge files" and I give them back to you. Then add them
} there.
handover-done = When you have sent it on their page, press "I have sent it".
not-delivered = <b>I could not deliver your application { $reference } to the { $issuer }.</b>
not-delivered-refused = The { $issuer }'s system would not take it. That says nothing about your answers.
not-delivered-unanswered = I tried for three days. The { $issuer }'s system never told me that it has it.
not-delivered-too-large = It is larger than the { $issuer }'s system takes. Recordings are what makes an application large.
not-delivered-too-long = One of your answers is longer than the { $issuer }'s system takes.
not-delivered-no-recordings = The { $issuer }'s system has no room for recordings. Answers that you type can go there.
not-delivered-recording = One of your recordings is damaged on my side. That is not your doing. The people who run me can see it.
not-delivered-stopped = The people who run me looked at it. They stopped it, because it did not get through.
not-delivered-ours = Something is wrong on my side, and not in your answers. The people who run me can see it.
not-delivered-kept = Every word is kept, and nothing is lost.
not-delivered-kept-but = Every word that you typed is kept. Play your recordings, and say the broken one again.
not-delivered-next = You can take it there yourself, and I give you all you need. Or check it and send it again.

## What the issuer says

received = <b>The { $issuer } has your application { $reference }.</b> You should hear from them by { DATETIME($by, dateStyle: "long") }.
returned =
    <b>The { $issuer } asks for more evidence.</b>
    It is about "{ $title }", your application { $reference }. Nothing is lost, and this often happens.
their-words = This is what they wrote:
note-at-question = About question { $number }, { $heading }:
returned-questions = <b>They want more for</b>
returned-question = { $number }. { $heading }
returned-all = You can change any of your answers now.
returned-all-both = You can change any of your answers now, and the badges that you hold.
returned-all-badges = You can change the badges that you hold now, and your details. To show a badge, send the link to it, or its file.
returned-all-details = You can change your details now.
returned-by = Send it again by { DATETIME($by, dateStyle: "long") }.
returned-next-all = { $carrier ->
    [worker] Then check your answers. I make it ready again, and you send it on the { $issuer }'s page.
   *[bot] Then check your answers and send it again, under the same reference.
}
returned-next = All else stays as you sent it. { $carrier ->
    [worker] Then check your answers. I make it ready again, and you send it on the { $issuer }'s page.
   *[bot] Then check your answers and send it again, under the same reference.
}
answer-as-sent = <b>This is your answer { $number }.</b> Send more to add to it, or start it again.
question-comment =
    <b>The assessor says</b>
    <blockquote>{ $comment }</blockquote>
question-came-back = <b>The assessor wants more for this one.</b>
questions-as-sent = { $number }. { $heading }: stays as you sent it
questions-wanted = { $number }. { $heading }: more is wanted
review-missing-change = Question { $number }: they want more. Add to it, or press "Leave it as it is" there.
kept-left = Left as it is.
awarded =
    <b>You have earned the badge "{ $title }".</b>
    The { $issuer } has awarded it for your application { $reference }. Well done.
awarded-doubtful =
    <b>The { $issuer } says that you have earned the badge "{ $title }".</b>
    It is about your application { $reference }.
awarded-link = You can see your badge here: { $link }
awarded-checked = I looked at it: the { $issuer } gave it to your email address, and it is good.
awarded-unchecked = I could not check the badge itself. Open the link to see it.
awarded-unchecked-file = I could not check the badge itself. To be sure of it, ask { $contact }.
awarded-wrong = I looked at it, and it is not right: it is not of your email address, or it does not hold. Ask { $contact }, and give the reference { $reference }.
awarded-again = You can have this badge once a year. Shall I tell you when it opens again? Send /reminders.
awarded-again-told = You can have this badge once a year. I will tell you when it opens again.
awarded-named = Its own name is "{ $name }".
awarded-file = My next message is your badge as a file.
award-file =
    Your badge "{ $title }", as a file. Keep it, and do not change it.
    Websites that collect badges can read it. Your phone may show only odd letters, and that is fine.
awarded-next = The { $issuer } sends it to you. Look in your email and in your account there.
declined =
    <b>The { $issuer } has not awarded the badge "{ $title }".</b>
    It was your application { $reference }.
revoked =
    <b>The { $issuer } has taken back the badge "{ $title }".</b>
    It was your application { $reference }.
revoked-next = To ask why, write to { $contact }.
overdue =
    <b>You have not heard about "{ $title }" yet.</b>
    It was sent on { DATETIME($sent, dateStyle: "long") }. The { $issuer } says it decides by { DATETIME($by, dateStyle: "long") }, and that day has passed.

    <b>What you can do.</b> Look in your email first, in the junk folder too. Then ask { $contact }. { $way ->
        [hand] Give your name and the name of the badge. My reference <code>{ $reference }</code> is only for you and me.
       *[system] Give the reference <code>{ $reference }</code>.
    }
ask-take-back =
    <b>Do you want to take back your application { $reference } for "{ $title }"?</b>

    It is closed here, and { $way ->
        [hand] you tell the { $issuer } yourself that you take it back.
       *[system] the { $issuer } has to hear that you take it back.
    } That cannot be undone. Your answers stay in this chat.
taken-back = <b>You took back your application { $reference } for "{ $title }".</b> It is closed here.
taken-back-telling = I am telling the { $issuer }, and let you know when that is done.
taken-back-kept = Your answers stay in this chat. To begin again, send /badges.
take-back-told = The { $issuer }'s system knows that you took back your application { $reference }.
take-back-told-by-email = I sent the { $issuer } an email. It says that you take back your application { $reference }.
tell-them-yourself = <b>The { $issuer } does not know it yet.</b> I cannot tell them from here, so they need to hear it from you. Write to { $contact }.
tell-them-words = Say that you take back your application for "{ $title }". { $way ->
    [hand] Give your name, and the email address that you gave them.
   *[system] Give the reference <code>{ $reference }</code>.
}
decided-anyway-awarded = <b>The { $issuer } has awarded the badge "{ $title }".</b> You took back that application, { $reference }.
decided-anyway-declined = <b>The { $issuer } has not awarded the badge "{ $title }".</b> You took back that application, { $reference }, so nothing changes.
decided-anyway-returned = <b>The { $issuer } asks for more evidence for "{ $title }".</b> You took back that application, { $reference }.
decided-anyway-revoked = <b>The { $issuer } has taken back the badge "{ $title }".</b> It was your application { $reference }.
decided-anyway-link = See it here: { $link }
decided-anyway-next = The application stays closed here. If something is not as you want it, write to { $contact }.
ask-outcome = <b>What did the { $issuer } write about your application { $reference }?</b>
ask-sure-awarded = Has the { $issuer } given you the badge "{ $title }"? Then I close this application.
ask-sure-declined = Has the { $issuer } said no to "{ $title }"? Then I close this application.
ask-their-words = Copy what the { $issuer } wrote and send it to me. Then you have it beside your answers. Or go on without.
ask-which = <b>For which questions does the { $issuer } want more?</b> Press each one, or type its number.

## Status and help

status = <b>Your applications</b>
status-none = You have no applications yet. Send /badges to begin one.
status-line-checking = <b>{ $title }</b>: begun on { DATETIME($began, dateStyle: "long") }. The details come first.
status-line-answering = <b>{ $title }</b>: begun on { DATETIME($began, dateStyle: "long") }. { $done } of { $of } answers done. Not sent yet.
status-line-holding = <b>{ $title }</b>: begun on { DATETIME($began, dateStyle: "long") }. { $held } of { $of } badges ticked. Not sent yet.
status-line-reviewing = <b>{ $title }</b>: begun on { DATETIME($began, dateStyle: "long") }. { $carrier ->
    [worker] Ready to check. Not sent yet.
   *[bot] Ready to check and send. Not sent yet.
}
status-line-declaring = <b>{ $title }</b>: begun on { DATETIME($began, dateStyle: "long") }. { $carrier ->
    [worker] Almost ready for you to send. Only the last steps are left.
   *[bot] Almost sent. Only the last steps are left.
}
status-line-sending = <b>{ $title }</b>: on its way since { DATETIME($sent, dateStyle: "long") }. I tell you when it has gone.
status-line-delayed = <b>{ $title }</b>: waiting since { DATETIME($sent, dateStyle: "long") }. The { $issuer } does not take it yet. I keep trying.
status-line-to_take = <b>{ $title }</b>: ready since { DATETIME($sent, dateStyle: "long") } for you to send on the { $issuer }'s page. You have not told me yet that you sent it.
status-line-sent = <b>{ $title }</b>: sent on { DATETIME($sent, dateStyle: "long") }. You should hear by { DATETIME($by, dateStyle: "long") }.
status-line-received = <b>{ $title }</b>: the { $issuer } has it since { DATETIME($sent, dateStyle: "long") }. You should hear by { DATETIME($by, dateStyle: "long") }.
status-line-overdue = <b>{ $title }</b>: sent on { DATETIME($sent, dateStyle: "long") }. You should have heard by { DATETIME($by, dateStyle: "long") }. Ask { $contact }.
status-line-returned = <b>{ $title }</b>: sent back to you on { DATETIME($said, dateStyle: "long") } for more evidence.
status-line-awarded = <b>{ $title }</b>: badge awarded on { DATETIME($said, dateStyle: "long") }.
status-line-declined = <b>{ $title }</b>: not awarded, on { DATETIME($said, dateStyle: "long") }. You can begin again.
status-line-revoked = <b>{ $title }</b>: badge taken back on { DATETIME($said, dateStyle: "long") }.
status-line-withdrawn = <b>{ $title }</b>: you took it back on { DATETIME($back, dateStyle: "long") }.
status-back-telling = I am telling the { $issuer }.
status-back-told = The { $issuer } has been told.
status-back-yourself = They need to hear it from you. Write to { $contact }.
status-wanted = { $count ->
    [one] Question { $numbers } is still to do.
   *[other] Questions { $numbers } are still to do.
}
status-reference = Reference <code>{ $reference }</code>.
status-attempt = Attempt { $attempt }.
status-more = To go on with one, send /badges.
help =
    <b>What you can do</b>
    Send your answer in as many messages as you like. To change words, edit your own message, or start the answer again.
    Type "read it back" to see an answer, and take messages out. Deleting a message in Telegram takes nothing out: I still have it.

    /start goes on where you were
    /badges choose a badge
    /progress all questions: done and not yet
    /review { $carrier ->
        [worker] check your answers and make them ready
       *[bot] check your answers and send
    }
    /status what happened to your applications
    /reminders when I write to you by myself
    /privacy what I keep and why
    /cancel put this badge aside

    <b>You can type instead of pressing</b>
    next, back, tips, list, later, check, read it back, start again, yes, no, keep, send, or a number from a list. Type just the word.

    Questions about this bot: { $contact }
set-aside = I have put "{ $title }" aside. Nothing is lost. Send /badges to come back to it.
nothing-in-hand = You have no badge in hand at the moment.

## A newer version of a badge

version =
    <b>There is a newer version of "{ $title }".</b> You began with an older one. This is different:
version-question_added = New question: { $name } (at least { $after } words)
version-question_removed = Question gone: { $name }
version-question_reworded = Asked in new words: { $name }
version-minimum = { $name }: at least { $after } words, was { $before }
version-limits = All answers together: { $before } to { $after } words
version-facts = Other details are asked for
version-declarations = The statements you agree to have changed
version-prerequisites = Other badges are asked for
version-links = The rule about links has changed
version-ai = The rule about AI tools has changed
version-sound = The rule about speaking your answers has changed
version-none = Only small changes in wording
version-ask = Do you want to move to the new one? Every word of yours is kept either way.
version-moved = You are on the newer version of "{ $title }". Your answers came with you.
version-changed = The questions of "{ $title }" have changed since you began.
version-loose-where = To see it, send /progress.
version-loose-other = What you gave for a question that has gone is in no answer now. I have kept it.
version-unwritten = This one bans AI tools, so what a program wrote down is out of your answers. Your recordings are still in them.
version-loose = { $count ->
    [one] One word is in no answer now, because its question has gone.
   *[other] { $count } words are in no answer now, because their question has gone.
} I have kept them.

## One line each

note-edit_too_late = That application can no longer be changed, so this edit changes nothing in it.
note-edit_unknown = That message is in no answer, so this edit changes nothing. To add words, send them as a new message.
note-edit_noted = Changed.
note-stays_as_sent = That stays as you sent it, because the assessor asks for more elsewhere.
note-after_sending = I have not added that to your application. You can ask what you sent, what happens next, or whom to write to.
note-forwarded = You sent that on from elsewhere. I have kept it, but your evidence must be in your own words.
note-fetching = I am fetching your recording, and will tell you when it is kept.
note-still_fetching = Telegram does not give me your recording yet. I keep trying for a day. You can go on, or take it out and record it again.
note-sound_place = This file says where it was recorded, and the assessor gets the file as it is. If you do not want that, take it out and record a voice note here.
note-sound_elsewhere = I cannot use a recording here. Send it at a question.
note-link_out = The link is taken out. I have kept it, in no answer.
note-link_replaced = The link you gave before is taken out, but kept.
note-no_links = This badge takes no links. Your words are what counts.
note-unknown_command = I do not know that command. Send /help to see what I can do.
note-old_button = That button is from earlier and no longer fits. Here is where you are now.
note-use_buttons = I did not understand that here. Press a button, or type a word that a button shows.
note-letter_full = That is more than I can keep of their letter, so I have left your last message out. Send only the part that says what they want.
note-only_private = I work only in a private chat, because your answers are your own. Write to me here: { $link }
note-outage = I was away for a while. If you pressed a button, I may have missed it. Here is where you are.
note-trouble = I could not deal with your last message. It is kept for { $operator } to look at. Send /start to go on.
note-held_words = I need a number here, a link, or a file.
note-no_words_asked = I have kept that. This badge asks for no words, so it will not be sent.
note-award_fetching = I am fetching your file. I will tell you what I find.
note-award_links = Kept. I am looking at it now, and will tell you what I find.
note-award_again = You had sent that one before, so I use it once.
note-award_out = It is taken out. To use it again, send it again.
note-award_too_big = I could not check that file, because it is too big for me. Send the PNG or JSON file of each badge by itself, or the link to it.
note-award_looking = I am looking at it now. I will tell you what I find.
note-award_settled = Checking again would change nothing now.
note-awards_again = I am checking again. I will tell you what I find.
note-awards_none = You have not sent me a badge yet.
note-awards_full = You have sent 40, and I cannot take more. Press "Badges you sent" to take some out.
note-award_photo =
    That came as a photo. Telegram makes a photo anew, and the badge inside it is lost. Send me the same picture as a file:

    1. Press the paper clip, beside where you type.
    2. Press "File". On an iPhone you may have to swipe to find it.
    3. Press "Gallery" or "Choose from Gallery".
    4. Press the picture of your badge, and send it.

    Or send me the link to your badge.
note-facts_done = Your details are kept. Now the questions. You can answer them in any order.
note-sound_only = You chose to keep that recording as sound only. So its words stay out.
note-thing_sticker = I cannot use a sticker as an answer. Send your words as text.
note-thing_photo = I cannot use a picture as an answer. If your own writing is on it, read it out in a voice note, or type it.
note-thing_sound = I cannot take sound as an answer here. Send your words as text.
note-thing_video = I cannot take that video as an answer. Send your words as text.
note-thing_file = I cannot use a file like that as an answer. Copy its text and send it to me. I can read Word, ODT, RTF, PDF and text files.
note-thing_location = I do not need your location, and have not kept it.
note-thing_contact = I do not need a contact, and have not kept it. Leave other people's details out.
note-thing_other = I cannot use that as an answer. Send your words as text.
note-hard_chi = There is a CHI number in that. If you can, edit your message and take it out.
note-hard_nhs = There is an NHS number in that. If you can, edit your message and take it out.
note-hard_national_insurance = There is a National Insurance number in that. If you can, edit your message and take it out.
note-hard_date_of_birth = There is a name with a date of birth in that. If you can, edit your message and take them out.
note-hard_phone = There is a phone number in that. If it is a person's own, edit your message and take it out.
note-hard_key_code = There is a door or key code in that. If you can, edit your message and take it out.
note-file_reading = I am reading your file. I will show you what I found in it.
note-file_read = I have read your file. I keep its words, as if you had pasted them, and not the file.
note-file_left_out = There was another file inside it. I left that out.
note-file_too_late = I read your file, but these answers cannot be changed now. So I kept nothing of it.
note-file_too_big = That file is too big for me to read. Paste its text here.
note-file_too_long = There is far more text in that file than a statement has. Paste the part that is your statement.
note-file_too_complex = That file took too long to read. Paste its text here.
note-file_encrypted = That file has a password, so I cannot open it. Save it without one and send it again, or paste its text.
note-file_scanned = That PDF is made of pictures, so there is no text in it. Type your words, or read them out in a voice note.
note-file_macros = There is a small program in that file, so I did not open it. Save it as a plain Word or ODT file and send it again.
note-file_entities = That file asks for things from outside, so I did not open it. Paste its text here.
note-file_pages = I cannot read a Pages file. In Pages, press Share, then Export, then Word. Send me that file.
note-file_old_word = That is an old kind of Word file. Save it as .docx and send it again, or paste its text.
note-file_picture = That is a picture, and I cannot read one. Type your words, or read them out in a voice note.
note-file_damaged = That file is broken, so I cannot read it. Send it again, or paste its text.
note-file_empty = There are no words in that file. Send another, or paste your text.
note-file_unknown = I cannot read that kind of file. I can read Word, ODT, RTF, PDF and text files. Or paste the text here.
note-file_gone = I could not fetch that file. Send it again, or paste its text.

## Buttons

button-agree = I agree
button-notice = Read the full privacy notice
button-badge = { $number }. { $name }
button-resume = Carry on
button-right = Yes, this is for me
button-wrong = No, not this one
button-same = Yes, all right
button-fact = { $number }. { $name }
button-facts = Change my details
button-keep = Keep it
button-choose = { $number }. { $name }
button-choose-on = { $number }. { $name } (chosen)
button-chosen = That is all
button-q = { $number }. { $name }
button-q-again = No, keep it
button-q-review = Change { $number }
button-tips = Tips
button-again = Start this answer again
button-again-yes = Yes, start it again
button-restore = Bring it back
button-earlier = Back
button-next = Next question
button-next-review = Go to what is missing
button-later = Later
button-list = All questions
button-file = Yes, put them there
button-whole = No, it is one answer
button-pshow = Back
button-pmoves = Move something
button-pmoves-pto = Back
button-ppick = { $number }
button-pto = { $number ->
    [0] No answer
   *[other] { $number }. { $name }
}
button-pwalk = Go through it
button-pstep = { $name ->
    [goes_on] Goes on with { $number }
   *[begins] Begins { $number }
}
button-pskip = No answer
button-prest = Put the rest in { $number }
button-pback = Back
button-place = { $number }. { $name }
button-out = Leave it out
button-loose = Words in no answer
button-review = Check my answers
button-read = Read it all
button-accept = { $name ->
    [worker] Carry on to the last steps
   *[bot] Carry on to sending
}
button-short = Keep it as it is
button-sounds = Recordings
button-sounds-nobody = Listen: answer { $number }
button-sounds-heavy = Recordings: answer { $number }
button-play = Play { $number }
button-takeout = Take out { $number }
button-links = My link
button-linkq = This question
button-linkw = Every question
button-words = Just words
button-drop = Take it out
button-unlink = Take the link out
button-tick = Tick { $number }
button-tick-on = Take tick { $number } back
button-said = Words { $number }
button-said-mend = Back
button-unread = Words to check
button-held = Badges you hold
button-held-none = No, keep them
button-held-award = Back
button-held-awards = Back
button-heldnext = More badges
button-heldback = Earlier badges
button-hold = { $number }
button-hold-on = { $number } ✓
button-holdall = All of them
button-holdnone = None of them
button-holdnone-yes = Yes, untick them all
button-awards = Badges you sent
button-for = { $number }. { $name }
button-givefiles = Badge files
button-ofwhich = Say which badge
button-lookagain = Check again
button-awardout = Take it out
button-awardout-awards = Take out { $number }
button-words-ok = That is right
button-words-fix = Fix it
button-words-no = Sound only
button-nobody = No, nobody
button-q-sounds = Back
button-accept-listen = Back
button-q-ticks = Back
button-keepd = Keep it as it is
button-keepw = Keep them all as they are
button-ai-no = No, I did not
button-ai-yes = Yes, I used AI
button-decl = I agree
button-send = { $name ->
    [worker] Make my application ready
   *[bot] Send my application
}
button-notyet = Not yet
button-move = Move to the new one
button-stay = Stay with mine
button-sent = I have sent it
button-copy = Show it again
button-change1st = Change it first
button-send-yes = Go on as it is
button-seesent = See what I sent
button-takeover = Use my answers again
button-leave = Leave it as it is
button-take = Take it there myself
button-wrote = They wrote back
button-takeback = Take it back
button-takeback-yes = Yes, take it back
button-leavethere = No, leave it there
button-has = They have it
button-award = I have the badge
button-no = They said no
button-award-yes = Yes, I have it
button-no-yes = Yes, they said no
button-wrote-sure = No, go back
button-more = They want more
button-which = { $number }. { $name }
button-which-on = { $number }. { $name } (chosen)
button-every = All of them
button-these = That is all
button-skip = Go on without
button-rem-yes = Remind me
button-rem-yes-remind = Yes, remind me
button-rem-no = No reminders
button-rem = Change this
button-rem-break = Back
button-rem-zone = Back
button-rem-month = Back
button-rem-off = Stop reminders
button-go = { $number ->
    [0] Carry on
   *[other] { $number }. { $name }
}
button-done = I have done it
button-hour = In an hour
button-day = Tomorrow
button-week = In a week
button-kind = { $number }. { $number ->
    [1] Unfinished work: no
    [2] Work sent back: no
    [3] A badge open again: no
   *[other] My declaration: no
}
button-kind-on = { $number }. { $number ->
    [1] Unfinished work: yes
    [2] Work sent back: yes
    [3] A badge open again: yes
   *[other] My declaration: yes
}
button-break = Change the time
button-at = { $number }. About { $name }
button-days = Change the days
button-weekday = { $number }. { $number ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[other] Sunday
}
button-weekday-on = { $number }. { $number ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[other] Sunday
} (chosen)
button-days-ok = That is all
button-zone = My clock is elsewhere
button-here = Same as yours
button-month = My yearly declaration
button-in = { $number }. { $number ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[other] Dec
}

## Telegram's own menu

menu-start = Go on where you were
menu-badges = Choose a badge
menu-progress = All questions: done and not yet
menu-review = Check your answers
menu-status = What happened to your applications
menu-reminders = When I write to you by myself
menu-help = What you can do here
menu-privacy = What I keep and why
menu-cancel = Put this badge aside
about-short = Write your Open Badge evidence, a question at a time. A computer program, not a person.
about = I am a computer program. I help social care workers in Scotland to write Open Badge evidence. I ask one question at a time, keep every word, and count for you. Press Start.

## Reminders

ask-reminders =
    <b>Shall I remind you?</b>
    If this lies for a while, I can write to you at your break. You can stop that at any time.
ask-reminders-sent =
    <b>Shall I remind you?</b>
    { $carrier ->
        [worker] If they want more from you, and you tell me so, I can write to you before it is due.
       *[bot] If they want more from you, I can write to you before it is due.
    } You can stop that at any time.
ask-reminders-yearly =
    <b>Shall I remind you?</b>
    { $carrier ->
        [worker] I can write to you when you can have this badge again. If they want more and you tell me, I can remind you of that too.
       *[bot] I can write to you if they want more, and when you can have this badge again.
    } You can stop that at any time.
reminders-on = I will remind you, at about { $at }. Once a day at most, and never at night unless you choose it. To change that, send /reminders.
reminders-off = I send you no reminders. If that changes, send /reminders.
nudge = <b>A reminder, as you asked</b>
nudge-text = { $text }
nudge-draft = <b>{ $title }</b>: you last worked on it on { DATETIME($on, dateStyle: "long") }.
nudge-answers = { $done } of { $of } answered, { $words }.
nudge-held = { $held } of { $of } badges ticked.
nudge-words = { $words ->
    [one] one word
   *[other] { $words } words
}
nudge-words-about = about { $words } words
nudge-facts = The details come first.
nudge-check = All is there. { $carrier ->
    [worker] Check it, and I make it ready for you to send.
   *[bot] Check it and send it.
}
nudge-statements = Only the last steps are left, then { $carrier ->
    [worker] it is ready for you to send.
   *[bot] it can go.
}
nudge-to_take = It is ready for you to send on the { $issuer }'s page. If you have sent it, send /status and press "I have sent it".
nudge-returned = <b>{ $title }</b>: the { $issuer } asks for more.
nudge-wanted = { $done } of { $of } done so far.
nudge-earned = <b>{ $title }</b>: you earned it with what you sent on { DATETIME($on, dateStyle: "long") }.
nudge-sent = <b>{ $title }</b>: you sent it on { DATETIME($on, dateStyle: "long") }.
nudge-again = You can have it again, and this year's is open.
nudge-newer = It is now called "{ $title }".
nudge-declaration = Your <b>{ $title }</b> is due in { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
}. Have ready:
snoozed = I will remind you again on { DATETIME($on, dateStyle: "full") }, at about { $at }.
snoozed-over = By then it is over, so I do not remind you of that again. To see what is planned, send /reminders.
reminders-are-on = <b>Your reminders are on</b>
reminders-are-off =
    <b>Your reminders are off</b>
    Press "Remind me" and I write to you at your break, once a day at most.
reminders-when = I write at about { $at }, { $days }. At night I am quiet, unless you choose a time there.
reminders-zone = Your clock: { $zone }.
plan = <b>What is planned</b>
plan-none = Nothing is planned now.
plan-draft = • { DATETIME($on, dateStyle: "full") }: "{ $title }", if you have not gone on with it
plan-returned = • { DATETIME($on, dateStyle: "full") }: "{ $title }", if you have not sent it again
plan-again = • { DATETIME($on, dateStyle: "full") }: "{ $title }" is open again
plan-declaration = • { DATETIME($on, dateStyle: "full") }: your { $title }
plan-more = And { $more } more, later.
plan-snoozed = I am silent until { DATETIME($on, dateStyle: "full") }, { $at }, but for what cannot wait that long.
reminders-kinds = <b>What I remind you of</b>
reminders-kind = { $number }. { $number ->
    [1] Work you have begun and not sent
    [2] Work that the issuer sent back
    [3] A yearly badge that you can have again
   *[other] Your own yearly declaration
}
reminders-kind-on = { $kind }: yes
reminders-kind-off = { $kind }: no
reminders-month = Your { $title }: { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
}.
reminders-change = To change one, press its button or type its number.
every-day = every day
weekday = { $day ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[other] Sunday
}
ask-break =
    <b>When is your break, about?</b>
    Press a time, or type one, such as 10:30 or 2pm. A time in the night is fine if you choose it.
ask-break-doubt = What time is that, about? Send one such as 10:30, half ten or 2pm.
ask-days =
    <b>On which days may I write?</b>
    Now: { $days }. Press a day or type its number. Then press "That is all".
ask-zone =
    <b>Where is your clock?</b>
    Type the nearest large city, such as Paris or New York.
ask-zone-doubt = I do not know a clock for that place. Type a large city near you, such as Paris or New York.
ask-month =
    <b>In which month is your { $title }?</b>
    I write a month before and a week before, with what to have ready.
declaration-done = That is done, then. I say no more of it until next year.
fresh-start =
    <b>A fresh start</b>
    Your details can come over from last time. Your answers and statements do not: they are about new learning. These are the fewest words for each question now:
fresh-start-line = • { $heading }: { $minimum }
fresh-start-was = • { $heading }: { $minimum } (it was { $was })

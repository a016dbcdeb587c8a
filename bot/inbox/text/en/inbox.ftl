### Everything that a person reads on the inbox's pages. At most 25 words a sentence.
### It goes into HTML: what comes in by $names is escaped before it gets here.

## Every page

inbox-title = Inbox
skip = To the content
all-submissions = All submissions
whose-inbox = The issuer’s inbox
chat-link = The worker’s chat
news = Something new has come.
news-show = Show it
missing-title = Not here
missing = No submission stands at this address.
stale-title = Nothing was sent
stale = Something else was decided of this submission meanwhile. Go back and load the page again.

## Dates, counts and sizes

day = { DATETIME($on, dateStyle: "long") }
moment = { $day }, { $time }
about = about { $count }
words = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
words-about = about { $count } words
files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
length-seconds = { $seconds } s
length-minutes = { $minutes } min { $seconds } s
size-bytes = { $count } bytes
size-kilobytes = { $count } KB
size-megabytes = { $count } MB
attempt = attempt { $number }
attempt-link = Attempt { $number }
attempts = Attempts

## How a submission stands

state-new = New
state-arrived = Arrived, and told so
state-held = Decided, not gone out yet
state-withdrawn = Taken back by the applicant
state-replaced = Replaced by attempt { $number }
said-received = Told that it has arrived
said-returned = More asked for
said-awarded = Awarded
said-declined = Declined
said-revoked = Badge taken back
fate-waiting = On its way: the bot has not said yes. It is tried again.
fate-delivered = Delivered: the bot has it.
fate-held = It has not gone out yet.
fate-stopped = Taken back before it went: the applicant heard nothing of it.
fate-refused = The bot refused it, so nothing was said to the applicant.

## The list

list-title = Submissions
list-empty = Nothing has come yet. Finish an application in the chat, send it, and it is here.
list-held = { $count } badges held

## A submission

page-title = { $reference }, attempt { $number }
ours = our { $reference }
came = came { $when }
withdrawn = The applicant took this back on { $when }. There is nothing to decide.
replaced = A later attempt has replaced this one.
replaced-link = Go to attempt { $number }
applicant = The applicant
overview = What meets what
column-criterion = Criterion
column-words = Words
column-asked = Asked
column-result = Result
at-least = at least { $count }
changed = changed
unchanged = as before
total = All together
total-exact = counted
total-estimate = an estimate
total-stated = without the words of a page
whole-page = The applicant’s own page answers every question:
kept-title = Words that the applicant has looked at
kept-why = The bot thought that these words may point to a person. The applicant has looked at each of them and kept it.
kept-kind = perhaps: { $kind }
kept-at = kept { $when }
ai-title = AI tools
ai-banned = The badge bans them.
ai-not-asked = Nothing was asked.
ai-not-used = The applicant says: I did not use any.
ai-used = The applicant says: I used { $tool }.
ai-some-tool = one
ai-chat = The chat:
ai-no-link = They say that they have no link to the chat.
declarations = Declarations
agreed = agreed { $when }

## An answer

tips = Tips that the applicant could read
counted-exact = (counted). At least { $minimum } asked for:
counted-estimate = (an estimate: some of it was spoken). At least { $minimum } asked for:
counted-stated = (the rest is on a page, as the applicant counted it). At least { $minimum } asked for:
meets-page = on a page
meets-kept-short = shorter than asked; the applicant has kept it so
meets-estimate = enough words, by an estimate
meets-enough = enough words
meets-too-few = too few words
asked-satisfied = You found this to be enough.
asked-now = You asked for more.
asked-before = You had asked for more.
same-as-before = As it was in attempt { $number }.
now-marked = Now, what is new is marked
then-marked = In attempt { $number }, what is gone is struck
page-link = Page:
ticks = The applicant has confirmed of this page:

## A recording

recording = Recording { $number }
listening-copy = Listening copy
original = As it was sent
transcript = What was said, { $count } words
transcript-confirmed = Written down by a program ({ $engine }, { $model }), confirmed by the applicant:
transcript-mended = Written down by a program ({ $engine }, { $model }), put right and confirmed by the applicant:

## Badges held

held-title = Badges held: { $count }
held-checked = Checked means: the award is the issuer's, and made out to the applicant's email address. It has not run out, and was not taken back.
ground-checked = Checked by the bot
ground-link = Link given, not checked
ground-file = File given, not checked
ground-stated = Stated by the applicant
column-held = Badge held
column-ground = On what ground
column-when = When
column-see = To see it
held-new = new
held-was = was: { $ground }
held-says = The applicant says that it is this badge.
held-named = The award calls itself “{ $name }”. The applicant says that it is this badge.
held-file = File

## What was checked, and what was decided

checked-title = Checked
check-signature = Signature good
check-signed = { $versions }, signed { $when }
check-schema = Of the schema pack/1
check-file = File as signed: { $name }
check-complete = No file missing or extra
check-files = { $came } of { $told }
check-once = Kept once
check-came-once = It came once.
check-came-again = It came { $count } times, the same each time, and got the same answer. Last: { $when }
decided-title = Decided
decided-nothing = Nothing yet.
decide-link = Decide
wanted = { $count ->
    [one] { $count } answer open again.
   *[other] { $count } answers open again.
}
reply-by = Reply by { $day }.
credential-went = The badge itself went along.
on-its-way = On its way.
tries = { $count ->
    [one] { $count } try, last answer: { $answer }.
   *[other] { $count } tries, last answer: { $answer }.
}

## The form

decision-title = Your decision
decision-words = The applicant reads your words in their chat, as you write them.
decision-next = You have asked for more. The next attempt comes here by itself.
look-over = Look it over
mark-question = Is this enough?
mark-yes = Enough
mark-no = More needed
mark-comment = What more you need, or what is good. The applicant reads it.
act-received = It has arrived
act-returned = Ask for more
act-awarded = Award the badge
act-declined = Decline
act-revoked = Take the badge back
press-received = Say that it has arrived
press-returned = { act-returned }
press-awarded = { act-awarded }
press-declined = { act-declined }
press-revoked = { act-revoked }
anyway-returned = Ask for more all the same
anyway-awarded = Award the badge all the same
anyway-declined = Decline all the same
anyway-revoked = Take the badge back all the same
about-received = Tell the applicant that somebody has it. Nothing else changes.
about-returned = Mark each answer above. Those that need more open again for the applicant, and all others stay as they are.
about-returned-badges = Say which badges you need to see, or what else is missing. The applicant can then change their list.
none-marked = No answer is marked yet.
comment-returned = To the applicant, about all of it (you may leave it empty)
comment-awarded = To the applicant (you may leave it empty)
comment-declined = Why, in words for the applicant
comment-revoked = { comment-declined }
field-reply-by = Until when (you may leave it empty)
field-link = Where the badge can be seen: https://… (may stay empty)
field-credential = The badge itself, as signed text or JSON, for the applicant to keep (you may leave it empty)

## What is wrong with a form

problems-title = Nothing is sent yet
problem-no-act = Choose what to say: press the button of one of the boxes.
problem-marked = You marked question { $number } “{ mark-no }”, and pressed “{ $button }”. The applicant reads your note, but that answer is not opened again.
problem-elsewhere = You wrote words under “{ $other }”. They do not go along with “{ $button }”. If the applicant should read them, move them.
problem-no-reason = Say why. The applicant reads it.
problem-nothing-wanted = Say what more you need: here, or at a question that you mark “{ mark-no }”.
problem-what-more = Question { $number }, { $heading }: say what more you need.
problem-unmarked = Question { $number }: choose “{ mark-yes }” or “{ mark-no }”, so that your note goes along.
problem-question = Question { $number }. { $problem }
problem-no-day = Give a day as year, month and day, such as 2026-09-30.
problem-past-day = This day is over. Give a later one.
problem-link = Give the whole address of a public page. It begins with https://
problem-credential = Paste the whole badge: signed text in three parts, or JSON. It has at most { $most } KB.

## Said by the page's script. "#" stands for a number, and the end of a key is a plural category of the language.

script-marked = Marked so far: MORE, GOOD.
script-more-one = # needs more
script-more-other = # need more
script-good-one = # is enough
script-good-other = # are enough
script-left-one = # character left.
script-left-other = # characters left.
script-over-one = # character too many. Shorten it.
script-over-other = # characters too many. Shorten it.

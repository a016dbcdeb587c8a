### Everything that a person reads on the desk's own pages, beside the inbox's. At most 25 words a sentence.

## Every page

desk-nav = Pages
to-queue = To the queue
keep = Keep
the-desk = The desk
gone-title = It has gone out
gone = This decision has gone out already, or may have. Decide again to put it right, where the page lets you.

forbidden-title = Not for your role
forbidden = Your role does not allow this. Ask a lead of your desk.
trouble = The desk is in trouble. Try again.
not-taken = Nothing is taken here in this way.
other-site = Only the desk’s own pages may do this. The setting DESK_URL says where browsers find it.

## Signing in

sign-in-title = Sign in
sign-in-over = You are not signed in, or your session is over. Nothing was lost: what you typed was kept while you typed.
sign-in-no-address = Give your whole email address.
sign-in-used = This link was used already, or it has run out. Ask for a new one.
sign-in-bad-code = This code does not fit, or it has run out. Look at the newest email, or ask for a new one.
sign-in-refused = Nobody was signed in. Try again, or ask a lead of your desk to invite you with the address of that account.
sign-in-busy = The other server did not answer as it should. Try again in a minute.
sign-in-oidc = Sign in with your organisation’s account
sign-in-passkey-title = With a passkey
sign-in-passkey = Use a passkey
sign-in-email-title = With a link by email
sign-in-email = Email address
sign-in-send = Send me a link
passkey-failed = The passkey did not work. Try again, or sign in with a link by email.
code-title = Look at your email
code-about = If this address may sign in here, a link is on its way to it. Open it, or put the code beside it in here.
code-field = Code from the email
code-again = Nothing came: ask again
link-title = Sign in to the desk of { $issuer }
link-about = Press the button to sign in on this device. The link works once.
mail-subject = Sign in to the desk of { $issuer }
mail-text =
    Open this link and press the button to sign in to the desk of { $issuer }:

    { $link }

    Or type this code into the page where you asked for the link: { $code }

    Both work for 15 minutes, and once. If you did not ask for this, do nothing.
mail-at-terminal = No mail server is set, so here is a sign-in link: { $link } and its code: { $code }

## Roles, people, sessions

role-assessor = assessor
role-lead = lead
role-auditor = auditor
people-title = People
people-invited = { $email } may sign in now.
people-hand-over = No mail server is set. Hand this link over yourself; it works once, for 15 minutes. Its code is { $code }.
people-incomplete = Give a name, a whole email address and a role.
people-last-lead = One lead has to stay. Make somebody else a lead first.
person-ended = may not sign in any more
person-joined = since { $when }
person-invited = invited, not signed in yet
person-end = End access of { $name }
invite-title = Invite somebody
invite-name = Name
invite-role = Role
invite-roles = Assessors decide. Leads decide, invite, assign and release. Auditors read everything and change nothing.
invite-send = Invite
sign-out = Sign out
sessions-title = Where you are signed in
session-this = this browser
session-seen = last used { $when }
session-end = End this session: { $device }
means-email = by email
means-oidc = with your organisation’s account
means-passkey = with a passkey
passkeys-title = Passkeys
passkeys-about = A passkey signs you in with this device’s own lock. There is nothing to remember.
passkey-add = Add a passkey of this device
passkey-remove = Remove { $name }
passkey-name = Passkey, { $device }
rights-title = What applicants may see
rights = Applicants may ask for all that is kept about them. Your comments, drafts and opinions are part of it.

## The queue

queue-title = Queue
views = Parts of the queue
view-mine = Mine
view-unassigned = Nobody’s
view-soon = Due soon
view-overdue = Overdue
view-held = Going out
view-returned = More asked for
view-back = Came back
view-decided = Decided
view-all = All
find-words = Search: name, reference, badge or words
find-badge = Badge
find-every-badge = Every badge
find-sort = Sort by
find-view = Where to look
find-go = Find
sort-due = what is due first
sort-came = what came last
sort-name = name
sort-badge = badge
sort-decided = what was decided last
found = { $count ->
    [one] { $count } submission.
   *[other] { $count } submissions.
}
found-many = More than { $count } submissions. Add a word to narrow it down.
found-page = Page { $page } of { $pages }.
queue-who = Who
queue-badge = Badge
queue-standing = How it stands
queue-due = Time left
queue-taken = Taken by
queue-empty = Nothing is here.
queue-nobodys = { $count ->
    [one] One waits that nobody has taken.
   *[other] { $count } wait that nobody has taken.
}
paging = More pages
page-before = Page before
page-after = Next page
nobody = nobody
days-left = { $count ->
    [0] due today
    [one] { $count } day left
   *[other] { $count } days left
}
days-over = { $count ->
    [one] { $count } day over
   *[other] { $count } days over
}
standing-new = new
standing-arrived = arrived, and told so
standing-held = decided, going out soon
standing-sampled = waits for a lead
standing-returned = more asked for
standing-awarded = awarded
standing-declined = declined
standing-revoked = badge taken back
standing-withdrawn = taken back by the applicant
standing-replaced = replaced by a later attempt
seconds-wanted = { $count ->
    [one] Your second opinion is wanted on { $count } submission:
   *[other] Your second opinion is wanted on { $count } submissions:
}

## A submission

case = This case
others-here = { $names } has this page open too.
taken-by = Taken by { $name }
taken-by-nobody = Nobody has taken it.
take = Take it
hand-back = Hand it back
assign-to = Give it to
assign = Assign
others-case-lead = { $name } has taken this. To decide it, assign it to yourself.
others-case = { $name } has taken this, so you cannot decide it. Ask them to hand it back, or a lead to assign it.
held-decision = The decision that is going out
held-until = { $minutes ->
    [one] It goes out in about a minute. Until then you can take it back.
   *[other] It goes out within { $minutes } minutes. Until then you can take it back.
}
held-for-lead = A lead looks at it before it goes out. Until then you can take it back.
take-back = Take it back
release = Release it
see-badge = See the badge
own-award = The badge is made and signed here, and goes out with your decision.
own-award-elsewhere = The badge was made elsewhere
problem-no-email = There is no email address to make the badge out to. Give a link to a badge that was made elsewhere.
just-held = It has not gone out yet, so you can still take it back.
just-open = Look at it again
decide-next = Then open the next one that I have taken
pdf-link = All of it as one PDF
pdf-none-title = No PDF
pdf-none = The PDF could not be made just now. Try again, or print the page.
pdf-reference = Reference
pdf-ours = Our reference
pdf-criteria = Version of the questions
pdf-came = Came
pdf-made = This PDF was made on { $when }.
pdf-more = Beside the answers
pdf-file = File: { $name }
pdf-question = The question: { $question }
pdf-detail = Detail
pdf-stated = As stated
pdf-page = Page { $page } of { $pages }
pdf-named = Some letters or pictures cannot be printed here. Their names, or their number, stand in [square brackets]. The page of the case has them as they were typed.
contradiction = A question is marked “More needed”. With “Award the badge” it stays closed, so unmark it or ask for more.
proof-title = How it was checked
history-title = What was done, and by whom
passages-title = Same words elsewhere
passages-about = These passages of 20 words or more stand in other people’s submissions to you too. There can be good reasons for that.
passages-common = { $count } other people have this passage, so it is likely from a course or a form.
passages-here = Here
passages-there = In
bank-title = Insert a comment
bank-title-whole = Insert a comment about all of it
bank-empty = There is none for this question yet.
bank-keep = Keep what I wrote here for other times
bank-share = Keep what I wrote here for everybody

## Second opinions

second-title = Second opinion
second-of = Of whom
second-ask = Ask for it
second-about = You both mark and give an opinion. Neither sees the other’s before both are in. Then you decide.
second-waits = { $first } and { $other } each give an opinion, unseen by the other. Nothing can be decided before both are in.
second-yours-in = Yours is in.
second-yours-out = Yours is still to come: mark the answers, and give it below.
second-says = { $name }: { $act }
opinion-title = Your opinion
opinion-blind = The other assessor sees it once theirs is in too. The applicant never does, unless they ask for all that is kept.
opinion-ask = What would you do?
opinion-awarded = award the badge
opinion-returned = ask for more
opinion-declined = decline
opinion-words = Why (you may leave it empty)
opinion-give = Give this opinion
problem-no-opinion = Choose what you would do.

## Shortcuts

keys-title = Keyboard
keys-about = Single letters do things on the page of a submission, while you are not typing. Turn them off if they get in your way.
keys-on = Single letters work
keys-off-hint = Your own page turns them off.
keys-are-off = Shortcuts are off. Your own page turns them on.
keys-next = next answer
keys-before = answer before
keys-enough = this answer is enough
keys-more = more is needed here
keys-comment = write a comment here
keys-bank = insert a comment here
keys-decide = to the decision
keys-player = play or pause the recording
keys-queue = to the queue
keys-help = show this list

## Comments

comments-title = Comments
comments-about = Comments that you can insert at a question. On the page of a submission you can keep what you have written there. Leads can keep it for everybody.
comments-none = There are none yet.
comment-own = yours
comment-shared = everybody’s
comment-share = For everybody
comment-add = Add one about all of it
comment-text = Comment
comment-remove = Remove
comment-remove-this = Remove: { $text }
comment-empty = Choose a badge, and write a comment of at most 1500 characters.

## The log

log-title = Log
log-about = It is only added to. It holds no words of applicants or assessors.
log-when = When
log-who = Who
log-what = What
log-where = Submission
log-older = Older lines
event-came = received it
event-taken = taken
event-handed-back = handed back
event-assigned = assigned
event-decided-received = said that it has arrived
event-decided-returned = asked for more
event-decided-awarded = awarded
event-decided-declined = declined
event-decided-revoked = took the badge back
event-taken-back = took the decision back
event-released = released the decision
event-second-asked = asked for a second opinion
event-opinion-in = gave an opinion
event-invited = invited somebody
event-ended = ended somebody’s access
event-signed-in = signed in
event-passkey-added = added a passkey
event-erased = erased it

## The public page of a badge

badge-stands = { $issuer } awarded this badge on { $when }, and it stands.
badge-revoked = This badge was taken back on { $when }. It does not count any more.
badge-for = What it is for
badge-check = Check it
badge-check-how = Any checker of Open Badges 3.0 reads the signed text. These addresses are what it needs.
badge-jwt = The badge as signed text
badge-png = The badge as a picture
badge-profile = Who awards it
badge-keys = The keys that sign
badge-whose = It is made out to an email address, which is not shown here. Whoever knows the address can check that.

## Said by the page's script

script-saved = Kept.
script-not-saved = Not kept: the desk does not answer. Do not close this page.
script-newer = You wrote more in another browser. Load the page again to go on there.
script-kept-comment = The comment is kept.

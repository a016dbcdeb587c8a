### Labels of buttons.

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
button-keepdata = Keep it
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
button-addin = { $number ->
    [0] Add it to my answer
   *[other] Add { $number }
}
button-notpart = Not part of my answer
button-undo = Take out the last thing
button-asides = Words put aside
button-ai-change = Change my AI answer
button-keep-tool = Keep it
button-no-link = I have no link
button-decl-all = Yes, I still agree
button-criteria = Show me the criteria
button-delout = Delete for good
button-delout-yes = Yes, delete for good
button-delall = Delete its words for good
button-delall-yes = Yes, delete all of it
button-resume-deleting = No, keep it
button-resume-emptying = No, keep it
button-resound = Bring the recording back
button-readback = Read it back
button-wout = Take out { $number }
button-wout-reword = Take it out
button-win = Bring back { $number }
button-cut = Choose what to take out
button-cut-cut = All passages
button-cutmore = More passages
button-cutout = Take out { $number }
button-cutin = Bring back { $number }
button-cutparts = Parts of { $number }
button-fixd = Change it
button-mydata = Show me what you keep
button-mycopy = Send me a copy
button-mykeep = No, keep it all
button-mykeep-privacy = Carry on
button-erase = Delete everything about me
button-erase2 = Yes, delete everything
button-erase-yes = Delete it all now
button-unagree = Take my yes back
button-unagree-yes = Stop, and keep my answers
button-lock = Lock it now
button-lockset = Lock my answers
button-lockquiet = { $number ->
    [1] 1. After 5 quiet minutes
    [2] 2. After 15 quiet minutes
    [3] 3. After an hour
   *[other] 4. Only when I say so
}
button-lockquiet-on = { $number ->
    [1] 1. After 5 quiet minutes (chosen)
    [2] 2. After 15 quiet minutes (chosen)
    [3] 3. After an hour (chosen)
   *[other] 4. Only when I say so (chosen)
}
button-chatclear = Clear this chat
button-lockpin = Change my PIN
button-lockoff = Take the lock off
button-mykeep-pin = Not now
button-mykeep-pin2 = Not now
button-mykeep-lockset = Carry on
button-pinlost = I forgot my PIN
button-pinerase = Delete everything about me
button-pinback = Type my PIN

### Reminders.

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
ask-days-doubt = I did not see a day in that. Type days, such as "only Mondays" or "not weekends".
ask-zone-country = There is more than one place of that name. Add its country, such as "Halifax, Canada".
ask-month-doubt = I did not see one month in that. Press one, or type its name.
quiet-until = I send you no reminders until { DATETIME($on, dateStyle: "long") }. Your work is kept. To stop them for good, type "stop".

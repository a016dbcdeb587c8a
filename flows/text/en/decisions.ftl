### What the issuer says.

received = <b>The { $issuer } has your application { $reference }.</b> You should hear from them by { DATETIME($by, dateStyle: "long") }.
returned =
    <b>The { $issuer } asks for more evidence.</b>
    It is about "{ $title }", your application { $reference }. Nothing is lost, and this often happens.
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
ask-outcome = <b>What did the { $issuer } write about your application { $reference }?</b>
ask-sure-awarded = Has the { $issuer } given you the badge "{ $title }"? Then I close this application.
ask-sure-declined = Has the { $issuer } said no to "{ $title }"? Then I close this application.
ask-their-words = Copy what the { $issuer } wrote and send it to me. Then you have it beside your answers. Or go on without.
ask-which = <b>For which questions does the { $issuer } want more?</b> Press each one, or type its number.
declined-next-words = <b>What you can do.</b> Read their words above: they say what was missing.
declined-next-badge = <b>What you can do.</b> The most common reason is the wrong badge. { $otherwise }
declined-next-more = { $otherwise }
declined-next-ask = To ask why, or to ask them to look again, write to { $contact }. You can look at what you sent, and use your answers again.
sent-as-it-was = This is your application { $reference } for "{ $title }", as you sent it on { DATETIME($on, dateStyle: "long") }.
sent-answers-as-they-were = These are your answers in the application { $reference } for "{ $title }", as you sent them on { DATETIME($on, dateStyle: "long") }. The file below has the rest.
sent-as-it-was-end = That is all of it. Nothing here changes what you sent.
sent-as-a-file = This is your application { $reference } for "{ $title }", as you sent it. It comes as a file, because your answers here may have changed since.
not-asked-yet = The { $issuer } has not asked for anything. It has your application { $reference }.
whom-to-ask = The { $issuer } decides about your application { $reference }. To ask why, or to ask for another look, write to { $contact }. Give that reference.
badge-where-link = Your badge "{ $title }" is here: { $link }
badge-where-none = The { $issuer } gives the badge "{ $title }" itself. Look for its email, and in its badge site. If it is not there, write to { $contact }.
stays-as-sent = Your application { $reference } stays as you sent it, because the { $issuer } has it. You can take it back. Then you can use your answers again.
back-too-late = Your application { $reference } is closed, so there is nothing to take back.
thanks = You are welcome.
unchanged = <b>Wait a moment before you send it again.</b>
unchanged-answers = { $count ->
    [one] They asked for more at question { $numbers }. Your answer there is as it was.
   *[other] They asked for more at questions { $numbers }. Your answers there are as they were.
}
unchanged-all = Nothing has changed since they sent it back.
unchanged-badges = They wrote about badges { $numbers }. I have no file or link of these.
unchanged-words = They wrote: "{ $comment }"
unchanged-next = You can change it now, or go on as it is.

## What the issuer says, and talk about it

declined-next-words = <b>What you can do.</b> Read their words above: they say what was missing.
declined-next-badge = <b>What you can do.</b> The most common reason is the wrong badge. { $otherwise }
declined-next-more = { $otherwise }
declined-next-ask = To ask why, or to ask them to look again, write to { $contact }. You can look at what you sent, and use your answers again.
sent-as-it-was = This is your application { $reference } for "{ $title }", as you sent it on { DATETIME($on, dateStyle: "long") }.
sent-answers-as-they-were = These are your answers in the application { $reference } for "{ $title }", as you sent them on { DATETIME($on, dateStyle: "long") }. The file below has the rest.
sent-as-it-was-end = That is all of it. Nothing here changes what you sent.
sent-as-a-file = This is your application { $reference } for "{ $title }", as you sent it. It comes as a file, because your answers here may have changed since.
not-asked-yet = The { $issuer } has not asked for anything. It has your application { $reference }.
said-already = I have not added that to your answer. The assessor did read your answer, and asks for more.
said-already-next = You can say where it stands, add to it, or leave it as it is.
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

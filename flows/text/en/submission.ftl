### The way to the issuer, and how it stands.

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
their-words = This is what they wrote:
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
history = <b>What happened to it so far</b>
history-begun = • { DATETIME($on, dateStyle: "medium") }: you began.
history-sent = • { DATETIME($on, dateStyle: "medium") }: you sent it.
history-sent-again = • { DATETIME($on, dateStyle: "medium") }: you sent it again.
history-arrived = • { DATETIME($on, dateStyle: "medium") }: it arrived.
history-received = • { DATETIME($on, dateStyle: "medium") }: they said that they have it.
history-returned = • { DATETIME($on, dateStyle: "medium") }: they asked for more.
history-awarded = • { DATETIME($on, dateStyle: "medium") }: they gave the badge.
history-declined = • { DATETIME($on, dateStyle: "medium") }: they did not give the badge.
history-revoked = • { DATETIME($on, dateStyle: "medium") }: they took the badge back.
history-by-operator = A person who runs this bot typed that in.
history-by-worker = You told me that.
history-taken-back = • { DATETIME($on, dateStyle: "medium") }: you took it back.
history-told = • { DATETIME($on, dateStyle: "medium") }: they were told of that.
history-warned = • { DATETIME($on, dateStyle: "medium") }: I told you when I delete it.
status-more = To go on with one, send /badges.
said-already = I have not added that to your answer. The assessor did read your answer, and asks for more.
said-already-next = You can say where it stands, add to it, or leave it as it is.
change-first = It is open again, and nothing is sent. Do not use the text and files that I gave you before. I make new ones.
taken-over = { $answers ->
    [0] There were no typed answers to use again.
    [one] One answer is in your new application. Read it before you send it.
   *[other] { $answers } answers are in your new application. Read them before you send them.
} The statements come again, because you make them anew.
taken-over-recordings = { $recordings ->
    [one] One recording stays with the old one. Record it again if you need it.
   *[other] { $recordings } recordings stay with the old one. Record them again if you need them.
}
taken-over-not = You have begun "{ $title }" again already, and it has answers. I have not changed it.

### Pasted statements, and talk with the bot.

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
paste-replaced = { $count ->
    [one] Answer { $numbers } has most of these words already.
   *[other] Answers { $numbers } have most of these words already.
} The new ones take their place.
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
paste-too-long =
    <b>It may be too long for their page.</b> With its headings and your details, your text has { $words } words. The limit is { $limit }, and their page may count them all. To be safe, take some words out before you go on.
question-comment =
    <b>The assessor says</b>
    <blockquote>{ $comment }</blockquote>
question-came-back = <b>The assessor wants more for this one.</b>
questions-as-sent = { $number }. { $heading }: stays as you sent it
questions-wanted = { $number }. { $heading }: more is wanted
kept-left = Left as it is.
talk-aside = I kept that out of your answer.
talk-aside-all = I kept that out of your answers.
talk-no-words = There are no words in that, so I kept nothing of it.
talk-asked-out = I kept “{ $begins }” out of your answer. Is it part of it?
talk-asked-in = I put “{ $begins }” in your answer. If you said it to me, take it out.
talk-mixed = I put only this in your answer: “{ $begins }”
talk-still-in = “{ $begins }” is in it too. Take it out if you do not want it.
talk-left-out = Left out: “{ $begins }”. It is not in your answer.
talk-added = It is in your answer now: “{ $begins }”
talk-undone = I took out your last message: “{ $begins }”. You can bring it back.
talk-undone-sound = I took your last recording out of this answer. You can bring it back.
talk-nothing-to-undo = There is nothing in this answer to take out.
talk-not-in-answer = “{ $begins }” is not in your answer. The last thing in it can go too, if you meant that.
edit-cut = I took nothing out yet. Press what you mean.
edit-change = I never change your words, so I changed nothing. To change them, edit your own message: tap or hold it, then "Edit".
edit-this = I never change your words, so I changed nothing, and kept that out. Edit your own message, “{ $begins }”: tap or hold it, then "Edit".
edit-shift = I moved nothing: I only move the whole of your last message. To move a part, copy it and send it at the other question. Then take it out here.
edit-moved = “{ $begins }” is in answer { $number } now.
talk-erase = I can delete everything about you, here and now. Type "delete everything about me", and I ask you twice first.
talk-erase-sent = What went to the { $issuer } is with them. You ask them about that.
talk-human = You can reach a person here: { $operator_contact }
talk-no-badge = You have no badge open, so I keep no answer yet.
talk-paused = That is fine. I keep nothing before your yes. Come back when you like.
talk-nothing-written = There is nothing in this answer yet.
talk-written = This is in answer { $number }:
talk-try = You can also press one of these.
talk-line = Question { $number } of { $of }, { $heading }: { $minimum ->
    [0] you have { $count } words.
   *[other] you have { $count } of { $minimum } words.
}
talk-line-enough = Question { $number } of { $of }, { $heading }: you have { $count } words, and that is enough.
talk-line-about = Question { $number } of { $of }, { $heading }: you have about { $count } words, and need { $minimum }.
talk-line-link = Question { $number } of { $of }, { $heading }: a link answers it.
talk-left = { $left } words left in all, of { $maximum }.
talk-over = All your answers are { $over } words over { $maximum }.
talk-still-consent = I still need your yes or no: may I keep what you send me?
talk-still-fact = I still need this: { $label }.
talk-still-ai = I still need your yes or no: did you use an AI tool?
talk-still-tool = I still need the name of the AI tool.
talk-still-link = I still need the link to your chat with the AI tool.
talk-still-decl = I still need your yes or no to the statement above.
talk-still-paste = I still need your yes or no: are those words in the right places?
talk-still-loose = Where do the words above belong? Press an answer, or "Leave it out".
talk-still-version = I still need your yes or no: do you move to the newer version?
talk-still-right = I still need your yes or no: is this the right badge?
talk-asides = Words that I kept out of your answers. Nobody gets them:
talk-asides-line = { $number }. “{ $begins }”
talk-asides-none = I have put no words aside.
kept-sound_back = The recording is back.

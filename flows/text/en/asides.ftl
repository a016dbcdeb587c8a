### What is said to talk with the bot: the question again in one line, and where the words are.


talk-aside = I kept that out of your answer.
talk-aside-all = I kept that out of your answers.
talk-no-words = There are no words in that, so I kept nothing of it.
talk-asked-out = I kept “{ $begins }” out of your answer. Is it part of it?
talk-asked-in = I put “{ $begins }” in your answer. If you said it to me, take it out.
talk-mixed = I put only this in your answer: “{ $begins }”
talk-left-out = Left out: “{ $begins }”. It is not in your answer.
talk-added = It is in your answer now: “{ $begins }”
talk-undone = I took out your last message: “{ $begins }”. You can bring it back.
talk-undone-sound = I took your last recording out of this answer. You can bring it back.
talk-nothing-to-undo = There is nothing in this answer to take out.
talk-not-in-answer = “{ $begins }” is not in your answer. The last thing in it can go too, if you meant that.
talk-erase = I cannot erase your data from here. Write to { $contact } and ask { $operator } to delete it. Send /privacy for your number and your rights.
talk-erase-sent = What went to the { $issuer } is with them. You ask them about that.
talk-human = You can reach a person here: { $contact }
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
button-addin = { $number ->
    [0] Add it to my answer
   *[other] Add { $number }
}
button-notpart = Not part of my answer
button-undo = Take out the last thing
button-asides = Words put aside

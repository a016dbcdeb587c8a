### A worker's own words: read back, taken out, cut down.

own-answer = <b>Your answer { $number }</b>: { $count ->
    [one] one word
   *[other] { $count } words
}.
own-answer-about = <b>Your answer { $number }</b>: about { $count } words.
own-missing = It needs { $missing ->
    [one] one more word
   *[other] { $missing } more words
}.
own-nothing = <b>Your answer { $number }</b>: nothing is in it now.
own-message = <b>{ $number }.</b> { $count ->
    [0] no words
    [one] one word
   *[other] { $count } words
}
own-recording = <b>{ $number }.</b> a recording, { $minutes } min { $seconds } s
own-out = <b>Taken out</b>
own-out-line = { $number }. { $text }
own-how = To change words, edit your own message. Deleting a message in Telegram takes nothing out here: use "take out" and its number.
delete-check = <b>Delete { $count ->
    [one] this
   *[other] these { $count } things
} for good?</b> You took { $count ->
    [one] it
   *[other] them
} out, and I still have { $count ->
    [one] it
   *[other] them
} for you. After this nobody can bring { $count ->
    [one] it
   *[other] them
} back.
delete-line = – { $text }
delete-sound = – a recording
delete-more = – and { $count } more
delete-nothing = I have nothing that you took out. Take words out of an answer first: type "read it back", then "take out" and a number.
deleted = It is deleted for good. Backups lose it later. Your own messages are still in this chat: delete them there too.
deleted-sent = What was sent before stays with the issuer.
empty-check = <b>Delete all your words for "{ $title }" for good?</b> All answers, recordings and links go. Nobody can bring them back. Your details stay.

own-detail = In your answer { $number } stands "{ $words }". This is the message:
own-detail-how = Tap it to copy it. Change what you like, and send it: it takes the place of this one. Or take it out, or keep it.
own-detail-long = It is too long to show here. Edit your own message above. Or take it out, or keep it.
cut-over = <b>{ $over ->
    [one] One word
   *[other] { $over } words
} over { $maximum }.</b> Take out what matters least. You can bring everything back.
cut-over-about = <b>At least { $over } words over { $maximum }.</b> Take out what matters least. You can bring everything back.
cut-fits = <b>It fits: { $total } of { $maximum } words.</b>
cut-longest = Your paragraphs, the longest first:
cut-inside = The parts of that paragraph, the longest first:
cut-line = { $number }. Answer { $question }, { $count ->
    [one] one word
   *[other] { $count } words
}: { $text }
cut-short = Question { $number } now needs { $missing ->
    [one] one more word
   *[other] { $missing } more words
}.
cut-needed = All answers together now need { $missing ->
    [one] one more word
   *[other] { $missing } more words
}.

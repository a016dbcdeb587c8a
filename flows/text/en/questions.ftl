### Questions, their counts, and the list of them.

question =
    <b>Question { $number } of { $of }</b>
    <b>{ $heading }</b>

    { $ask }
question-minimum = Write at least { $minimum } words. Use as many messages as you like.
question-so-far = { $count ->
    [one] You have one word so far. Anything you send now is added to it.
   *[other] You have { $count } words so far. Anything you send now is added to them.
}
question-so-far-about = You have about { $count } words so far. Anything you send now is added to them.
question-left-about = You have about { $left } words left in all.
question-left = { $left ->
    [one] You have one word left in all.
   *[other] You have { $left } words left in all.
}
tips =
    <b>Tips for question { $number }</b>
    Good evidence often does this:
    { $tips }

    Send your own words when you are ready.
kept-added = Kept.
progress-back = This is question { $number } of { $of }, { $heading }.
kept-edited = Changed.
kept-moved = Moved.
kept-restored = Your words are back.
kept-cleared = Your words are put away. You can bring them back.
progress-short = Question { $number }: { $count } of { $minimum } words. Add { $missing ->
    [one] one more word
   *[other] { $missing } more words
}.
progress-enough = Question { $number }: { $count ->
    [one] one word
   *[other] { $count } words
}. You have enough.
words-marks = { $count ->
    [one] One mark that is no word, such as a bullet, counts
   *[other] { $count } marks that are no words, such as bullets, count
} towards the { $maximum } as well.
progress-left = { $left ->
    [one] One word left of { $maximum }.
   *[other] { $left } words left of { $maximum }.
}
progress-over = { $over ->
    [one] All your answers are one word over { $maximum }.
   *[other] All your answers are { $over } words over { $maximum }.
} Press "Choose what to take out", or edit your own messages above.
progress-total = All your answers need { $missing ->
    [one] one more word
   *[other] { $missing } more words
} together.
progress-total-about = All your answers need about { $missing } more words together.
progress-left-about = { $left ->
    [0] You have about as many words as fit in { $maximum }.
   *[other] About { $left } words left of { $maximum }.
}
progress-over-about = All your answers are at least { $over } words over { $maximum }. Press "Choose what to take out", take out a recording, or edit your own messages above.
characters-over = All your answers are { $over } letters and signs over { $maximum }. To take some out, edit your own messages above, or start an answer again.
progress-all = Every question has an answer. You can check them now.
question-link = Or send a link to your own page.
question-linked = Your link answers this one: { $done } of { $of } ticked.
question-linked-whole = Your link for every question answers this one.
question-sound = You can speak instead: a voice note of about { $time } says enough.
kept-link_out = The link is taken out. You can bring it back.
kept-words_right = Those words are in your answer now.
kept-words_mended = Your own version is in your answer now. To change it, edit your message.
kept-sound_only = Kept as sound only.
kept-noted = So far:
kept-short = Kept as it is. The assessor may see that it is shorter than asked.
kept-taken_out = The recording is taken out. You can bring the recording back.
progress-about-short = Question { $number }: about { $count } of { $minimum } words. Say about { $missing } more, or keep it as it is.
progress-about-enough = Question { $number }: about { $count } words. You have enough.
progress-about-kept = Question { $number }: about { $count } of { $minimum } words.
loose-sound = I have your recording. It is not in any answer yet. Where does it belong?
start-again = Put away { $count ->
    [0] your answer
    [one] all one word of your answer
   *[other] all { $count } words of your answer
} to question { $number }, and start it again?
questions = <b>{ $title }</b>
questions-done-spoken = { $number }. { $heading }: done, about { $count } words, spoken for { $length }
questions-not-yet-spoken = { $number }. { $heading }: not yet, about { $count } of { $minimum } words, spoken for { $length }
questions-done = { $number }. { $heading }: done, { $count ->
    [one] one word
   *[other] { $count } words
}
questions-kept-short = shorter than asked
questions-not-yet = { $number }. { $heading }: not yet, { $count } of { $minimum } words
questions-total = In all: { $total ->
    [one] one word
   *[other] { $total } words
}.
questions-total-about = In all: about { $total } words.
questions-loose = { $count ->
    [one] One word is kept but in no answer.
   *[other] { $count } words are kept but in no answer.
}
questions-pick = Press a question to go to it, or type its number.
resting = All is kept. Come back whenever you like: send /start, or just go on writing.
resting-reminded = If you do not, I remind you on { DATETIME($on, dateStyle: "full") }. To have no reminders, send "stop".
resting-word = If "stop" was part of your answer, send it again with the words around it.

### Recordings, and words that a program wrote down.

readers = The { $issuer }
sound-rules =
    <b>You can also speak your answers</b>
    Send a voice note at any question. I count about how many words you say. I do not write them down.

    Your recordings are kept with your answers. { $readers } can play them. So say "a man I support", and not his name.
sound-rules-picture =
    If you send a video, its picture goes along. { $readers } can watch it. So film only yourself, and nobody you support.
sound-rules-here =
    <b>You can also speak your answers</b>
    Send a voice note at any question. I count about how many words you say.

    <b>A program on this bot's own computer writes your words down.</b> I show you what it heard. You say if it is right, put it right, or keep the sound only. I do not use its words unless you say so.

    Your recordings are kept with your answers. { $readers } can play them. So say "a man I support", and not his name.
sound-rules-elsewhere =
    <b>You can also speak your answers</b>
    Send a voice note at any question. I count about how many words you say.

    <b>I send your recording to { $host }, and a program there writes your words down.</b> I show you what it heard. You say if it is right, put it right, or keep the sound only. If you do not want that, type your answers.

    Your recordings are kept with your answers. { $readers } can play them. So say "a man I support", and not his name.
sound-rules-needed = For this badge, a recording counts only when its words are written down and you have said that they are right.
sound-rules-typed =
    <b>About voice notes</b>
    For this badge, spoken words count only when they are written down. I cannot do that here. So type your answers. You can send a recording along with them.

    Your recordings are kept with your answers. { $readers } can play them. So say "a man I support", and not his name.
length-seconds = { $seconds } s
length-minutes = { $minutes } min { $seconds } s
length-whole = { $minutes } min
kept-heard = Kept: spoken, { $length }, about { $words } words.
kept-heard-part = I could play only { $length } of it: about { $words } words. If you said more, send it again.
kept-heard-cut = Kept: spoken, { $length }, about { $words } words. The end of that file may be missing. If you said more, send it again.
kept-heard-unsure = I hear an echo, or other voices, so that number may be wrong.
kept-heard-writing = I will show you its words soon.
kept-heard-needed = It counts when you have said that its words are right.
kept-heard-typed = It goes along, but only typed words count for this badge.
recordings = <b>Recordings in answer { $number }</b>
recording = { $number }. spoken, { $length }, about { $words } words
recording-silent = { $number }. { $length }, no words that count
recording-waiting = { $number }. not fetched yet
recording-writing = its words are being written down
recording-shown = its words are there for you to check
recording-checked = { $count ->
    [one] one word, checked by you
   *[other] { $count } words, checked by you
}
recordings-end = To record one again, take it out and send a new one.
nobody = <b>Could anyone be known from your recordings?</b>
    I cannot check sound. { $count ->
    [one] You have one recording.
   *[other] You have { $count } recordings.
} Listen for names, places and voices of other people.
nobody-picture = Your video goes with its picture. Look for other people, and for names on doors and papers.
play-copy = Telegram did not play that one. Here is my own copy of it.
play-nothing = Telegram did not play that one, and I have no copy to play. To be safe, take it out and record it again.
words =
    <b>Question { $number }, recording { $recording } ({ $length }): here is what a program heard</b>
words-settled =
    <b>Question { $number }, recording { $recording } ({ $length }): these words are in your answer</b>
words-ask = Read it through. The program gets names and Scots words wrong. If it is right, it goes into your answer. If not, fix it or keep the sound only.
words-settled-ask = You can still put them right, or keep the sound only.
words-unsure = I am not sure that it caught everything. Your recording is safe.
words-repeats = It has more words than I would expect from the sound. The program may have said some things twice.
words-mend = Copy the words above. Put them right, and send me the whole of it. What you send stands in your answer, just as you wrote it.
words-ready = The words of a recording in question { $number } are written down. To check them, open that question and press Recordings.
words-failed = I could not write down what you said in question { $number }. Your recording is kept, and counts as before.
words-failed-needed = I could not write down what you said in question { $number }. Your recording is kept, but type its words too: only words count here.
sound-trouble-not_media = I cannot play that one. A voice note, an audio file or a round video is fine.
sound-trouble-too_big = Telegram does not let me fetch a file that big. Send it in shorter pieces: 15 minutes of voice note is small enough.
sound-trouble-no_sound = There is no sound in that one. It may be the microphone. Try again, or type it.
sound-trouble-damaged = That file is damaged, and I could not play it. Record it again, or type it.
sound-trouble-cut = The end of that file may be missing, and I could not hear anyone talking in the rest. Send it again, or type it.
sound-trouble-too_long = I can use only the first 15 minutes of that one. If what matters comes later, send it as a second recording.
sound-trouble-too_complex = I could not open that file safely. A voice note, recorded here, is fine.
sound-trouble-odd_layout = I cannot play that kind of recording. Nothing is wrong with yours. A voice note, recorded here, is fine.
sound-trouble-timed_out = That file took too long to open. Send it again, or in shorter pieces.
sound-trouble-crashed = I could not open that file. Send it again, or record it as a voice note.
sound-trouble-no_speech = I could not hear anyone talking in that one ({ $length }). It may be the microphone. Try again, or type it.
sound-trouble-twice = That is the same recording as before, so I have counted it once.
sound-trouble-gone = Telegram could not give me that recording. Send it again.
sound-trouble-no_room = I have no room for recordings at the moment, so I did not keep that one. Type it instead, or send it again later.
sound-trouble-quota = I have as many recordings from you as I can keep, so I did not keep that one. Type it instead.

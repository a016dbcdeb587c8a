### A worker's own data: what is kept, a copy of it, deleting it, taking the yes back.

privacy-menu =
    <b>Your data, in short</b>

    I keep your contact and work details, your answers and your recordings. I use them for your badge application only. { $carrier ->
        [worker] I send nothing to the badge's issuer. Only you do that.
        [either] Nothing goes to the badge's issuer until you send it.
       *[bot] Nothing goes to the badge's issuer until you press send.
    }

    I keep a badge that you began for { $draft } after you last worked on it. I tell you twice before it goes.

    You can see it, get a copy of it, or delete all of it, here and now.
privacy-changes = <b>What is new in the notice since you said yes</b>
privacy-change = – { $change }
privacy-stopped = You took your yes back, so I do nothing with it now.
privacy-nothing = I keep nothing about you. There is nothing to show, send or delete.
kept-title = <b>What I keep about you</b>
kept-number = Your number in this chat: <code>{ $number }</code>
kept-consent = Your yes to the privacy notice, on { DATETIME($at, dateStyle: "long") }
kept-reminders = Reminders: on, with the days and times you chose
kept-no-reminders = Reminders: none
kept-lock = Your lock: on. I keep no PIN, only something to compare it with
kept-details = <b>Your details</b>
kept-detail = { $label }: { $value }
kept-more = And { $count } more. They are in the copy.
kept-badge = <b>{ $title }</b>
kept-answers = { $answers ->
        [0] No answers yet
        [one] 1 answer, { $words } words
       *[other] { $answers } answers, { $words } words
    }
kept-recordings = { $count ->
        [one] 1 recording
       *[other] { $count } recordings
    }
kept-awards = { $count ->
        [one] 1 badge that you sent me
       *[other] { $count } badges that you sent me
    }
kept-aside = { $count ->
        [one] 1 thing kept out of your answers
       *[other] { $count } things kept out of your answers
    }
kept-sent = Sent on { DATETIME($at, dateStyle: "long") }
kept-unsent = Not sent to anybody
kept-closed = Closed, and not sent
kept-rest = I also keep a list of what you did and when, without your words. Press "Send me a copy" to get every word and recording.
copy-coming = I am making your copy now. It comes as a file in this chat.
copy-caption = Your copy. Open the file, then open "Read me first". Anyone with this file can read it all, so keep it safe.
erase-check =
    <b>Delete everything about you?</b>

    All of this goes: your details, { $badges ->
        [0] your yes
        [one] your work on 1 badge
       *[other] your work on { $badges } badges
    }, your recordings, your reminders and your yes. Nobody can bring it back.
erase-stays = <b>This I cannot take back from here</b>
erase-issuer = – What the { $issuer } already has of you. Only they can delete that, so ask them.
erase-on-its-way = – Something you sent is on its way. I stop it if it has not gone yet.
erase-phone = – The messages in this chat. Delete the chat in Telegram, on your phone.
erase-backups = – Safety copies of what I keep. If one is ever used, you are left out of it.
erase-sure = <b>Are you sure?</b> This is the last time I ask. Press "Delete it all now", and everything is gone in some seconds.
erasing = I am deleting everything about you now.
erased =
    <b>It is done. Everything about you is deleted here.</b>

    { DATETIME($at, dateStyle: "long", timeStyle: "short") }
    Badges you worked on: { $drafts }
    Applications made ready: { $submissions }
    Files: { $files }

    { $submissions ->
        [0] {""}
       *[other] What an issuer already has of you, only they can delete.
    } To clear this chat, delete it in Telegram. To begin again, send /start.
unagree-check =
    <b>Take your yes back?</b>

    I stop at once: no more questions and no reminders. What you sent before stays with the badge's issuer.

    You can keep your answers here for later, or have them deleted.
unagreed = I have stopped. Your answers stay here, and I do nothing with them. To go on, send /start and say yes. To delete them, send /privacy.

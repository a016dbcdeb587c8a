### The lock, for a phone that others use too.

pin-ask =
    <b>Lock your answers</b>

    I can hide your answers from others who use this phone. Then I show nothing until you type a PIN.

    Choose a PIN of { $shortest } to { $longest } digits, and send it now. Do not use the PIN of your phone or your bank.
pin-length = A PIN has { $shortest } to { $longest } digits, and nothing else.
pin-easy = Anyone would try that PIN first.
pin-unlike = Those two were not the same, so I set no new PIN.
pin-once-more = Choose a PIN of { $shortest } to { $longest } digits, and send it now.
pin-again = Send the same PIN once more, so that we both have it right. I cannot tell you what it is later.
pin-deleted = I deleted your message with the digits from this chat.
pin-left = I could not delete your message with the digits. Delete it from this chat yourself.
lock-set = <b>Your PIN is set.</b> { $quiet ->
        [0] I lock only when you send /lock.
       *[other] I lock by myself when you send nothing for { $quiet } minutes. To lock at once, send /lock.
    }
lock-settings = <b>Your lock</b>

    It is open now. { $quiet ->
        [0] I lock only when you send /lock.
       *[other] I lock by myself when you send nothing for { $quiet } minutes. To lock at once, send /lock.
    }
lock-truth = I cannot hide what stands in this chat already. Press "Clear this chat", and I delete what was said here in the last two days. I keep your answers, but you can no longer edit those messages. For all of it, use "Clear history" in Telegram. You can also put a passcode on Telegram, in its settings.
chat-cleared = I deleted from this chat what was said in the last two days, as far as Telegram lets me. Your answers are kept. Look over the chat: what still stands there, only you can clear.
chat-not-cleared = I could not delete all of it from this chat. Your answers are kept. Look over the chat: what still stands there, only you can clear.
lock-off = The lock is off. I show your answers without a PIN again.
lock-taken-off = The lock on your answers is off, because you asked the people who run me. If you did not ask for that, write to { $operator_contact }.
lock-none = Nothing is locked here. To set a PIN, send /lock.
locked = <b>Locked.</b> Type your PIN.
locked-now = I show nothing of yours now.
locked-words = I kept your words, but they are in no answer yet. Once the PIN is typed, you can say where they go.
locked-thing = I kept that.
locked-edit = You changed a message. Your answer stays as it was, and I kept the new words apart. Once the PIN is typed, you can say where they go.
locked-nothing = I did not keep that. Send it again once the PIN is typed.
locked-length = A PIN has { $shortest } to { $longest } digits. I did not keep that number.
locked-wrong = That is not the PIN. { $left ->
        [one] You can try once more, then you have to wait.
       *[other] You can try { $left } more times, then you have to wait.
    }
locked-wait = <b>Locked.</b> There were too many wrong PINs. You can try again from { DATETIME($until, dateStyle: "long", timeStyle: "short") }. Nothing is lost.
locked-news = <b>Locked.</b> There is news for you. Type your PIN to read it.
locked-expiring = <b>Locked.</b> I will delete some of your work soon, if you do nothing. Type your PIN to see what, and to keep it.
locked-reminder = <b>Locked.</b> This is a reminder. Type your PIN to see what is waiting for you.
unlocked = <b>Open again.</b>
unlocked-words = { $count ->
        [one] While it was locked, 1 message came from this phone, or was changed. Its words are in no answer.
       *[other] While it was locked, { $count } messages came from this phone, or were changed. Their words are in no answer.
    } To look, send /progress and press "Words put aside".
unlocked-things = { $count ->
        [one] While it was locked, 1 recording or file came from this phone.
       *[other] While it was locked, { $count } recordings or files came from this phone.
    } Check your answers before you send them.
unlocked-late = The messages that I held back come next.
unlocked-stopped = Someone asked me to delete everything without the PIN. I have stopped that.
pin-forgotten =
    <b>If you forgot your PIN</b>

    If you know it, type it now. Then you can see, send and delete everything as ever.

    If not, nobody can tell you what it is. There are two ways.

    Write to { $operator_contact }. Say that you forgot the PIN of your lock. When they know that it is you, they take the lock off, and you keep everything.
pin-forgotten-erase = Or I delete everything about you, and you begin again. For that you ask today, and you press again in a day. Whoever types the PIN before then stops it.
pin-erase-from = I delete nothing yet. Come back after { DATETIME($at, dateStyle: "long", timeStyle: "short") }, and press "I forgot my PIN" again. Whoever types the PIN before then stops it.
pin-erase-now = The day is over, and nobody typed the PIN. If you press the button now, everything about you is deleted. Nobody can bring it back.

### First contact, privacy, and choosing a badge.

welcome =
    <b>Hello. I am a computer program, not a person.</b>
    { $operator } runs me.

    I ask you the questions of an Open Badge, one at a time. I keep every word you send, and I count your words for you. { $carrier ->
        [worker] At the end I make your application ready. Then you send it yourself to the people who award the badge.
        [either] When you say so, your evidence goes to the people who award the badge. For some badges, you send it there yourself.
       *[bot] When you say so, your evidence goes to the people who award the badge.
    }

    I never write or change your words. That part is yours.

    <b>Your privacy, in short</b>
    I keep your name, your contact and work details, and your answers. I use them for your badge application only. { $carrier ->
        [worker] I send nothing to the badge's issuer. Only you do that.
        [either] Nothing goes to the badge's issuer until you send it.
       *[bot] Nothing goes to the badge's issuer until you press send.
    } Telegram also stores this chat, on computers outside the UK.

    Do you agree that I keep what you send me, in this way?
notice =
    <b>Privacy notice ({ $version })</b>

    <b>Who we are.</b> { $operator } runs this bot and is responsible for your data. Contact: { $operator_contact }

    <b>What I keep.</b> Your Telegram number for this chat. Your name, email address, registration number, Register part and employer. Your answers, written or spoken. Badges that you send me. What you agree to, and when.

    <b>Reminders.</b> Only if you say yes to them. I keep which ones you want, on which days, at what time, and where your clock is. I keep the month of your yearly declaration if you tell me. I keep when I reminded you, and what of.

    <b>Why.</b> { $carrier ->
        [worker] To make your badge application ready for you to send.
        [either] To make your badge application, and send it for you where I can.
       *[bot] To make your badge application and send it for you.
    } I ask for your consent, and that is the legal basis. You can take it back at any time.

    <b>Who gets it.</b> { $carrier ->
        [worker] I do not send your application. The badge's issuer gets it when you send it on their page.
        [either] The badge's issuer, when you press send, or when you send it on their page.
       *[bot] The badge's issuer, when you press send.
    } Who else can read it then is the issuer's rule. I say who before you begin each badge. { $operator } can see it only to keep the bot running. To check a badge that you send me, I may open its page.

    <b>Where.</b> Telegram carries and stores this chat, and its computers are outside the UK. The chat is not end-to-end encrypted. The bot's own copy is with { $operator }.

    <b>How long.</b> { $periods }

    <b>Your rights.</b> You can see, copy or delete all of it here: send /privacy. You can take your yes back there too. If others use this phone, send /lock, and I show nothing without a PIN. To correct something, or for help, write to { $operator_contact }. You can also complain to the Information Commissioner's Office (ICO).

    <b>This chat.</b> I cannot clear your own phone. To do that, use "Clear history" or "Delete chat" in Telegram.

    <b>No machine decides.</b> I count and check. People at the issuer decide about your badge. { $ai }
notice-new-2027-01 = You can now see, copy, lock and delete your data here yourself. What I use it for is as it was.
notice-periods = You can delete it all at any time. I remove these by myself, and I tell you twice first, a month and a week before:
notice-period-draft = – A badge you began and left: after { $time }
notice-period-set_aside = – A badge you said is not for you: { $time }
notice-period-undelivered = – An application that never got to the issuer: { $time }
notice-period-withdrawn = – One that you took back: { $time }
notice-period-decided = – One that they decided on: { $time }
notice-period-files = – The recordings and files of one that they decided on: { $time }
notice-period-details = – Your details, when you have no badge here: { $time }
notice-period-blocked = – All of it, if you block me: { $time }
notice-periods-rest = What an issuer has not decided on stays until they decide. A message that I could not deal with goes after { $parked }. What I asked you goes after { $prompt }. A list of what you did, without your words, goes after { $audit }.
days = { $count ->
        [one] 1 day
       *[other] { $count } days
    }
years = { $count ->
        [one] 1 year
       *[other] { $count } years
    }
consent-again = <b>What I use your data for has changed since you said yes.</b> Your answers are safe.
consent-again-ask = Until you say yes to this, I do nothing with them. Do you agree?
notice-no-ai = I use no AI.
notice-scribe-here = A program on the computer of { $operator } writes down what you say in recordings. That is the only AI I use, and your recordings do not leave for it.
notice-scribe-elsewhere = I send your recordings to { $host }. A program there writes down what you say. That is the only AI I use.
notice-number = Your number here is <code>{ $number }</code>. Give it when you write about your data.
notice-agreed = You agreed to this on { DATETIME($at, dateStyle: "long") }.
nothing-kept = I have not kept that message, because I need your yes first.
badges = <b>Which badge do you want to work on?</b>
badges-unknown = I do not know a badge with that name or code.
badges-line = { $number }. <b>{ $title }</b>
    { $summary }
badges-begun = You have begun this one: { $done } of { $of } answers done.
badges-begun-early = You have begun this one.
badges-begun-held = You have begun this one: { $held } of { $of } badges ticked.
badges-elsewhere = You cannot do this one here yet.
badge-elsewhere =
    <b>{ $title }</b>

    { $summary } You cannot do this badge here yet. You can apply on the issuer's own page: { $page }
right-badge =
    <b>{ $title }</b>

    { $audience }

    <b>Check that all of this is true</b>
    { $checks }

    <b>Time.</b> About { $minutes } minutes in all. You can stop and come back whenever you like.
right-badge-ready =
    <b>Have ready</b>
    { $ready }
right-badge-deciding = { $deciding }
right-badge-days = The { $issuer } then takes up to { $days } days to decide.
right-badge-by-hand = <b>Sending.</b> I cannot send it to the { $issuer } for you. At the end I make it ready, and you send it yourself on their page.
right-badge-yearly = You can have this badge once a year.
right-badge-sent = You already sent this badge on { DATETIME($on, dateStyle: "long") }. { $otherwise }
right-badge-ask = Is this the right badge for you?
wrong-badge =
    That is fine. Nothing was sent.

    { $otherwise }
visibility =
    <b>Before you start: who can read it</b>

    { $text }
fresh-start =
    <b>A fresh start</b>
    Your details can come over from last time. Your answers and statements do not: they are about new learning. These are the fewest words for each question now:
fresh-start-line = • { $heading }: { $minimum }
fresh-start-was = • { $heading }: { $minimum } (it was { $was })
short-not-taken = I did not take that as an answer.
short-kept = I kept “{ $begins }” out of your answers.
short-consent = Do you agree that I keep what you send me? Yes or no?
short-right = Is this the right badge for you? Yes or no?
short-prior = Are your details still right? Yes, or the number of the one to change?
short-fact = I still need this: { $name }. Send it, or type "skip" to give it later.
short-review = You are at the check. Type "yes" to go on, "next" to go to what is missing, or a number to change that answer.
short-screen = Type "keep" if nobody can be known from those words, or the number of the answer to change.
short-nobody = Can anybody be known from your recordings? Type "no", or press one to listen.
short-ai = Did you use an AI tool for this evidence? Yes or no?
short-tool = Which AI tool did you use? Send its name, or type "no" if you used none.
short-link = Send the link to your AI chat. If you have none, type "no link".
short-decl = Statement { $number }: do you agree? Yes or no?
short-final = Nothing is sent yet. Type "send it" to send, "not yet", or "check my answers".
consent-refused = That is fine. I keep nothing that you write, and I cannot help with a badge without your yes. If you change your mind, type "yes".
right-badge-register = <b>On the Register.</b> { $note }

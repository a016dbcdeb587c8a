### The page of a person's own copy.

page-title = Everything that is kept about you
page-made = Made on { $at }. Only you were sent this copy. It holds your own words and details, so keep it safe.
page-contact = Is something wrong, or is something missing? Write to: { $contact }
page-inside = What is in this folder
page-inside-page = This page, to read.
page-inside-json = The same as data, for a computer.
page-inside-schema = What each part of that data means, for a computer.
page-inside-files = Your recordings, your badges and what you sent, in folders with names that tell.
page-left-out = These files were too big to send in the chat. Ask for them at the address above:
page-you = You
page-number = Your number in { $channel }: { $number }
page-agreed = You said yes to the privacy notice ({ $version }) on { $at }.
page-reminders-on = Reminders: on
page-reminders-off = Reminders: none
page-work = Your work on badges
page-no-work = You have not begun a badge.
page-began = Begun on { $began }. Last changed on { $touched }.
page-details = Your details
page-answers = Your answers
page-recording = Recording, { $at }
page-recording-gone = Recording, { $at }. It is not in this folder.
page-open = Open the file
page-removed = You took this out. It is still kept, and it is in no answer.
page-loose = Words in no answer
page-aside = Messages kept out of your answers
page-declared = What you agreed to
page-badges = Badges that you sent
page-decisions = What the issuer said
page-your-badge = Your badge
page-sent = What you made ready to send
page-sent-line = { $title }, reference { $reference }, on { $at }
page-history = What happened, and when
page-history-note = This list has no words of yours.
page-history-open = { $count ->
        [one] Show 1 line
       *[other] Show { $count } lines
    }
page-odd = Messages that the bot could not read
page-unreadable = { $count ->
        [one] One thing that is stored cannot be shown here. It is in the data, as it is stored.
       *[other] { $count } things that are stored cannot be shown here. They are in the data, as they are stored.
    }
page-stage-checking = You were checking if it is the right badge.
page-stage-answering = You are writing your answers.
page-stage-reviewing = You are checking your answers.
page-stage-declaring = You are agreeing to the statements.
page-stage-sending = It is ready, or on its way.
page-stage-with-issuer = The issuer has it.
page-stage-returned = The issuer asks for more.
page-stage-closed = It is closed.
page-verdict-received = They have it
page-verdict-returned = They ask for more
page-verdict-awarded = The badge is yours
page-verdict-declined = They said no
page-verdict-revoked = They took the badge back

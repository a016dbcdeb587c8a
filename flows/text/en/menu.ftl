### Telegram's menu, and what it shows of the bot.

title-draft = { $title } (draft, not published)
menu-start = Go on where you were
menu-badges = Choose a badge
menu-progress = All questions: done and not yet
menu-review = Check your answers
menu-status = What happened to your applications
menu-reminders = When I write to you by myself
menu-help = What you can do here
menu-privacy = What I keep and why
menu-lock = Hide your answers behind a PIN
menu-unlock = Your lock: open it or change it
menu-cancel = Put this badge aside
about-short = Write your Open Badge evidence, a question at a time. A computer program, not a person.
about = I am a computer program. I help social care workers in Scotland to write Open Badge evidence. I ask one question at a time, keep every word, and count for you. Press Start.

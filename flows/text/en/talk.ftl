### Answers to what people ask the bot, and words of the badge in plain English.

about-who-reads = { $carrier ->
    [worker] When you send them, your answers go to the { $issuer }.
   *[bot] When you press send, your answers go to the { $issuer }.
} Their assessor reads them. Later, anyone you show the badge to can read them too.
about-why = What you tell me of yourself goes to the { $issuer } with your answers. They use it to know who you are.
about-public = Your answers are not put on a public page by me. But anyone you show the badge to can read them, so leave names out.
about-cost = I ask no money for this. Your phone company may charge you for data.
about-robot = I am a computer program, not a person. { $operator } runs me. I ask, count and keep your words, and I never write them for you.
about-manager = I tell your employer nothing. But anyone you show the badge to can read your answers, and that can be your manager.
about-sssc = { $carrier ->
    [worker] I send nothing to the { $issuer }. They get what stands in your answers when you send it to them yourself.
    [either] Nothing goes to the { $issuer } before you send it. They get what stands in your answers then, with your name and email address.
   *[bot] I send nothing to the { $issuer } before you press send. They get what stands in your answers then, with your name and email address.
}
about-safe = I use what you send for your badge only. Telegram keeps this chat too, on computers outside the UK. Send /privacy to read it all.
about-how-long = The { $issuer } can take up to { $days } days after you send it. { $carrier ->
    [worker] They tell you, and then you can tell me here.
   *[bot] I tell you here as soon as I hear.
}
about-what-next = { $carrier ->
    [worker] When all is answered, you check it and agree to some statements. I make it ready, and you send it yourself.
   *[bot] When all is answered, you check it, agree to some statements and press send.
} Then people at the { $issuer } decide.
about-retry = If they want more, they say what, and you can { $carrier ->
    [worker] make it ready again here
   *[bot] send it again from here
}. If they say no, you can begin a new one.
about-marking = I do not mark you. I count words and check the rules. People at the { $issuer } decide.
about-notes = Yes. You can use your own notes, and paste from them. It has to be your own words about your own learning.
about-ai = What the rule on AI tools is depends on the badge. Where it asks if you used one, I ask you before you send.
about-spelling = I do not check your spelling, and I never change your words. Write as you speak. What counts is what you learned and did.
about-names = Do not name anyone, or say things that point to one person. Say "a man I support" or "a colleague".
about-deadline = I set you no date. You can stop and come back when you like. If they ask you for more, they may set one, and I tell you.
about-saved = Once you have agreed to it, I keep each message the moment it comes. You can close the app and go on later.
about-voice = Many badges take a voice note. Where this one does, the question says so, and you can send one in place of typing.
about-change = Until you { $carrier ->
    [worker] send it
   *[bot] press send
}, you can change everything. After that, you can take it back if they have not decided{ $carrier ->
    [worker] , and you tell them so yourself
   *[bot] {""}
}.
about-limit = I keep every word, also when there are too many. But it can only be sent when all answers together fit. Type "cut" to choose what to take out.
about-picture = I cannot use a picture as an answer. If your own writing is on it, read it out in a voice note, or type it.
about-contact = Questions about this bot, and about your data: { $operator_contact }
about-purpose = This is to apply for an Open Badge of the { $issuer }. You tell what you learned, and { $carrier ->
    [worker] I make it ready for you to send
   *[bot] I send it when you say so
}. You do not have to do it.
about-unknown = I do not know that. You can ask here: { $operator_contact }
about-more = If that does not answer it, you can ask here: { $operator_contact }
writes-for-you = I cannot write, reword or correct it for you. The words have to be yours. "tips" shows what good answers do.
term-sssc = The Scottish Social Services Council. It keeps the Register of people who work in social services in Scotland.
term-cpl = Continuous Professional Learning. It is the learning that you do to stay good at your work, and that you record.
term-cpl-plus = A CPL+ badge is for more learning of the same kind in the same year.
term-registration-number = The number that you got when you joined the SSSC Register. You can look it up by your name in the public Register.
term-register-part = The part of the SSSC Register that your job belongs to. There are four since June 2024. You can be on more than one.
term-quality-assurance = Looking at care or support to see if it is good, and making it better. Audits, spot checks and asking people are part of it.
term-criteria = The rules that your answers are held against. The { $issuer } wrote them, and each question stands for some of them.
term-evidence = What you write or say here to show what you learned and what you do with it.
term-relevance = Why it matters for you: for the work you do now, or for what you want to do.
term-declaration = A sentence that you say is true before you send. I ask you for each of them at the end.
term-learning-activity = What you did to learn: a course, a webinar, a book, shadowing someone, or thinking over your own practice.
term-reflection = Looking back at what you did and what it taught you.
term-open-badge = A small picture for the web that shows what you learned. What you wrote to get it is kept with it.
term-assessor = A person at the { $issuer } who reads your answers and decides about the badge.
term-consent = You say yes to it, and you can take that yes back.
term-leadership = Helping others to do good work, whatever your job is called. You do not have to be a manager.
term-core-learning = One of the seven subjects that the SSSC asks you to learn about. Leadership and quality assurance is one of them.
term-employer = The organisation that you work for. If you work through an agency, that can be the agency.
term-outcome = What comes of it for people: what is better in their life or their day because of what you did.
term-gap = What you did not know, or could not do yet, before you learned it.

### Sentences at the beginning: consent, the right badge, and prompts that are shown again in one line.

short-not-taken = I did not take that as an answer.
short-kept = I kept “{ $begins }” out of your answers.
short-consent = Do you agree that I keep what you send me? Yes or no?
short-right = Is this the right badge for you? Yes or no?
short-prior = Are your details still right? Yes, or the number of the one to change?
short-fact = I still need this: { $name }. Send it, or type "skip" to give it later.
short-review = You are at the check. Type "yes" to go on, or a number to change that answer.
short-screen = Type "keep" if nobody can be known from those words, or the number of the answer to change.
short-nobody = Can anybody be known from your recordings? Type "no", or press one to listen.
short-ai = Did you use an AI tool for this evidence? Yes or no?
short-tool = Which AI tool did you use? Send its name, or type "no" if you used none.
short-link = Send the link to your AI chat. If you have none, type "no link".
short-decl = Statement { $number }: do you agree? Yes or no?
short-final = Nothing is sent yet. Type "send it" to send, "not yet", or "check my answers".
consent-refused = That is fine. I keep nothing that you write, and I cannot help with a badge without your yes. If you change your mind, type "yes".
right-badge-register = <b>On the Register.</b> { $note }

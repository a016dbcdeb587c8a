### A person's details.

fact-ask = <b>{ $number } of { $of }. { $ask }</b>
fact-hint = <i>{ $hint }</i>
fact-digits = It usually has { $digits } digits.
fact-choose = Press each one that is true for you, or type its number. Then press "That is all".
fact-chosen = Chosen: { $chosen }
fact-doubt-unusual_number = You wrote "{ $stated }". A number here usually has { $digits } digits. If yours is right, press "Keep it". If not, send it again.
fact-doubt-not_an_email = "{ $stated }" is not a full email address. It needs a name, an @ and a place, such as mary@example.org. Send it again.
fact-doubt-too_long = That is too long for this. Send just the answer, in one short line.
fact-doubt-no_letters = I need letters here. Send it again.
fact-doubt-no_such_option = I do not see that one in the list. Press a button, or type its number.
fact-doubt-none_chosen = Choose at least one first.
facts-prior = <b>Are your details still right?</b>
facts-own = <b>Your details</b>
facts-line = { $number }. { $label }: { $value }
facts-none = not given yet
facts-unsure = { $value } (waiting for your "keep it" or "that is all")
facts-change = To change one, press its button or type its number.
fact-kept = { $label }: { $value }
fact-later = You can give me this later: { $label }. I ask for it again before you send.
fact-first = This is the first one, so there is nothing before it.
fact-doubt-reads_like_sentence = You wrote "{ $stated }". If that is right, press "Keep it". If not, send it again.
fact-doubt-no_digits = I see no number there. Send the digits, or type "skip" to give it later.
fact-doubt-likely_part = From what you say, it may be the one that I marked below. If it is, press "That is all". If not, choose again.
fact-doubt-part_does_not_fit = This badge is for people on these parts of the Register: { $fitting }. You chose: { $stated }. With that, the answer may be no. If it is right all the same, press "Keep it". If not, choose again.
fact-note = <i>{ $note }</i>

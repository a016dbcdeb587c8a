### Sentences about a person's details.

fact-kept = { $label }: { $value }
fact-later = You can give me this later: { $label }. I ask for it again before you send.
fact-first = This is the first one, so there is nothing before it.
fact-doubt-reads_like_sentence = You wrote "{ $stated }". If that is right, press "Keep it". If not, send it again.
fact-doubt-no_digits = I see no number there. Send the digits, or type "skip" to give it later.
fact-doubt-likely_part = From what you say, it may be the one that I marked below. If it is, press "That is all". If not, choose again.
fact-doubt-part_does_not_fit = This badge is for people on these parts of the Register: { $fitting }. You chose: { $stated }. With that, the answer may be no. If it is right all the same, press "Keep it". If not, choose again.
fact-note = <i>{ $note }</i>

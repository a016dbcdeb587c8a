### The check.

review = <b>Check your answers</b>
    Nothing has been sent yet.
review-again = <b>Check your answers</b>
    What you changed has not been sent yet.
review-facts = <b>Your details:</b> { $values }
review-fact = { $label }: { $value }
review-answers = <b>Your answers</b>
review-total = In all: { $total ->
    [one] one word
   *[other] { $total } words
}. The limits are { $minimum } to { $maximum }.
review-total-about = In all: about { $total } words. The limits are { $minimum } to { $maximum }. Where you speak, a little less is enough.
review-missing = <b>Before you can send</b>
review-missing-question = Question { $number } needs { $missing ->
    [one] one more word
   *[other] { $missing } more words
}.
review-missing-spoken = Question { $number } needs about { $missing } more words. Go to it to say more, or to keep it as it is.
review-missing-answer = Question { $number } needs an answer.
review-over = All answers together are { $over ->
    [one] one word
   *[other] { $over } words
} over { $maximum }. Press "Choose what to take out", or edit your own messages above.
review-missing-fact = { $label } is not settled yet.
review-missing-link = Your link for question { $number }: tick what is left.
review-missing-link-whole = Your link for every question: tick what is left.
review-waiting = A recording is not fetched yet. I will tell you when it is kept. If it takes too long, take it out and record it again.
review-words = { $count ->
    [one] The words of one recording wait
   *[other] The words of { $count } recordings wait
} for you to check. Until you do, that counts as sound only.
review-missing-badges = Your badges: tick { $missing ->
    [one] one more
   *[other] { $missing } more
}.
review-ready = All the rules are met.
review-loose = { $count ->
    [one] One word is in no answer and will not be sent.
   *[other] { $count } words are in no answer and will not be sent.
}
review-change = To change an answer, press its number or type it.
whole-text-empty = There is nothing to read yet.
whole-text-end = That is all of it. This is what the assessor will read.
details = <b>Could someone be known from this?</b>
    I found words that may point to a person. Other people must not be known from your evidence.
details-line = { $position }. Answer { $number }: "{ $words }". This may be { $kind }: { $why }.
details-ask = Look at number 1: "{ $words }". Keep it if nobody can be known from it. Or press "Change it", and I show you the message.
kind-email = an email address
kind-chi = a CHI number
kind-nhs = an NHS number
kind-national_insurance = a National Insurance number
kind-date_of_birth = a date of birth
kind-phone = a phone number
kind-postcode = a postcode
kind-named_person = a person's name
kind-room = a room or bed
kind-handle = a name on social media
kind-registration = a registration number
kind-payroll = a payroll number
kind-record = the number of somebody's records
kind-key_code = a door or key code
kind-car = a car's number plate
kind-street = an address
kind-home = the name of a home
kind-unique = words that fit one person only
kind-initials = initials
kind-nickname = a nickname
why-shape = it is written like one
why-said_so = the words beside it say so
why-title = there is a title before it
why-relation = it says who somebody is
why-known_name = it is a first name
why-used_as_name = it is used as a name
why-only_one = only one person may fit it
review-missing-change = Question { $number }: they want more. Add to it, or press "Leave it as it is" there.
review-opening = <i>"{ $text }"</i>
review-read-first = Press "Read it all" first.
review-doubts = <b>Look at this first</b>
doubt-said_to_bot = Answer { $number }: "{ $words }" reads as said to me.
doubt-repeated = Answer { $number }: "{ $words }" is there twice.
doubt-repeated-elsewhere = Answers { $other } and { $number } both have "{ $words }".
doubt-one_word = Answer { $number } says "{ $words }" again and again.
doubt-whole_statement = Answer { $number } looks like the answers to several questions.
doubt-only_question = Answer { $number } has nothing but its question.
review-ai = <b>AI tools</b>: you used { $tool }. The chat: { $link }
review-ai-none = <b>AI tools</b>: you said that you used none.
review-ai-no-link = no link
review-ai-open = <b>AI tools</b>: you said that you used one. I still need its name and the link to the chat.

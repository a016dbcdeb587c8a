## After sending

change-first = It is open again, and nothing is sent. Do not use the text and files that I gave you before. I make new ones.
taken-over = { $answers ->
    [0] There were no typed answers to use again.
    [one] One answer is in your new application. Read it before you send it.
   *[other] { $answers } answers are in your new application. Read them before you send them.
} The statements come again, because you make them anew.
taken-over-recordings = { $recordings ->
    [one] One recording stays with the old one. Record it again if you need it.
   *[other] { $recordings } recordings stay with the old one. Record them again if you need them.
}
taken-over-not = You have begun "{ $title }" again already, and it has answers. I have not changed it.

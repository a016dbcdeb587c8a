### A link to the worker's own page.

link-ask =
    <b>Is this link your evidence?</b>
    { $url }

    Which does it answer: question { $number } alone, or every question? If it is part of what you write, press "Just words".

    I do not open links. Check that anyone who has it can read the page.
link-rules =
    <b>You can give a link instead</b>
    Send the link to your own blog or portfolio, in a message of its own. It has to start with https://. Anyone who has the link must be able to read the page.

    I do not open it, so I cannot count its words. I give you a short list, and you tick what is true of your page.
link-fault-not_secure = That link starts with http://, which is not secure. See if your page opens with this one. If it does, send it: { $url }
link-fault-other_kind = I can take only a link that starts with https://. Open your page in a browser, and copy the link from there.
link-fault-incomplete = Part of that link is missing. Open your page in a browser, copy the whole link, and send it.
link-fault-only_here = That link works only inside one building, or on one computer. Send the one that anyone can open.
link-fault-numbers = That link has a number where the name of the site should be. Send the one with the name in it, such as https://example.org.
link-fault-login = There is a login in that link: what stands before the @. Whoever reads your evidence could use it. Send the link without it.
link-fault-port = That link has a colon and a number after the name of the site. Send it without them, if your page opens that way.
link-fault-odd_signs = There is a sign in that link that does not belong in one. You may not be able to see it. Copy the link from your browser, and send it again.
link-fault-too_long = That link is longer than { $longest } signs. Look on your page for "Share" or "Copy link", which may give a shorter one.
link-fault-kept = I have kept it as words in answer { $number }. You can edit your message, take it out, or send another.
link-fault-aside = I have kept it, but in no answer.
checklist = <b>Your link for question { $number }</b>
checklist-whole = <b>Your link for every question</b>
checklist-url = { $url }
checklist-how = I do not open it, so I cannot count its words. Press the number of each line that is true, or type it. To take a tick back, do the same again.
checklist-box = { $number }. { $text }
checklist-box-on = { $number }. { $text } (ticked)
checklist-left = { $left ->
    [one] One is left to tick.
   *[other] { $left } are left to tick.
} If one is not true yet, change your page first. Or take the link out, and answer here.
checklist-all = All is ticked. Your application has the link, and this list with your ticks.

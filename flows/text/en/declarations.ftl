### The last steps before sending.

ai-use =
    <b>Did you use an AI tool, such as ChatGPT, for this evidence?</b>

    { $explain }
ai-use-written = The program that wrote down what you said is named in your evidence already. This is about any other tool.
ai-tool = Which AI tool did you use? Send its name.
ai-link = Send the link to your AI chat. It starts with https:// and is shown to the assessor.
ai-link-wrong = I need one whole link that starts with https:// and has no spaces. In your AI tool, look for "Share", and copy the link.
declaration-by-hand = <b>Now the statements.</b> The { $issuer } needs your yes to each. Their page may ask you for them once more, when you send your application there.
declaration-kept = You looked at these words and kept them. Agree only if nobody can be known from them:
declaration-kept-line = - { $words }
declaration =
    <b>Statement { $number }</b>

    { $text }

    Do you agree?
final-recordings = <b>With it:</b> { $count ->
    [one] your recording
   *[other] your { $count } recordings
} of { $many ->
    [one] answer { $answers }
   *[other] answers { $answers }
}.
final-head = <b>Last look before { $carrier ->
    [worker] I make it ready
   *[bot] sending
}</b>
final-end = { $carrier ->
    [worker] I send nothing. I give you the text, and you send it yourself. Once it is ready, you cannot change it here.
   *[bot] After you send it, you cannot change it here.
}
final =
    <b>What:</b> your evidence for "{ $title }", { $words }{ $links ->
        [0] { "" }
       *[other] { " " }and a link
    }, with your name and email address.
    <b>To:</b> { $issuer }{ $carrier ->
        [worker] , on their own page.
       *[bot] .
    }
    <b>Who can read it:</b> { $visibility }
final-words = { $total ->
    [one] one word
   *[other] { $total } words
}
final-about = about { $total } words
final-no-words =
    <b>What:</b> your application for "{ $title }", with your name and email address.
    <b>To:</b> { $issuer }{ $carrier ->
        [worker] , on their own page.
       *[bot] .
    }
final-badges =
    <b>What:</b> your application for "{ $title }". It lists the { $held } badges that you hold, and goes with your name and email address.
    <b>To:</b> { $issuer }{ $carrier ->
        [worker] , on their own page.
       *[bot] .
    }
    <b>Who can read it:</b> { $visibility }
too-heavy =
    <b>Your recordings are too big to send.</b>
    The { $issuer } takes { $takes } MB by email. With your recordings, your application is about { $weighs } MB.

    Open your recordings and take one out. Then say it shorter, or type it. Your answers are all kept.
ai-tool-sentence = You wrote "{ $stated }". If that is the name of the tool, press "Keep it". If not, send the name.
ai-link-front-page = That is the front page of a site, so your chat is not on it. In your AI tool, look for "Share", and copy that link.
ai-no-link = I say in your application that there is no link. The rule of the { $issuer } asks for one. They may write back to you about it, or say no.
declaration-again = <b>You changed something after you agreed.</b> So I ask for each statement once more.
declaration-refused = Then I cannot send it like this, since the { $issuer } needs your yes to each statement. Nothing is lost. You can change an answer first, or leave it for later.
declaration-half = You said yes to some of it only, so I did not take that as a yes. Say yes when all of it is true. Nothing is lost until then.
agree-again = <b>No word has changed since you agreed to these:</b>
agree-again-line = • { $text }
agree-again-ask = Do you still agree to all of them?
criteria-head = <b>What "{ $title }" asks for</b>
criteria-question = <b>{ $number }.</b> { $ask }
criteria-tip = • { $tip }
criteria-badges = You hold { $count } of the badges in its list.
criteria-end = Statement { $number } is about these. Do you agree to it?

### Sentences about AI tools and statements, beside those of the last look.

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
button-ai-change = Change my AI answer
button-keep-tool = Keep it
button-no-link = I have no link
button-decl-all = Yes, I still agree
button-criteria = Show me the criteria

### Sentences of the check, beside those of the answers.

review-ai = <b>AI tools</b>: you used { $tool }. The chat: { $link }
review-ai-none = <b>AI tools</b>: you said that you used none.
review-ai-no-link = no link
review-ai-open = <b>AI tools</b>: you said that you used one. I still need its name and the link to the chat.

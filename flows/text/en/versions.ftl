### A newer version of a badge.

version =
    <b>There is a newer version of "{ $title }".</b> You began with an older one. This is different:
version-question_added = New question: { $name } (at least { $after } words)
version-question_removed = Question gone: { $name }
version-question_reworded = Asked in new words: { $name }
version-minimum = { $name }: at least { $after } words, was { $before }
version-limits = All answers together: { $before } to { $after } words
version-facts = Other details are asked for
version-declarations = The statements you agree to have changed
version-prerequisites = Other badges are asked for
version-links = The rule about links has changed
version-ai = The rule about AI tools has changed
version-sound = The rule about speaking your answers has changed
version-none = Only small changes in wording
version-ask = Do you want to move to the new one? Every word of yours is kept either way.
version-moved = You are on the newer version of "{ $title }". Your answers came with you.
version-changed = The questions of "{ $title }" have changed since you began.
version-loose-where = To see it, send /progress.
version-loose-other = What you gave for a question that has gone is in no answer now. I have kept it.
version-unwritten = This one bans AI tools, so what a program wrote down is out of your answers. Your recordings are still in them.
version-loose = { $count ->
    [one] One word is in no answer now, because its question has gone.
   *[other] { $count } words are in no answer now, because their question has gone.
} I have kept them.

### Badges that a worker holds.

holding-rules-all =
    <b>Now the badges that you hold</b>
    Tick each one that you have earned. You need all { $of }. You can do some now, and the rest on another day.

    <b>You can also send me a badge.</b> I look at it and put what I found in your application, so it counts for more than a tick. You do not have to.

    Send the link to it, or its file: a PNG or SVG picture, JSON, or a zip of them. Send a picture as a file, never as a photo.
holding-rules-some =
    <b>Now the badges that you hold</b>
    Tick each one that you have earned. You need { $needed } of these { $of }. You can do some now, and the rest on another day.

    <b>You can also send me a badge.</b> I look at it and put what I found in your application, so it counts for more than a tick. You do not have to.

    Send the link to it, or its file: a PNG or SVG picture, JSON, or a zip of them. Send a picture as a file, never as a photo.
held = <b>You hold { $held } of { $of } badges</b>
held-part = Part { $part } of { $parts }
held-line = { $number }. { $title }
held-line-stated = <b>{ $number }. { $title }</b> (ticked)
held-line-link = <b>{ $number }. { $title }</b> (ticked, with a link)
held-line-file = <b>{ $number }. { $title }</b> (ticked, with a file)
held-line-checked = <b>{ $number }. { $title }</b> (ticked and checked)
held-waiting = (I am looking at it)
held-how = Press a number to tick it, or to take the tick back. Or type numbers, such as 1, 4-7 or "remove 3".
held-earn = Not earned yet? Look here: { $page }
held-earn-some = Not earned { $numbers } yet? Look here: { $page }
held-outside = { $count ->
    [one] There is no badge { $numbers }.
   *[other] There are no badges { $numbers }.
} They go from 1 to { $of }.
held-enough = That is all you need. You can check your application now.
held-doubtful = { $count ->
    [one] One file or link that you sent waits for you to say which badge it is. Press "Say which badge".
   *[other] { $count } files or links that you sent wait for you to say which badge each is. Press "Say which badge".
}
none-held = Take away { $held ->
    [one] your one tick
   *[other] all { $held } ticks
}? What you sent me stays.
tally = <b>Your badges</b>
    { $held } of { $of } ticked.
tally-checked = I have checked { $checked } of them.
tally-given = { $given } { $given ->
    [one] goes with a link or file that I could not check.
   *[other] go with links or files that I could not check.
}
tally-waiting = { $waiting ->
    [one] One is
   *[other] { $waiting } are
} still being looked at. You can wait, or go on without.
tally-doubtful = { $doubtful ->
    [one] One file or link that you sent is
   *[other] { $doubtful } files or links that you sent are
} not used yet, because I do not know which badge it is.
award-news = <b>I have looked at what you sent{ $count ->
    [one] .
   *[other] : { $count } in all.
}</b>
award-held = You hold { $held } of { $of } badges.
award-checked = Checked and ticked:{ $badges }
award-unchecked = Ticked, but I could not check { $count ->
    [one] it
   *[other] them
}:{ $badges }
award-unchecked-why = { $why } { $count ->
    [one] It goes
   *[other] They go
} along as you sent { $count ->
    [one] it
   *[other] them
}.
award-lost = I could not check { $names }, so I leave { $count ->
    [one] it
   *[other] them
} out. { $why }
award-doubtful = I need your help with { $names }: I do not know which badge { $count ->
    [one] it is
   *[other] each is
}.
award-wrong = Not right, so I leave { $count ->
    [one] it
   *[other] them
} out: { $names }. { $why }
award-wrong-told = If you tick that badge, your application says what is wrong. To stop that, type "sent" and take it out.
award-badge = { $number }. { $title }
award-numbers = badges { $numbers }.
award-name = "{ $name }"
award-name-of = "{ $name }" (badge { $thing })
award-more = { $more } more
award-and = { $first } and { $last }
award-still = { $waiting ->
    [one] One takes
   *[other] { $waiting } take
} longer. I keep trying, and will tell you.
award-busy = { $busy ->
    [one] One is
   *[other] { $busy } are
} not checked yet, because many came at once. I go on with { $busy ->
    [one] it
   *[other] them
} later, by myself, and will tell you.
award-why-photo = It is a photo, or another kind of picture that holds no badge. Send me the PNG or SVG as a file.
award-why-nothing_inside = There is no badge in it. Download it again from your badge page, and send it as a file.
award-why-unreadable = I could not read it. Download it again from your badge page, and send me the new one.
award-why-too_large = It is too big for me. Send the PNG or JSON file of each badge by itself, or the link to it.
award-why-too_many = There is too much in that zip. Send the badges in smaller lots.
award-why-fetching_off = I would have to open a page for that, and I do not open pages here.
award-why-address = I would have to open an address that is not safe to open.
award-why-unreachable = The page that it belongs to did not answer. You can press "Check again" later.
award-why-busy = I had too many pages to open. You can press "Check again" later.
award-why-no_award = That page shows no badge that I can read.
award-why-no_rules = I do not know how to tell this issuer's badges from others.
award-why-unknown_key = I do not know the key that it is signed with.
award-why-unknown_signature = I do not know the way it is signed.
award-why-unknown_form = It is made in a way that I do not know.
award-why-unknown_person = It does not say whose it is by an email address.
award-why-unknown_status = I could not find out if it was taken back.
award-why-wrong_person = It was given to another email address. If you still use that one, change your details to it. If not, just tick the badge.
award-why-revoked = The issuer has taken it back. Ask them why.
award-why-expired = It has run out. Ask the issuer for a new one.
award-why-not_yet = It starts on a later day.
award-why-signature = It was changed after it was made. Download it again from your badge page.
award-why-contradictory = Parts of it do not fit together. Download it again from your badge page.
award-why-other_issuer = Somebody else made it, and not the issuer of these badges.
award-why-elsewhere = It is not where this issuer keeps its badges.
award-why-no_room = I had no room to keep it. Press "Check again" later.
award-why-gone = Telegram could not give it to me. Press "Check again" later, or send its PNG or JSON file again, or the link to it.
award-ask =
    <b>Which badge is this?</b>
    { $name }
award-ask-unknown = There is no badge with that number.
award-ask-several = I need one number here.
award-ask-says = It calls itself "{ $badge }".
award-ask-perhaps = Press the right one, or type its number from 1 to { $of }.
award-ask-number = Type its number, from 1 to { $of }.
award-ask-out = If it is none of them, take it out.
award-list = <b>Badges you sent</b>
award-list-end = To take one out, press its button. The tick stays.
award-list-outside = There is no number { $number } in this list.
award-list-numbers = These numbers are of what you sent. To take one out, type it like this: take out 2
award-list-after = You can have them checked again after { $time }.
awards-wait = I have checked again { $times } times in the last hour. You can ask for it again after { $time }.
award-line = { $number }. { $name }: { $state }
award-line-of = badge { $thing }, { $state }
award-state-checked = checked
award-state-unchecked = not checked, goes along
award-state-wrong = not right, does not go along
award-state-lost = could not be checked, does not go along
award-state-waiting = I am looking at it
award-state-doubtful = I do not know which badge it is
award-link-fault = I have not taken that link.
held-ticked = Ticked: { $numbers }.
held-taken-away = Tick taken away: { $numbers }.
held-already = Ticked already: { $numbers }. To take a tick away, type "remove" and the number.
held-not-ticked = There was no tick to take away: { $numbers }.
held-span = { $first } to { $last }
held-to-go = { $ticked } ticked, { $missing } to go: { $numbers }.
held-to-go-any = { $ticked } ticked, { $missing } to go.
held-all-or-last = Do you hold all { $of } badges, or do you mean number { $of }? Press a button, or type "all" or "{ $of }".
held-which = <b>Which of these do you mean?</b> Press or type its number.

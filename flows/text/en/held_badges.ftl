## Badges that a worker holds

held-ticked = Ticked: { $numbers }.
held-taken-away = Tick taken away: { $numbers }.
held-already = Ticked already: { $numbers }. To take a tick away, type "remove" and the number.
held-not-ticked = There was no tick to take away: { $numbers }.
held-span = { $first } to { $last }
held-to-go = { $ticked } ticked, { $missing } to go: { $numbers }.
held-to-go-any = { $ticked } ticked, { $missing } to go.
held-all-or-last = Do you hold all { $of } badges, or do you mean number { $of }? Press a button, or type "all" or "{ $of }".
held-which = <b>Which of these do you mean?</b> Press or type its number.

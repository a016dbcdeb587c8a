### Warnings before something runs out.

expiring = <b>I will delete some of your work soon</b>
expiring-draft = <b>{ $title }</b>: you have not changed this for a long time. I will delete it on { DATETIME($on, dateStyle: "long") }.
expiring-set_aside = <b>{ $title }</b>: you said that this badge is not for you. I will delete what you wrote on { DATETIME($on, dateStyle: "long") }.
expiring-undelivered = <b>{ $title }</b>: this is ready, and as far as I know it was not sent. I will delete it on { DATETIME($on, dateStyle: "long") }.
expiring-withdrawn = <b>{ $title }</b>: you took this application back. I will delete my copy on { DATETIME($on, dateStyle: "long") }.
expiring-decided = <b>{ $title }</b>: this application was decided long ago. I will delete my copy on { DATETIME($on, dateStyle: "long") }. A badge that you got stays yours.
expiring-files = <b>{ $title }</b>: this application was decided. I will delete its recordings and badge files on { DATETIME($on, dateStyle: "long") }. Your written answers stay longer.
expiring-details = Your details for the next badge, such as your name and email address. I will delete them on { DATETIME($on, dateStyle: "long") }.
expiring-keep = Do nothing, and I delete it. If you still need it, press "Keep it", or send: keep it
kept-on = Kept. I do not delete it before { DATETIME($on, dateStyle: "long") }, and I tell you before I do.

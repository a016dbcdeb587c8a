## Reminders

ask-days-doubt = I did not see a day in that. Type days, such as "only Mondays" or "not weekends".
ask-zone-country = There is more than one place of that name. Add its country, such as "Halifax, Canada".
ask-month-doubt = I did not see one month in that. Press one, or type its name.
quiet-until = I send you no reminders until { DATETIME($on, dateStyle: "long") }. Your work is kept. To stop them for good, type "stop".

# When somebody sends far more than a badge asks for.

note-draft_full = That is more than one badge can hold. I did not keep your last message. All that you sent before is safe.
note-paste_full = Your statement is too long for me. I did not keep your last message. Send one answer at a time, under its question.
note-too_fast = You sent very many messages at once. I kept what I could. Wait some minutes, then send the last ones again.

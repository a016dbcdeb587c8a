### Help, and short lines that may come at any stage.

help =
    <b>What you can do</b>
    Send your answer in as many messages as you like. To change words, edit your own message, or start the answer again.
    Type "read it back" to see an answer, and take messages out. Deleting a message in Telegram takes nothing out: I still have it.

    /start goes on where you were
    /badges choose a badge
    /progress all questions: done and not yet
    /review { $carrier ->
        [worker] check your answers and make them ready
       *[bot] check your answers and send
    }
    /status what happened to your applications
    /reminders when I write to you by myself
    /privacy what I keep and why
    /lock hide your answers behind a PIN
    /cancel put this badge aside

    <b>You can type instead of pressing</b>
    next, back, tips, list, later, check, read it back, start again, yes, no, keep, send, or a number from a list. Type just the word.

    Questions about this bot: { $operator_contact }
set-aside = I have put "{ $title }" aside. Nothing is lost. Send /badges to come back to it.
nothing-in-hand = You have no badge in hand at the moment.
note-edit_too_late = That application can no longer be changed, so this edit changes nothing in it.
note-edit_unknown = That message is in no answer, so this edit changes nothing. To add words, send them as a new message.
note-edit_noted = Changed.
note-stays_as_sent = That stays as you sent it, because the assessor asks for more elsewhere.
note-after_sending = I have not added that to your application. You can ask what you sent, what happens next, or whom to write to.
note-forwarded = You sent that on from elsewhere. I have kept it, but your evidence must be in your own words.
note-fetching = I am fetching your recording, and will tell you when it is kept.
note-still_fetching = Telegram does not give me your recording yet. I keep trying for a day. You can go on, or take it out and record it again.
note-sound_place = This file says where it was recorded, and the assessor gets the file as it is. If you do not want that, take it out and record a voice note here.
note-sound_elsewhere = I cannot use a recording here. Send it at a question.
note-link_out = The link is taken out. I have kept it, in no answer.
note-link_replaced = The link you gave before is taken out, but kept.
note-no_links = This badge takes no links. Your words are what counts.
note-unknown_command = I do not know that command. Send /help to see what I can do.
note-old_button = That button is from earlier and no longer fits. Here is where you are now.
note-use_buttons = I did not understand that here. Press a button, or type a word that a button shows.
note-not_kept = I have not kept that, because you have no badge open. Choose a badge, and send it again at its question.
note-letter_full = That is more than I can keep of their letter, so I have left your last message out. Send only the part that says what they want.
note-only_private = I work only in a private chat, because your answers are your own. Write to me here: { $bot_link }
note-outage = I was away for a while. If you pressed a button, I may have missed it. Here is where you are.
note-trouble = I could not deal with your last message. It is kept for { $operator } to look at. Send /start to go on.
note-held_words = I need a number here, a link, or a file.
note-no_words_asked = I have kept that. This badge asks for no words, so it will not be sent.
note-award_fetching = I am fetching your file. I will tell you what I find.
note-award_links = Kept. I am looking at it now, and will tell you what I find.
note-award_again = You had sent that one before, so I use it once.
note-award_out = It is taken out. To use it again, send it again.
note-award_too_big = I could not check that file, because it is too big for me. Send the PNG or JSON file of each badge by itself, or the link to it.
note-award_looking = I am looking at it now. I will tell you what I find.
note-award_settled = Checking again would change nothing now.
note-awards_again = I am checking again. I will tell you what I find.
note-awards_none = You have not sent me a badge yet.
note-awards_full = You have sent 40, and I cannot take more. Press "Badges you sent" to take some out.
note-award_photo =
    That came as a photo. Telegram makes a photo anew, and the badge inside it is lost. Send me the same picture as a file:

    1. Press the paper clip, beside where you type.
    2. Press "File". On an iPhone you may have to swipe to find it.
    3. Press "Gallery" or "Choose from Gallery".
    4. Press the picture of your badge, and send it.

    Or send me the link to your badge.
note-facts_done =
    Your details are kept. Now the questions. You can answer them in any order.

    Have you written it all already? Paste it here, or send the file. Then I show you which words go where.
note-sound_only = You chose to keep that recording as sound only. So its words stay out.
note-thing_sticker = I cannot use a sticker as an answer. Send your words as text.
note-thing_photo = I cannot use a picture as an answer. If your own writing is on it, read it out in a voice note, or type it.
note-thing_sound = I cannot take sound as an answer here. Send your words as text.
note-thing_video = I cannot take that video as an answer. Send your words as text.
note-thing_file = I cannot use a file like that as an answer. Copy its text and send it to me. I can read Word, ODT, RTF, PDF and text files.
note-thing_location = I do not need your location, and have not kept it.
note-thing_contact = I do not need a contact, and have not kept it. Leave other people's details out.
note-thing_other = I cannot use that as an answer. Send your words as text.
note-hard_chi = There is a CHI number in that. If you can, edit your message and take it out.
note-hard_nhs = There is an NHS number in that. If you can, edit your message and take it out.
note-hard_national_insurance = There is a National Insurance number in that. If you can, edit your message and take it out.
note-hard_date_of_birth = There is a name with a date of birth in that. If you can, edit your message and take them out.
note-hard_phone = There is a phone number in that. If it is a person's own, edit your message and take it out.
note-hard_key_code = There is a door or key code in that. If you can, edit your message and take it out.
note-file_reading = I am reading your file. I will show you what I found in it.
note-file_read = I have read your file. I keep its words, as if you had pasted them, and not the file.
note-file_left_out = There was another file inside it. I left that out.
note-file_too_late = I read your file, but these answers cannot be changed now. So I kept nothing of it.
note-file_too_big = That file is too big for me to read. Paste its text here.
note-file_too_long = There is far more text in that file than a statement has. Paste the part that is your statement.
note-file_too_complex = That file took too long to read. Paste its text here.
note-file_encrypted = That file has a password, so I cannot open it. Save it without one and send it again, or paste its text.
note-file_scanned = That PDF is made of pictures, so there is no text in it. Type your words, or read them out in a voice note.
note-file_macros = There is a small program in that file, so I did not open it. Save it as a plain Word or ODT file and send it again.
note-file_entities = That file asks for things from outside, so I did not open it. Paste its text here.
note-file_pages = I cannot read a Pages file. In Pages, press Share, then Export, then Word. Send me that file.
note-file_old_word = That is an old kind of Word file. Save it as .docx and send it again, or paste its text.
note-file_picture = That is a picture, and I cannot read one. Type your words, or read them out in a voice note.
note-file_damaged = That file is broken, so I cannot read it. Send it again, or paste its text.
note-file_empty = There are no words in that file. Send another, or paste your text.
note-file_unknown = I cannot read that kind of file. I can read Word, ODT, RTF, PDF and text files. Or paste the text here.
note-file_gone = I could not fetch that file. Send it again, or paste its text.
note-draft_full = That is more than one badge can hold. I did not keep your last message. All that you sent before is safe.
note-paste_full = Your statement is too long for me. I did not keep your last message. Send one answer at a time, under its question.
note-too_fast = You sent very many messages at once. I kept what I could. Wait some minutes, then send the last ones again.

"""The desk's sentences, with the inbox's, whose pages it shares."""

from bot.inbox.page_sentences import Sentences

SENTENCES = Sentences("bot.inbox", "bot.desk")
plain, say = SENTENCES.plain, SENTENCES.say

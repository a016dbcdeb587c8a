"""Patterns of what workers ask about an application that was sent. Each is held against a whole message.

The message is in lower case, without marks and apostrophes, its words parted by single spaces.
"""

import re

_POLITE = r"(?:(?:but|so|and|well|no|sorry|hi|hello|ok|hey|please|um|right) )*"
_THEM = r"(?:they|the assessor|the assessors|assessor|the sssc|sssc|he|she|it|the feedback|the letter)"
WANTED = re.compile(
    rf"{_POLITE}(?:"
    rf"(?:what|which bit|which part|which one|what bit|what part|what more|what else) (?:exactly )?"
    rf"(?:did|do|does|is it|was it|are|was|were) {_THEM}(?: actually| exactly)?"
    rf" (?:want|wanted|wanting|say|said|mean|meant|need|needed|ask|asked|asking|after|looking|write|like)\b.*"
    rf"|what (?:was|is|did i get) (?:it )?wrong.*|what (?:did|do|does) {_THEM}.{{0,10}} not like.*"
    rf"|why (?:did|was|is|has|have) (?:{_THEM} )?.*"
    rf"\b(?:back|return|returned|no|declined?|refused?|rejected?|turned?)\b.*"
    rf"|(?:show|read|see|tell|give|repeat|can i see|can i read|can you show|can you read)\b.*"
    rf"\b(?:what they|their (?:words|comments?|letter|notes?|feedback)|the (?:comments?|feedback|letter))\b.*"
    rf"|what (?:exactly )?(?:do|should|must) i (?:need|have|need to|have to)? ?"
    rf"(?:to )?(?:change|add|fix|do)(?: now| then)?"
    rf"|(?:what do|what does) (?:they|that|it) mean.*|what they (?:want|wanted|said).*"
    rf")"
)
ALREADY = re.compile(
    rf"{_POLITE}(?:i|ive|i have|i did|that is|thats|its|it is|that was|thats all|is that not|did i not)"
    r"(?: just| already| all| literally)*"
    r"(?: (?:said|say|told|wrote|written|write|put|answered|answer|explained|covered|done|did|sent|mentioned|included"
    r"|there|in))"
    r"(?: (?:you|them|yous|her|him|that|this|it|all|so|in|my|the|answer|answers|already|before|last|time|above|twice|"
    r"once|a|hundred|times|of|bit|part|first|there|question|\d))*"
    rf"|{_POLITE}already (?:said|told|wrote|did|done|answered|covered)(?: \w+){{0,3}}|{_POLITE}asked and answered"
)
SURE_ALREADY = re.compile(
    r"\b(?:already|told (?:you|them|yous)|before|last time|twice|in (?:there|it|my answer|the answer))\b"
)
SENT = re.compile(
    r".*\b(?:see|read|show|view|look|get|have|find|copy|check|what)\b.*"
    r"\b(?:i|we|ive|i have|i had|id|was|been) (?:already )?(?:sent|submitted|send|handed in)\b.*"
    r"|.*\b(?:copy of|see|read|show me) (?:my|the) (?:application|submission|evidence)\b.*|what was sent.*"
)
SENT_AFTER = re.compile(
    r".*\b(?:see|read|show|view|look at|copy of|have)\b.*\b(?:i|ive) (?:wrote|written|write|put|said)\b.*"
    r"|what did i (?:send|write|say|put|submit).*|(?:show|read)(?: me)? (?:it|my answers?|my words)(?: back)?.*"
    r"|(?:can i (?:see|have) )?(?:my answers|a copy|my copy)(?: please)?"
)
WRONG_ONE = re.compile(
    r".*\b(?:sent|submitted|applied)\b.*\b(?:wrong (?:one|badge|application|thing|version)|mistake|accident|too early"
    r"|too soon)\b.*"
    r"|.*\b(?:withdraw|unsend|cancel|recall|pull|take back|take) (?:it|that|this|my|the)? ?"
    r"(?:application|submission|what i sent|back what i sent)\b.*"
)
BACK = re.compile(
    r".*\b(?:take (?:it|that|this|the application) back|take back|withdraw|unsend|wrong (?:one|badge|application|thing)"
    r"|by mistake|cancel (?:it|that|this|my|the)|get it back|undo that|pull it)\b.*"
)
APPEAL = re.compile(
    r".*\b(?:appeal|complain|complaint|challenge (?:it|this|that|the)|dispute|unfair|not fair|reconsider|"
    r"second opinion|"
    r"overturn|look (?:at it )?again|change their mind|disagree|argue)\b.*"
)
BADGE = re.compile(
    r".*\b(?:where|wheres|how|when|find|download|see|get|show)\b.*\b(?:my|the|this) badge\b.*"
    r"|.*\bno badge (?:yet|came)\b.*"
    r"|.*\b(?:havent|have not|didnt|not) (?:got|get|received|had)\b.*\bbadge\b.*"
)
NEWS = re.compile(
    r"(?:when|how long)\b.*\b(?:hear|know|decide|decision|take|answer|reply|result|get|till|until|will)\b.*"
    r"|.*\b(?:any news|any word|heard (?:anything|back)|did (?:they|it) (?:get|arrive|go|send)|have they got|"
    r"did it work"
    r"|has it (?:gone|been)|is it (?:sent|there|away|in)|what happens (?:now|next)|what now|whats next)\b.*"
)
AGAIN = re.compile(
    r".*\b(?:try|apply|start|go|have another go|do it|send it|another try)(?: it| again)* ?(?:again|another go)?\b"
    r".*\b(?:again|another go)\b.*"
    r"|.*\b(?:use|reuse|copy|keep|take over|bring back)\b.*"
    r"\b(?:my|old|same|those|these) (?:old |earlier )?(?:answers?|words)\b.*"
)
CHANGE = re.compile(r".*\b(?:change|edit|add|fix|correct|forgot|redo|alter|amend|take out|put in)\b.*")
THANKS = re.compile(
    r"(?:ok|okay|oh|aw|right|great|brilliant|lovely|super|many|perfect|yay|wow|fab|no|that is|thats)?(?: \w+){0,3} ?"
    r"\b(?:thanks?|thank you|thankyou|cheers|ta|thx)\b.*"
    r"|(?:great|brilliant|lovely|perfect|yay|wow|fab|ok|okay|grand|magic)"
)

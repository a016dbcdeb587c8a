"""What a typed message means: evidence, an answer, a wish, a question, or small talk. Rules as data, no model.

`read(Utterance(text, prompt, ...))` gives a `Reading`. The rules stand in `flows/text/<language>/`.
"""

from flows.understanding.interpret import is_question, knows_all, read
from flows.understanding.speech_act import Act, Confidence, Reading, Target, TargetKind
from flows.understanding.utterance import PromptRole, Utterance, prompt_of

__all__ = [
    "Act", "Confidence", "PromptRole", "Reading", "Target", "TargetKind", "Utterance",
    "is_question", "knows_all", "prompt_of", "read",
]  # fmt: skip

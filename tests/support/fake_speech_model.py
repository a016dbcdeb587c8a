"""A Whisper model of a few megabytes that has learned nothing: whatever it is given, it hears one sentence.

Everything around the weights is real: the folder, its loading, the conversion to int8, the features of the sound, the
decoder's search and the times of the words. The decoder's state is nothing but the number of its step, and the last
layer says which token belongs to which step.
"""

import json
from pathlib import Path

import numpy as np
from ctranslate2.specs import attention_spec, common_spec, transformer_spec, whisper_spec
from faster_whisper.tokenizer import _LANGUAGE_CODES
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

MELS = 80
STEPS = 448
"""As many tokens as a Whisper model writes for half a minute."""
LOUD = 30.0
"""How far the right token stands out."""
APART = 2
"""Every so many columns belong to a step, and nothing stands in those between. Processors without instructions for
neural networks add up products of 8 bits in pairs, in 16 bits that overflow where two neighbours are large."""


def build(folder: Path, sentence: str) -> Path:
    """Writes the model's folder, and returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer(sentence)
    tokenizer.save(str(folder / "tokenizer.json"))
    spec = _Weights(tokenizer, _script(tokenizer, sentence)).spec()
    spec.save(str(folder))
    features = {"feature_size": MELS, "sampling_rate": 16000, "hop_length": 160, "chunk_length": 30, "n_fft": 400}
    (folder / "preprocessor_config.json").write_text(json.dumps(features), encoding="utf-8")
    return folder


def _tokenizer(sentence: str) -> Tokenizer:
    """Every byte is a token, and so is every word of the sentence with the space before it."""
    signs = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = [f"\u0120{word}" for word in sentence.split()]
    vocabulary = {token: number for number, token in enumerate(dict.fromkeys([*signs, *words]))}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    marks = ["endoftext", "startoftranscript", *_LANGUAGE_CODES, "translate", "transcribe"]
    marks += ["startoflm", "startofprev", "nospeech", "notimestamps", *(f"{step / 50:.2f}" for step in range(1501))]
    tokenizer.add_special_tokens([AddedToken(f"<|{mark}|>", special=True, normalized=False) for mark in marks])
    return tokenizer


def _script(tokenizer: Tokenizer, sentence: str) -> list[int]:
    """The tokens of the answer: from nought to four seconds, the sentence, and nothing more."""
    tokens = ["<|0.00|>", *(f"\u0120{word}" for word in sentence.split()), "<|4.00|>", "<|endoftext|>"]
    found = [tokenizer.token_to_id(token) for token in tokens]
    return [token for token in found if token is not None]


class _Weights:
    """Fills in a model of one layer whose decoder looks at nothing but how far it has come."""

    def __init__(self, tokenizer: Tokenizer, script: list[int]) -> None:
        self._tokenizer = tokenizer
        self._script = script
        self._dice = np.random.default_rng(7)
        # A vocabulary as small as this is taken for English alone, so the prompt is one token.
        self._width = 64 * (1 + APART * len(script) // 64)

    def spec(self) -> whisper_spec.WhisperSpec:
        """The whole model, as it is saved."""
        heads = self._width // 32
        spec = whisper_spec.WhisperSpec(1, heads, 1, heads)
        self._encoder(spec.encoder)
        self._decoder(spec.decoder)
        token = self._tokenizer.token_to_id
        spec.config.suppress_ids = []
        spec.config.suppress_ids_begin = []
        spec.config.lang_ids = [token(f"<|{language}|>") for language in _LANGUAGE_CODES]
        spec.config.alignment_heads = [[0, 0]]
        spec.register_vocabulary([self._tokenizer.id_to_token(n) for n in range(self._tokenizer.get_vocab_size())])
        spec.validate()
        spec.optimize()
        return spec

    def _encoder(self, encoder: whisper_spec.WhisperEncoderSpec) -> None:
        for layer, channels in ((encoder.conv1, MELS), (encoder.conv2, self._width)):
            layer.weight, layer.bias = self._chance(self._width, channels, 3), self._nought(self._width)
        encoder.position_encodings.encodings = self._chance(1500, self._width)
        self._norm(encoder.layer_norm)
        for one in encoder.layer:
            self._layer(one)

    def _decoder(self, decoder: transformer_spec.TransformerDecoderSpec) -> None:
        size = self._tokenizer.get_vocab_size()
        decoder.scale_embeddings = False
        decoder.embeddings.weight = self._nought(size, self._width)
        steps = np.minimum(np.arange(STEPS) * APART, self._width - APART)
        decoder.position_encodings.encodings = np.eye(self._width, dtype=np.float32)[steps]
        self._norm(decoder.layer_norm)
        for one in decoder.layer:
            self._layer(one)
            self._attention(one.attention, (1, 2, 1))
            # It listens, and then nothing of what it heard is added.
            for silent in (one.self_attention.linear[-1], one.attention.linear[-1], one.ffn.linear_1):
                silent.weight = np.zeros_like(silent.weight)
        says = self._nought(size, self._width)
        said = [*self._script, *[self._script[-1]] * (self._width // APART - len(self._script))]
        says[said, np.arange(0, self._width, APART)] = LOUD
        decoder.projection.weight, decoder.projection.bias = says, self._nought(size)

    def _layer(self, layer: object) -> None:
        self._attention(layer.self_attention, (3, 1))
        self._norm(layer.ffn.layer_norm)
        self._linear(layer.ffn.linear_0, 4, 1)
        self._linear(layer.ffn.linear_1, 1, 4)

    def _attention(self, attention: attention_spec.MultiHeadAttentionSpec, widths: tuple[int, ...]) -> None:
        self._norm(attention.layer_norm)
        for linear, width in zip(attention.linear, widths, strict=True):
            self._linear(linear, width, 1)

    def _linear(self, linear: common_spec.LinearSpec, wide: int, deep: int) -> None:
        linear.weight = self._chance(wide * self._width, deep * self._width)
        linear.bias = self._nought(wide * self._width)

    def _norm(self, norm: common_spec.LayerNormSpec) -> None:
        norm.gamma, norm.beta = np.ones(self._width, np.float32), self._nought(self._width)

    def _chance(self, *shape: int) -> np.ndarray:
        return (self._dice.standard_normal(shape) * 0.05).astype(np.float32)

    def _nought(self, *shape: int) -> np.ndarray:
        return np.zeros(shape, np.float32)

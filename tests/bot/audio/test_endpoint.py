"""A server that writes recordings down: what it is sent, every shape of its answers, and what a hostile one can do."""

import asyncio
import gzip
import io
import json
import math
import wave
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from support.served_bot import listening

from bot.audio.transcription.speech_endpoint import MOST_READ, MOST_SENT, TRIES, EndpointTranscriber
from bot.audio.transcription.transcriber import LONGEST, Never, NotNow

PCM = bytes(range(256)) * 250
KEY = "sk-a-very-secret-key"
SAID = "Aye, I helped him to wash."
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class FakeEndpoint:
    """What was asked of it."""

    forms: list[dict[str, str]] = field(default_factory=list)
    granularities: list[list[str]] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


@asynccontextmanager
async def serving(answer: Answer) -> AsyncIterator[FakeEndpoint]:
    """A server on loopback that answers so."""
    held = FakeEndpoint()

    async def take(request: web.Request) -> web.StreamResponse:
        held.headers.append(dict(request.headers))
        form = await request.post()
        held.granularities.append([str(value) for value in form.getall("timestamp_granularities[]", [])])
        held.forms.append({name: str(value) for name, value in form.items() if name != "file"})
        file = form["file"]
        assert isinstance(file, web.FileField)
        with file.file as opened:
            held.files.append(opened.read())
        return await answer(request)

    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_post("/v1/audio/transcriptions", take)
    async with TestServer(app, host="127.0.0.1") as server:
        held.url = str(server.make_url("/v1"))
        yield held


def says(status: int = 200, body: bytes | None = None, **told: object) -> Answer:
    """Always the same answer."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, body=json.dumps(told).encode() if body is None else body)

    return answer


async def asked(
    server: FakeEndpoint, seconds: float = 5.0, pcm: bytes = PCM, *, slowest: float = 0.0, language: str = "en"
) -> tuple[str, float | None]:
    """What a transcriber makes of a server's answer."""
    transcriber = EndpointTranscriber(server.url, "whisper-1", KEY, language, least=seconds, slowest=slowest)
    await transcriber.start()
    try:
        given = await transcriber.transcribe(pcm)
    finally:
        await transcriber.close()
    return given.text, given.sure


async def test_it_is_sent_our_own_wav_and_its_key() -> None:
    """The file holds our samples and nothing of a phone's; the model and the form are asked for by name."""
    async with serving(says(text=SAID)) as server:
        assert await asked(server) == (SAID, None)
    (form,), (file,), (headers,) = server.forms, server.files, server.headers
    assert form["model"] == "whisper-1"
    assert (form["response_format"], form["language"]) == ("verbose_json", "en")
    assert server.granularities == [["word", "segment"]]
    assert headers["Authorization"] == f"Bearer {KEY}"
    with wave.open(io.BytesIO(file)) as read:
        assert (read.getnchannels(), read.getsampwidth(), read.getframerate()) == (1, 2, 16000)
        assert read.readframes(read.getnframes()) == PCM


@pytest.mark.parametrize(
    ("told", "sure"),
    [
        ({}, None),
        ({"words": [{"word": "Aye", "probability": 0.9}, {"word": "I", "probability": 0.5}]}, 0.7),
        ({"words": [{"word": "Aye", "start": 0.0}], "segments": [{"avg_logprob": math.log(0.25)}]}, 0.25),
        ({"segments": [{"avg_logprob": -1e9}]}, 0.0),
        ({"words": "none", "segments": [1, None, {"avg_logprob": "x"}]}, None),
        ({"words": [{"probability": 7}]}, None),
        ({"words": [{"probability": 10**400}], "segments": [{"avg_logprob": -(10**400)}]}, None),
    ],
    ids=["plain", "words", "segments", "no chance", "nonsense", "out of bounds", "beyond counting"],
)
async def test_how_sure_it_is_comes_from_wherever_it_says_so(told: dict[str, object], sure: float | None) -> None:
    """Of its words, else of its segments; what makes no sense says nothing."""
    async with serving(says(text=SAID, **told)) as server:
        text, found = await asked(server)
    assert text == SAID
    assert found == (None if sure is None else pytest.approx(sure))


@pytest.mark.parametrize("status", [400, 415, 422])
async def test_a_server_without_the_long_form_is_asked_for_the_short_one(status: int) -> None:
    """Once more, with `json`; what it then says counts."""

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"text": SAID}) if len(server.forms) > 1 else web.Response(status=status)

    async with serving(answer) as server:
        assert await asked(server) == (SAID, None)
    assert [form["response_format"] for form in server.forms] == ["verbose_json", "json"]


@pytest.mark.parametrize("status", [301, 307, 400, 401, 403, 404, 413, 501])
async def test_what_will_not_change_is_said_at_once(status: int) -> None:
    """A wrong key, a wrong address or a server that sends elsewhere: no second try, and no redirect is followed."""
    async with serving(says(status)) as server:
        with pytest.raises(Never, match=f"status_{status}"):
            await asked(server)
    assert len(server.forms) == (2 if status == 400 else 1)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
async def test_what_may_pass_is_tried_again(status: int) -> None:
    """A server that is busy or broken may be better later."""
    async with serving(says(status)) as server:
        with pytest.raises(NotNow, match=f"status_{status}") as failed:
            await asked(server)
    assert failed.value.tries == TRIES


async def test_a_server_that_is_not_there_is_tried_again() -> None:
    """Nothing listens at its port; the error names a kind, and neither the address nor the key."""
    async with serving(says(text=SAID)) as server:
        pass
    with pytest.raises(NotNow) as failed:
        await asked(server)
    assert "127.0.0.1" not in f"{failed.value.reason} {failed.value.__context__}"


async def test_a_server_that_never_answers_is_left() -> None:
    """It is given its time and no more."""
    over = asyncio.Event()

    async def answer(_: web.Request) -> web.Response:
        await over.wait()
        return web.Response()

    async with serving(answer) as server:
        with pytest.raises(NotNow, match="Timeout"):
            await asked(server, seconds=0.3)
        over.set()


async def test_a_long_recording_is_given_longer() -> None:
    """The wait grows with the recording: what is too slow for two seconds of sound is not for two minutes."""

    async def answer(_: web.Request) -> web.Response:
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.Event().wait(), 0.5)
        return web.json_response({"text": SAID})

    async with serving(answer) as server:
        assert (await asked(server, seconds=0.1, slowest=0.1, pcm=bytes(32_000 * 120)))[0] == SAID
        with pytest.raises(NotNow, match="Timeout"):
            await asked(server, seconds=0.1, slowest=0.1)


async def test_the_language_is_asked_for() -> None:
    """It is the operator's to say; a server that guesses it is often wrong about an accent."""
    async with serving(says(text=SAID)) as server:
        await asked(server, language="cy")
    assert server.forms[0]["language"] == "cy"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b'"text"',
        b"{}",
        b'{"text": null}',
        b'{"text": ["a"]}',
        b'{"text": "\\ud800"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"text": "' + b"a" * (LONGEST + 1) + b'"}',
        b"a" * (MOST_READ + 1),
        gzip.compress(b'{"text": "x"}'),
    ],
    ids=["empty", "text", "list", "string", "no text", "null", "a list of text", "half a pair", "no UTF-8", "deep",
         "endless", "huge", "packed"],
)  # fmt: skip
async def test_a_hostile_answer_is_refused(body: bytes) -> None:
    """Whatever it sends with a 200, it is a text of reasonable length, or it is nothing; none of it is in the error."""
    async with serving(says(200, body)) as server:
        with pytest.raises(Never) as refused:
            await asked(server)
    assert refused.value.reason in ("unreadable", "too_long_an_answer")
    assert refused.value.__context__ is None


async def test_signs_that_no_message_can_hold_are_left_out() -> None:
    """Every word stays as it is; what is no part of a word and would break a message goes."""
    async with serving(says(text=" Aye,\x00 <b>I & he</b>\n\x07 🙂 ")) as server:
        assert await asked(server) == ("Aye, <b>I & he</b>\n 🙂", None)


async def test_what_is_too_long_for_it_is_not_sent() -> None:
    """Such servers take 25 MB; more is never offered to them."""
    async with serving(says(text=SAID)) as server:
        with pytest.raises(Never, match="too_long"):
            await asked(server, pcm=bytes(MOST_SENT))
    assert server.forms == []


@pytest.mark.parametrize("status", [200, 401, 500])
async def test_the_key_is_in_no_log(status: int) -> None:
    """Down to what libraries say when they are debugged; nor are the words."""
    async with serving(says(status, text=SAID, error=KEY)) as server:
        with listening() as log, suppress(Never, NotNow):
            await asked(server)
    assert KEY not in log.text()
    assert SAID not in log.text()

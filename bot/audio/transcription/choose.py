"""Builds the transcriber that the settings ask for, if any."""

from urllib.parse import urlsplit

from bot.audio.transcription.local import FolderTranscriber
from bot.audio.transcription.speech_endpoint import EndpointTranscriber
from bot.audio.transcription.transcriber import Transcriber
from bot.settings.settings import Settings
from flows.engine.capabilities import TranscriptionService


def transcriber(settings: Settings) -> Transcriber | None:
    """What writes recordings down with these settings, not started yet; None where nothing does."""
    if settings.whisper_folder is not None:
        return FolderTranscriber(settings.whisper_folder, settings.whisper_model, settings.whisper_language)
    if settings.whisper_url is not None:
        key = settings.whisper_key.get_secret_value() if settings.whisper_key else ""
        return EndpointTranscriber(settings.whisper_url, settings.whisper_model, key, settings.whisper_language)
    return None


def scribe(settings: Settings) -> TranscriptionService | None:
    """The same, as workers are told of it."""
    if settings.whisper_folder is not None:
        return TranscriptionService()
    return TranscriptionService(urlsplit(settings.whisper_url).hostname) if settings.whisper_url else None

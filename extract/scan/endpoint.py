"""A better recogniser that a user has, over HTTP: a second opinion on letters, never on digits.

Any server that answers chat completions with pictures as OpenAI's does. Lines of the page leave
this computer only where the user asks for it by name and has set the address.
"""

from __future__ import annotations

import base64
import json
import os
import urllib.error
import urllib.request
from collections.abc import Sequence

import cv2
import numpy as np

from extract.scan.lineimage import Gray
from extract.scan.recognise import LineReading, Sign
from schema.errors import MissingTool

#: Environment: address ("https://host/v1/chat/completions"), key, and name of the model.
URL, KEY, MODEL = "OIT_OCR_URL", "OIT_OCR_KEY", "OIT_OCR_MODEL"
TIME = 120  # seconds for an answer
BATCH = 12  # lines of one question
#: What it is believed at most: it gives no confidences, and such models write likely words.
BELIEVED = 0.85
PROMPT = (
    "Each picture is one printed line of a Thai government form. Answer with a JSON list of "
    "strings only, one for each picture in their order, exactly as printed: keep Thai digits, "
    "spelling errors and punctuation, add nothing, use an empty string for what cannot be read."
)
_LETTERS = frozenset(map(chr, (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E50))))
_LATIN = frozenset(map(chr, range(0x20, 0x7F))) - frozenset("0123456789")


class Endpoint:
    """A server with a vision model."""

    name = "endpoint"
    #: No digits: whatever it prints, a digit is not believed on its word.
    alphabet = _LETTERS | _LATIN

    def __init__(self, url: str, key: str = "", model: str = "default") -> None:
        if not url.startswith(("http://", "https://")):
            raise _unusable(f"{URL} must begin with http:// or https://")
        self._url, self._key, self._model = url, key, model

    def read(self, lines: Sequence[Gray]) -> list[LineReading]:
        """The lines in several questions; a line without an answer is read as nothing."""
        texts: list[str] = []
        for start in range(0, len(lines), BATCH):
            asked = lines[start:start + BATCH]
            told = self._answer(asked)
            texts += [*told[:len(asked)], *[""] * (len(asked) - len(told))]
        return [LineReading(_signs(text), self.name) for text in texts]

    def _answer(self, lines: Sequence[Gray]) -> list[str]:
        content = [{"type": "text", "text": PROMPT}, *(
            {"type": "image_url", "image_url": {"url": _data_url(line)}} for line in lines)]
        body = {"model": self._model, "temperature": 0,
                "messages": [{"role": "user", "content": content}]}
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(self._url, json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=TIME) as answer:
                told = json.load(answer)["choices"][0]["message"]["content"]
            return _strings(told)
        except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
            raise _unusable(f"{type(error).__name__}: {error}") from error


def _strings(told: str) -> list[str]:
    """The list in an answer, also where it stands in a fence of Markdown."""
    found = json.loads(told[told.index("["):told.rindex("]") + 1])
    return [" ".join(str(text).split()) for text in found]


def _data_url(line: Gray) -> str:
    png = np.asarray(cv2.imencode(".png", line)[1], np.uint8).tobytes()
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")


def _signs(text: str) -> tuple[Sign, ...]:
    """The letters of a text, spread evenly: such a server tells no places."""
    wide = 1 / max(1, len(text))
    return tuple(Sign(letter, BELIEVED, n * wide, (n + 1) * wide)
                 for n, letter in enumerate(text))


def endpoint() -> Endpoint:
    """The server of the environment; MissingTool where no address is set."""
    url = os.environ.get(URL, "")
    if not url:
        raise _unusable(f"{URL} is not set")
    return Endpoint(url, os.environ.get(KEY, ""), os.environ.get(MODEL, "default"))


def _unusable(reason: str) -> MissingTool:
    return MissingTool(
        f"ใช้เครื่องอ่านภายนอกไม่ได้ ({reason}) ให้ตรวจ {URL} และ {KEY} หรือใช้ --ocr oit",
        f"the recogniser at {URL} cannot be used ({reason}): check {URL} and {KEY}, or use "
        "--ocr oit",
    )

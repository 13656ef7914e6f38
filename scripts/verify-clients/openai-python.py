"""The official `openai` package of Python. As openai-node.ts: the same questions, the same answers."""

import json
import os
import pathlib
import sys

import openai

QUESTIONS = json.loads(pathlib.Path(__file__).with_name("questions.json").read_text())
URL, KEY = os.environ["LOCUM_URL"], os.environ["LOCUM_KEY"]
client = openai.OpenAI(base_url=URL, api_key=KEY, max_retries=0)


def streamed():
    text, tokens, usage = "", 0, None
    asked = {**QUESTIONS["chat"], "stream": True, "stream_options": {"include_usage": True}}
    for chunk in client.chat.completions.create(**asked):
        for choice in chunk.choices:
            text += choice.delta.content or ""
            tokens += len(choice.logprobs.content or []) if choice.logprobs else 0
        usage = chunk.usage or usage
    return {"text": text, "tokens": tokens, "usage": plain(usage)}


def left():
    """Leaves in the middle of an answer."""
    with client.chat.completions.create(**QUESTIONS["endless"], stream=True) as stream:
        next(iter(stream))
    return stream.response.is_closed


def refusal(of):
    try:
        of.chat.completions.create(**QUESTIONS["unknown"])
    except openai.APIStatusError as error:
        return {"name": type(error).__name__, "status": error.status_code, "code": error.code}
    return None


def plain(model):
    """Fields that the server sent, without those that the package adds."""
    return model.to_dict(exclude_unset=True)


def answers():
    whole = client.chat.completions.create(**QUESTIONS["chat"])
    logprobs = [plain(token) for token in whole.choices[0].logprobs.content]
    return {
        "models": [model.id for model in client.models.list()],
        "whole": {"text": whole.choices[0].message.content, "usage": plain(whole.usage), "logprobs": logprobs},
        "streamed": streamed(),
        "json": client.chat.completions.create(**QUESTIONS["json"]).choices[0].message.content,
        "likelihood": plain(client.completions.create(**QUESTIONS["likelihood"]).choices[0].logprobs),
        "unknown": refusal(client),
        "stranger": refusal(openai.OpenAI(base_url=URL, api_key="another", max_retries=0)),
        "left": left(),
    }


def hang():
    for _ in client.chat.completions.create(**QUESTIONS["endless"], stream=True):
        print("begun", flush=True)


if sys.argv[1:] == ["hang"]:
    hang()
else:
    print(json.dumps(answers()))

"""Guesses each next letter of a text from the letters before it, as a language model does.

usage: main.py CONTEXT SMOOTHING DATA_FILE PASSES

Reads three quarters of the text in PASSES parts and tries its guesses on the last quarter after each, which gives a row
`error_rate PER_CENT`. Writes model.json at the end.
"""
import json
import sys

from letters import Letters


def error_rate(letters, text, smoothing):
    wrong = 0
    for at, letter in enumerate(text):
        before = text[max(0, at - letters.context):at]
        wrong += letters.after(before, smoothing).most_common(1)[0][0] != letter
    return 100 * wrong / len(text)


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__.strip())
    context, smoothing, passes = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[4])
    with open(sys.argv[3], encoding="utf-8") as file:
        text = file.read()
    known = len(text) * 3 // 4
    letters = Letters(context)
    for part in range(passes):
        letters.learn(text[known * part // passes:known * (part + 1) // passes])
        print(f"error_rate {error_rate(letters, text[known:], smoothing):.2f}", flush=True)
    with open("model.json", "w", encoding="utf-8") as output:
        json.dump({"context": context, "contexts": len(letters.followers)}, output)


if __name__ == "__main__":
    main()

"""Logistic regression on random data, by gradient descent; needs nothing but Python.

usage: theanotest.py N FEATS TRAINING_STEPS

Prints `cost VALUE` and `accuracy VALUE` after every tenth of the steps, writes results/model.json at the end.
"""
from __future__ import division, print_function  # the original's users may have a python that is Python 2

import json
import math
import os
import random
import sys

RATE = 0.1
DECAY = 0.01


def data(n, feats):
    """Random rows with random labels, as in the original: what is learnt is learnt by heart."""
    rows = [[random.gauss(0, 1) for _ in range(feats)] for _ in range(n)]
    return rows, [random.randint(0, 1) for _ in range(n)]


def probability(weights, bias, row):
    z = bias + sum(w * x for w, x in zip(weights, row))
    return 1 / (1 + math.exp(-max(-30, min(30, z))))


def step(weights, bias, rows, labels):
    """One step down the gradient of the mean cross-entropy and the decay."""
    wrong = [probability(weights, bias, row) - label for row, label in zip(rows, labels)]
    slopes = [sum(e * row[j] for e, row in zip(wrong, rows)) / len(rows) + 2 * DECAY * w
              for j, w in enumerate(weights)]
    return ([w - RATE * slope for w, slope in zip(weights, slopes)],
            bias - RATE * sum(wrong) / len(rows))


def report(weights, bias, rows, labels):
    guesses = [probability(weights, bias, row) for row in rows]
    losses = [-math.log(p if label else 1 - p) for p, label in zip(guesses, labels)]
    right = sum((p > 0.5) == (label == 1) for p, label in zip(guesses, labels))
    print("cost %.5f" % (sum(losses) / len(rows) + DECAY * sum(w * w for w in weights)))
    print("accuracy %.4f" % (right / len(rows)))
    sys.stdout.flush()


def main():
    try:
        n, feats, steps = [int(word) for word in sys.argv[1:]]
    except ValueError:
        sys.exit(__doc__.strip())
    random.seed(1)
    rows, labels = data(n, feats)
    weights, bias = [random.gauss(0, 1) for _ in range(feats)], 0.0
    for done in range(1, steps + 1):
        weights, bias = step(weights, bias, rows, labels)
        if done % max(1, steps // 10) == 0:
            report(weights, bias, rows, labels)
    os.mkdir("results")
    with open("results/model.json", "w") as output:
        json.dump({"weights": weights, "bias": bias}, output)


if __name__ == "__main__":
    main()

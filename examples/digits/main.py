"""Trains a small neural network on scikit-learn's images of handwritten digits.

Prints one `NAME VALUE` line per metric and epoch, writes model.json at the end.
"""
import argparse
import json
import os
import sys
import time

# One thread each: a sweep runs many of these side by side. Must precede numpy.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

PACKAGES = {  # module: (Debian package, pip package)
    "numpy": ("python3-numpy", "numpy"),
    "scipy": ("python3-scipy", "scipy"),
    "sklearn": ("python3-sklearn", "scikit-learn"),
}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lr", type=float, default=0.01, help="learning rate")
    parser.add_argument("--hidden", type=int, default=32, help="neurons of the hidden layer")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--pace", type=float, default=0, metavar="SECONDS", help="sleep after each epoch")
    return parser.parse_args()


def note_start():
    """Appends a line to the file that DIGITS_STARTS names, so that starts can be counted."""
    path = os.environ.get("DIGITS_STARTS")
    if path:
        line = " ".join(sys.argv[1:]) + "\n"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.write(descriptor, line.encode())
        os.close(descriptor)


def load():
    """The digits, scaled to 0..1: training images, their labels, validation images, labels."""
    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    images, labels = load_digits(return_X_y=True)
    # The same split for every seed, so that the runs can be compared.
    train_x, val_x, train_y, val_y = train_test_split(
        images / 16.0, labels, test_size=0.25, random_state=0, stratify=labels)
    return train_x, train_y, val_x, val_y


def train(options):
    from sklearn.neural_network import MLPClassifier  # first: its absence is the one to report
    import numpy

    train_x, train_y, val_x, val_y = load()
    model = MLPClassifier((options.hidden,), solver="sgd", momentum=0.9, batch_size=64,
                          learning_rate_init=options.lr, random_state=options.seed)
    classes = numpy.unique(train_y)
    loss = accuracy = None
    for _ in range(options.epochs):
        model.partial_fit(train_x, train_y, classes)
        probabilities = model.predict_proba(val_x)
        right = probabilities[numpy.arange(len(val_y)), val_y]
        loss = float(-numpy.log(numpy.clip(right, 1e-15, 1)).mean())
        accuracy = float((probabilities.argmax(axis=1) == val_y).mean())
        print(f"val_loss {loss:.6f}\nval_acc {accuracy:.4f}", flush=True)
        time.sleep(options.pace)
    with open("model.json", "w") as file:
        json.dump({"lr": options.lr, "hidden": options.hidden, "seed": options.seed, "epochs": options.epochs,
                   "val_loss": loss, "val_acc": accuracy,
                   "weights": [w.round(5).tolist() for w in model.coefs_],
                   "biases": [b.round(5).tolist() for b in model.intercepts_]}, file)


def main():
    options = parse_arguments()
    note_start()
    try:
        train(options)
    except ImportError as fault:
        module = (fault.name or "sklearn").split(".")[0]
        debian, pip = PACKAGES.get(module, PACKAGES["sklearn"])
        print(f"The Python package '{module}' cannot be imported: {fault}\n"
              f"Install it with 'apt-get install {debian}' or 'python3 -m pip install {pip}'.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

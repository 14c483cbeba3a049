"""Fibonacci numbers: prints one per row and writes them all to a file.

usage: fibonacci.py N FIRST SECOND OUTPUT
"""
import sys


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__.strip())
    n, a, b = (int(word) for word in sys.argv[1:4])
    with open(sys.argv[4], "w") as output:
        for _ in range(n):
            print("fibonacci", a, flush=True)
            output.write(f"{a}\n")
            a, b = b, a + b


if __name__ == "__main__":
    main()

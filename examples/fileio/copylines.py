"""Copies a text file with every line numbered, in the case that is asked for.

usage: copylines.py INPUT OUTPUT upper|lower|keep [START]
"""
import sys

CASES = {"upper": str.upper, "lower": str.lower, "keep": str}


def main():
    if len(sys.argv) not in (4, 5) or sys.argv[3] not in CASES:
        sys.exit(__doc__.strip())
    source, target, case = sys.argv[1:4]
    first = int(sys.argv[4]) if len(sys.argv) == 5 else 1
    words = 0
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as output:
        for number, line in enumerate(lines, first):
            output.write(f"{number} {CASES[case](line)}")
            words += len(line.split())
            print("words", words, flush=True)


if __name__ == "__main__":
    main()

"""Babbles in the language of a text: after each pair of letters, one that followed it there.

usage: main2.py BEGIN END DATA_FILE LETTERS

Begins with BEGIN and goes on until END comes up, or for LETTERS letters; prints `letters COUNT` and writes sample.txt.
"""
import random
import sys

from letters import Letters


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__.strip())
    sample, end, most = sys.argv[1], sys.argv[2], int(sys.argv[4])
    letters = Letters(2)
    with open(sys.argv[3], encoding="utf-8") as file:
        letters.learn(file.read())
    choice = random.Random(1)
    while len(sample) < most and not sample.endswith(end):
        followers = letters.after(sample[-2:], 0)
        sample += choice.choices(list(followers), list(followers.values()))[0]
    print("letters", len(sample), flush=True)
    with open("sample.txt", "w", encoding="utf-8") as output:
        output.write(sample + "\n")


if __name__ == "__main__":
    main()

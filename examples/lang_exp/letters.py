"""What a text tells about its letters: how often each one follows those before it."""
import collections


class Letters:
    def __init__(self, context):
        self.context = context
        self.followers = collections.defaultdict(collections.Counter)

    def learn(self, text):
        for at, letter in enumerate(text):
            # All shorter contexts too, to fall back on where the long ones were never seen.
            for start in range(max(0, at - self.context), at + 1):
                self.followers[text[start:at]][letter] += 1

    def after(self, before, smoothing):
        """The followers of the longest end of `before` that was seen more than `smoothing` times."""
        for start in range(max(0, len(before) - self.context), len(before)):
            seen = self.followers.get(before[start:])
            if seen and sum(seen.values()) > smoothing:
                return seen
        return self.followers[""]

def read_line(line):
    words = line.split()
    return {words[2]: float(words[3])} if words[:1] == ["it"] else {}


def read_file(text, name):
    return {name: [float(line) for line in text.split()]}

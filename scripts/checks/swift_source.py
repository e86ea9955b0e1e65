"""Just enough of Swift's grammar to tell code from comments and texts, and where a function ends."""

import re
from functools import cache

QUOTE = re.compile(r'(#*)("""|")')


class Blanker:
    """Walks through a file once; `stack` says what encloses the place: code with its open parentheses, or a text."""

    def __init__(self, text):
        self.text = text
        self.out = list(text)
        self.index = 0
        self.stack = [["code", 0]]

    def run(self):
        while self.index < len(self.text):
            if self.stack[-1][0] == "code":
                self.step_in_code()
            else:
                self.step_in_text()
        return "".join(self.out)

    def blank(self, end):
        for place in range(self.index, min(end, len(self.out))):
            if self.out[place] != "\n":
                self.out[place] = " "
        self.index = end

    def step_in_code(self):
        if self.text.startswith("//", self.index):
            end = self.text.find("\n", self.index)
            self.blank(len(self.text) if end < 0 else end)
        elif self.text.startswith("/*", self.index):
            self.blank(end_of_block_comment(self.text, self.index))
        elif opening := QUOTE.match(self.text, self.index):
            self.stack.append(["text", opening.group(2), opening.group(1)])
            self.index = opening.end()
        elif len(self.stack) > 1 and self.text[self.index] in "()":
            self.step_in_interpolation()
        else:
            self.index += 1

    def step_in_interpolation(self):
        """Its code is code, but its own two parentheses belong to the text."""
        self.stack[-1][1] += 1 if self.text[self.index] == "(" else -1
        if self.stack[-1][1] == 0:
            self.stack.pop()
            self.blank(self.index + 1)
        else:
            self.index += 1

    def step_in_text(self):
        _, quote, hashes = self.stack[-1]
        interpolation = "\\" + hashes + "("
        if self.text.startswith(interpolation, self.index):
            self.blank(self.index + len(interpolation))
            self.stack.append(["code", 1])
        elif self.text.startswith("\\" + hashes, self.index):
            self.blank(self.index + len(hashes) + 2)
        elif self.text.startswith(quote + hashes, self.index):
            self.index += len(quote + hashes)
            self.stack.pop()
        elif self.text[self.index] == "\n" and len(quote) == 1:
            # A text of one line ends with it: the compiler will say what is wrong here.
            self.stack.pop()
        else:
            self.blank(self.index + 1)


@cache
def code_only(text):
    """The text with comments and the contents of texts blanked, every line and column in its place."""
    return Blanker(text).run()


def end_of_block_comment(text, start):
    depth = 0
    for mark in re.compile(r"/\*|\*/").finditer(text, start):
        depth += 1 if mark.group() == "/*" else -1
        if depth == 0:
            return mark.end()
    return len(text)


DECLARATION = re.compile(r"(?<![\w.`])(?:func\s+(\S[^\s(<]*)|(init)[?]?\s*(?=[(<])|(deinit)\b|(subscript)\s*(?=[(<]))")
# How the line after a declaration's first ones may go on before its body.
GOES_ON = re.compile(r"\s*(\{|throws|rethrows|async|->|where|&|,)")


@cache
def functions(code):
    """(name, first line, last line) of each function with a body; lines from 1."""
    return tuple(bodies(code))


def bodies(code):
    for match in DECLARATION.finditer(code):
        opening = body_opening(code, match.end())
        if opening is not None:
            name = next(group for group in match.groups() if group)
            yield name, line_of(code, match.start()), line_of(code, matching_brace(code, opening))


def line_of(text, index):
    return text.count("\n", 0, index) + 1


def body_opening(code, start):
    """The brace that opens the body of the declaration whose name ends at start; None when it has no body."""
    depth = 0
    for index in range(start, len(code)):
        letter = code[index]
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif depth == 0 and letter == "{":
            return index
        elif depth == 0 and letter == "\n" and GOES_ON.match(code, index) is None:
            return None
        if depth < 0 or (depth == 0 and letter in "};"):
            return None
    return None


def matching_brace(code, opening):
    depth = 0
    for mark in re.compile(r"[{}]").finditer(code, opening):
        depth += 1 if mark.group() == "{" else -1
        if depth == 0:
            return mark.start()
    return len(code) - 1

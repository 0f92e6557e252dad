"""What one would write in an afternoon: numbered lines and points by regular expressions, an outline as JSON.

Stands beside tigang in `cargo bench --bench ratio`. It knows five ways of numbering and no context: years, decimals and
quoted lists are taken for numbers, nothing is said about places, and boilerplate stays in.
"""

import json
import re
import sys

HAN = "[一二三四五六七八九十]+"
LEVELS = [re.compile(p) for p in (rf"{HAN}、", rf"[（(]{HAN}[)）]", r"\d+[.．、]", r"[（(]\d+[)）]", rf"第{HAN}[，,]")]
POINT = re.compile(rf"(?<=[。；;，,：:])(?:{HAN}[是要]|第{HAN}[，,]|[（(]\d+[)）])")


def outline(text):
    root = {"level": 0, "children": []}
    stack = [root]
    for line in text.splitlines():
        line = line.strip()
        if not line:
            continue
        level = next((n for n, form in enumerate(LEVELS, 1) if form.match(line)), None)
        starts = [0, *(m.start() for m in POINT.finditer(line)), len(line)]
        node = {"text": line[: starts[1]], "children": [{"text": line[a:b]} for a, b in zip(starts[1:], starts[2:])]}
        if level is None:
            stack[-1]["children"].append(node)
            continue
        node["level"] = level
        while stack[-1]["level"] >= level:
            stack.pop()
        stack[-1]["children"].append(node)
        stack.append(node)
    return root


for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        json.dump(outline(file.read()), sys.stdout, ensure_ascii=False)

#!/usr/bin/env python3
"""Word documents, read by tigang and by LibreOffice, and put right by tigang: word.py PROGRAM FOLDER

Numbering is compared on documents made by chance, with what LibreOffice does as Word does. It is left out where
LibreOffice 7 differs by itself: levels that begin anew under some levels only, legal numbering, and figures such as
ideographDigital; those are held against ECMA-376 in the tests of the library.
"""

import json
import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCUMENTS = 80
FIGURES = [
    "decimal", "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand",
    "upperLetter", "lowerLetter", "upperRoman", "lowerRoman", "ideographTraditional", "ideographZodiac",
    "chineseLegalSimplified",
]  # fmt: skip


def main():
    program, folder = sys.argv[1], Path(sys.argv[2])
    numbers(program, folder / "numbers")
    written(program, folder / "written")
    mended(program, folder / "mended")


def numbers(program, folder):
    """Numbered documents made by chance show what LibreOffice shows."""
    folder.mkdir()
    chance = random.Random(376)
    for index in range(DOCUMENTS):
        by_chance(chance, folder / f"{index:03}.docx")
    compare(program, folder, "numbered documents made by chance")


def written(program, folder):
    """Documents of python-docx, and the same written anew by LibreOffice, show what LibreOffice shows."""
    folder.mkdir()
    speech(folder / "speech.docx")
    outline(folder / "outline.docx")
    for name in ("speech", "outline"):
        office(folder, "odt", folder / f"{name}.docx")
        again = folder / f"{name}-again.odt"
        (folder / f"{name}.odt").rename(again)
        office(folder, "docx", again)
        again.unlink()
    compare(program, folder, "documents of python-docx and LibreOffice")


def mended(program, folder):
    """A document put right opens elsewhere, and revisions can be accepted and refused."""
    folder.mkdir()
    old = folder / "old.docx"
    faulty(old)
    for name, options in (("plain", []), ("tracked", ["--track-changes"])):
        new = folder / f"{name}.docx"
        new.write_bytes(old.read_bytes())
        subprocess.run([program, "check", "--isolated", "--quiet", "--fix", "--unsafe-fixes", *options, new], check=False)
        same_parts(old, new)
    before, after = pandoc(old, "accept"), pandoc(folder / "plain.docx", "accept")
    expect("the text put right", after, ["在春耕会上的讲话", "同志们：", "一、修渠", "先清淤，再补堤。", "二、育苗", "（一）看水。", "（二）施肥。", "分给各户。"])
    expect("the revisions, accepted", pandoc(folder / "tracked.docx", "accept"), after)
    expect("the revisions, refused", pandoc(folder / "tracked.docx", "reject"), before)
    revised = subprocess.run(
        ["pandoc", "--track-changes=all", folder / "tracked.docx", "-t", "markdown"], check=True, capture_output=True, text=True
    ).stdout
    for kind in ("insertion", "deletion"):
        if not re.search(kind + r'\s+author="tigang"', revised):
            sys.exit(f"pandoc sees no {kind} by tigang")
    expect("python-docx", [it.text for it in docx.Document(folder / "plain.docx").paragraphs], after)
    office(folder, "txt:Text", folder / "plain.docx")
    expect("LibreOffice", lines(folder / "plain.txt"), after)
    print("a document put right opens in pandoc, python-docx and LibreOffice, as revisions too")


def compare(program, folder, what):
    """What tigang shows of all documents of a folder is what LibreOffice shows."""
    documents = sorted(folder.glob("*.docx"))
    office(folder, "txt:Text", *documents)
    count = 0
    for document in documents:
        shown = subprocess.run([program, "parse", document], check=True, capture_output=True).stdout
        wanted = bare("".join(lines(document.with_suffix(".txt"))))
        found = bare(text(json.loads(shown)))
        count += len(lines(document.with_suffix(".txt")))
        if found != wanted:
            at = next((i for i, (a, b) in enumerate(zip(found, wanted)) if a != b), min(len(found), len(wanted)))
            sys.exit(f"{document.name}: tigang shows …{found[max(0, at - 20):at + 20]}…, LibreOffice …{wanted[max(0, at - 20):at + 20]}…")
    print(f"{len(documents)} {what}: {count} paragraphs are shown as by LibreOffice")


def text(node):
    """The text of an outline, in its order."""
    nodes, found = [node], []
    while nodes:
        node = nodes.pop()
        nodes.extend(node.get("children", ()))
        marker = node.get("marker") or {}
        if "text" in node:
            found.append((node["position"]["start"]["offset"], marker.get("text", "") + node["text"]))
    return "".join(piece for _, piece in sorted(found))


def office(folder, kind, *documents):
    profile = f"-env:UserInstallation=file://{folder.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, *documents]
    subprocess.run(command, check=True, timeout=300, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def pandoc(document, changes):
    command = ["pandoc", f"--track-changes={changes}", document, "-t", "json"]
    tree = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    title = tree["meta"].get("title", {}).get("c", [])
    return [words(title)] * bool(title) + [words(block["c"]) for block in tree["blocks"]]


def words(node):
    if isinstance(node, list):
        return "".join(map(words, node))
    if isinstance(node, dict):
        return " " if node.get("t") == "Space" else words(node.get("c", ""))
    return node if isinstance(node, str) else ""


def lines(path):
    return path.read_text(encoding="utf-8-sig").splitlines()


def bare(text):
    return re.sub(r"\s", "", text)


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found}\nexpected: {wanted}")


def same_parts(old, new):
    """All parts but the main one are the same bytes, in the same order."""
    with zipfile.ZipFile(old) as old, zipfile.ZipFile(new) as new:
        expect("the parts", new.namelist(), old.namelist())
        for name in old.namelist():
            if name != "word/document.xml" and old.read(name) != new.read(name):
                sys.exit(f"{name} was changed")


def by_chance(chance, path):
    """Writes a document with lists of several levels, some of which begin anew."""
    depth, schemes, lists, identity = chance.choice([2, 3, 4]), "", "", 0
    for scheme in range(chance.choice([1, 1, 2])):
        levels = ""
        for level in range(depth):
            shape = chance.choice([f"%{level + 1}、", f"（%{level + 1}）", f"第%{level + 1}条", ".".join(f"%{k + 1}" for k in range(level + 1))])
            levels += (
                f"<w:lvl w:ilvl='{level}'><w:start w:val='{chance.choice([1, 1, 2])}'/><w:numFmt w:val='{chance.choice(FIGURES)}'/>"
                f"<w:suff w:val='{chance.choice(['tab', 'space', 'nothing'])}'/><w:lvlText w:val='{shape}'/></w:lvl>"
            )
        schemes += f"<w:abstractNum w:abstractNumId='{scheme}'><w:multiLevelType w:val='multilevel'/>{levels}</w:abstractNum>"
        for use in range(chance.choice([1, 2, 3])):
            identity += 1
            # LibreOffice takes the start of a list for the first item only: at the top there is no other.
            start = f"<w:lvlOverride w:ilvl='0'><w:startOverride w:val='{chance.randint(1, 6)}'/></w:lvlOverride>"
            start = start if use and chance.random() < 0.5 else ""
            lists += f"<w:num w:numId='{identity}'><w:abstractNumId w:val='{scheme}'/>{start}</w:num>"
    body, level, begun = "", 0, set()
    for number in range(30):
        properties = ""
        if chance.random() > 0.15:
            used = chance.randint(1, identity)
            # Where a list is used first below its own beginning, LibreOffice looks for that elsewhere than Word.
            level = min(depth - 1, max(0, level + chance.choice([-2, -1, 0, 0, 1]))) if used in begun else 0
            begun.add(used)
            place = f"<w:ilvl w:val='{level}'/><w:numId w:val='{used}'/>"
            properties = f"<w:pPr><w:numPr>{place}</w:numPr></w:pPr>"
        body += f"<w:p>{properties}<w:r><w:t>条目{number}</w:t></w:r></w:p>"
    package(path, {"document": f"<w:body>{body}</w:body>", "numbering": schemes + lists})


def package(path, parts):
    kinds = {"document": "document.main", "numbering": "numbering"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        types = "".join(
            f"<Override PartName='/word/{name}.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.{kinds[name]}+xml'/>"
            for name in parts
        )
        rels = "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        out.writestr("[Content_Types].xml", f"<Types xmlns='{PACKAGE}/content-types'>{rels}{types}</Types>")
        related = lambda kind, target: (
            f"<Relationships xmlns='{PACKAGE}/relationships'><Relationship Id='r' Type='{OFFICE}/{kind}' Target='{target}'/></Relationships>"
        )
        out.writestr("_rels/.rels", related("officeDocument", "word/document.xml"))
        out.writestr("word/_rels/document.xml.rels", related("numbering", "numbering.xml"))
        for name, inner in parts.items():
            out.writestr(f"word/{name}.xml", f"<w:{name} xmlns:w='{WORD}'>{inner}</w:{name}>")


def speech(path):
    """A speech with typed markers, a table and soft breaks."""
    out = docx.Document()
    out.add_heading("在春耕会上的讲话", 0)
    for line in ("同志们：", "一、修渠", "先清淤，再补堤。", "二、育苗", "看水要勤，施肥要匀。"):
        out.add_paragraph(line)
    out.add_paragraph("各户记工：").add_run().add_break()
    out.paragraphs[-1].add_run("每日一记。")
    out.save(path)


def outline(path):
    """An outline whose headings count by their styles, and lists of Word's own styles."""
    out = docx.Document()
    numbering = out.part.numbering_part.element
    levels = "".join(
        f"<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{figures}'/><w:pStyle w:val='Heading{level + 1}'/>"
        f"<w:lvlText w:val='{shape}'/></w:lvl>"
        for level, (figures, shape) in enumerate([("chineseCountingThousand", "第%1章"), ("chineseCounting", "（%2）")])
    )
    scheme = f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'><w:multiLevelType w:val='multilevel'/>{levels}</w:abstractNum>"
    first = next(child for child in numbering if child.tag.endswith("}num"))
    first.addprevious(parse_xml(scheme))
    numbering.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='90'><w:abstractNumId w:val='90'/></w:num>"))
    for level in (1, 2):
        properties = out.styles[f"Heading {level}"].element.get_or_add_pPr()
        place = f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level - 1}'/><w:numId w:val='90'/></w:numPr>"
        properties.insert(0, parse_xml(place))
    for chapter in ("总则", "分则"):
        out.add_heading(chapter, 1)
        for section in ("目的", "范围"):
            out.add_heading(section, 2)
            out.add_paragraph("为了把水用好，制定本办法。")
            for item in ("先远后近", "先急后缓"):
                out.add_paragraph(item, style="List Number")
    out.save(path)


def faulty(path):
    """A speech with faults in markers that are split over runs."""
    out = docx.Document()
    out.add_heading("在春耕会上的讲话", 0)
    for line in ("同志们：", "一、修渠", "先清淤，再补堤。", "三、育苗", "（一)看水。", "（二）、施肥。", "分给各户。"):
        paragraph = out.add_paragraph()
        for piece in (line[:1], line[1:3], line[3:]):
            paragraph.add_run(piece).bold = len(line) < 6
    out.save(path)


if __name__ == "__main__":
    main()

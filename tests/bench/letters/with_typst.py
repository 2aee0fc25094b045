"""Sets letters with typst, one compiler for all of them: with_typst.py WORDS FONTS COUNT FILE."""

import json
import sys
from pathlib import Path

import typst

SOURCE = """
#let words = json("letter.json")
#set page(paper: "us-letter", margin: (left: 56pt, right: 94pt, top: 54pt, bottom: 64pt),
  footer: context text(font: "Inter", size: 7.5pt)[
    #line(length: 100%, stroke: 0.4pt)
    #sys.inputs.client #h(1fr) Page #counter(page).display() of #counter(page).final().first()])
#set text(font: "Libertinus Serif", size: 10pt, lang: "en", region: "US")
#set par(leading: 6.4pt)
#set document(title: "Engagement letter")
#grid(columns: (46pt, 1fr), image("logo.png", width: 34pt), sys.inputs.client)
#for block in words {
  if block.kind == "heading" { heading(level: block.level, block.text) }
  else if block.kind == "paragraph" { par(block.text) }
  else if block.kind == "facts" {
    grid(columns: 2, column-gutter: 12pt, ..block.rows.flatten()) }
  else if block.kind == "clause" {
    pad(left: 0pt, grid(columns: (70pt, 40pt, 1fr), text(font: "Inter", size: 6pt, block.id),
      block.number, [*#block.heading.* #block.text])) }
  else if block.kind == "table" {
    table(columns: (1fr, ..block.head.slice(1).map(_ => auto)), stroke: (y: 0.4pt),
      table.header(..block.head), ..block.rows.flatten())
    block.note }
}
"""

words, fonts, count, file = sys.argv[1:5]
source = Path(words) / "letter.typ"
source.write_text(SOURCE)
inputs = [{"client": f"Alder Bakery {number} LLC"} for number in range(int(count))]
compiler = typst.Compiler(str(source), font_paths=[fonts], ignore_system_fonts=True,
                          sys_inputs=inputs[0])
for values in inputs:
    pdf = compiler.compile(format="pdf", sys_inputs=values)
Path(file).write_bytes(pdf)

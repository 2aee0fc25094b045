"""Sets letters with WeasyPrint: with_weasyprint.py WORDS FONTS COUNT FILE."""

import json
import sys
from html import escape
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

words, fonts, count, file = sys.argv[1:5]
blocks = json.loads((Path(words) / "letter.json").read_text())
faces = FontConfiguration()
style = CSS(string=f"""
@font-face {{ font-family: Text; src: url(file://{fonts}/LibertinusSerif-Regular.otf) }}
@font-face {{ font-family: Text; font-weight: bold; src: url(file://{fonts}/LibertinusSerif-Semibold.otf) }}
@font-face {{ font-family: Small; src: url(file://{fonts}/Inter-Regular.otf) }}
@page {{ size: letter; margin: 54pt 94pt 64pt 56pt;
  @bottom-right {{ font: 7.5pt Small; content: "Page " counter(page) " of " counter(pages) }} }}
body {{ font: 10pt/13pt Text }} img {{ width: 34pt }}
h1 {{ font-size: 20pt }} h2 {{ font-size: 11.5pt }} small {{ font: 6pt Small }}
table {{ border-collapse: collapse; width: 100% }} td, th {{ border-bottom: 0.4pt solid; text-align: left }}
.clause {{ margin: 5pt 0 0 122pt; position: relative }}
.clause small {{ position: absolute; left: -122pt }}
.clause i {{ position: absolute; left: -40pt; font-style: normal }}
""", font_config=faces)


def cells(row, tag):
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>"


def body(client):
    parts = [f'<html lang="en"><title>Engagement letter</title><img src="logo.png" alt="Logo"><p>{client}</p>']
    for block in blocks:
        kind = block["kind"]
        if kind == "heading":
            parts.append(f'<h{block["level"]}>{escape(block["text"])}</h{block["level"]}>')
        elif kind == "paragraph":
            parts.append(f'<p>{escape(block["text"])}</p>')
        elif kind == "facts":
            parts.append("<table>" + "".join(cells(row, "td") for row in block["rows"]) + "</table>")
        elif kind == "clause":
            parts.append(f'<p class="clause"><small>{block["id"]}</small><i>{block["number"]}</i> '
                         f'<b>{escape(block["heading"])}.</b> {escape(block["text"])}</p>')
        elif kind == "table":
            rows = "".join(cells(row, "td") for row in block["rows"])
            parts.append(f'<table><thead>{cells(block["head"], "th")}</thead>{rows}</table>')
            parts.append(f'<p>{escape(block["note"])}</p>')
    return "".join(parts)


for number in range(int(count)):
    page = HTML(string=body(f"Alder Bakery {number} LLC"), base_url=words)
    pdf = page.write_pdf(stylesheets=[style], font_config=faces)
Path(file).write_bytes(pdf)

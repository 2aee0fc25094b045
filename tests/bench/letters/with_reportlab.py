"""Sets letters with ReportLab: with_reportlab.py WORDS FONTS COUNT FILE. It takes no OpenType faces
with PostScript outlines, so the two faces are those that come with it."""

import io
import json
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Image, Paragraph, SimpleDocTemplate, Spacer, Table

words, fonts, count, file = sys.argv[1:5]
blocks = json.loads((Path(words) / "letter.json").read_text())
pdfmetrics.registerFont(TTFont("Text", "Vera.ttf"))
pdfmetrics.registerFont(TTFont("Strong", "VeraBd.ttf"))
TEXT = ParagraphStyle("text", fontName="Text", fontSize=9, leading=13, spaceAfter=5)
SMALL = ParagraphStyle("small", parent=TEXT, fontSize=6)
HEAD = ParagraphStyle("head", parent=TEXT, fontName="Strong", fontSize=11, spaceBefore=12)


class Numbered(Canvas):
    """Pages that say how many there are."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.kept = []

    def showPage(self):
        self.kept.append(dict(self.__dict__))
        self._startPage()

    def save(self):
        for page in self.kept:
            self.__dict__.update(page)
            self.setFont("Text", 7.5)
            self.line(56, 42, 518, 42)
            self.drawRightString(518, 30, f"Page {self._pageNumber} of {len(self.kept)}")
            super().showPage()
        super().save()


def story(client):
    parts = [Image(str(Path(words) / "logo.png"), 34, 34, hAlign="LEFT"), Paragraph(client, HEAD)]
    for block in blocks:
        kind = block["kind"]
        if kind == "heading":
            parts.append(Paragraph(escape(block["text"]), HEAD))
        elif kind == "paragraph":
            parts.append(Paragraph(escape(block["text"]), TEXT))
        elif kind == "facts":
            parts.append(Table(block["rows"], hAlign="LEFT", style=[("FONT", (0, 0), (-1, -1), "Text", 9)]))
        elif kind == "clause":
            text = f'<font name="Strong">{escape(block["heading"])}.</font> {escape(block["text"])}'
            row = [[Paragraph(block["id"], SMALL), block["number"], Paragraph(text, TEXT)]]
            parts.append(Table(row, colWidths=[70, 40, 352],
                               style=[("FONT", (0, 0), (-1, -1), "Text", 9), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
        elif kind == "table":
            rows = [[Paragraph(escape(cell), TEXT) for cell in row] for row in [block["head"]] + block["rows"]]
            parts.append(Table(rows, colWidths=[222, 60, 60, 60, 60], repeatRows=1,
                               style=[("LINEBELOW", (0, 0), (-1, -1), 0.4, "black")]))
            parts.append(Paragraph(escape(block["note"]), SMALL))
    parts.append(Spacer(1, 1))
    return parts


for number in range(int(count)):
    made = io.BytesIO()
    page = SimpleDocTemplate(made, pagesize=letter, leftMargin=50, rightMargin=88, topMargin=54, bottomMargin=64)
    page.build(story(f"Alder Bakery {number} LLC"), canvasmaker=Numbered)
Path(file).write_bytes(made.getvalue())

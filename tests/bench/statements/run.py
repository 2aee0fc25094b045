"""Reads one OFX statement with other programs and with ours, and prints rows for README's table.

use: run.py THROUGHPUT PYTHON
THROUGHPUT is our example program; PYTHON has whichever of ofxtools and ofxparse could be installed.
"""

import pathlib
import subprocess
import sys
import tempfile

LIMIT_SECONDS = 90

TREE = """
import sys, time
from ofxtools.Parser import OFXTree
begun = time.perf_counter()
tree = OFXTree()
tree.parse(sys.argv[1])
count = len(tree.getroot().findall(".//STMTTRN"))
print(count, int((time.perf_counter() - begun) * 1e6))
"""

WHOLE = TREE.replace("count = len", "tree.convert()\ncount = len")

OFXPARSE = """
import sys, time
from ofxparse import OfxParser
begun = time.perf_counter()
with open(sys.argv[1], "rb") as file:
    read = OfxParser.parse(file)
count = len(read.account.statement.transactions)
print(count, int((time.perf_counter() - begun) * 1e6))
"""


def row(name, count, micros):
    rate = count * 1_000_000 // max(micros, 1)
    print(f"| OFX of {count:,} transactions: {name} | {micros / 1000:.0f} ms, {rate:,}/s |")


def measure(python, name, program, file):
    try:
        done = subprocess.run(
            [python, "-c", program, str(file)],
            capture_output=True, text=True, timeout=LIMIT_SECONDS, check=True,
        )
    except subprocess.TimeoutExpired:
        print(f"| OFX, the same file: {name} | not finished in {LIMIT_SECONDS} s |")
    except subprocess.CalledProcessError as wrong:
        last = (wrong.stderr.strip().splitlines() or ["no word"])[-1]
        print(f"skipped: {name}: {last}", file=sys.stderr)
    else:
        count, micros = map(int, done.stdout.split())
        row(name, count, micros)


def main():
    throughput, python = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "large.ofx"
        done = subprocess.run([throughput, str(file)], capture_output=True, text=True, check=True)
        name, count, micros, _ = done.stdout.strip().split("|")
        row(name, int(count), int(micros))
        small = pathlib.Path(folder) / "small.ofx"
        text = file.read_text()
        parts = text.split("<STMTTRN>")
        small.write_text("<STMTTRN>".join(parts[:5_001]) + text[text.index("</BANKTRANLIST>"):])
        measure(python, "ofxtools 1.1.1, tree only", TREE, file)
        measure(python, "ofxtools 1.1.1, converted", WHOLE, file)
        measure(python, "ofxparse 0.21", OFXPARSE, small)
        measure(python, "ofxparse 0.21", OFXPARSE, file)


if __name__ == "__main__":
    main()

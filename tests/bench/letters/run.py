"""Measures how much processor time it takes to set an engagement letter, beside other programs that
make PDF. Cold is a whole process for one letter; warm is what each further letter adds to it.

    run.py SAMPLES PYTHON

SAMPLES is the program of `cargo build --release -p paper --example samples`, PYTHON an interpreter
with whichever of typst, reportlab and weasyprint could be installed."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[2] / "src-tauri/crates/paper/fonts"
PEERS = ["typst", "reportlab", "weasyprint"]
# How many letters are set in one process, by the length of the letter.
MANY = {"ours": {"short": 400, "long": 20}, "peer": {"short": 30, "long": 3}}
TIMES = 3


def processor_time(command):
    """The seconds of processor time, user and system, that a program takes; the least of some."""
    least = None
    for _ in range(TIMES):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        errors = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise RuntimeError(errors.decode(errors="replace").strip().splitlines()[-1:])
        seconds = used.ru_utime + used.ru_stime
        least = seconds if least is None else min(least, seconds)
    return least


def pages(file):
    said = subprocess.run(["pdfinfo", file], capture_output=True, text=True)
    lines = [line for line in said.stdout.splitlines() if line.startswith("Pages:")]
    return int(lines[0].split()[1]) if lines else 0


def measured(command, many, file):
    cold = processor_time(command(1))
    whole = processor_time(command(many))
    warm = (whole - cold) / (many - 1)
    return cold * 1000, warm * 1000, os.path.getsize(file), pages(file)


def main():
    samples, python = sys.argv[1:3]
    for length in ["short", "long"]:
        with tempfile.TemporaryDirectory() as folder:
            table(samples, python, length, folder)


def table(samples, python, length, folder):
    words, file = f"{folder}/words", f"{folder}/letter.pdf"
    subprocess.run([samples, "export", length, words], check=True)
    rows = {}
    many = MANY["ours"][length]
    command = lambda count: [samples, "many", length, str(count), file]
    rows["quittance"] = measured(command, many, file)
    many = MANY["peer"][length]
    for peer in PEERS:
        script = str(HERE / f"with_{peer}.py")
        command = lambda count: [python, script, words, str(FONTS), str(count), file]
        if subprocess.run([python, "-c", f"import {peer}"], capture_output=True).returncode != 0:
            print(f"skipped: {peer} could not be installed or loaded", file=sys.stderr)
            continue
        try:
            rows[peer] = measured(command, many, file)
        except RuntimeError as error:
            print(f"skipped: {peer}: {error}", file=sys.stderr)
    ours = rows["quittance"]
    print(f"| {ours[3]} pages | cold, CPU ms | warm, CPU ms | a second | bytes | warm, times ours |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, (cold, warm, size, count) in rows.items():
        each = f"{1000 / warm:.0f}" if warm > 0 else "–"
        label = name if name == "quittance" else f"{name}, {count} pages"
        print(f"| {label} | {cold:.1f} | {warm:.2f} | {each} | {size:,} | {warm / ours[1]:.1f} |")
    print()


main()

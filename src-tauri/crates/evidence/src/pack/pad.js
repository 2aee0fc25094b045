// The signature pad. A signature is strokes of whole numbers on a sheet 1000 wide, so that it can
// be drawn again at any size.

const SHEET = 1000;
const MOST_POINTS = 4000;

class Pad {
  /** `changed` is called after every change. */
  constructor(canvas, changed) {
    this.canvas = canvas;
    this.changed = changed;
    this.strokes = [];
    this.height = 0;
    this.drawing = null;
    canvas.addEventListener('pointerdown', (event) => this.begin(event));
    canvas.addEventListener('pointermove', (event) => this.go(event));
    for (const end of ['pointerup', 'pointercancel']) {
      canvas.addEventListener(end, (event) => this.end(event));
    }
    new ResizeObserver(() => this.show()).observe(canvas);
  }

  get points() {
    return this.strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);
  }

  /** A slip of the finger is no signature. */
  get isSigned() {
    return this.points >= 4;
  }

  get signature() {
    return { kind: 'drawn', height: this.height, strokes: this.strokes };
  }

  /** How many pixels a unit of the sheet takes. */
  get scale() {
    const { clientWidth, clientHeight } = this.canvas;
    const high = this.height === 0 ? clientWidth / SHEET : clientHeight / this.height;
    return Math.min(clientWidth / SHEET, high);
  }

  place(event) {
    const box = this.canvas.getBoundingClientRect();
    const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
    const x = within((event.clientX - box.left) / this.scale, SHEET);
    return [x, within((event.clientY - box.top) / this.scale, this.height)];
  }

  begin(event) {
    if (event.button !== 0 || this.drawing !== null) return;
    event.preventDefault();
    if (this.strokes.length === 0) {
      const { clientWidth, clientHeight } = this.canvas;
      this.height = Math.floor((clientHeight * SHEET) / clientWidth);
    }
    this.canvas.setPointerCapture(event.pointerId);
    this.drawing = event.pointerId;
    this.strokes.push(this.place(event));
    this.show();
  }

  go(event) {
    if (event.pointerId !== this.drawing) return;
    const stroke = this.strokes.at(-1);
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const move of moves.length > 0 ? moves : [event]) {
      const [x, y] = this.place(move);
      const [lastX, lastY] = stroke.slice(-2);
      const far = Math.abs(x - lastX) + Math.abs(y - lastY) >= 4;
      if (far && this.points < MOST_POINTS) stroke.push(x, y);
    }
    this.show();
  }

  end(event) {
    if (event.pointerId !== this.drawing) return;
    this.drawing = null;
    this.changed();
  }

  undo() {
    this.strokes.pop();
    this.show();
    this.changed();
  }

  clear() {
    this.strokes = [];
    this.show();
    this.changed();
  }

  show() {
    const { canvas } = this;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    const ink = canvas.getContext('2d');
    const scale = this.scale * ratio;
    ink.lineWidth = 2.2 * ratio;
    ink.lineCap = 'round';
    ink.lineJoin = 'round';
    ink.strokeStyle = '#211f1a';
    for (const stroke of this.strokes) {
      ink.beginPath();
      ink.moveTo(stroke[0] * scale, stroke[1] * scale);
      for (let at = 0; at < stroke.length; at += 2) {
        ink.lineTo(stroke[at] * scale, stroke[at + 1] * scale);
      }
      ink.stroke();
    }
  }
}

/** A drawn signature as a picture. */
function pictureOf({ height, strokes }) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `0 0 ${SHEET} ${height}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', 'Your signature');
  for (const stroke of strokes) {
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'polyline');
    const points = stroke.length > 2 ? stroke : [...stroke, ...stroke];
    line.setAttribute('points', points.join(' '));
    line.setAttribute('fill', 'none');
    line.setAttribute('stroke', '#211f1a');
    line.setAttribute('stroke-width', '6');
    line.setAttribute('stroke-linecap', 'round');
    line.setAttribute('stroke-linejoin', 'round');
    svg.append(line);
  }
  return svg;
}

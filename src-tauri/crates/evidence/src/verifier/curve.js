// SHA-512 (FIPS 180-4) and checking Ed25519 seals (RFC 8032, 5.1), in whole numbers.

const WORD = (1n << 64n) - 1n;
const ROUNDS_512 = primes(80).map((prime) => fraction(prime, 3));
const BEGINNING_512 = primes(8).map((prime) => fraction(prime, 2));

/** The SHA-512 of `bytes`, as bytes. */
function sha512(bytes) {
  const length = Math.ceil((bytes.length + 17) / 128) * 128;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n);
  const turn = (x, by) => ((x >> by) | (x << (64n - by))) & WORD;
  const state = [...BEGINNING_512];
  const w = new Array(80);
  for (let from = 0; from < length; from += 128) {
    for (let t = 0; t < 16; t += 1) w[t] = view.getBigUint64(from + t * 8);
    for (let t = 16; t < 80; t += 1) {
      const s0 = turn(w[t - 15], 1n) ^ turn(w[t - 15], 8n) ^ (w[t - 15] >> 7n);
      const s1 = turn(w[t - 2], 19n) ^ turn(w[t - 2], 61n) ^ (w[t - 2] >> 6n);
      w[t] = (w[t - 16] + s0 + w[t - 7] + s1) & WORD;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let t = 0; t < 80; t += 1) {
      const s1 = turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n);
      const one = h + s1 + ((e & f) ^ (~e & WORD & g)) + ROUNDS_512[t] + w[t];
      const s0 = turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n);
      const two = s0 + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e] = [g, f, e, (d + one) & WORD];
      [d, c, b, a] = [c, b, a, (one + two) & WORD];
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => {
      state[at] = (state[at] + word) & WORD;
    });
  }
  const out = new DataView(new ArrayBuffer(64));
  state.forEach((word, at) => out.setBigUint64(at * 8, word));
  return new Uint8Array(out.buffer);
}

const P = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
const mod = (x) => ((x % P) + P) % P;

function power(base, exponent) {
  let result = 1n;
  for (let square = mod(base), left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}

const D = mod(-121665n * power(121666n, P - 2n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);
const NEUTRAL = [0n, 1n, 1n, 0n];

/** The number that `bytes` write, the smallest byte first. */
const little = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

/** The point of 32 bytes as X, Y, Z, T, or null. */
function pointOf(bytes) {
  const all = little(bytes);
  const y = all & ((1n << 255n) - 1n);
  if (y >= P) return null;
  const u = mod(y * y - 1n);
  const v = mod(D * y * y + 1n);
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  const square = mod(v * x * x);
  if (square === mod(-u)) x = mod(x * ROOT_OF_MINUS_ONE);
  else if (square !== u) return null;
  const odd = all >> 255n;
  if (x === 0n && odd === 1n) return null;
  if ((x & 1n) !== odd) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * D * t2);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(scalar, point) {
  let sum = NEUTRAL;
  for (let double = point, left = scalar; left > 0n; left >>= 1n) {
    if (left & 1n) sum = add(sum, double);
    double = add(double, double);
  }
  return sum;
}

const isNeutral = ([x, y, z]) => mod(x) === 0n && mod(y - z) === 0n;
const same = ([x1, y1, z1], [x2, y2, z2]) =>
  mod(x1 * z2 - x2 * z1) === 0n && mod(y1 * z2 - y2 * z1) === 0n;

// The base point: y is 4/5, x is even.
const BASE = pointOf(unhex('58' + '66'.repeat(31)));

/** Whether the 64 bytes of `seal` are the key holder's over `bytes`. Weak keys do not count. */
function sealFits(key, bytes, seal) {
  const a = pointOf(key);
  const r = pointOf(seal.subarray(0, 32));
  const s = little(seal.subarray(32));
  if (a === null || r === null || s >= ORDER) return false;
  if (isNeutral(times(8n, a)) || isNeutral(times(8n, r))) return false;
  const k = little(sha512(joined(seal.subarray(0, 32), key, bytes))) % ORDER;
  return same(times(s, BASE), add(r, times(k, a)));
}

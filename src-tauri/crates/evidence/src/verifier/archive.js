// The ZIP of an evidence pack: files stored one after the other, written in one way only, so that
// writing them again shows any byte that was changed between them.

const MOST_FILES = 2000;
const LARGEST = 512 * 1024 * 1024;
const COMMON = Uint8Array.of(20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0);
const LOCAL = Uint8Array.of(0x50, 0x4b, 3, 4);
const CENTRAL = Uint8Array.of(0x50, 0x4b, 1, 2);
const END = Uint8Array.of(0x50, 0x4b, 5, 6);

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, at) => {
  let crc = at;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}

const word = (n) => Uint8Array.of(n & 0xff, (n >>> 8) & 0xff, (n >>> 16) & 0xff, n >>> 24);
const half = (n) => word(n).subarray(0, 2);

function goodName(name) {
  const segment = (part) => part !== '' && part.trim() === part && !/^\.|\.$/.test(part);
  const size = name.length >= 1 && name.length <= 120;
  return size && /^[A-Za-z0-9._ /-]*$/.test(name) && name.split('/').every(segment);
}

/** The files as a ZIP. */
function written(files) {
  const out = [];
  const central = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const size = word(bytes.length);
    const letters = utf8(name);
    const common = joined(COMMON, word(crc32(bytes)), size, size, half(letters.length), half(0));
    out.push(LOCAL, common, letters, bytes);
    central.push(CENTRAL, half(20), common, new Uint8Array(10), word(at), letters);
    at += 4 + common.length + letters.length + bytes.length;
  }
  const list = joined(...central);
  const count = half(files.length);
  const end = [END, new Uint8Array(4), count, count, word(list.length), word(at), half(0)];
  return joined(...out, list, ...end);
}

const begins = (bytes, at, mark) => mark.every((byte, index) => bytes[at + index] === byte);

/** The files as far as they can be read, and what is wrong with the ZIP itself. */
function readArchive(zip) {
  const entries = [];
  const trouble = (key, names = {}) => ({ entries, trouble: wrong('ZIP', key, names) });
  if (zip.length > LARGEST) return trouble('zip_too_large');
  if (!begins(zip, 0, LOCAL)) return trouble('zip_not');
  let at = 0;
  while (begins(zip, at, LOCAL)) {
    if (entries.length === MOST_FILES) return trouble('zip_many');
    const found = readEntry(zip, at);
    if (found.trouble) return { entries, trouble: found.trouble };
    if (entries.some((entry) => entry.name === found.name)) {
      return trouble('zip_twice', { name: found.name });
    }
    entries.push({ name: found.name, bytes: found.bytes });
    at = found.next;
  }
  const again = written(entries);
  const end = Math.min(again.length, zip.length);
  let differs = 0;
  while (differs < end && again[differs] === zip[differs]) differs += 1;
  const whole = differs === end && again.length === zip.length;
  return whole ? { entries, trouble: null } : trouble('zip_changed', { at: differs });
}

function readEntry(zip, at) {
  const cut = (name) => ({ trouble: wrong('ZIP', 'zip_cut', { name }) });
  if (at + 30 > zip.length) return cut("a file's header");
  const view = new DataView(zip.buffer, zip.byteOffset + at, 30);
  const size = view.getUint32(22, true);
  if (size !== view.getUint32(18, true) || view.getUint16(8) !== 0 || view.getUint16(28) !== 0) {
    return { trouble: wrong('ZIP', 'zip_changed', { at }) };
  }
  const begin = at + 30;
  const from = begin + view.getUint16(26, true);
  if (from > zip.length) return cut("a file's name");
  const name = String.fromCharCode(...zip.subarray(begin, from));
  if (!goodName(name)) return { trouble: wrong('ZIP', 'zip_name', { at: begin }) };
  if (from + size > zip.length) return cut(name);
  return { name, bytes: zip.subarray(from, from + size), next: from + size };
}

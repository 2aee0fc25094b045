// Checking an evidence pack. The program does the same in the same order and the same words.

const WORDS = JSON.parse(document.getElementById('words').textContent);

/** The sentence `key` with its names filled in. */
function sentence(key, names = {}) {
  let text = WORDS[key];
  for (const [name, value] of Object.entries(names)) {
    text = text.replaceAll(`{${name}}`, () => value);
  }
  return text;
}

const found = (verdict, subject, key, names) => ({ verdict, subject, text: sentence(key, names) });
const right = (subject, key, names) => found('right', subject, key, names);
const wrong = (subject, key, names) => found('wrong', subject, key, names);
const note = (subject, key, names) => found('note', subject, key, names);

const textOf = (bytes) => new TextDecoder().decode(bytes);

/** The value of JSON bytes, or null. */
function jsonOf(bytes) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** Checks the bytes of an evidence pack; `expected` is a fingerprint or empty. */
function check(zip, expected) {
  const { entries, trouble } = readArchive(zip);
  const findings = [trouble ?? right('ZIP', 'zip_right')];
  const find = (name) => entries.find((entry) => entry.name === name);
  const list = find('manifest.json');
  if (!list) return report([], [...findings, wrong('List', 'list_missing')]);
  const { manifest, bad } = readList(list.bytes);
  if (bad) return report([], [...findings, bad]);
  const hashes = new Map(entries.map(({ name, bytes }) => [name, sha256Hex(bytes)]));
  findings.push(...checkSeal(manifest, list.bytes, find('manifest.sig'), expected));
  findings.push(...checkFiles(manifest, entries, hashes));
  findings.push(...checkJournal(manifest, find('journal.jsonl')));
  findings.push(...checkStated(manifest, hashes));
  findings.push(...checkAcceptances(entries, hashes));
  const about = [
    ['Practice', manifest.practice],
    ['Client', manifest.client],
    ['Agreement', manifest.agreement],
    ['Made', `${manifest.made_at.slice(0, 16).replace('T', ' ')} UTC`],
    ['Fingerprint', manifest.fingerprint],
  ];
  return report(about, findings);
}

function report(about, findings) {
  const count = findings.filter((finding) => finding.verdict === 'wrong').length;
  const key = ['all_right', 'one_wrong'][count] ?? 'some_wrong';
  const isWrong = (finding) => finding.verdict === 'wrong';
  const sorted = [...findings.filter(isWrong), ...findings.filter((it) => !isWrong(it))];
  return { right: count === 0, summary: sentence(key, { count }), about, findings: sorted };
}

/** Whether `value` is an object of these keys and types and nothing else. */
function hasShape(value, shape) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const keys = Object.keys(shape);
  const fits = (key) => (typeof shape[key] === 'string'
    ? typeof value[key] === shape[key] && (shape[key] !== 'number' || isCount(value[key]))
    : Array.isArray(value[key]) && value[key].every((item) => hasShape(item, shape[key][0])));
  return Object.keys(value).length === keys.length && keys.every(fits);
}

const isCount = (value) => Number.isSafeInteger(value) && value >= 0;

const LARGEST_LIST = 8 * 1024 * 1024;
const LIST_SHAPE = {
  format: 'string',
  version: 'number',
  practice: 'string',
  client: 'string',
  agreement: 'string',
  made_at: 'string',
  public_key: 'string',
  fingerprint: 'string',
  journal_head: 'string',
  files: [{ name: 'string', size: 'number', sha256: 'string', what: 'string' }],
  stated: [{ by: 'string', of: 'string', sha256: 'string' }],
};

function readList(bytes) {
  const bad = { bad: wrong('List', 'list_damaged') };
  if (bytes.length > LARGEST_LIST) return bad;
  const manifest = jsonOf(bytes);
  if (manifest?.format !== 'quittance-evidence' || !isCount(manifest.version)) return bad;
  if (manifest.version > 1) {
    return { bad: wrong('List', 'list_newer', { version: manifest.version }) };
  }
  return manifest.version === 1 && hasShape(manifest, LIST_SHAPE) ? { manifest } : bad;
}

function checkSeal(manifest, list, file, expected) {
  if (!file) return [wrong('Seal', 'seal_missing')];
  const text = textOf(file.bytes);
  const seal = text.length === 129 && text.endsWith('\n') ? unhex(text.slice(0, 128)) : null;
  if (seal === null) return [wrong('Seal', 'seal_damaged')];
  const key = unhex(manifest.public_key);
  const covered = joined(utf8('quittance-evidence-1\n'), list);
  if (key?.length !== 32 || !sealFits(key, covered, seal)) return [wrong('Seal', 'seal_wrong')];
  const fingerprint = sha256Hex(key);
  const out = [right('Seal', 'seal_right', { fingerprint })];
  if (fingerprint !== manifest.fingerprint) out.push(wrong('Seal', 'seal_fingerprint'));
  const digits = expected.toLowerCase().replace(/[^0-9a-f]/g, '');
  if (digits === '') out.push(note('Seal', 'seal_compare'));
  else if (digits === fingerprint) out.push(right('Seal', 'seal_expected'));
  else out.push(wrong('Seal', 'seal_other'));
  return out;
}

function checkFiles(manifest, entries, hashes) {
  const out = manifest.files.map(({ name, size, sha256 }) => {
    const entry = entries.find((other) => other.name === name);
    if (!entry) return wrong(name, 'file_missing');
    const length = entry.bytes.length;
    if (length < size) return wrong(name, 'file_cut', { found: length, size });
    if (length > size) return wrong(name, 'file_grown', { found: length, size });
    const hash = hashes.get(name);
    if (hash !== sha256) return wrong(name, 'file_changed', { found: hash, sha256 });
    return right(name, 'file_right', { size });
  });
  const known = new Set(['manifest.json', 'manifest.sig']);
  for (const { name } of manifest.files) known.add(name);
  const added = entries.filter(({ name }) => !known.has(name));
  return [...out, ...added.map(({ name }) => wrong(name, 'file_added'))];
}

const JOURNAL = 'journal.jsonl';
const TEXTS = ['at', 'actor', 'command', 'words', 'client_id', 'payload', 'undo'];
const PLACE_SHAPE = { seq: 'number', previous: 'string', hash: 'string' };
const ENTRY_SHAPE = {
  ...PLACE_SHAPE,
  ...Object.fromEntries(TEXTS.map((field) => [field, 'string'])),
};

/** The hash of an entry as the store makes it: each field with its length before it. */
function linked(entry) {
  const fields = [String(entry.seq), entry.previous, ...TEXTS.map((field) => entry[field])];
  return sha256Hex(utf8(fields.map((field) => `${utf8(field).length}:${field}\n`).join('')));
}

function linesOf(text) {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function checkJournal(manifest, file) {
  if (!file) return manifest.journal_head === '' ? [] : [wrong(JOURNAL, 'journal_missing')];
  let last = null;
  let first = 0;
  let shown = 0;
  let withheld = 0;
  for (const [at, text] of linesOf(textOf(file.bytes)).entries()) {
    const line = jsonOf(utf8(text));
    const whole = hasShape(line, ENTRY_SHAPE);
    if (!whole && !hasShape(line, PLACE_SHAPE)) {
      return [wrong(JOURNAL, 'journal_unreadable', { line: at + 1 })];
    }
    const { seq, previous, hash } = line;
    if (last === null) first = seq;
    else if (seq !== last.seq + 1) return [wrong(JOURNAL, 'journal_gap', { seq: last.seq + 1 })];
    const due = last?.hash ?? (seq === 1 ? '0'.repeat(64) : previous);
    if (due !== previous) return [wrong(JOURNAL, 'journal_broken', { seq })];
    if (whole && linked(line) !== hash) return [wrong(JOURNAL, 'journal_altered', { seq })];
    if (whole) shown += 1;
    else withheld += 1;
    last = line;
  }
  if (last === null) return [wrong(JOURNAL, 'journal_empty')];
  if (manifest.journal_head !== '' && last.hash !== manifest.journal_head) {
    return [wrong(JOURNAL, 'journal_head')];
  }
  return [right(JOURNAL, 'journal_right', { shown, withheld, first, last: last.seq })];
}

function checkStated(manifest, hashes) {
  return manifest.stated.map(({ by, of, sha256 }) => {
    if (!hashes.has(of)) return wrong(by, 'stated_missing', { of });
    const key = hashes.get(of) === sha256 ? 'stated_right' : 'stated_wrong';
    return found(key === 'stated_right' ? 'right' : 'wrong', by, key, { of });
  });
}

function checkAcceptances(entries, hashes) {
  const files = entries.filter(({ name }) => name.endsWith('.quittance-acceptance'));
  return files.map(({ name, bytes }) => {
    const hash = jsonOf(bytes)?.letter_sha256;
    if (typeof hash !== 'string') return wrong(name, 'accepts_unreadable');
    const letter = entries.find((entry) => hashes.get(entry.name) === hash);
    return letter
      ? right(name, 'accepts_right', { of: letter.name })
      : wrong(name, 'accepts_wrong');
  });
}

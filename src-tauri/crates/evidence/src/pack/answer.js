// The answer: one JSON object in canonical form with a code that only this pack can make.

/** What the browser says about itself. */
function device() {
  return {
    user_agent: wellFormed(navigator.userAgent).slice(0, 400),
    language: wellFormed(navigator.language ?? ''),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? '',
    offset_minutes: -new Date().getTimezoneOffset(),
    screen: `${screen.width}x${screen.height}@${window.devicePixelRatio}`,
  };
}

/** The answer as the text of a file. `given` holds what the client filled in. */
function answerOf(facts, letter, kind, given) {
  const { terms } = facts;
  const hash = (text) => sha256Hex(utf8(text));
  const accepted = kind === 'accepted';
  const answer = {
    format: 'quittance-acceptance',
    version: 1,
    kind,
    pack_id: terms.pack_id,
    number: terms.number,
    revision: terms.revision,
    revision_id: terms.revision_id,
    letter_sha256: letter.letter_sha256,
    reading_sha256: letter.reading_sha256,
    texts: {
      consent: hash(terms.texts.consent),
      statement: hash(terms.texts.statement),
      authority: hash(terms.texts.authority),
      notice: terms.texts.notice === null ? null : hash(terms.texts.notice.text),
    },
    choice: accepted ? given.choice : null,
    totals: accepted ? totalsOf(terms, given.choice) : null,
    signer: { name: given.name, capacity: given.capacity },
    signature: accepted ? given.signature : null,
    consented: given.times.consented_at !== null,
    authority: given.authority,
    initials: accepted ? given.initials : '',
    message: given.message,
    times: given.times,
    read_by: given.read_by,
    device: device(),
  };
  answer.mac = hex(hmac(unhex(facts.token), utf8(canonical(answer))));
  return canonical(answer);
}

/** The answer as text for the body of a message. */
function armoured(text) {
  const lines = toBase64(utf8(text)).match(/.{1,64}/g).join('\n');
  return `-----BEGIN QUITTANCE ACCEPTANCE-----\n${lines}\n-----END QUITTANCE ACCEPTANCE-----\n`;
}

/** A name for the file that every system takes. */
function fileNameOf(facts, kind, name) {
  const dashed = (text) => text.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '-');
  const plain = (text) => dashed(text).replace(/^-|-$/g, '');
  const { number, revision } = facts.terms;
  const parts = [number, `r${revision}`, kind.replace('_', '-'), plain(name).toLowerCase()];
  return `${parts.map((part) => plain(part)).filter(Boolean).join('-')}.quittance-acceptance`;
}

// Giving the answer back, and the client's own copy of it.

const SEND = `Send the file to ${facts.return_to}.`;

const DONE = {
  accepted: {
    title: 'Signed. Now send it back.',
    lead: `The agreement is made when ${facts.practice} has your answer. ${SEND}`,
    subject: 'accepted',
    said: 'Accepted',
  },
  declined: {
    title: 'Declined. Now send your answer.',
    lead: `${facts.practice} knows when your answer arrives. ${SEND}`,
    subject: 'declined',
    said: 'Declined',
  },
  change_requested: {
    title: 'Your wish is written down. Now send it.',
    lead: `${facts.practice} can send a new revision when your answer arrives. ${SEND}`,
    subject: 'change asked for',
    said: 'A change is asked for',
  },
};

/** Freezes the answer and shows how to send it. */
function finish(kind, given) {
  const answered_at = now();
  const whole = {
    ...given,
    authority: byId('authority').checked,
    read_by: readBy,
    times: { ...times, answered_at },
  };
  const text = answerOf(facts, letter, kind, whole);
  const name = fileNameOf(facts, kind, given.name);
  answer = { kind, text, name, given: whole };
  document.body.classList.add('answered');
  byId('asked').hidden = true;
  byId('expired').hidden = true;
  showReturn();
  showCopy();
  showSteps();
  byId('back').hidden = false;
  document.querySelector('[data-step="back"]').href = '#back';
  window.scrollTo(0, 0);
  byId('back').focus({ preventScroll: true });
}

function showReturn() {
  const { title, lead, subject } = DONE[answer.kind];
  byId('back-title').textContent = title;
  byId('back-lead').textContent = lead;
  byId('text').value = armoured(answer.text);
  const save = byId('save');
  if (save.href) URL.revokeObjectURL(save.href);
  save.href = addressOf(utf8(answer.text), 'application/octet-stream');
  save.download = answer.name;
  const about = `${terms.number}: ${subject}`;
  const body = [
    `My answer to ${terms.number}, revision ${terms.revision}, is in the file ${answer.name}.`,
    'I have attached it, or pasted it as text below.',
    '',
    answer.given.name,
  ].join('\r\n');
  byId('mail').href = `mailto:${encodeURIComponent(facts.return_to).replaceAll('%40', '@')}`
    + `?subject=${encodeURIComponent(about)}&body=${encodeURIComponent(body)}`;
  const canShare = navigator.canShare?.({ files: [shared()] }) ?? false;
  byId('share').hidden = !canShare;
  save.classList.toggle('primary', !canShare);
  byId('back-how').textContent = `Save the answer, then attach ${answer.name} to a message. `
    + 'It is the only copy until you save it.';
}

/** The answer as a file that share sheets take. */
function shared() {
  const name = `${answer.name}.txt`;
  return new File([armoured(answer.text)], name, { type: 'text/plain' });
}

async function share() {
  const title = `${terms.number}: ${DONE[answer.kind].subject}`;
  try {
    await navigator.share({ files: [shared()], title });
  } catch {
    // Closing the share sheet is no mistake; the other ways stay.
  }
}

async function copyText() {
  const area = byId('text');
  try {
    await navigator.clipboard.writeText(area.value);
    byId('copied').textContent = 'Copied.';
  } catch {
    area.focus();
    area.select();
    byId('copied').textContent = 'Selected: copy it with your keyboard or menu.';
  }
}

function showCopy() {
  const { kind, given, text } = answer;
  const list = byId('copy-facts');
  list.replaceChildren();
  const row = (label, value) => {
    if (value === '' || value === null) return;
    const pair = put(list, 'div', '');
    put(pair, 'dt', label);
    put(pair, 'dd', value, label.startsWith('SHA-256') ? 'mono' : '');
  };
  const person = given.capacity === '' ? given.name : `${given.name}, ${given.capacity}`;
  row('Proposal', `${terms.number}, revision ${terms.revision}`);
  row('Between', `${facts.practice} and ${terms.client}`);
  row('Answer', DONE[kind].said);
  if (kind === 'accepted') {
    const sums = totalsOf(terms, given.choice);
    row('Chosen', namesOf(given.choice).join('\n'));
    for (const [key, label] of FIGURES) {
      if (sums[key] !== 0) row(label, priced(sums[key]));
    }
    row('Electronic records', `Agreed at ${clock(given.times.consented_at)}`);
    row('Authority', terms.texts.authority);
    if (terms.texts.notice !== null) {
      const { initials } = given;
      row('Changes by notice', initials === '' ? 'Refused' : `Allowed, initials ${initials}`);
    }
    row('Statement', terms.texts.statement);
  }
  row('Message', given.message);
  row(kind === 'accepted' ? 'Signed by' : 'By', person);
  row('On', moment(given.times.answered_at));
  showSignature(list, given.signature);
  row('SHA-256 of the letter', letter.letter_sha256);
  row('SHA-256 of this answer', sha256Hex(utf8(text)));
}

function showSignature(list, signature) {
  if (!signature) return;
  const pair = put(list, 'div', '');
  put(pair, 'dt', 'Signature');
  if (signature.kind === 'typed') put(pair, 'dd', signature.text, 'typed-signature');
  else put(pair, 'dd', '').append(pictureOf(signature));
}

function goBack() {
  answer = null;
  document.body.classList.remove('answered');
  byId('back').hidden = true;
  byId('asked').hidden = false;
  document.querySelector('[data-step="back"]').removeAttribute('href');
  showOpen();
  showSteps();
  const place = byId(isOpen() ? 'sign' : 'otherwise');
  place.scrollIntoView();
  place.focus({ preventScroll: true });
}

// The page: what the client does on it, step by step.

const facts = JSON.parse(byId('facts').textContent);
const { terms } = facts;

let latest = 0;

/** The instant now; never before one that was given out. */
function now() {
  latest = Math.max(latest, Date.now());
  return new Date(latest).toISOString();
}

const times = {
  opened_at: now(),
  read_at: null,
  saved_at: null,
  chosen_at: null,
  consented_at: null,
};
let readBy = null;
let answer = null;

const letter = readLetter();
const isWhole = letter.letter_sha256 === terms.letter_sha256
  && letter.reading_sha256 === terms.reading_sha256;
const pad = new Pad(byId('pad'), padChanged);

const typed = (id) => wellFormed(byId(id).value).trim();
const clock = (at) => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
const moment = (at) => new Date(at).toLocaleString([], { dateStyle: 'long', timeStyle: 'long' });

// Whether it can still be signed.

/** How far the program lets a device's clock be off. */
const CLOCK_TOLERANCE = 2 * 60 * 60 * 1000;

const isOpen = () => Date.now() <= Date.parse(terms.closes_at);
const isSent = () => Date.now() >= Date.parse(terms.sent_at) - CLOCK_TOLERANCE;

/** Shows what can be done now: all of it, or only reading and asking. */
function showOpen() {
  const canSign = isOpen() && isSent();
  byId('expired').hidden = isOpen();
  byId('clock').hidden = isSent();
  for (const step of ['choose', 'agree', 'sign']) byId(step).hidden = !canSign;
  document.querySelector('nav').hidden = !canSign;
  return canSign;
}

// Steps.

function mark(step, isDone) {
  const link = document.querySelector(`[data-step="${step}"]`);
  link.parentElement.classList.toggle('done', isDone);
  link.querySelector('.no').textContent = isDone ? '\u2713' : link.dataset.no;
  link.querySelector('.state').textContent = isDone ? ', done' : '';
}

function showSteps() {
  mark('read', times.read_at !== null);
  const hasChosen = problems().every((problem) => problem.at !== 'options');
  mark('choose', hasChosen && times.chosen_at !== null);
  mark('agree', byId('consent').checked && byId('authority').checked);
  mark('sign', answer !== null);
  lookAgain();
}

function watchSteps() {
  const links = [...document.querySelectorAll('[data-step]')];
  for (const link of links) link.dataset.no = link.querySelector('.no').textContent;
  const current = () => {
    const passed = links.filter((link) => {
      const box = byId(link.dataset.step).getBoundingClientRect();
      return box.height > 0 && box.top < window.innerHeight / 2;
    });
    const last = passed.at(-1) ?? links[0];
    for (const link of links) {
      if (link === last) link.setAttribute('aria-current', 'step');
      else link.removeAttribute('aria-current');
    }
  };
  document.addEventListener('scroll', current, { passive: true });
  current();
}

// Reading.

function noteRead(by) {
  if (times.read_at !== null) return;
  times.read_at = now();
  readBy = by;
  const how = by === 'scrolled' ? 'You reached the end of the letter' : 'You said you have read it';
  byId('read-state').textContent = `${how} at ${clock(times.read_at)}.`;
  byId('confirm-read').hidden = true;
  showSteps();
}

function saveLetter() {
  saveAs(facts.letter_name, addressOf(letter.pdf, 'application/pdf'));
  times.saved_at = now();
}

// Choosing.

function choice() {
  const option = document.querySelector('[name="option"]:checked');
  const extra = [...document.querySelectorAll('[name="add-on"]:checked')];
  return {
    option: option === null ? null : terms.options[Number(option.value)].id,
    add_ons: extra.map((input) => terms.add_ons[Number(input.value)].id),
  };
}

const amount = (minor) => shown(minor, facts.decimals);

/** The first figures of a total that matter beside a choice: `820.00 a month`. */
function priceInto(element, sums, sign) {
  element.replaceChildren();
  const regular = FIGURES.slice(0, 4).filter(([key]) => sums[key] !== 0);
  for (const [key, , per] of regular.slice(0, 2)) {
    const line = put(element, 'span', '');
    put(line, 'b', `${sums[key] > 0 ? sign : ''}${amount(sums[key])}`);
    put(line, 'span', ` ${per}`, 'per');
  }
}

function showPrices() {
  const chosen = choice();
  const option = chosen.option ?? terms.options[0]?.id ?? null;
  const alone = totalsOf(terms, { option, add_ons: [] });
  terms.options.forEach((offered, at) => {
    const sums = totalsOf(terms, { option: offered.id, add_ons: [] });
    priceInto(document.querySelector(`[data-price="option-${at}"]`), sums, '');
  });
  terms.add_ons.forEach((offered, at) => {
    const sums = totalsOf(terms, { option, add_ons: [offered.id] });
    for (const [key] of FIGURES) sums[key] -= alone[key];
    priceInto(document.querySelector(`[data-price="add-on-${at}"]`), sums, '+');
  });
}

function showTotals() {
  const chosen = choice();
  const sums = totalsOf(terms, chosen);
  const body = byId('totals');
  body.replaceChildren();
  const waiting = terms.options.length > 0 && chosen.option === null;
  for (const [key, label] of waiting ? [] : FIGURES) {
    const isKey = key === 'first_year_minor' || key === 'due_on_acceptance_minor';
    if (sums[key] === 0 && !isKey) continue;
    const row = put(body, 'tr', '', isKey ? 'key' : '');
    const isNet = key === 'first_year_minor' && sums.first_year_tax_minor !== 0;
    put(row, 'th', isNet ? `${label}, before tax` : label).scope = 'row';
    put(row, 'td', amount(sums[key])).dataset.test = key;
  }
  if (waiting) put(put(body, 'tr', ''), 'td', 'Choose an option to see it.', 'quiet waits');
  showItems(chosen, waiting);
  showChosen(chosen, sums, waiting);
}

function showItems(chosen, waiting) {
  const ids = new Set([...chosen.add_ons, chosen.option]);
  const list = byId('items');
  list.replaceChildren();
  byId('made-of').hidden = waiting;
  for (const item of terms.items.filter(({ needs }) => needs.every((need) => ids.has(need)))) {
    const row = put(list, 'li', '');
    put(row, 'span', item.label);
    const parts = FIGURES.slice(0, 4).filter(([key]) => item.amounts[key] !== 0);
    put(row, 'span', parts.map(([key, , per]) => `${amount(item.amounts[key])} ${per}`).join(', '));
  }
}

function namesOf(chosen) {
  const all = [...terms.options, ...terms.add_ons];
  const named = (id) => all.find((offered) => offered.id === id).name;
  const ids = chosen.option === null ? chosen.add_ons : [chosen.option, ...chosen.add_ons];
  return ids.map(named);
}

/** An amount with its currency, never parted at the end of a line. */
const priced = (minor) => `${terms.currency}\u00a0${amount(minor)}`;

function summary(chosen, sums) {
  const names = namesOf(chosen);
  const what = names.length > 1 ? `${names[0]} with ${names.slice(1).join(' and ')}` : names[0];
  const first = `${priced(sums.first_year_minor)} in the first year`;
  const due = `${priced(sums.due_on_acceptance_minor)} due on acceptance`;
  return `${what === undefined ? '' : `${what}: `}${first}, ${due}.`;
}

function showChosen(chosen, sums, waiting) {
  const text = waiting ? '' : summary(chosen, sums);
  byId('chosen').textContent = text === '' ? '' : `You accept ${text}`;
  byId('totals-said').textContent = text;
}

function chosenNow() {
  times.chosen_at = now();
  byId('options-wrong').hidden = true;
  showPrices();
  showTotals();
  showSteps();
}

// Signing.

const isTyped = () => document.querySelector('[name="how"]:checked').value === 'typed';

function padChanged() {
  const isEmpty = pad.strokes.length === 0;
  byId('pad-state').textContent = isEmpty ? 'Draw on the line.' : 'Signature drawn.';
  if (pad.isSigned) byId('signature-wrong').hidden = true;
  lookAgain();
}

function howChanged() {
  byId('drawn').hidden = isTyped();
  byId('typed').hidden = !isTyped();
  byId('signature-wrong').hidden = true;
  lookAgain();
}

/** What is missing before it can be signed, in the order of the page. */
function problems() {
  const missing = [];
  const need = (isThere, at, words) => {
    if (!isThere) missing.push({ at, words });
  };
  const chosen = choice();
  need(times.read_at !== null, 'read', 'Read the letter to its end, or say that you have read it.');
  need(terms.options.length === 0 || chosen.option !== null, 'options', 'Choose an option.');
  need(byId('consent').checked, 'consent', 'Agree to electronic records, or ask for paper.');
  need(byId('authority').checked, 'authority', 'State your authority.');
  need(typed('name') !== '', 'name', 'Type your name.');
  const isSigned = isTyped() ? typed('typed-signature') !== '' : pad.isSigned;
  need(isSigned, 'signature', 'Draw or type your signature.');
  return missing;
}

const FIELD_OF = {
  read: () => byId('confirm-read'),
  options: () => document.querySelector('[name="option"]'),
  consent: () => byId('consent'),
  authority: () => byId('authority'),
  name: () => byId('name'),
  signature: () => byId(isTyped() ? 'typed-signature' : 'pad'),
};

/** Keeps the list of what is missing true while it is being filled in. */
function lookAgain() {
  if (!byId('missing').hidden) listProblems(problems());
}

function showProblems(missing) {
  const at = new Set(missing.map((problem) => problem.at));
  for (const name of Object.keys(FIELD_OF)) {
    const text = byId(`${name}-wrong`);
    if (text) text.hidden = !at.has(name);
    if (name === 'consent' || name === 'authority' || name === 'name') {
      byId(name).setAttribute('aria-invalid', String(at.has(name)));
    }
  }
  listProblems(missing);
  if (missing.length > 0) byId('missing').focus();
}

function listProblems(missing) {
  const place = byId('missing');
  place.replaceChildren();
  place.hidden = missing.length === 0;
  if (missing.length === 0) return;
  put(place, 'p', 'Before you can sign:');
  const list = put(place, 'ul', '');
  for (const problem of missing) {
    const link = put(put(list, 'li', ''), 'a', problem.words);
    link.href = `#${problem.at}`;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const field = FIELD_OF[problem.at]();
      field.scrollIntoView({ block: 'center' });
      field.focus({ preventScroll: true });
    });
  }
}

function accept() {
  if (!showOpen()) {
    window.scrollTo(0, 0);
    return;
  }
  const missing = problems();
  showProblems(missing);
  if (missing.length > 0 || !isWhole) return;
  // A browser that fills in what stood there before reports no change.
  times.chosen_at ??= now();
  times.consented_at ??= now();
  const signature = isTyped() ? { kind: 'typed', text: typed('typed-signature') } : pad.signature;
  finish('accepted', {
    choice: choice(),
    signature,
    name: typed('name'),
    capacity: typed('capacity'),
    initials: byId('initials') === null ? '' : typed('initials'),
    message: '',
  });
}

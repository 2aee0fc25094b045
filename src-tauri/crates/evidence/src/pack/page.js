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
const isOpen = Date.now() <= Date.parse(terms.closes_at);
const pad = new Pad(byId('pad'), padChanged);

const typed = (id) => wellFormed(byId(id).value).trim();
const clock = (at) => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
const moment = (at) => new Date(at).toLocaleString([], { dateStyle: 'long', timeStyle: 'long' });

// Steps.

function mark(step, isDone) {
  const link = document.querySelector(`[data-step="${step}"]`);
  link.parentElement.classList.toggle('done', isDone);
  link.querySelector('.no').textContent = isDone ? '\u2713' : link.dataset.no;
  link.querySelector('.state').textContent = isDone ? ', done' : '';
}

function showSteps() {
  mark('read', times.read_at !== null);
  mark('choose', problems().every((problem) => problem.at !== 'options') && times.chosen_at !== null);
  mark('agree', byId('consent').checked && byId('authority').checked);
  mark('sign', answer !== null);
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
    put(row, 'th', label).scope = 'row';
    put(row, 'td', amount(sums[key])).dataset.test = key;
  }
  if (waiting) put(put(body, 'tr', ''), 'td', 'Choose an option to see what it comes to.').className = 'quiet';
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
  const named = (id) => [...terms.options, ...terms.add_ons].find((offered) => offered.id === id).name;
  const ids = chosen.option === null ? chosen.add_ons : [chosen.option, ...chosen.add_ons];
  return ids.map(named);
}

function summary(chosen, sums) {
  const names = namesOf(chosen);
  const first = `${terms.currency} ${amount(sums.first_year_minor)} in the first year`;
  const due = `${terms.currency} ${amount(sums.due_on_acceptance_minor)} due on acceptance`;
  return `${names.length > 0 ? `${names.join(', ')}: ` : ''}${first}, ${due}.`;
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
  byId('pad-state').textContent = pad.strokes.length === 0 ? 'Draw on the line.' : 'Signature drawn.';
  if (pad.isSigned) byId('signature-wrong').hidden = true;
}

function howChanged() {
  byId('drawn').hidden = isTyped();
  byId('typed').hidden = !isTyped();
  byId('signature-wrong').hidden = true;
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

function showProblems(missing) {
  const at = new Set(missing.map((problem) => problem.at));
  for (const name of Object.keys(FIELD_OF)) {
    const text = byId(`${name}-wrong`);
    if (text) text.hidden = !at.has(name);
    if (name === 'consent' || name === 'authority' || name === 'name') {
      byId(name).setAttribute('aria-invalid', String(at.has(name)));
    }
  }
  const box = byId('missing');
  box.replaceChildren();
  box.hidden = missing.length === 0;
  if (missing.length === 0) return;
  put(box, 'p', 'Before you can sign:');
  const list = put(box, 'ul', '');
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
  box.focus();
}

function accept() {
  const missing = problems();
  showProblems(missing);
  if (missing.length > 0 || !isWhole || Date.now() > Date.parse(terms.closes_at)) return;
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

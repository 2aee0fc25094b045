// Asking for a change and declining, and putting everything together.

const box = byId('message-box');
let asked = 'change_requested';

function openBox(kind, label, words = '') {
  asked = kind;
  const declines = kind === 'declined';
  byId('message-title').textContent = declines ? 'Decline this proposal' : 'Ask for a change';
  byId('message-label').textContent = label;
  byId('message-send').textContent = declines ? 'Decline' : 'Continue';
  byId('message-wrong').hidden = true;
  if (byId('message').value === '') byId('message').value = words;
  box.showModal();
  byId('message').focus();
}

/** What is wrong with a message, or nothing. */
function wrongWith(message) {
  if (asked === 'change_requested' && message === '') return 'Say what should change.';
  return holdsCardNumber(message) ? 'This looks like a card number. Please leave it out.' : '';
}

function sendBox() {
  const message = typed('message');
  const wrong = wrongWith(message);
  byId('message-wrong').textContent = wrong;
  byId('message-wrong').hidden = wrong === '';
  if (wrong !== '') {
    byId('message').focus();
    return;
  }
  box.close();
  finish(asked, { name: typed('message-name'), capacity: typed('capacity'), message });
}

function listen() {
  const on = (id, act) => byId(id).addEventListener('click', act);
  on('confirm-read', () => noteRead('confirmed'));
  on('save-letter', saveLetter);
  on('accept', accept);
  on('undo-stroke', () => pad.undo());
  on('clear-pad', () => pad.clear());
  on('ask', () => openBox('change_requested', 'What should change?'));
  on('decline', () => openBox('declined', 'Why, if you like to say'));
  const renew = 'Please send a new offer.';
  on('ask-new', () => openBox('change_requested', 'What should change?', renew));
  on('message-cancel', () => box.close());
  on('message-send', sendBox);
  byId('message').addEventListener('input', () => {
    byId('message-wrong').hidden = true;
  });
  on('share', share);
  on('copy', copyText);
  on('print', () => window.print());
  on('again', goBack);
  for (const input of document.querySelectorAll('[name="option"], [name="add-on"]')) {
    input.addEventListener('change', chosenNow);
  }
  for (const input of document.querySelectorAll('[name="how"]')) {
    input.addEventListener('change', howChanged);
  }
  byId('consent').addEventListener('change', (event) => {
    times.consented_at = event.target.checked ? now() : null;
  });
  for (const id of ['consent', 'authority', 'name', 'typed-signature']) {
    byId(id).addEventListener('input', () => {
      const wrongText = byId(id === 'typed-signature' ? 'signature-wrong' : `${id}-wrong`);
      wrongText.hidden = true;
      byId(id).removeAttribute('aria-invalid');
      showSteps();
    });
  }
}

function start() {
  byId('still').hidden = true;
  listen();
  watchSteps();
  byId('options').hidden = terms.options.length === 0;
  byId('add-ons').hidden = terms.add_ons.length === 0;
  if (terms.options.length === 0) times.chosen_at = now();
  showOpen();
  const state = byId('letter-state');
  state.textContent = isWhole
    ? 'Yes. The PDF inside this page has the fingerprint it was sent with:'
    : 'No. The PDF or the text inside this page was changed.';
  if (!isWhole) {
    byId('damaged').hidden = false;
    byId('asked').hidden = true;
    document.querySelector('nav').hidden = true;
  }
  showPrices();
  showTotals();
  showSteps();
  howChanged();
  watchEnd(() => noteRead('scrolled'));
}

start();

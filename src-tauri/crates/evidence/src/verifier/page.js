// The page: take a file, check it, say what was found.

const VERDICTS = { right: '\u2713 Right', wrong: '\u2715 Wrong', note: '\u2013 Note' };

let chosen = null;

function show({ right: isRight, summary, about, findings }) {
  const outcome = byId('outcome');
  outcome.hidden = false;
  outcome.className = isRight ? 'is-right' : 'is-wrong';
  byId('summary').textContent = `${isRight ? '\u2713' : '\u2715'} ${summary}`;
  const facts = byId('about');
  facts.replaceChildren();
  for (const [label, value] of about) {
    const pair = put(facts, 'div', '');
    put(pair, 'dt', label);
    put(pair, 'dd', value, label === 'Fingerprint' ? 'mono' : '');
  }
  const list = byId('findings');
  list.replaceChildren();
  for (const { verdict, subject, text } of findings) {
    const line = put(list, 'li', '', verdict);
    put(line, 'span', VERDICTS[verdict], 'verdict');
    put(line, 'span', subject, 'subject');
    put(line, 'span', text, 'said');
  }
}

async function look() {
  if (chosen === null) return;
  byId('working').textContent = `Checking ${chosen.name}…`;
  // Let the words appear before the work begins.
  await new Promise((resolve) => setTimeout(resolve, 30));
  if (chosen.size > LARGEST) {
    show(report([], [wrong('ZIP', 'zip_too_large')]));
    return;
  }
  const zip = new Uint8Array(await chosen.arrayBuffer());
  show(check(zip, byId('expected').value));
  byId('working').textContent = `Checked ${chosen.name}.`;
  byId('outcome').focus({ preventScroll: true });
}

function take(files) {
  if (files.length === 0) return;
  [chosen] = files;
  look();
}

const drop = byId('drop');
byId('file').addEventListener('change', (event) => take(event.target.files));
byId('expected').addEventListener('change', look);
byId('print').addEventListener('click', () => window.print());
for (const kind of ['dragover', 'drop']) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle('over', kind === 'dragover');
    if (kind === 'drop') take(event.dataTransfer.files);
  });
}
document.addEventListener('dragleave', () => drop.classList.remove('over'));

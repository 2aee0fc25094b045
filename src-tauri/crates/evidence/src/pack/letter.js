// The letter: the PDF inside this page, its hash, and whether its end was on the screen.

/** Text without what cannot be written down in UTF-8. */
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** The letter inside this page, with the hashes computed here. */
function readLetter() {
  const pdf = fromBase64(byId('pdf').textContent.trim());
  return {
    pdf,
    letter_sha256: sha256Hex(pdf),
    reading_sha256: sha256Hex(utf8(byId('letter').textContent)),
  };
}

/** Offers bytes as a file to save; gives the address back. */
function addressOf(bytes, type) {
  return URL.createObjectURL(new Blob([bytes], { type }));
}

function saveAs(name, address) {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Calls `reached` once when the end of the letter is on the screen. */
function watchEnd(reached) {
  const end = byId('letter-end');
  const observer = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      observer.disconnect();
      reached();
    }
  });
  observer.observe(end);
  // The key End means the end of the letter until it was reached.
  document.addEventListener('keydown', (event) => {
    const typing = event.target instanceof Element && event.target.closest('input, textarea');
    if (event.key === 'End' && !typing && !byId('asked').hidden) {
      event.preventDefault();
      end.scrollIntoView({ block: 'end' });
    }
  });
}

// What looks like a card number; such numbers are never written down. The program looks again.

/** Whether `text` holds digits of a card number's length with the right check digit (Luhn). */
function holdsCardNumber(text) {
  const runs = text.match(/\b\d+(?:[ -]\d+)*\b/g) ?? [];
  return runs.some((run) => {
    const groups = run.split(/[ -]/);
    return groups.some((_, from) => {
      const ends = groups.slice(from, from + 7).map((_, more) => from + more + 1);
      return ends.some((to) => isCardNumber(groups.slice(from, to).join('')));
    });
  });
}

function isCardNumber(digits) {
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false;
  const doubled = (digit) => (digit > 4 ? digit * 2 - 9 : digit * 2);
  const values = [...digits].reverse().map(Number);
  const sum = values.reduce((all, digit, at) => all + (at % 2 ? doubled(digit) : digit), 0);
  return sum % 10 === 0;
}

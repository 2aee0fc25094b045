// Amounts are whole minor units; they are added as integers and shown by placing digits.

const FIGURES = [
  ['per_month_minor', 'Each month', 'a month'],
  ['per_quarter_minor', 'Each quarter', 'a quarter'],
  ['per_year_minor', 'Each year', 'a year'],
  ['once_minor', 'Once', 'once'],
  ['first_year_minor', 'First year', 'in the first year'],
  ['first_year_tax_minor', 'Tax in the first year', 'of tax'],
  ['due_on_acceptance_minor', 'Due on acceptance', 'on acceptance'],
];

/** The sums of the items whose every need is chosen. */
function totalsOf(terms, choice) {
  const chosen = new Set(choice.add_ons);
  if (choice.option !== null) chosen.add(choice.option);
  const sums = Object.fromEntries(FIGURES.map(([key]) => [key, 0]));
  for (const item of terms.items) {
    if (item.needs.every((need) => chosen.has(need))) {
      for (const [key] of FIGURES) sums[key] += item.amounts[key];
    }
  }
  return sums;
}

/** `123450` with two decimals as `1,234.50`; a real minus. */
function shown(minor, decimals) {
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(?:\d{3})+$)/g, ',');
  const rest = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${minor < 0 ? '\u2212' : ''}${whole}${rest}`;
}

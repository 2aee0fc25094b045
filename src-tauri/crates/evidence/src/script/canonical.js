// The canonical form of a JSON value: keys sorted, no blanks, whole numbers only.

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const pair = (key) => `${JSON.stringify(key)}:${canonical(value[key])}`;
    return `{${Object.keys(value).sort().map(pair).join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError('a whole number is due');
  }
  return JSON.stringify(value);
}

/** When letters have a clause. */
export const STANDINGS = [
  { value: 'standard', label: 'In every letter it fits', short: 'Usual' },
  { value: 'optional', label: 'Only where I add it', short: 'By choice' },
  { value: 'unused', label: 'Never', short: 'Never' },
]

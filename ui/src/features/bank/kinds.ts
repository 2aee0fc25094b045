/** What a line is that pays no invoice, as the window offers it. */

export const NATURES = [
  { value: 'expense', label: 'Expense of the practice' },
  { value: 'fee', label: 'Bank charge' },
  { value: 'interest', label: 'Interest' },
  { value: 'transfer', label: 'Transfer between own accounts' },
  { value: 'owner', label: 'The owner’s money, in or out' },
  { value: 'not_mine', label: 'Not mine: came or went by mistake' },
  { value: 'other', label: 'Something else' },
]

export const CATEGORIES = [
  { value: 'other', label: 'Other expenses' },
  { value: 'education', label: 'Education and licences' },
  { value: 'equipment', label: 'Equipment' },
  { value: 'insurance', label: 'Insurance' },
  { value: 'marketing', label: 'Marketing' },
  { value: 'meals', label: 'Meals' },
  { value: 'office', label: 'Office' },
  { value: 'rent', label: 'Rent' },
  { value: 'software', label: 'Software' },
  { value: 'subcontractors', label: 'Professional services' },
  { value: 'taxes', label: 'Taxes and fees of authorities' },
  { value: 'telephone', label: 'Telephone and internet' },
  { value: 'travel', label: 'Travel' },
  { value: 'wages', label: 'Wages' },
]

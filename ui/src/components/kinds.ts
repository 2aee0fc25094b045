/** The kinds of work, in the order of a form. A kind brings its own clauses into the letter. */
export const KINDS = [
  { value: 'bookkeeping', label: 'Bookkeeping' },
  { value: 'payroll', label: 'Payroll' },
  { value: 'tax', label: 'Tax returns' },
  { value: 'sales_tax', label: 'Sales tax, VAT or GST returns' },
  { value: 'preparation', label: 'Preparing financial statements' },
  { value: 'compilation', label: 'Compiling financial statements' },
  { value: 'review', label: 'Reviewing financial statements' },
  { value: 'accounts', label: 'Year-end accounts' },
  { value: 'secretarial', label: 'Company secretarial work' },
  { value: 'advisory', label: 'Advice and consulting' },
  { value: 'other', label: 'Other work' },
]

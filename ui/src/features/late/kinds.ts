/** Kinds of late charges, in words. */
export const KINDS: Record<string, string> = {
  interest: 'Interest',
  fixed_sum: 'Fixed sum',
  fee: 'Fee',
}

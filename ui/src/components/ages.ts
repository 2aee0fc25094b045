/** One bar of a chart by age. */
export interface Age {
  key: string
  label: string
  size: number
  value: string
  count: number
  look: 'rest' | 'late1' | 'late2' | 'late3'
}

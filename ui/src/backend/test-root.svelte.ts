/** An effect root for tests outside components. */
export function root(run: () => void): () => void {
  return $effect.root(run)
}

/** The real program behind a browser, in development. */

import { asFailure, type Backend, type Done, type Name, type Question } from './backend'
import { fake } from './fake'

export const loopback: Backend = {
  async call<N extends Name>(name: N, question: Question<N>): Promise<Done<N>> {
    let said: { done?: Done<N>; failure?: unknown }
    try {
      const body = JSON.stringify({ name, question })
      said = await (await fetch('/call', { method: 'POST', body })).json()
    } catch (thrown) {
      throw asFailure(thrown)
    }
    if (said.done) return said.done
    throw asFailure(said.failure)
  },
  ontouched: () => () => {},
  shell: fake().shell,
}

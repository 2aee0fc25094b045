/** Where the window is: the part of the address after `#/`. */

export interface Route {
  page: string
  id: string | null
  /** What follows the id. */
  part: string | null
  query: URLSearchParams
}

/** `#/clients/cli_1?tab=money` → page `clients`, id `cli_1`. */
export function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [page, id, part] = path.split('/').map(decodeURIComponent)
  return {
    page: page || 'today',
    id: id || null,
    part: part || null,
    query: new URLSearchParams(query),
  }
}

class Address {
  hash = $state(window.location.hash)
  readonly route: Route = $derived(parse(this.hash))

  constructor() {
    window.addEventListener('hashchange', () => (this.hash = window.location.hash))
  }
}

export const address = new Address()

/** Goes to `#/clients`, with or without the sign. */
export function go(to: string) {
  window.location.hash = to.startsWith('#') ? to : '#' + to
}

import { fireEvent, render, screen } from '@testing-library/svelte'
import axe from 'axe-core'
import { tick } from 'svelte'
import { expect, test, vi } from 'vitest'
import App from './App.svelte'
import { fake, type FakeOptions } from './backend/fake'
import { address, go } from './route.svelte'

async function open(hash: string, options: FakeOptions = {}) {
  window.location.hash = hash
  address.hash = hash
  render(App, { backend: fake(options) })
  await settled()
}

async function settled() {
  for (let n = 0; n < 12; n++) {
    await Promise.resolve()
    await tick()
  }
}

async function find(test: string): Promise<HTMLElement> {
  return vi.waitFor(() => {
    const found = document.querySelector<HTMLElement>(`[data-test="${test}"]`)
    if (!found) throw new Error(`no ${test}`)
    return found
  })
}

/** What axe can see without layout; contrast is proved on the tokens themselves. */
async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return found.violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
  )
}

/** Controls that no screen reader could name. */
function nameless(): string[] {
  return [...document.querySelectorAll('button,a[href],input,select,textarea')]
    .filter(
      (control) =>
        !control.textContent?.trim() &&
        !control.getAttribute('aria-label') &&
        !document.querySelector(`label[for="${control.id}"]`) &&
        !control.closest('label'),
    )
    .map((control) => control.outerHTML.slice(0, 120))
}

const PAGES = [
  '#/today',
  '#/catch-up',
  '#/clients',
  '#/clients/cli_1',
  '#/clients/cli_1?statement=1',
  '#/clients?new=1',
  '#/clients?import=1',
  '#/invoices?import=1',
  '#/proposals',
  '#/proposals/pro_41',
  '#/proposals/pro_42',
  '#/agreements',
  '#/agreements/agr_7',
  '#/agreements/agr_6',
  '#/agreements?import=1',
  '#/services?import=1',
  '#/insights/leakage?first=1',
  '#/price-review',
  '#/invoices',
  '#/invoices/inv_316',
  '#/invoices?pay=1',
  '#/reconcile',
  '#/reconcile?import=1',
  '#/reconcile/periods',
  '#/reconcile/processors',
  '#/collections',
  '#/collections/cli_4',
  '#/insights',
  '#/insights?part=forecast',
  '#/insights?part=ageing',
  '#/insights?part=books',
  '#/insights?part=payouts',
  '#/insights?part=fees',
  '#/insights?part=collecting',
  '#/insights/leakage',
  '#/sync',
  '#/sync/mapping',
  '#/sync/files',
  '#/services',
  '#/services?new=1',
  '#/settings',
  '#/settings?part=clauses',
  '#/settings?part=consent',
  '#/settings?part=connections',
  '#/settings?part=ledgers',
  '#/settings?part=office',
  '#/settings?part=mail',
  '#/settings?part=following',
  '#/settings?part=data',
  '#/settings?part=look',
  '#/settings?part=network',
  '#/settings?part=history',
  '#/settings?part=about',
]

test.each(PAGES)(
  '%s has a title, names for its controls, and nothing that axe finds wrong',
  async (hash) => {
    await open(hash)
    expect((await find('page-title')).textContent?.trim()).not.toBe('')
    expect(nameless()).toEqual([])
    expect(await faults()).toEqual([])
  },
)

test('the first start asks who the practice is and opens the new book', async () => {
  let status = { open: null as unknown }
  const base = fake()
  const done = (await base.call('books.status', {})).reply
  const asked: string[] = []
  await open('', {
    onask: (name) => asked.push(name),
    answer: {
      'books.status': () => ({ ...done, open: status.open }) as typeof done,
      'books.create': () => {
        status = { open: done.open }
        return done
      },
    },
  })
  const name = (await find('practice-name')) as HTMLInputElement
  await fireEvent.click(await find('setup-continue'))
  expect((await screen.findByRole('alert')).textContent).toContain('needs a name')
  await fireEvent.input(name, { target: { value: 'Halloway' } })
  await fireEvent.click(await find('setup-continue'))
  await fireEvent.click(await find('setup-continue'))
  await fireEvent.click(await find('practice-create'))
  await settled()
  expect(asked).toContain('books.create')
  await find('nav-today')
})

test('a refused field is named under the field', async () => {
  await open('#/clients?new=1', {
    refuse: {
      'clients.add': { code: 'InvalidInput', message: 'a client needs a name', field: 'name' },
    },
  })
  await fireEvent.click(await find('client-save'))
  expect((await screen.findByRole('alert')).textContent).toContain('A client needs a name.')
})

test('books that cannot be opened say why', async () => {
  await open('', {
    refuse: {
      'books.status': { code: 'BooksTooNew', message: 'a newer Quittance wrote them', field: null },
    },
  })
  expect((await screen.findByRole('alert')).textContent).toContain('newer Quittance')
})

test('accepting a line with Enter explains it and goes to the next', async () => {
  const accepted: unknown[] = []
  await open('#/reconcile', {
    onask: (name, question) => name === 'matches.accept' && accepted.push(question),
  })
  await find('explanation')
  await fireEvent.keyDown(await find('lines-list'), { key: 'Enter' })
  await settled()
  expect(accepted).toEqual([
    {
      line_id: 'lin_1',
      explain: {
        kind: 'invoices',
        client_id: 'cli_11',
        invoices: ['inv_301'],
      },
    },
  ])
})

test.each([
  ['s', 'split-sheet'],
  ['f', 'find-sheet'],
  ['n', 'not-invoice-dialog'],
  ['a', 'certain-sheet'],
])('the key %s opens %s, and axe finds nothing wrong with it', async (key, sheet) => {
  await open('#/reconcile')
  await find('explanation')
  await fireEvent.keyDown(await find('lines-list'), { key })
  await find(sheet)
  await settled()
  expect(await faults()).toEqual([])
})

test('all that is certain is accepted in one act, without what was unticked', async () => {
  const accepted: unknown[] = []
  await open('#/reconcile', {
    onask: (name, question) => name === 'matches.accept_all' && accepted.push(question),
  })
  await find('explanation')
  await fireEvent.keyDown(await find('lines-list'), { key: 'a' })
  await find('certain-row')
  await fireEvent.click(await find('certain-accept'))
  await settled()
  const explain = { kind: 'invoices', client_id: 'cli_11', invoices: ['inv_301'] }
  expect(accepted).toEqual([{ lines: [{ line_id: 'lin_1', explain }] }])
})

test('a period closes only when what the bank states has no difference without a name', async () => {
  await open('#/reconcile/periods')
  await fireEvent.click(await find('period-close'))
  expect((await find('close-wrong')).textContent).toContain('name the difference')
  const save = () => document.querySelector<HTMLButtonElement>('[data-test=close-save]')
  expect(save()?.disabled).toBe(true)
  expect(await faults()).toEqual([])
  await fireEvent.click(await find('difference-name'))
  await find('close-proved')
  expect(save()?.disabled).toBe(false)
})

test('a draft saves itself and is drawn anew while typing', async () => {
  const asked: string[] = []
  await open('#/proposals/pro_41', { onask: (name) => asked.push(name) })
  await fireEvent.input(await find('proposal-opening'), { target: { value: 'Dear Imogen' } })
  await vi.waitFor(() => expect(asked).toContain('proposals.save'), { timeout: 2000 })
  expect(asked.filter((name) => name === 'proposals.preview').length).toBeGreaterThan(1)
})

test('a remark that stops sending is settled with one click, or let pass with a reason', async () => {
  await open('#/proposals/pro_41')
  const send = () => document.querySelector<HTMLButtonElement>('[data-test=proposal-send]')
  await vi.waitFor(() => expect(send()?.disabled).toBe(true))
  expect((await find('proposal-held')).textContent).toContain('1 to settle')
  await fireEvent.click(await find('remark-fix'))
  await vi.waitFor(() => expect(send()?.disabled).toBe(false))
})

test('a letting pass needs its reason', async () => {
  const saved: unknown[] = []
  await open('#/proposals/pro_41', {
    onask: (name, question) => name === 'proposals.save' && saved.push(question),
  })
  await fireEvent.click(await find('remark-pass'))
  expect(((await find('remark-pass-confirm')) as HTMLButtonElement).disabled).toBe(true)
  await fireEvent.input(await find('remark-reason'), { target: { value: 'Said by telephone' } })
  await fireEvent.click(await find('remark-pass-confirm'))
  await vi.waitFor(() => expect(JSON.stringify(saved)).toContain('Said by telephone'), {
    timeout: 2000,
  })
})

test.each(['accept-person', 'accept-paper', 'sign-email', 'sign-behalf'])(
  '%s opens a question that axe finds nothing wrong with',
  async (way) => {
    await open('#/proposals/pro_42')
    if (way.startsWith('sign-')) {
      const more = await find('signatory-more')
      await fireEvent.pointerDown(more, { button: 0, pointerType: 'mouse' })
      await fireEvent.keyDown(more, { key: 'Enter' })
      await fireEvent.click(more)
      await fireEvent.click(await find(way))
    } else await fireEvent.click(await find(way))
    await settled()
    expect(nameless()).toEqual([])
    expect(await faults()).toEqual([])
  },
)

test('an answer is shown with what it proves before it is taken', async () => {
  const asked: string[] = []
  await open('#/proposals', { onask: (name) => asked.push(name) })
  await fireEvent.click(await find('answer-open'))
  await fireEvent.input(await find('answer-text'), { target: { value: 'QUITTANCE ANSWER' } })
  await fireEvent.click(await find('answer-read'))
  expect((await find('answer-shown')).textContent).toContain('PR-0042, Revision 1')
  expect(asked).not.toContain('packs.take_answer')
  expect(await faults()).toEqual([])
  await fireEvent.click(await find('answer-take'))
  await vi.waitFor(() => expect(window.location.hash).toBe('#/agreements/agr_7'))
})

test('why an amount is what it is stands beside its invoice, and axe finds nothing wrong', async () => {
  await open('#/invoices/inv_316')
  await fireEvent.click(await find('line-why'))
  expect((await find('why-sheet')).textContent).toContain('SHA-256')
  expect(nameless()).toEqual([])
  expect(await faults()).toEqual([])
})

test('a message is read before it leaves with a yes, and axe finds nothing wrong', async () => {
  const asked: [string, unknown][] = []
  await open('#/collections/cli_1', { onask: (name, question) => asked.push([name, question]) })
  await fireEvent.click(await find('message-read'))
  await fireEvent.input(await find('message-subject'), { target: { value: 'A reminder' } })
  expect(nameless()).toEqual([])
  expect(await faults()).toEqual([])
  await fireEvent.click(await find('message-send'))
  await settled()
  const sent = asked.find(([name]) => name === 'follow_ups.send')
  expect(sent?.[1]).toMatchObject({ client_id: 'cli_1', subject: 'A reminder' })
})

test('a late charge shows its working and is claimed at the sum that was seen', async () => {
  const asked: [string, unknown][] = []
  await open('#/invoices/inv_316', { onask: (name, question) => asked.push([name, question]) })
  await fireEvent.click(await find('late-open'))
  await fireEvent.click(await find('late-interest'))
  await settled()
  expect(await faults()).toEqual([])
  await fireEvent.click(await find('late-claim'))
  await settled()
  const claimed = asked.find(([name]) => name === 'late_charges.post')
  expect(claimed?.[1]).toMatchObject({ approved: '0.44' })
})

test('a week of the forecast opens its rows', async () => {
  await open('#/insights?part=forecast')
  await fireEvent.click(await find('forecast-2026-12-07'))
  await find('behind-dialog')
  expect(await faults()).toEqual([])
})

test('a client of the ageing opens its invoices', async () => {
  await open('#/insights?part=ageing')
  await fireEvent.click(await find('ageing-Alder Bakery'))
  await find('client-ages')
  expect(await faults()).toEqual([])
})

test('an outgoing is planned and changed, and what is set aside is kept', async () => {
  const asked: [string, unknown][] = []
  await open('#/insights?part=forecast', {
    onask: (name, question) => asked.push([name, question]),
  })
  await fireEvent.input(await find('set-aside'), { target: { value: '30' } })
  await fireEvent.click(await find('set-aside-keep'))
  await settled()
  expect(asked).toContainEqual(['forecast.set_aside', { percent: '30' }])
  await fireEvent.input(await find('outgoing-what'), { target: { value: 'Licences' } })
  await fireEvent.input(await find('outgoing-amount'), { target: { value: '90.00' } })
  await fireEvent.click(await find('outgoing-keep'))
  await settled()
  const kept = asked.find(([name]) => name === 'outgoings.keep')
  expect(kept?.[1]).toMatchObject({ what: 'Licences', amount: '90.00', repeats: 'month' })
})

test('a bar of leakage narrows the rows, and a leak is let go with a reason', async () => {
  const asked: [string, unknown][] = []
  await open('#/insights/leakage', { onask: (name, question) => asked.push([name, question]) })
  await fireEvent.click(await find('leak-cause-skipped'))
  await find('leak-narrowed')
  expect(document.querySelectorAll('[data-test=leak-cause]').length).toBe(1)
  await fireEvent.click(await find('leak-waive'))
  await fireEvent.input(await find('mend-reason'), { target: { value: 'On holiday' } })
  await fireEvent.click(await find('mend-save'))
  await settled()
  const charge = { agreement_service_id: 'ags_1', occurrence: 2, beyond_cap: false }
  expect(asked).toContainEqual(['catch_up.waive', { charges: [charge], reason: 'On holiday' }])
  go('#/insights/leakage?show=decided')
  address.hash = '#/insights/leakage?show=decided'
  await find('decided-back')
  expect(await faults()).toEqual([])
})

test('hostile names are text', async () => {
  const evil = `<img src=x onerror=alert(1)>'); DROP TABLE clients; --`
  const list = (await fake().call('clients.list', { archived: false })).reply
  await open('#/clients', {
    answer: {
      'clients.list': () => ({ ...list, rows: [{ ...list.rows[0]!, name: evil }] }),
    },
  })
  await vi.waitFor(() => expect(document.body.textContent).toContain(evil))
  expect(document.querySelector('img[src=x]')).toBeNull()
})

test('G then a letter goes to a place', async () => {
  await open('#/today')
  await find('nav-clients')
  await fireEvent.keyDown(document.body, { key: 'g' })
  await fireEvent.keyDown(document.body, { key: 'i' })
  expect(window.location.hash).toBe('#/invoices')
  go('#/today')
})

test('a difference is shown with both sides and decided by a choice', async () => {
  const asked: unknown[] = []
  const decide = (question: unknown) => {
    asked.push(question)
    return {}
  }
  await open('#/sync', { answer: { 'ledgers.decide': decide } })
  await find('conflict')
  expect(screen.getByText('QuickBooks: Halloway Accounting')).toBeTruthy()
  const theirs = document.querySelector<HTMLElement>(
    '[data-test="conflict-decision"][value="take_theirs"]',
  )
  await fireEvent.click(theirs!)
  await fireEvent.click(await find('conflict-decide'))
  await settled()
  expect(asked).toEqual([{ key: 'inv_309', decision: 'take_theirs' }])
})

test('connecting shows the organisation that was reached', async () => {
  await open('#/settings?part=ledgers', {
    answer: {
      'ledgers.show': () => ({ brands: [{ brand: 'xero', name: 'Xero' }], connected: null }),
    },
  })
  await fireEvent.click(await find('ledger-connect-xero'))
  await fireEvent.input(await find('ledger-client'), { target: { value: 'A1B2' } })
  await fireEvent.click(await find('ledger-next'))
  await find('ledger-organisation')
  expect(await faults()).toEqual([])
  await fireEvent.click(await find('ledger-next'))
  expect((await find('ledger-reached')).textContent).toContain(
    'We reached your organisation: Halloway Accounting',
  )
})

test('a client that an office may have is linked by the user', async () => {
  const asked: unknown[] = []
  const decide = (question: unknown) => {
    asked.push(question)
    return {}
  }
  await open('#/settings?part=office', { answer: { 'office.decide': decide } })
  expect((await find('office-asked')).textContent).toContain('The Dovetail Joinery LLC')
  await fireEvent.click(await find('office-link'))
  await settled()
  expect(asked).toEqual([{ key: 'client:Dovetail Joinery', decision: 'link' }])
})

test('an office is connected by its two keys after it answered', async () => {
  await open('#/settings?part=office', {
    answer: { 'office.show': () => ({ name: 'Karbon', connected: null }) },
  })
  await fireEvent.click(await find('office-connect'))
  await fireEvent.input(await find('office-application'), { target: { value: 'A1B2' } })
  await fireEvent.input(await find('office-access'), { target: { value: 'C3D4' } })
  await fireEvent.click(await find('office-next'))
  await find('office-assignee')
  expect(await faults()).toEqual([])
  await fireEvent.click(await find('office-next'))
  expect((await find('office-reached')).textContent).toContain('Karbon is connected')
})

test('the guide for QuickBooks has the texts that Intuit asks for', async () => {
  await open('#/settings?part=ledgers', {
    answer: {
      'ledgers.show': () => ({
        brands: [{ brand: 'quickbooks', name: 'QuickBooks' }],
        connected: null,
      }),
    },
  })
  await fireEvent.click(await find('ledger-connect-quickbooks'))
  const texts = await find('intuit-texts')
  for (const words of ['has no server', 'Privacy policy', 'End user licence agreement']) {
    expect(texts.textContent).toContain(words)
  }
  expect(await faults()).toEqual([])
})

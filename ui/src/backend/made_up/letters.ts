/** Made-up proposals: their letters, clauses, reviews, templates, and the answers of clients. */

import type {
  AcceptancePage,
  LetterBlank,
  LetterClause,
  ProposalPage,
  Remark,
  RevisionRow,
  WordRun,
} from '../generated'
import * as made from './halloway'
import type { Handlers } from './handlers'
import { smallPdf } from './pdf'

const { usd } = made

const HASH = '9f3c41d0b87e11f2a7e29f3c41d0b87e11f2a7e29f3c41d0b87e11f2a7e2aa01'

export const LETTER = smallPdf([
  [
    'Halloway Accounting',
    '14 Custom House Street, Portland, Maine 04101',
    '',
    'November 23, 2026',
    '',
    'Dear Imogen,',
    '',
    'Thank you for asking me to look after your books. This letter sets out',
    'what I will do, what it costs and what I need from you.',
  ],
  ['Fees', '', 'Monthly bookkeeping, each month                         560.00'],
])

const CLAUSES: LetterClause[] = (
  [
    ['SCOPE-LIMITS', 'Scope', 'What this does not include', true, 'library', [], []],
    ['REC-RETURN', 'Your records', 'Your records', false, 'library', [], []],
    ['PAY-TERMS', 'Fees and payment', 'When invoices are due', true, 'practice', [], []],
    ['PAY-LATE', 'Fees and payment', 'Late payment', true, 'letter', ['late_rate_month'], []],
    ['PAY-RISE', 'Fees and payment', 'Changes of fees', false, 'library', ['rise'], ['rise']],
    ['END-NOTICE', 'Ending the engagement', 'How either of us ends it', true, 'library', [], []],
  ] as const
).map(([id, section, heading, present, words_of, placeholders, waits_for]) => ({
  id,
  section,
  heading,
  text:
    id === 'PAY-LATE'
      ? 'An amount still unpaid 15 days after its due date bears interest at {late_rate_month} a month until it is paid.'
      : 'What is agreed about this, in a sentence or two, as the letter says it.',
  present,
  usual: id !== 'REC-RETURN',
  words_of,
  placeholders: [...placeholders],
  waits_for: [...waits_for],
}))

const BLANKS: LetterBlank[] = [
  {
    name: 'late_rate_month',
    label: 'Late interest, a month',
    help: 'Per cent of the amount that is late.',
    kind: 'percent',
    value: '1',
    from: 'practice',
  },
  {
    name: 'rise',
    label: 'Fees rise each year by',
    help: 'Per cent; leave it empty for no yearly rise.',
    kind: 'percent',
    value: '',
    from: 'none',
  },
]

const REMARKS: Remark[] = [
  {
    rule: 'records-return',
    severity: 'blocking',
    place: 'clauses.REC-RETURN',
    message: 'client records go back on request, fees paid or not; the letter does not say so',
    fix: { kind: 'add_clause', id: 'REC-RETURN' },
    overridable: true,
    overridden: null,
  },
  {
    rule: 'yearly-rate',
    severity: 'warning',
    place: 'values.late_rate_month',
    message: 'the yearly rate of late interest is not stated',
    fix: { kind: 'set_value', name: 'late_rate_month', value: '1.5' },
    overridable: false,
    overridden: null,
  },
  {
    rule: 'long-sentence',
    severity: 'advice',
    place: 'opening',
    message: 'the opening has a sentence of 31 words',
    fix: null,
    overridable: false,
    overridden: null,
  },
]

const RUNS: WordRun[] = [
  { kind: 'kept', text: 'An amount still unpaid ' },
  { kind: 'removed', text: '30 days' },
  { kind: 'added', text: '15 days' },
  { kind: 'kept', text: ' after its due date bears interest at {late_rate_month} a month.' },
]

export const ACCEPTANCE: AcceptancePage = {
  signatures: [
    {
      signer: 'Dr. Lena Harrow',
      capacity: 'owner',
      method: 'in_person',
      grade: 'B',
      signed_on: '2026-11-16',
      recorded_at: '2026-11-16T15:00:00.000Z',
      reason: '',
      facts: [
        'The letter was shown on this computer and read to its end.',
        'The name was typed and the signature drawn.',
      ],
      evidence: null,
    },
    {
      signer: 'Sam Harrow',
      capacity: 'partner',
      method: 'by_file',
      grade: 'C',
      signed_on: '2026-11-17',
      recorded_at: '2026-11-17T09:12:00.000Z',
      reason: '',
      facts: ['The answer belongs to the client pack made for Sam Harrow.'],
      evidence: HASH,
    },
  ],
  chosen: ['Books and payroll', 'Add-on: Sales tax filing'],
  grade: 'C',
  accepted_at: '2026-11-17T09:12:00.000Z',
  accepted_on: '2026-11-17',
  letter: HASH,
  signed_letter: 'aa',
  certificate: 'aa',
}

const proposal = (id: string) => made.PROPOSALS.find((row) => row.id === id) ?? made.PROPOSALS[3]!

function revision(id: string): RevisionRow {
  const { state } = proposal(id)
  return {
    id: 'rev_1',
    number: 1,
    sent_on: '2026-11-20',
    state: state === 'accepted' ? 'accepted' : 'open',
    letter: HASH,
    pages: 2,
    method: null,
    signatories: [
      {
        name: 'Imogen Birch',
        capacity: 'managing member',
        email: 'imogen@birch.example',
        signed_on: state === 'accepted' ? '2026-11-21' : null,
        method: state === 'accepted' ? 'in_person' : null,
      },
      {
        name: 'Tom Birch',
        capacity: 'member',
        email: 'tom@birch.example',
        signed_on: '2026-11-21',
        method: 'by_file',
      },
    ],
    options: ['Books only', 'Books and payroll'],
    add_ons: [{ line: 3, name: 'Business income tax return' }],
  }
}

function page(id: string): ProposalPage {
  const row = proposal(id)
  return {
    row,
    draft: made.DRAFT,
    totals: made.TOTALS,
    problems: [],
    remarks: row.revision ? [] : REMARKS,
    clauses: CLAUSES,
    blanks: BLANKS,
    internal_note: 'Wants to begin in December.',
    responses: row.revision
      ? [
          {
            kind: 'change_asked',
            who: 'Imogen Birch',
            message: 'Could payroll begin in January?',
            revision: 1,
            recorded_at: '2026-11-21T10:00:00.000Z',
            evidence: HASH,
          },
        ]
      : [],
    changed_since_sent: false,
    revisions: row.revision ? [revision(id)] : [],
    agreement_id: row.state === 'accepted' ? 'agr_1' : null,
    tax_words: '',
  }
}

/** The answers about proposals, templates, clauses and acceptances. */
export function letterHandlers(): Handlers {
  const file = (name: string, media_type: string) => ({ name, media_type, content: 'JVBERi0=' })
  const signed = { agreement_id: null, number: 'PR-0042', waiting_for: ['Tom Birch'] }
  return {
    'proposals.list': () => ({ rows: made.PROPOSALS }),
    'proposals.show': ({ id }) => page(id),
    'proposals.create': () => ({ id: 'pro_41' }),
    'proposals.save': ({ id, draft }) => ({ ...page(id), draft }),
    'proposals.preview': ({ draft, choice }) => ({
      pdf: LETTER,
      pages: 2,
      boxes: [{ page: 1, key: 'line.0', x: 72, y: 100, width: 400, height: 16 }],
      totals: { ...made.TOTALS, choice: choice.option === null ? made.TOTALS.choice : choice },
      problems: draft.lines.flatMap((line, n) =>
        /^\d+(\.\d\d)?$/.test(line.price)
          ? []
          : [{ field: `lines.${n}.price`, message: `“${line.price}” is not an amount` }],
      ),
      remarks: REMARKS.filter(({ fix, rule }) => {
        const added = fix?.kind === 'add_clause' && draft.clauses.added.includes(fix.id)
        return !added && !draft.clauses.overrides.some((one) => one.rule === rule)
      }),
      clauses: CLAUSES.map((clause) => ({
        ...clause,
        present:
          (clause.present || draft.clauses.added.includes(clause.id)) &&
          !draft.clauses.left_out.includes(clause.id),
      })),
      blanks: BLANKS,
      findings: [],
    }),
    'proposals.compare': () => ({
      before: 'Revision 1',
      after: 'The draft',
      figures: [{ what: 'Monthly bookkeeping, price', before: '520.00', after: '560.00' }],
      texts: [{ what: 'PAY-LATE Late payment', runs: RUNS }],
    }),
    'templates.list': () => ({
      rows: [
        {
          id: 'tpl_1',
          name: 'Books and payroll, small company',
          about: 'Monthly bookkeeping, Payroll',
          changed_at: '2026-10-02T10:00:00.000Z',
        },
      ],
    }),
    'templates.keep': () => ({ id: 'tpl_2' }),
    'clauses.library': () => ({
      regime: 'United States',
      sections: [...new Set(CLAUSES.map(({ section }) => section))],
      rows: CLAUSES.map((clause) => ({
        id: clause.id,
        section: clause.section,
        heading: clause.heading,
        text: clause.text,
        standing: clause.usual ? 'standard' : 'optional',
        words_of: clause.words_of === 'library' ? 'library' : 'practice',
        kinds: clause.id === 'SCOPE-LIMITS' ? ['Bookkeeping'] : [],
        versions: clause.words_of === 'library' ? 0 : 1,
      })),
      blanks: BLANKS,
    }),
    'clauses.versions': () => ({
      rows: [
        {
          version: 1,
          heading: 'Late payment',
          text: CLAUSES[3]!.text,
          made_at: '2026-10-02T10:00:00.000Z',
          changes: RUNS,
        },
        {
          version: 0,
          heading: 'Late payment',
          text: 'An amount still unpaid 30 days after its due date bears interest.',
          made_at: null,
          changes: [],
        },
      ],
    }),
    'acceptances.terms': ({ choice }) => ({
      statement: 'I agree to this letter and may do so for Birch & Co. Interiors.',
      consent: 'I agree to receive and sign this letter as an electronic record.',
      letter: 'aa',
      signatories: revision('pro_42').signatories,
      settled: null,
      options: [
        {
          at: 0,
          name: 'Books only',
          about: 'The books and a yearly talk',
          first_year: usd(784000),
        },
        {
          at: 1,
          name: 'Books and payroll',
          about: 'And pay for eight people',
          first_year: usd(976000),
        },
      ],
      add_ons: [{ at: 3, name: 'Business income tax return', about: '', first_year: usd(145000) }],
      totals: { ...made.TOTALS, choice: choice ?? made.TOTALS.choice },
      initials: 'I agree that changes of terms may be made by notice.',
    }),
    'acceptances.in_person': () => signed,
    'acceptances.on_paper': () => signed,
    'acceptances.by_email': () => signed,
    'acceptances.on_behalf': () => signed,
    'acceptances.read_message': () => ({
      from: 'Imogen Birch <imogen@birch.example>',
      to: 'nora@halloway.example',
      date: 'Sat, 21 Nov 2026 10:04:00 -0500',
      subject: 'Re: PR-0042',
      text: 'Yes, I agree to the letter.',
      checks: 'SPF pass, DKIM pass, DMARC pass',
    }),
    'packs.make': () => file('PR-0042 Imogen Birch.html', 'text/html'),
    'packs.read_answer': () => ({
      kind: 'accepted',
      number: 'PR-0042',
      revision: 1,
      client: 'Birch & Co. Interiors',
      signer: 'Imogen Birch',
      capacity: 'managing member',
      chosen: ['Books and payroll'],
      totals: made.TOTALS,
      message: '',
      shows: ['It answers the client pack made for Imogen Birch.', 'The letter is unchanged.'],
      shows_not: ['It does not show who sat at the keyboard.'],
      grade: 'C',
      signed_at: '2026-11-21T15:04:00.000Z',
    }),
    'packs.take_answer': () => ({
      kind: 'accepted',
      proposal_id: 'pro_42',
      agreement_id: 'agr_7',
      number: 'PR-0042',
      waiting_for: [],
    }),
    'evidence.make': () => file('PR-0016 evidence.zip', 'application/zip'),
    'disputes.evidence': () => file('INV-0316 dispute evidence.zip', 'application/zip'),
    'evidence.verify': () => ({
      right: true,
      summary: 'Nothing is wrong with this evidence pack.',
      ours: true,
      about: [
        ['Practice', 'Halloway Accounting'],
        ['Client', 'Harrow Veterinary'],
      ],
      findings: [
        { verdict: 'right', subject: 'letter-as-sent.pdf', text: 'It is what the list says.' },
        { verdict: 'note', subject: 'The seal', text: 'The time is of this computer.' },
      ],
    }),
  }
}

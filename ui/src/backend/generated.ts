// Written by the program from its command list; change that instead.

/** Every command: what it asks and what it answers. */
export interface Commands {
  /** Which book is open and where books live. */
  'books.status': { question: Nothing; answer: BooksStatus };
  /** Makes the user's own book. */
  'books.create': { question: CreateBooks; answer: BooksStatus };
  /** Opens a book. */
  'books.open': { question: OpenBooks; answer: BooksStatus };
  /** Moves the open book to another folder. */
  'books.move': { question: MoveBooks; answer: BooksStatus };
  /** Makes a backup beside the book and reads it back. */
  'books.backup': { question: Nothing; answer: BackupMade };
  /** Checks the journal chain, the ledger, numbers and balances. */
  'books.verify': { question: Nothing; answer: Verified };
  /** Builds the sample practice and opens it. */
  'sample.create': { question: Nothing; answer: BooksStatus };
  /** Deletes the sample practice. */
  'sample.remove': { question: Nothing; answer: BooksStatus };
  /** What a jurisdiction sets until the user says otherwise. */
  'practice.defaults': { question: ShowDefaults; answer: JurisdictionDefaults };
  /** The practice. */
  'practice.show': { question: Nothing; answer: Practice };
  /** Saves the practice. */
  'practice.save': { question: PracticeForm; answer: Practice };
  /** Clients with what they owe. */
  'clients.list': { question: ListClients; answer: ClientList };
  /** A client's page. */
  'clients.show': { question: ById; answer: ClientPage };
  /** Adds a client. */
  'clients.add': { question: ClientForm; answer: Made };
  /** Saves a client. */
  'clients.save': { question: SaveClient; answer: Made };
  /** Takes a client that nothing refers to out of the book. */
  'clients.discard': { question: ById; answer: Nothing };
  /** Puts a client aside; nothing is lost. */
  'clients.archive': { question: ById; answer: Nothing };
  /** Brings an archived client back. */
  'clients.restore': { question: ById; answer: Nothing };
  /** Shows what a list of clients would add. */
  'clients.preview_import': { question: PreviewClients; answer: ClientsPreview };
  /** Adds the clients of a list. */
  'clients.import': { question: ImportClients; answer: ClientsImported };
  /** Takes the clients of an import out again. */
  'clients.undo_import': { question: ById; answer: Nothing };
  /** The service library. */
  'services.list': { question: ListServices; answer: ServiceList };
  /** Adds a service. */
  'services.add': { question: ServiceForm; answer: Made };
  /** Adds the starter library of the jurisdiction, without those already there by name. */
  'services.add_starters': { question: Nothing; answer: StartersAdded };
  /** Saves a service. */
  'services.save': { question: SaveService; answer: Made };
  /** Puts a service aside. */
  'services.archive': { question: ById; answer: Nothing };
  /** Brings an archived service back. */
  'services.restore': { question: ById; answer: Nothing };
  /** Proposals. */
  'proposals.list': { question: Nothing; answer: ProposalList };
  /** A proposal with its draft. */
  'proposals.show': { question: ById; answer: ProposalPage };
  /** Begins a proposal. */
  'proposals.create': { question: CreateProposal; answer: Made };
  /** Begins a proposal with another's draft. */
  'proposals.duplicate': { question: ById; answer: Made };
  /** Takes a proposal that was never sent out of the book. */
  'proposals.discard': { question: ById; answer: Nothing };
  /** Saves a draft, problems and all. */
  'proposals.save': { question: SaveProposal; answer: ProposalPage };
  /** Draws the letter of a draft. */
  'proposals.preview': { question: PreviewProposal; answer: LetterPreview };
  /** Freezes the next revision with its letter. */
  'proposals.send': { question: ById; answer: ProposalSent };
  /** Takes back what was sent. */
  'proposals.withdraw': { question: WithdrawProposal; answer: Nothing };
  /** What is shown to the signer. */
  'acceptances.terms': { question: ById; answer: AcceptanceTerms };
  /** The client accepts on this screen. */
  'acceptances.in_person': { question: AcceptInPerson; answer: Accepted };
  /** The client signed on paper. */
  'acceptances.on_paper': { question: AcceptOnPaper; answer: Accepted };
  /** Agreements. */
  'agreements.list': { question: Nothing; answer: AgreementList };
  /** An agreement's page. */
  'agreements.show': { question: ById; answer: AgreementPage };
  /** Logs work: a completion, or hours. */
  'deliveries.record': { question: RecordDelivery; answer: Made };
  /** Takes logged work back that is not billed. */
  'deliveries.remove': { question: ById; answer: Nothing };
  /** What fell due and is neither billed nor waived. */
  'catch_up.show': { question: Nothing; answer: CatchUp };
  /** Bills charges. */
  'catch_up.issue': { question: IssueCharges; answer: ChargesIssued };
  /** Lets charges go, with a reason. */
  'catch_up.waive': { question: WaiveCharges; answer: Nothing };
  /** Takes a waiver back. */
  'catch_up.restore': { question: RestoreCharges; answer: Nothing };
  /** Invoices, a part at a time. */
  'invoices.list': { question: ListInvoices; answer: InvoiceList };
  /** An invoice's page. */
  'invoices.show': { question: ById; answer: InvoicePage };
  /** Payments. */
  'payments.list': { question: Nothing; answer: PaymentList };
  /** How an amount would be joined to a client's open invoices. */
  'payments.suggest': { question: SuggestAllocation; answer: AllocationSuggestion };
  /** Records money received. */
  'payments.record': { question: RecordPayment; answer: Made };
  /** Joins a client's credit to invoices. */
  'payments.allocate': { question: AllocatePayment; answer: Nothing };
  /** Takes one allocation back; the money becomes the client's credit. */
  'payments.unallocate': { question: ById; answer: Nothing };
  /** Reverses a payment recorded by mistake. */
  'payments.reverse': { question: ReversePayment; answer: Nothing };
  /** Bank accounts. */
  'bank.accounts': { question: Nothing; answer: BankAccountList };
  /** Adds a bank account. */
  'bank.add_account': { question: AddBankAccount; answer: Made };
  /** Shows what a statement file would add. */
  'statements.preview': { question: PreviewStatement; answer: StatementPreview };
  /** Imports a statement. */
  'statements.import': { question: ImportStatement; answer: StatementImported };
  /** Takes a statement out again, its matches with it. */
  'statements.undo_import': { question: ById; answer: Nothing };
  /** Statement lines, a part at a time. */
  'lines.list': { question: ListLines; answer: LineList };
  /** A line with its explanations. */
  'lines.show': { question: ById; answer: LinePage };
  /** Open invoices that may explain a line. */
  'lines.find': { question: FindInvoices; answer: FoundInvoices };
  /** Explains a line. */
  'matches.accept': { question: AcceptExplanation; answer: Made };
  /** Takes an explanation back, the payment it made with it. */
  'matches.undo': { question: ById; answer: Nothing };
  /** Today. */
  'today.show': { question: Nothing; answer: TodayPage };
  /** Notes that the user looked at Today. */
  'today.visit': { question: Nothing; answer: Nothing };
  /** Puts a matter off. */
  'today.snooze': { question: Snooze; answer: Nothing };
  /** Brings a matter back. */
  'today.wake': { question: Wake; answer: Nothing };
  /** Insights. */
  'insights.show': { question: Nothing; answer: InsightsPage };
  /** The rows behind a bar. */
  'insights.behind': { question: ShowBehind; answer: Behind };
  /** The history. */
  'history.list': { question: ListHistory; answer: History };
  /** Finds places by name, number or amount. */
  'search.find': { question: Find; answer: Hits };
  /** A document's bytes. */
  'documents.show': { question: ShowDocument; answer: FileOut };
  /** The receipt of a paid invoice, made at the first asking. */
  'receipts.make': { question: ById; answer: FileOut };
  /** Writes a mail draft into the outbox. */
  'mail.compose': { question: ComposeMail; answer: MailDraft };
  /** A mail draft of the outbox. */
  'mail.show': { question: ById; answer: MailDraft };
  /** Notes what became of a mail draft. */
  'mail.settle': { question: SettleMail; answer: Nothing };
  /** The status bar. */
  'status.show': { question: Nothing; answer: Status };
}

/** A part of the books that answers are kept by. */
export type Tag = 'books' | 'practice' | 'clients' | 'services' | 'proposals' | 'agreements' | 'invoices' | 'bank' | 'history' | 'jobs';

/**
 * Explains a line.
 */
export type AcceptExplanation = { 
/**
 * The line.
 */
line_id: string, 
/**
 * What it is.
 */
explain: Explain, };

/**
 * The client accepts on this screen.
 */
export type AcceptInPerson = { 
/**
 * The revision on the screen.
 */
revision_id: string, 
/**
 * The name the signer typed.
 */
signer: string, 
/**
 * In what capacity: `owner`, `director`; may be empty.
 */
capacity: string, 
/**
 * The letter was read to its end.
 */
read: boolean, 
/**
 * The signer agrees to the letter and has the authority to.
 */
agreed: boolean, 
/**
 * The signer agrees to an electronic record.
 */
consented: boolean, 
/**
 * The strokes of the drawn signature; empty when the typed name is the signature.
 */
signature: Array<Array<Point>>, };

/**
 * The client signed on paper; the scan is the evidence.
 */
export type AcceptOnPaper = { 
/**
 * The revision that was printed.
 */
revision_id: string, 
/**
 * Who signed.
 */
signer: string, 
/**
 * In what capacity; may be empty.
 */
capacity: string, 
/**
 * The day on the paper.
 */
signed_on: string, 
/**
 * The scan: PDF, PNG or JPEG.
 */
scan: FileIn, };

/**
 * How an agreement was accepted.
 */
export type AcceptancePage = { 
/**
 * Who signed.
 */
signer: string, 
/**
 * In what capacity.
 */
capacity: string, 
/**
 * `in_person` or `on_paper`.
 */
method: string, 
/**
 * `A` to `D`; C is before the practice, on screen or in ink.
 */
grade: string, 
/**
 * The instant it was recorded.
 */
accepted_at: string, 
/**
 * The day agreed.
 */
accepted_on: string, 
/**
 * The letter as sent: SHA-256, the name of its document.
 */
letter: string, 
/**
 * The letter as accepted: SHA-256, the name of its document.
 */
signed_letter: string, 
/**
 * The certificate: SHA-256, the name of its document.
 */
certificate: string, 
/**
 * The scan, if it was signed on paper: SHA-256, the name of its document.
 */
scan: string | null, };

/**
 * What must be shown and agreed to before signing in person.
 */
export type AcceptanceTerms = { 
/**
 * The sentence by which the signer agrees to the letter.
 */
statement: string, 
/**
 * The sentence by which the signer agrees to an electronic record.
 */
consent: string, 
/**
 * Who is expected to sign.
 */
signer: string, 
/**
 * SHA-256 of the letter, which is also the name of its document.
 */
letter: string, };

/**
 * The agreement that began.
 */
export type Accepted = { 
/**
 * The agreement.
 */
agreement_id: string, 
/**
 * Its number.
 */
number: string, };

/**
 * Adds an account.
 */
export type AddBankAccount = { 
/**
 * What the user calls it.
 */
name: string, 
/**
 * Its currency.
 */
currency: string, };

/**
 * One age.
 */
export type AgeBucket = { 
/**
 * `not_due`, `1_30`, `31_60`, `61_90` or `over_90`.
 */
key: string, 
/**
 * `Not due`, `1 to 30`…
 */
label: string, 
/**
 * Owed.
 */
amount: Amount, 
/**
 * How many invoices.
 */
count: number, };

/**
 * What is owed by days past the due date.
 */
export type Ageing = { 
/**
 * All of it.
 */
owed: Amount, 
/**
 * The parts, which add up to `owed`.
 */
buckets: Array<AgeBucket>, };

/**
 * All agreements, by client.
 */
export type AgreementList = { 
/**
 * Rows.
 */
rows: Array<AgreementRow>, 
/**
 * Sum of `per_year`, home currency.
 */
per_year: Amount, };

/**
 * An agreement's page.
 */
export type AgreementPage = { 
/**
 * The row of the list.
 */
row: AgreementRow, 
/**
 * Its services.
 */
services: Array<AgreementService>, 
/**
 * The next 24 charges.
 */
coming: Array<ChargeRow>, 
/**
 * What was billed or waived, the newest first, 60 at most.
 */
past: Array<ChargeRow>, 
/**
 * Days from issue to due.
 */
payment_days: number, 
/**
 * How it was accepted.
 */
acceptance: AcceptancePage, 
/**
 * The proposal it came from.
 */
proposal_id: string, 
/**
 * Its invoices, the newest first.
 */
invoices: Array<InvoiceRow>, };

/**
 * An agreement in a list.
 */
export type AgreementRow = { 
/**
 * The agreement.
 */
id: string, 
/**
 * Its number, which is its proposal's number.
 */
number: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The names of its services.
 */
about: string, 
/**
 * The day it starts.
 */
starts_on: string, 
/**
 * The day it was accepted.
 */
accepted_on: string, 
/**
 * `running`, or `complete` when nothing can be billed any more.
 */
state: string, 
/**
 * What recurs in a year, without tax.
 */
per_year: Amount, 
/**
 * The next charge's due date.
 */
next_on: string | null, 
/**
 * The next charge, with tax.
 */
next: Amount | null, };

/**
 * A service of an agreement.
 */
export type AgreementService = { 
/**
 * The service of the agreement.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What is done.
 */
description: string, 
/**
 * How it is billed, in words.
 */
billing_words: string, 
/**
 * `recurring`, `on_acceptance`, `on_completion` or `hourly`.
 */
billing: string, 
/**
 * How many, plain decimal.
 */
quantity: string, 
/**
 * Price of one after the discount.
 */
price: Amount, 
/**
 * What it comes to each time, without tax.
 */
amount: Amount, 
/**
 * `VAT 20%`, or empty.
 */
tax_words: string, 
/**
 * Hours agreed at most, plain decimal; hourly services only.
 */
cap_hours: string | null, 
/**
 * Hours logged so far; hourly services only.
 */
logged_hours: string | null, 
/**
 * The day it was marked complete; services billed on completion only.
 */
completed_on: string | null, 
/**
 * The work logged.
 */
deliveries: Array<Delivery>, };

/**
 * Joins a client's credit to invoices.
 */
export type AllocatePayment = { 
/**
 * The payment that has a part left.
 */
payment_id: string, 
/**
 * What it pays.
 */
allocations: Array<AllocationForm>, };

/**
 * A part of a payment for an invoice.
 */
export type AllocationForm = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * The amount, as typed.
 */
amount: string, };

/**
 * The proposal: an exact one if there is one, else the oldest first.
 */
export type AllocationSuggestion = { 
/**
 * The client's open invoices, the oldest first.
 */
rows: Array<SuggestedAllocation>, 
/**
 * What would be left as credit.
 */
left: Amount, 
/**
 * Why, in words.
 */
reason: string, };

/**
 * An amount: whole minor units (cents, pence) and the ISO 4217 code.
 */
export type Amount = { 
/**
 * Whole minor units; exact in JavaScript.
 */
minor: number, 
/**
 * Three letters, upper case.
 */
currency: string, };

/**
 * What a verified backup is.
 */
export type BackupMade = { 
/**
 * The copy with its folder.
 */
path: string, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * Journal entries that were found in the copy when it was read back.
 */
journal_entries: number, };

/**
 * A bank account.
 */
export type BankAccount = { 
/**
 * The account.
 */
id: string, 
/**
 * What the user calls it.
 */
name: string, 
/**
 * Its currency.
 */
currency: string, 
/**
 * The number as the bank's files give it, its last four digits only; may be empty.
 */
ending: string, 
/**
 * The day of its newest line.
 */
through: string | null, 
/**
 * The balance the bank last stated.
 */
balance: Amount | null, 
/**
 * Lines without an explanation.
 */
unexplained: number, 
/**
 * All lines.
 */
lines: number, };

/**
 * All accounts.
 */
export type BankAccountList = { 
/**
 * By name.
 */
rows: Array<BankAccount>, };

/**
 * One bar.
 */
export type Bar = { 
/**
 * By which its rows are asked for: `2026-11`, or the Monday of a week.
 */
key: string, 
/**
 * `Nov 2026`, `Nov 23`.
 */
label: string, 
/**
 * Height.
 */
amount: Amount, 
/**
 * How many rows are behind it.
 */
count: number, };

/**
 * The rows behind a bar, which add up to it.
 */
export type Behind = { 
/**
 * What they are.
 */
title: string, 
/**
 * Rows by day.
 */
rows: Array<BehindRow>, 
/**
 * Their sum.
 */
total: Amount, };

/**
 * A row behind a bar.
 */
export type BehindRow = { 
/**
 * The day.
 */
on: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * What it is.
 */
words: string, 
/**
 * Amount.
 */
amount: Amount, 
/**
 * Where it leads.
 */
go: string, };

/**
 * How a service is billed.
 */
export type Billing = { "kind": "recurring", 
/**
 * `month`, `quarter` or `year`.
 */
every: string, 
/**
 * `start_day` (the start date's day, clamped in short months) or `last_day` of the month.
 */
day: string, } | { "kind": "on_acceptance" } | { "kind": "on_completion" } | { "kind": "hourly", 
/**
 * The cap in hours, as typed.
 */
cap_hours: string, };

/**
 * Where the program stands: which book is open, and where books live.
 */
export type BooksStatus = { 
/**
 * The open book; none at first start.
 */
open: OpenBook | null, 
/**
 * The folder where new books are put.
 */
folder: string, 
/**
 * Set when that folder is kept by a sync client: the warning to show.
 */
folder_warning: string | null, 
/**
 * Whether the user's own book exists in that folder.
 */
own_exists: boolean, 
/**
 * Whether a sample practice exists in that folder.
 */
sample_exists: boolean, 
/**
 * Why the book that was open last could not be opened, if so.
 */
trouble: string | null, };

/**
 * One row by its id.
 */
export type ById = { 
/**
 * The id with its prefix, `inv_…`.
 */
id: string, };

/**
 * The review.
 */
export type CatchUp = { 
/**
 * By client.
 */
clients: Array<CatchUpClient>, 
/**
 * How many charges.
 */
count: number, 
/**
 * Their sum, with tax, home currency.
 */
total: Amount, 
/**
 * The oldest due date.
 */
oldest_on: string | null, };

/**
 * What fell due for one client.
 */
export type CatchUpClient = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The charges, the oldest first.
 */
charges: Array<ChargeRow>, 
/**
 * Their sum, with tax.
 */
total: Amount, };

/**
 * One charge by its key.
 */
export type ChargeKey = { 
/**
 * The service of the agreement.
 */
agreement_service_id: string, 
/**
 * Which occurrence, counted from 0.
 */
occurrence: number, };

/**
 * One amount the agreement entitles the practice to bill.
 */
export type ChargeRow = { 
/**
 * The service of the agreement.
 */
agreement_service_id: string, 
/**
 * Which occurrence, counted from 0.
 */
occurrence: number, 
/**
 * The service's name.
 */
service: string, 
/**
 * First day of the period.
 */
from: string, 
/**
 * Last day of the period.
 */
to: string, 
/**
 * The period in words: `December 2026`, `Oct 1 to Dec 31, 2026`.
 */
period: string, 
/**
 * The day it falls due to be billed.
 */
due_on: string, 
/**
 * Without tax.
 */
net: Amount, 
/**
 * Tax.
 */
tax: Amount, 
/**
 * With tax.
 */
total: Amount, 
/**
 * `due`, `coming`, `billed` or `waived`.
 */
state: string, 
/**
 * The invoice that billed it.
 */
invoice: string | null, 
/**
 * Why it was waived.
 */
reason: string | null, 
/**
 * The rule that made it, in words: `each month on the 31st, clamped to the 30th`.
 */
rule: string, };

/**
 * The invoices that were issued.
 */
export type ChargesIssued = { 
/**
 * Their ids.
 */
ids: Array<string>, 
/**
 * Their numbers, in order.
 */
numbers: Array<string>, 
/**
 * Their sum, with tax.
 */
total: Amount, };

/**
 * A row of the file and what would become of it.
 */
export type ClientFileRow = { 
/**
 * The line in the file, counted from 1.
 */
line: number, 
/**
 * The client it makes.
 */
client: ClientForm, 
/**
 * Why it cannot be imported.
 */
problem: string | null, 
/**
 * The client it may be already, in words: `Alder Bakery has the same e-mail address`.
 */
duplicate: string | null, };

/**
 * What the user fills in about a client.
 */
export type ClientForm = { 
/**
 * The client's name as it is printed.
 */
name: string, 
/**
 * `business` or `consumer`.
 */
kind: string, 
/**
 * The person to write to; may be empty.
 */
contact: string, 
/**
 * E-mail address; may be empty.
 */
email: string, 
/**
 * Telephone; may be empty.
 */
phone: string, 
/**
 * Address, one line each; may be empty.
 */
address: string, 
/**
 * Tax or VAT number; may be empty.
 */
tax_number: string, 
/**
 * Names seen on bank lines, one a line; may be empty.
 */
payer_names: string, 
/**
 * Notes for the practice alone; never printed.
 */
notes: string, };

/**
 * The list, with the sums of its columns.
 */
export type ClientList = { 
/**
 * By name.
 */
rows: Array<ClientRow>, 
/**
 * Sum of `open`, home currency.
 */
open: Amount, 
/**
 * Sum of `overdue`, home currency.
 */
overdue: Amount, 
/**
 * Sum of `credit`, home currency.
 */
credit: Amount, };

/**
 * Which column of the file fills which field; columns count from 0.
 */
export type ClientMapping = { 
/**
 * The client's name. Nothing can be imported without it.
 */
name: number | null, 
/**
 * The person: one column, or first and last name in order.
 */
contact: Array<number>, 
/**
 * E-mail address.
 */
email: number | null, 
/**
 * Telephone.
 */
phone: number | null, 
/**
 * Address columns, in the order they are printed.
 */
address: Array<number>, 
/**
 * Tax number.
 */
tax_number: number | null, 
/**
 * Notes.
 */
notes: number | null, };

/**
 * A client's page.
 */
export type ClientPage = { 
/**
 * The row of the list.
 */
row: ClientRow, 
/**
 * The form, filled.
 */
form: ClientForm, 
/**
 * Agreements, the newest first.
 */
agreements: Array<AgreementRow>, 
/**
 * Proposals, the newest first.
 */
proposals: Array<ProposalRow>, 
/**
 * Invoices, the newest first.
 */
invoices: Array<InvoiceRow>, 
/**
 * Payments, the newest first.
 */
payments: Array<PaymentRow>, 
/**
 * What happened, the newest first.
 */
timeline: Array<Happening>, 
/**
 * Days from issue to payment on average, weighted by amount; none before the first payment.
 */
days_to_pay: number | null, 
/**
 * Everything received from this client.
 */
received: Amount, };

/**
 * A client in a list.
 */
export type ClientRow = { 
/**
 * The client.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * `business` or `consumer`.
 */
kind: string, 
/**
 * The person to write to.
 */
contact: string, 
/**
 * E-mail address.
 */
email: string, 
/**
 * Last line of the address.
 */
place: string, 
/**
 * How many agreements run.
 */
agreements: number, 
/**
 * What is owed on issued invoices.
 */
open: Amount, 
/**
 * The part of it past its due date.
 */
overdue: Amount, 
/**
 * Money received that is joined to no invoice.
 */
credit: Amount, 
/**
 * When an archived client was archived.
 */
archived_at: string | null, };

/**
 * What the import did.
 */
export type ClientsImported = { 
/**
 * The import, by which it can be undone.
 */
id: string, 
/**
 * How many clients were added.
 */
added: number, 
/**
 * Rows that could not be read.
 */
rejected: Array<RejectedRow>, 
/**
 * Rows left out by the user.
 */
left_out: number, };

/**
 * What the file holds, read with the mapping.
 */
export type ClientsPreview = { 
/**
 * `QuickBooks Online`, `Xero`, or nothing.
 */
recognised: string | null, 
/**
 * The encoding it was read with.
 */
encoding: string, 
/**
 * All columns.
 */
columns: Array<FileColumn>, 
/**
 * The mapping used.
 */
mapping: ClientMapping, 
/**
 * Every row, in the file's order.
 */
rows: Array<ClientFileRow>, 
/**
 * How many can be imported.
 */
good: number, 
/**
 * How many cannot.
 */
bad: number, 
/**
 * How many may be there already.
 */
duplicates: number, };

/**
 * Every kind of refusal the window acts on.
 */
export type Code = "InvalidInput" | "NotFound" | "Conflict" | "NoBooks" | "BooksTooNew" | "BooksDamaged" | "NotOurBooks" | "BooksInUse" | "NoAccess" | "DiskFull" | "Bug";

/**
 * Something that will happen.
 */
export type Coming = { 
/**
 * The client.
 */
client: string, 
/**
 * What: `INV-0314 due`, `Bookkeeping, December`.
 */
detail: string, 
/**
 * With tax; none where no money moves.
 */
amount: Amount | null, 
/**
 * Where it leads.
 */
go: string, };

/**
 * A day that has something.
 */
export type ComingDay = { 
/**
 * The day.
 */
on: string, 
/**
 * Its sum, home currency.
 */
total: Amount, 
/**
 * The rows.
 */
rows: Array<Coming>, };

/**
 * What to write a draft about.
 */
export type ComposeMail = { "kind": "revision", 
/**
 * The revision.
 */
id: string, } | { "kind": "invoice", 
/**
 * The invoice.
 */
id: string, };

/**
 * What needs attention, for the sidebar.
 */
export type Counts = { 
/**
 * Matters on Today.
 */
today: number, 
/**
 * Proposals that wait for the client.
 */
proposals: number, 
/**
 * Overdue invoices.
 */
invoices: number, 
/**
 * Bank lines to explain.
 */
reconcile: number, };

/**
 * Makes a book: the user's practice, empty.
 */
export type CreateBooks = { 
/**
 * Who the practice is.
 */
practice: PracticeForm, 
/**
 * A folder other than the usual one.
 */
folder: string | null, };

/**
 * Begins a proposal.
 */
export type CreateProposal = { 
/**
 * The client, if already known.
 */
client_id: string | null, };

/**
 * Work done that a service bills by.
 */
export type Delivery = { 
/**
 * The delivery.
 */
id: string, 
/**
 * The day.
 */
delivered_on: string, 
/**
 * Hours, or how many; plain decimal.
 */
quantity: string, 
/**
 * What was done.
 */
note: string, 
/**
 * Whether it has been billed or waived, so that it can no longer be taken back.
 */
settled: boolean, };

/**
 * A line of a draft. Text is as typed and kept as typed; what cannot be read is a problem.
 */
export type DraftLine = { 
/**
 * The service of the library it came from.
 */
service_id: string | null, 
/**
 * Its name.
 */
name: string, 
/**
 * What is done, for the letter.
 */
description: string, 
/**
 * How it is billed.
 */
billing: Billing, 
/**
 * How many, as typed; for hourly lines the hours expected.
 */
quantity: string, 
/**
 * Price of one, as typed.
 */
price: string, 
/**
 * Whether the practice's tax is added.
 */
taxable: boolean, };

/**
 * What is expected in a week.
 */
export type ExpectedWeek = { 
/**
 * The week's Monday.
 */
key: string, 
/**
 * `Nov 23`.
 */
label: string, 
/**
 * Invoices already issued, by due date; what is overdue stands in the first week.
 */
invoiced: Amount, 
/**
 * Charges that agreements will make, by due date, with tax.
 */
agreed: Amount, 
/**
 * How many rows are behind it.
 */
count: number, };

/**
 * What the user says a line is.
 */
export type Explain = { "kind": "invoices", 
/**
 * The client.
 */
client_id: string, 
/**
 * What it pays, in order: each is filled up to what is open on it.
 */
invoices: Array<string>, } | { "kind": "recorded_payment", 
/**
 * The payment.
 */
payment_id: string, } | { "kind": "not_an_invoice", 
/**
 * `fee`, `interest`, `transfer`, `owner`, `expense` or `other`.
 */
category: string, 
/**
 * A note; may be empty.
 */
note: string, } | { "kind": "set_aside", 
/**
 * Why.
 */
reason: string, };

/**
 * A part of a line's money for an invoice.
 */
export type ExplainedPart = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The day it is due.
 */
due_on: string, 
/**
 * Owed before.
 */
open: Amount, 
/**
 * Paid by this line.
 */
amount: Amount, };

/**
 * One way to explain a line.
 */
export type Explanation = { 
/**
 * `invoices`, `recorded_payment` or `credit`.
 */
kind: string, 
/**
 * `certain`, `likely` or `possible`.
 */
certainty: string, 
/**
 * The sentence: `Alder Bakery pays INV-0042 in full.`
 */
sentence: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * The payment that is already recorded, for `recorded_payment`.
 */
payment_id: string | null, 
/**
 * What it pays.
 */
parts: Array<ExplainedPart>, 
/**
 * What would become the client's credit.
 */
credit: Amount, 
/**
 * The line less its parts and credit; zero for every explanation that can be accepted.
 */
difference: Amount, 
/**
 * Evidence for it.
 */
why: Array<string>, 
/**
 * What would make it wrong.
 */
wrong_if: Array<string>, 
/**
 * What happens next.
 */
after: Array<string>, };

/**
 * Why a command was refused.
 */
export type Failure = { 
/**
 * What the window may branch on.
 */
code: Code, 
/**
 * One sentence for the person: what happened, what it means, what to do.
 */
message: string, 
/**
 * The field of the question that the sentence belongs under, `lines.2.price` for parts.
 */
field: string | null, };

/**
 * A key figure with the line under it.
 */
export type Figure = { 
/**
 * `bank`, `owed`, `overdue`, `due_in` or `received`.
 */
key: string, 
/**
 * Its name: `Owed to you`.
 */
label: string, 
/**
 * The amount; none where nothing is known yet.
 */
amount: Amount | null, 
/**
 * `11 invoices, 7 clients`.
 */
note: string, };

/**
 * A possible answer.
 */
export type FileChoice = { 
/**
 * The value for the field.
 */
value: string, 
/**
 * What it would mean: `3 April 2026 for 03/04/2026`.
 */
words: string, };

/**
 * A column of the file.
 */
export type FileColumn = { 
/**
 * Counted from 0.
 */
index: number, 
/**
 * Its head.
 */
head: string, 
/**
 * Its first values that are not empty, three at most.
 */
examples: Array<string>, };

/**
 * A file the user picked: its name and its bytes in base64. Paths never cross this border.
 */
export type FileIn = { 
/**
 * The name without its folder.
 */
name: string, 
/**
 * The bytes, standard base64 with padding.
 */
content: string, };

/**
 * A file for the user: what [`FileIn`] is, with its media type.
 */
export type FileOut = { 
/**
 * A file name that is safe on every system.
 */
name: string, 
/**
 * `application/pdf`, `image/png` and so on.
 */
media_type: string, 
/**
 * The bytes, standard base64 with padding.
 */
content: string, };

/**
 * Something about the file that only the user knows.
 */
export type FileQuestion = { 
/**
 * The field of the mapping that answers it: `date_order`, `amount`…
 */
field: string, 
/**
 * The question, in words.
 */
text: string, 
/**
 * The answers to choose from: value and words, with an example from the file.
 */
choices: Array<FileChoice>, };

/**
 * What was typed.
 */
export type Find = { 
/**
 * Part of a name, a number or an amount.
 */
text: string, };

/**
 * Looks for open invoices to explain a line with.
 */
export type FindInvoices = { 
/**
 * The line.
 */
line_id: string, 
/**
 * Part of a client's name, a number or an amount; empty lists those nearest in amount.
 */
text: string, };

/**
 * An open invoice that a line may pay.
 */
export type FoundInvoice = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The day it is due.
 */
due_on: string, 
/**
 * Still owed.
 */
open: Amount, };

/**
 * Open invoices, the best first.
 */
export type FoundInvoices = { 
/**
 * Rows, 50 at most.
 */
rows: Array<FoundInvoice>, };

/**
 * A journal entry for people.
 */
export type Happening = { 
/**
 * Its place in the journal, counted from 1.
 */
seq: number, 
/**
 * When, as an instant.
 */
at: string, 
/**
 * The noun of its command: `invoices`, `payments`; picks the icon.
 */
noun: string, 
/**
 * What happened, in a sentence.
 */
words: string, 
/**
 * The client it is about.
 */
client_id: string | null, 
/**
 * How to undo it, if it can be undone.
 */
undo: Undo | null, };

/**
 * A part of the history, the newest first.
 */
export type History = { 
/**
 * Rows.
 */
rows: Array<Happening>, 
/**
 * All entries after the filter.
 */
count: number, };

/**
 * A place to go.
 */
export type Hit = { 
/**
 * `client`, `proposal`, `agreement` or `invoice`.
 */
kind: string, 
/**
 * Its name or number.
 */
title: string, 
/**
 * What tells it from others.
 */
detail: string, 
/**
 * Where it is.
 */
go: string, };

/**
 * Places, the best first.
 */
export type Hits = { 
/**
 * Ten at most.
 */
rows: Array<Hit>, };

/**
 * Adds the clients of a file: all in one, undoable in one.
 */
export type ImportClients = { 
/**
 * The file.
 */
file: FileIn, 
/**
 * The mapping that was previewed.
 */
mapping: ClientMapping, 
/**
 * Lines to leave out, counted from 1.
 */
leave_out: Array<number>, };

/**
 * Imports a statement: all of it in one, undoable in one.
 */
export type ImportStatement = { 
/**
 * The account; none makes one named after the file's account.
 */
account_id: string | null, 
/**
 * The file.
 */
file: FileIn, 
/**
 * The mapping that was previewed.
 */
mapping: StatementMapping | null, };

/**
 * The page, home currency.
 */
export type InsightsPage = { 
/**
 * Owed, by age.
 */
ageing: Ageing, 
/**
 * Received in each of the last twelve months, this one last.
 */
received: Array<Bar>, 
/**
 * Sum of `received`.
 */
received_total: Amount, 
/**
 * Expected in the next 90 days, by week.
 */
expected: Array<ExpectedWeek>, 
/**
 * Sum of `expected`.
 */
expected_total: Amount, 
/**
 * Days from issue to payment over the last twelve months, weighted by amount.
 */
days_to_pay: number | null, 
/**
 * What recurs in a month over all agreements, without tax, each spread over its period.
 */
recurring_month: Amount, };

/**
 * A line of an invoice.
 */
export type InvoiceLine = { 
/**
 * What for.
 */
description: string, 
/**
 * The period in words.
 */
period: string, 
/**
 * How many, plain decimal.
 */
quantity: string, 
/**
 * Price of one.
 */
price: Amount, 
/**
 * Without tax.
 */
net: Amount, 
/**
 * `VAT 20%`, or empty.
 */
tax_words: string, 
/**
 * Tax.
 */
tax: Amount, };

/**
 * A part of the list, with the sums of all of it.
 */
export type InvoiceList = { 
/**
 * The rows asked for.
 */
rows: Array<InvoiceRow>, 
/**
 * How many there are in the view after the filter.
 */
count: number, 
/**
 * Sum of `total` over all of them, home currency.
 */
total: Amount, 
/**
 * Sum of what was paid over all of them.
 */
paid: Amount, 
/**
 * Sum of `open` over all of them.
 */
open: Amount, 
/**
 * How many there are in each view, without the filter: all, open, overdue, paid.
 */
views: InvoiceViews, 
/**
 * What is owed, by age.
 */
ageing: Ageing, };

/**
 * An invoice's page.
 */
export type InvoicePage = { 
/**
 * The row of the list.
 */
row: InvoiceRow, 
/**
 * Its lines.
 */
lines: Array<InvoiceLine>, 
/**
 * Sum without tax.
 */
net: Amount, 
/**
 * Sum of tax.
 */
tax: Amount, 
/**
 * Payments joined to it.
 */
payments: Array<InvoicePayment>, 
/**
 * The PDF: SHA-256, the name of its document.
 */
document: string, 
/**
 * The agreement it bills.
 */
agreement_id: string, 
/**
 * What happened to it, the newest first.
 */
timeline: Array<Happening>, 
/**
 * The receipt, once paid: SHA-256, the name of its document.
 */
receipt: string | null, };

/**
 * Money that was joined to an invoice.
 */
export type InvoicePayment = { 
/**
 * The payment.
 */
payment_id: string, 
/**
 * The allocation, by which it can be taken back.
 */
allocation_id: string, 
/**
 * The day it was received.
 */
received_on: string, 
/**
 * `transfer`, `cheque`, `cash` or `card`.
 */
method: string, 
/**
 * Reference of the payment.
 */
reference: string, 
/**
 * The part joined to this invoice.
 */
amount: Amount, };

/**
 * An invoice in a list.
 */
export type InvoiceRow = { 
/**
 * The invoice.
 */
id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name as printed.
 */
client: string, 
/**
 * What it is for: its first line and how many more.
 */
about: string, 
/**
 * The day it was issued.
 */
issued_on: string, 
/**
 * The day it is due.
 */
due_on: string, 
/**
 * `open`, `part_paid`, `overdue` or `paid`.
 */
state: string, 
/**
 * Days past the due date, for what is open; 0 otherwise.
 */
days_late: number, 
/**
 * The day the last money was received, once paid.
 */
paid_on: string | null, 
/**
 * With tax.
 */
total: Amount, 
/**
 * Still owed.
 */
open: Amount, };

/**
 * How many invoices each view holds.
 */
export type InvoiceViews = { 
/**
 * All.
 */
all: number, 
/**
 * Not fully paid.
 */
open: number, 
/**
 * Not fully paid, past the due date.
 */
overdue: number, 
/**
 * Fully paid.
 */
paid: number, };

/**
 * Bills charges.
 */
export type IssueCharges = { 
/**
 * Which charges.
 */
charges: Array<ChargeKey>, 
/**
 * `own_date` dates each invoice on the day its charges fell due; `today` dates it today.
 */
date: string, 
/**
 * One invoice a client instead of one for each agreement and due date.
 */
merge: boolean, };

/**
 * A job.
 */
export type JobRow = { 
/**
 * The job.
 */
id: string, 
/**
 * What it does, in words.
 */
words: string, 
/**
 * `waiting`, `running`, `done`, `failed` or `cancelled`.
 */
state: string, 
/**
 * Why it failed.
 */
failure: string | null, };

/**
 * What a jurisdiction sets until the user says otherwise.
 */
export type JurisdictionDefaults = { 
/**
 * `US`, `GB`, `IE`, `CA`, `AU` or `NZ`.
 */
jurisdiction: string, 
/**
 * The country's name.
 */
country: string, 
/**
 * Home currency.
 */
currency: string, 
/**
 * What the tax on sales is called: `Sales tax`, `VAT`, `GST`.
 */
tax_name: string, 
/**
 * The usual rate in per cent, as text; `0` where services are not taxed as a rule.
 */
tax_percent: string, 
/**
 * What the registration is called: `VAT registration number`.
 */
tax_registration_name: string, 
/**
 * What a region is called: `State`, `Province`, `County`.
 */
region_name: string, 
/**
 * `Letter` or `A4`.
 */
paper: string, 
/**
 * `month_first` or `day_first`.
 */
date_style: string, 
/**
 * Time zones to offer, the usual one first.
 */
time_zones: Array<string>, 
/**
 * Days from issue to due.
 */
payment_days: number, 
/**
 * What the letters follow: one sentence.
 */
letter_note: string, };

/**
 * The letter of a draft.
 */
export type LetterPreview = { 
/**
 * The PDF, base64.
 */
pdf: string, 
/**
 * How many pages.
 */
pages: number, 
/**
 * Where its parts are.
 */
boxes: Array<PageBox>, 
/**
 * What the draft comes to.
 */
totals: ProposalTotals, 
/**
 * What stops it from being sent.
 */
problems: Array<Problem>, 
/**
 * Remarks about the page: a letter no face can draw, a logo that could not be used.
 */
findings: Array<string>, };

/**
 * A part of the list, and where the account stands.
 */
export type LineList = { 
/**
 * The rows asked for.
 */
rows: Array<LineRow>, 
/**
 * How many there are after the filter.
 */
count: number, 
/**
 * How many wait for an explanation.
 */
to_explain: number, 
/**
 * How many are explained or set aside.
 */
explained: number, 
/**
 * What moved on the lines that wait, without sign.
 */
left: Amount, 
/**
 * What moved on all lines, without sign.
 */
moved: Amount, 
/**
 * First day and last day of the lines.
 */
from: string | null, 
/**
 * Last day of the lines.
 */
through: string | null, 
/**
 * Balance before the first line, if the bank stated one.
 */
opening: Amount | null, 
/**
 * Sum of all lines.
 */
sum: Amount, 
/**
 * Balance after the last line, if the bank stated one.
 */
closing: Amount | null, };

/**
 * A line with all its explanations, the best first.
 */
export type LinePage = { 
/**
 * The row of the list.
 */
row: LineRow, 
/**
 * The bank's reference.
 */
reference: string, 
/**
 * The file it came from.
 */
file: string, 
/**
 * The line in that file, counted from 1.
 */
at: number, 
/**
 * Explanations, the best first; none when nothing fits.
 */
explanations: Array<Explanation>, 
/**
 * For an explained line: what it is, in words.
 */
matched: string | null, 
/**
 * For an explained line: what it paid.
 */
matched_parts: Array<ExplainedPart>, };

/**
 * A line in a list.
 */
export type LineRow = { 
/**
 * The line.
 */
id: string, 
/**
 * The bank's date.
 */
posted_on: string, 
/**
 * The bank's text.
 */
description: string, 
/**
 * Signed: money in is positive.
 */
amount: Amount, 
/**
 * `to_explain`, `explained` or `set_aside`.
 */
state: string, 
/**
 * For a line to explain: `certain`, `likely`, `possible` or `none`.
 */
certainty: string, 
/**
 * The explanation or the best suggestion, in a few words.
 */
words: string, 
/**
 * The live match.
 */
match_id: string | null, };

/**
 * Which clients to list.
 */
export type ListClients = { 
/**
 * Archived ones instead of the active ones.
 */
archived: boolean, };

/**
 * Which part of the history.
 */
export type ListHistory = { 
/**
 * Only entries whose words hold this.
 */
filter: string, 
/**
 * Rows to pass over.
 */
offset: number, 
/**
 * Rows to send, 500 at most.
 */
limit: number, };

/**
 * Which invoices to list, and which part of them.
 */
export type ListInvoices = { 
/**
 * `all`, `open`, `overdue` or `paid`.
 */
view: string, 
/**
 * Only those whose number, client or text holds this.
 */
filter: string, 
/**
 * `number`, `client`, `issued_on`, `due_on`, `total` or `open`.
 */
sort: string, 
/**
 * The largest or latest first.
 */
descending: boolean, 
/**
 * Rows to pass over.
 */
offset: number, 
/**
 * Rows to send, 500 at most.
 */
limit: number, };

/**
 * Which lines to list.
 */
export type ListLines = { 
/**
 * The account.
 */
account_id: string, 
/**
 * `to_explain`, `explained` or `all`.
 */
view: string, 
/**
 * Only those whose text, amount or client holds this.
 */
filter: string, 
/**
 * Rows to pass over.
 */
offset: number, 
/**
 * Rows to send, 500 at most.
 */
limit: number, };

/**
 * Which services to list.
 */
export type ListServices = { 
/**
 * Archived ones instead of the active ones.
 */
archived: boolean, };

/**
 * The id of what was made.
 */
export type Made = { 
/**
 * The id with its prefix.
 */
id: string, };

/**
 * A draft, saved in the outbox before it leaves.
 */
export type MailDraft = { 
/**
 * Its row in the outbox.
 */
id: string, 
/**
 * From, the practice's address; may be empty.
 */
from: string, 
/**
 * To, the client's address; may be empty.
 */
to: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * Body, plain text.
 */
body: string, 
/**
 * The attachment's file name.
 */
attachment: string, 
/**
 * The attachment: SHA-256, the name of its document.
 */
sha256: string, };

/**
 * Moves the open book to another folder; the old file stays as a backup.
 */
export type MoveBooks = { 
/**
 * The folder, with its full path. It is made if its parent exists.
 */
folder: string, };

/**
 * Something that needs the user.
 */
export type Need = { 
/**
 * By which it is snoozed; the same as long as the matter is the same.
 */
key: string, 
/**
 * `catch_up`, `unmatched`, `overdue`, `proposal` or `backup`.
 */
kind: string, 
/**
 * `failed`, `waiting` or `quiet`.
 */
tone: string, 
/**
 * What it is.
 */
title: string, 
/**
 * One or two sentences.
 */
detail: string, 
/**
 * The verb on its button.
 */
action: string, 
/**
 * Where the button leads: `#/catch-up`, `#/clients/cli_…`.
 */
go: string, };

/**
 * A record that was not taken, with its place.
 */
export type NotTaken = { 
/**
 * The line in the file, counted from 1.
 */
line: number, 
/**
 * Why.
 */
reason: string, };

/**
 * A question without fields.
 */
export type Nothing = Record<symbol, never>;

/**
 * The book that is open.
 */
export type OpenBook = { 
/**
 * The file with its folder.
 */
path: string, 
/**
 * Set when the file lies under a sync client: the warning to show.
 */
warning: string | null, 
/**
 * Whether this is the sample practice.
 */
sample: boolean, 
/**
 * The practice's name.
 */
practice: string, 
/**
 * The person, with credentials.
 */
person: string, 
/**
 * The practice's home currency.
 */
currency: string, 
/**
 * `month_first` (Nov 23, 2026) or `day_first` (23 Nov 2026).
 */
date_style: string, 
/**
 * Today in the practice's time zone, `2026-11-23`.
 */
today: string, 
/**
 * Size of the file in bytes.
 */
bytes: number, 
/**
 * When the last verified backup was made, as an instant.
 */
backed_up_at: string | null, };

/**
 * Opens a book by its place.
 */
export type OpenBooks = { 
/**
 * `own`, `sample`, or a file with its folder.
 */
path: string, };

/**
 * A place on a page: points from its top left corner.
 */
export type PageBox = { 
/**
 * The page, counted from 0.
 */
page: number, 
/**
 * What is there: a clause id, or `line.2` for a fee line.
 */
key: string, 
/**
 * Left edge.
 */
x: number, 
/**
 * Top edge.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, };

/**
 * All payments, the newest first.
 */
export type PaymentList = { 
/**
 * Rows.
 */
rows: Array<PaymentRow>, };

/**
 * A payment in a list.
 */
export type PaymentRow = { 
/**
 * The payment.
 */
id: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The day it was received.
 */
received_on: string, 
/**
 * `transfer`, `cheque`, `cash` or `card`.
 */
method: string, 
/**
 * Cheque number or other reference.
 */
reference: string, 
/**
 * All of it.
 */
amount: Amount, 
/**
 * The part joined to no invoice: the client's credit.
 */
unallocated: Amount, 
/**
 * The numbers of the invoices it pays.
 */
invoices: Array<string>, 
/**
 * Whether a bank line has been matched to it.
 */
banked: boolean, 
/**
 * Why it was reversed, if it was.
 */
reversed: string | null, };

/**
 * A point of a drawn signature: thousandths of the pad's width from its left, and of its width
 * from its top.
 */
export type Point = { 
/**
 * From the left, 0 to 1000.
 */
x: number, 
/**
 * From the top, 0 to 1000.
 */
y: number, };

/**
 * The practice as it stands: the form's values, and what follows from them.
 */
export type Practice = { 
/**
 * The form, filled; `logo` is never sent back.
 */
form: PracticeForm, 
/**
 * The logo as a `data:` address.
 */
logo: string | null, 
/**
 * What the jurisdiction sets.
 */
defaults: JurisdictionDefaults, };

/**
 * What the user fills in about the practice. Text is as typed; the answer is refused by field.
 */
export type PracticeForm = { 
/**
 * The firm's name.
 */
name: string, 
/**
 * The person, with credentials: `Nora Halloway, CPA`.
 */
person: string, 
/**
 * Address, one line each.
 */
address: string, 
/**
 * E-mail address; may be empty.
 */
email: string, 
/**
 * Telephone; may be empty.
 */
phone: string, 
/**
 * `US`, `GB`, `IE`, `CA`, `AU` or `NZ`.
 */
jurisdiction: string, 
/**
 * State, province or county; may be empty.
 */
region: string, 
/**
 * Home currency, ISO 4217.
 */
currency: string, 
/**
 * IANA time zone, `America/New_York`.
 */
time_zone: string, 
/**
 * VAT, GST or other registration; empty when not registered.
 */
tax_registration: string, 
/**
 * Per cent added to what is taxable, as typed; `0` for none.
 */
tax_percent: string, 
/**
 * Days from issue to due, as typed.
 */
payment_days: string, 
/**
 * How a client can pay by transfer or cheque, printed on invoices; may be empty.
 */
how_to_pay: string, 
/**
 * Letters before an invoice's number: `INV-`.
 */
invoice_prefix: string, 
/**
 * The next invoice's number, as typed; can only go up once invoices are issued.
 */
next_invoice: string, 
/**
 * Letters before a proposal's number: `PR-`.
 */
proposal_prefix: string, 
/**
 * A new logo, PNG or JPEG; none keeps what is there.
 */
logo: FileIn | null, 
/**
 * Takes the logo away.
 */
remove_logo: boolean, };

/**
 * Shows what a file would add.
 */
export type PreviewClients = { 
/**
 * The file.
 */
file: FileIn, 
/**
 * The user's mapping; none lets the program propose one.
 */
mapping: ClientMapping | null, };

/**
 * A line as the file has it.
 */
export type PreviewLine = { 
/**
 * The line in the file, counted from 1.
 */
at: number, 
/**
 * The bank's date.
 */
posted_on: string, 
/**
 * Signed amount as plain decimal text.
 */
amount: string, 
/**
 * Text of the line.
 */
description: string, 
/**
 * Whether the account has it already.
 */
known: boolean, };

/**
 * Draws the letter of a draft that need not be saved yet.
 */
export type PreviewProposal = { 
/**
 * The proposal.
 */
id: string, 
/**
 * The draft.
 */
draft: ProposalDraft, };

/**
 * Shows what a file would add to an account.
 */
export type PreviewStatement = { 
/**
 * The account; none before the first one exists.
 */
account_id: string | null, 
/**
 * The file.
 */
file: FileIn, 
/**
 * The user's mapping; none uses the account's, or what the file itself shows.
 */
mapping: StatementMapping | null, };

/**
 * Something in the draft that stops it from being sent.
 */
export type Problem = { 
/**
 * The field, `lines.2.price` for a part.
 */
field: string, 
/**
 * What is wrong and what to do.
 */
message: string, };

/**
 * A draft as the user types it.
 */
export type ProposalDraft = { 
/**
 * The client; may be missing while drafting.
 */
client_id: string | null, 
/**
 * Who signs for the client; empty uses the client's contact.
 */
signer: string, 
/**
 * The day the agreement starts: the anchor of its schedule.
 */
starts_on: string, 
/**
 * The last day the proposal can be accepted.
 */
valid_until: string, 
/**
 * Days from issue to due, as typed.
 */
payment_days: string, 
/**
 * Discount in per cent on every line, as typed; empty for none.
 */
discount_percent: string, 
/**
 * The opening of the letter, after the greeting.
 */
opening: string, 
/**
 * Further terms in the practice's own words; may be empty.
 */
further_terms: string, 
/**
 * The lines.
 */
lines: Array<DraftLine>, };

/**
 * All proposals, the newest first.
 */
export type ProposalList = { 
/**
 * Rows.
 */
rows: Array<ProposalRow>, };

/**
 * A proposal with its draft.
 */
export type ProposalPage = { 
/**
 * The row of the list.
 */
row: ProposalRow, 
/**
 * The draft as last saved.
 */
draft: ProposalDraft, 
/**
 * What it comes to.
 */
totals: ProposalTotals, 
/**
 * What stops it from being sent.
 */
problems: Array<Problem>, 
/**
 * Whether the draft differs from the newest revision.
 */
changed_since_sent: boolean, 
/**
 * Revisions, the newest first.
 */
revisions: Array<RevisionRow>, 
/**
 * The agreement it became.
 */
agreement_id: string | null, 
/**
 * The name of the practice's tax and its rate, `VAT 20%`; empty for none.
 */
tax_words: string, };

/**
 * A proposal in a list.
 */
export type ProposalRow = { 
/**
 * The proposal.
 */
id: string, 
/**
 * Its number, `PR-0041`.
 */
number: string, 
/**
 * The client, if chosen.
 */
client_id: string | null, 
/**
 * The client's name, or empty.
 */
client: string, 
/**
 * The names of its services.
 */
about: string, 
/**
 * `draft`, `sent`, `accepted`, `expired` or `withdrawn`.
 */
state: string, 
/**
 * The newest revision's number; 0 before the first sending.
 */
revision: number, 
/**
 * Twelve months of everything, without tax.
 */
first_year: Amount, 
/**
 * The day the newest revision was sent.
 */
sent_on: string | null, 
/**
 * The last day it can be accepted.
 */
valid_until: string, 
/**
 * The last change, as an instant.
 */
changed_at: string, };

/**
 * The revision that was frozen.
 */
export type ProposalSent = { 
/**
 * The revision.
 */
revision: RevisionRow, };

/**
 * What a draft comes to. Every figure includes the discount; `tax` is apart.
 */
export type ProposalTotals = { 
/**
 * What recurs, per month (quarterly and yearly lines are not spread into it).
 */
per_month: Amount, 
/**
 * What recurs each quarter.
 */
per_quarter: Amount, 
/**
 * What recurs each year.
 */
per_year: Amount, 
/**
 * What is billed once.
 */
once: Amount, 
/**
 * Twelve months of everything.
 */
first_year: Amount, 
/**
 * Tax in the first year.
 */
first_year_tax: Amount, 
/**
 * Billed on the start date, with tax.
 */
due_on_acceptance: Amount, 
/**
 * What each line comes to each time, in the draft's order.
 */
lines: Array<Amount>, };

/**
 * Logs work: a completion, or hours.
 */
export type RecordDelivery = { 
/**
 * The service of the agreement.
 */
agreement_service_id: string, 
/**
 * The day, not after today.
 */
delivered_on: string, 
/**
 * Hours, as typed; leave empty for a completion.
 */
hours: string, 
/**
 * What was done; may be empty.
 */
note: string, };

/**
 * Records money received outside the program. What is not joined to an invoice is credit.
 */
export type RecordPayment = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The day it was received, not after today.
 */
received_on: string, 
/**
 * The amount, as typed.
 */
amount: string, 
/**
 * `transfer`, `cheque`, `cash` or `card`.
 */
method: string, 
/**
 * Cheque number or other reference; may be empty.
 */
reference: string, 
/**
 * What it pays.
 */
allocations: Array<AllocationForm>, };

/**
 * A row that was not imported.
 */
export type RejectedRow = { 
/**
 * The line in the file, counted from 1.
 */
line: number, 
/**
 * Why.
 */
reason: string, };

/**
 * Takes a waiver back.
 */
export type RestoreCharges = { 
/**
 * Which charges.
 */
charges: Array<ChargeKey>, };

/**
 * Reverses a payment that was recorded by mistake, its allocations with it.
 */
export type ReversePayment = { 
/**
 * The payment.
 */
id: string, 
/**
 * Why; kept for ever.
 */
reason: string, };

/**
 * A frozen sending.
 */
export type RevisionRow = { 
/**
 * The revision.
 */
id: string, 
/**
 * 1, 2, 3…
 */
number: number, 
/**
 * The day it was sent.
 */
sent_on: string, 
/**
 * `open`, `accepted`, `superseded`, `withdrawn` or `expired`.
 */
state: string, 
/**
 * SHA-256 of the letter, which is also the name of its document.
 */
letter: string, 
/**
 * Pages of the letter.
 */
pages: number, };

/**
 * Saves a client's form.
 */
export type SaveClient = { 
/**
 * The client.
 */
id: string, 
/**
 * The form.
 */
form: ClientForm, };

/**
 * Saves a draft as it is, problems and all.
 */
export type SaveProposal = { 
/**
 * The proposal.
 */
id: string, 
/**
 * The draft.
 */
draft: ProposalDraft, };

/**
 * Saves a service's form. Proposals and agreements that use it keep their own words and price.
 */
export type SaveService = { 
/**
 * The service.
 */
id: string, 
/**
 * The form.
 */
form: ServiceForm, };

/**
 * What the user fills in about a service.
 */
export type ServiceForm = { 
/**
 * Its name as printed on letters and invoices.
 */
name: string, 
/**
 * What is done, for the letter.
 */
description: string, 
/**
 * How it is billed.
 */
billing: Billing, 
/**
 * Price each time, or per hour, as typed.
 */
price: string, 
/**
 * Whether the practice's tax is added.
 */
taxable: boolean, };

/**
 * The library.
 */
export type ServiceList = { 
/**
 * By name.
 */
rows: Array<ServiceRow>, };

/**
 * A service in the library.
 */
export type ServiceRow = { 
/**
 * The service.
 */
id: string, 
/**
 * The form, filled.
 */
form: ServiceForm, 
/**
 * The price.
 */
price: Amount, 
/**
 * How it is billed, in words: `each month`, `once, when done`.
 */
billing_words: string, 
/**
 * In how many running agreements it is.
 */
agreements: number, 
/**
 * When an archived service was archived.
 */
archived_at: string | null, };

/**
 * What became of a draft.
 */
export type SettleMail = { 
/**
 * Its row in the outbox.
 */
id: string, 
/**
 * Why it could not be handed over; none when the mail program has it.
 */
failure: string | null, };

/**
 * Asks for the rows behind a bar.
 */
export type ShowBehind = { 
/**
 * `ageing`, `received` or `expected`.
 */
chart: string, 
/**
 * The bar's key.
 */
key: string, };

/**
 * Which jurisdiction's defaults to show.
 */
export type ShowDefaults = { 
/**
 * `US`, `GB`, `IE`, `CA`, `AU` or `NZ`.
 */
jurisdiction: string, };

/**
 * Which document.
 */
export type ShowDocument = { 
/**
 * SHA-256 in lower-case hex.
 */
sha256: string, };

/**
 * Puts a matter off.
 */
export type Snooze = { 
/**
 * The matter's key.
 */
key: string, 
/**
 * Its title, kept with the reason.
 */
title: string, 
/**
 * The day it comes back, after today.
 */
until: string, 
/**
 * Why.
 */
reason: string, };

/**
 * A snoozed matter.
 */
export type Snoozed = { 
/**
 * Its key.
 */
key: string, 
/**
 * What it is.
 */
title: string, 
/**
 * The day it comes back.
 */
until: string, 
/**
 * Why it was put off.
 */
reason: string, };

/**
 * What the starter library added.
 */
export type StartersAdded = { 
/**
 * How many services were added.
 */
added: number, };

/**
 * What the import did.
 */
export type StatementImported = { 
/**
 * The statement, by which it can be undone.
 */
id: string, 
/**
 * The account it went into.
 */
account_id: string, 
/**
 * Lines added.
 */
added: number, 
/**
 * Lines that were there already.
 */
known: number, 
/**
 * Records that could not be taken.
 */
rejected: Array<NotTaken>, 
/**
 * Records left out by rule.
 */
skipped: number, };

/**
 * How the columns of a CSV are to be read; columns count from 0. Remembered for the account.
 */
export type StatementMapping = { 
/**
 * Rows before the first transaction.
 */
skip_rows: number | null, 
/**
 * Date column.
 */
date: number | null, 
/**
 * `day_first`, `month_first` or `year_first`.
 */
date_order: string | null, 
/**
 * The one signed amount column.
 */
amount: number | null, 
/**
 * Positive amounts are money out (card statements).
 */
inverted: boolean, 
/**
 * Money out, where two columns are used.
 */
debit: number | null, 
/**
 * Money in, where two columns are used.
 */
credit: number | null, 
/**
 * Where two columns are used, what their signs mean: `unsigned` (the usual), `by_side` (the
 * heading alone says the direction) or `own` (each amount carries its own).
 */
signs: string | null, 
/**
 * The column that says whether an unsigned amount came in or went out.
 */
flag: number | null, 
/**
 * Its values that mean money out.
 */
out_flags: Array<string>, 
/**
 * Text columns, in order.
 */
description: Array<number>, 
/**
 * Reference column.
 */
reference: number | null, 
/**
 * Balance column.
 */
balance: number | null, 
/**
 * `point` or `comma`.
 */
decimal_mark: string | null, };

/**
 * What a file holds.
 */
export type StatementPreview = { 
/**
 * `OFX 1.0.2`, `CSV`…
 */
format: string, 
/**
 * The encoding it was read with.
 */
encoding: string, 
/**
 * `import`, `import_with_warnings`, `import_with_rejects`, `empty`, `must_ask` or `refuse`.
 */
outcome: string, 
/**
 * Why it was refused, or what to know before importing.
 */
notes: Array<string>, 
/**
 * The account the file names, its last four digits; may be empty.
 */
ending: string, 
/**
 * The currency the file names, or the account's.
 */
currency: string, 
/**
 * The first 200 lines.
 */
lines: Array<PreviewLine>, 
/**
 * Lines that would be added.
 */
new_lines: number, 
/**
 * Lines the account has already.
 */
known_lines: number, 
/**
 * Records that cannot be taken.
 */
rejected: Array<NotTaken>, 
/**
 * Records left out by rule: pending rows, balance rows.
 */
skipped: Array<NotTaken>, 
/**
 * What must be answered first.
 */
questions: Array<FileQuestion>, 
/**
 * Heads (or first values) of the columns, for the mapping; CSV only.
 */
columns: Array<string>, 
/**
 * The mapping that was used; CSV only.
 */
mapping: StatementMapping | null, 
/**
 * The balance's proof in words: `Balances prove every line`, or by how much they differ.
 */
proof: string | null, };

/**
 * The status bar.
 */
export type Status = { 
/**
 * The day of the newest bank line.
 */
bank_through: string | null, 
/**
 * When the last verified backup was made.
 */
backed_up_at: string | null, 
/**
 * The job that runs now.
 */
job: JobRow | null, 
/**
 * The file with its folder.
 */
path: string, };

/**
 * Asks how an amount would be joined.
 */
export type SuggestAllocation = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The amount, as typed; empty asks for the open invoices alone.
 */
amount: string, };

/**
 * An open invoice and the part of the amount proposed for it.
 */
export type SuggestedAllocation = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * What it is for.
 */
about: string, 
/**
 * The day it is due.
 */
due_on: string, 
/**
 * Still owed.
 */
open: Amount, 
/**
 * Proposed; zero for none.
 */
amount: Amount, };

/**
 * The page.
 */
export type TodayPage = { 
/**
 * Today in the practice's time zone.
 */
today: string, 
/**
 * The last visit on an earlier day, as an instant.
 */
last_here: string | null, 
/**
 * Five figures.
 */
figures: Array<Figure>, 
/**
 * What needs the user, the most urgent first.
 */
needs: Array<Need>, 
/**
 * Snoozed matters, in words.
 */
snoozed: Array<Snoozed>, 
/**
 * What happened, the newest first.
 */
happened: Array<Happening>, 
/**
 * The next 14 days.
 */
coming: Array<ComingDay>, 
/**
 * Counts for the sidebar.
 */
counts: Counts, };

/**
 * How to take back what a command did.
 */
export type Undo = { 
/**
 * What is undone: `Client added`.
 */
label: string, 
/**
 * The command that undoes it.
 */
name: string, 
/**
 * Its question.
 */
question: unknown, };

/**
 * What a full check of the book found.
 */
export type Verified = { 
/**
 * What was checked, with its count: `1,204 journal entries`.
 */
checked: Array<string>, 
/**
 * Each thing that does not hold; none is good.
 */
findings: Array<string>, };

/**
 * Lets charges go.
 */
export type WaiveCharges = { 
/**
 * Which charges.
 */
charges: Array<ChargeKey>, 
/**
 * Why; kept for ever.
 */
reason: string, };

/**
 * Brings a matter back.
 */
export type Wake = { 
/**
 * The matter's key.
 */
key: string, };

/**
 * Takes back what was sent, so that it can no longer be accepted.
 */
export type WithdrawProposal = { 
/**
 * The proposal.
 */
id: string, 
/**
 * Why; kept in the history.
 */
reason: string, };

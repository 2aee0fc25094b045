import type { Question } from './backend'
import type { Tag } from './generated'

/**
 * What the window asks of the operating system, beside the command list. Each is a Tauri command
 * of the name given; a refusal is a `Failure` as for every command.
 */
export interface Shell {
  /** `save_document {sha256}`: writes a copy into Documents/Quittance; answers its place. */
  saveDocument(sha256: string): Promise<string>
  /** `open_document {sha256}`: opens it in the viewer of the system. */
  openDocument(sha256: string): Promise<void>
  /** `save_file {name, content}`: writes base64 bytes into Documents/Quittance; answers its place. */
  saveFile(name: string, content: string): Promise<string>
  /** `save_made {name, question}`: runs a command that makes a file and saves it in the same place. */
  saveMade<N extends Maker>(name: N, question: Question<N>): Promise<MadeSaved>
  /** `draft_mail {id}`: opens the outbox draft of `mail.compose` in the mail program and settles it. */
  draftMail(id: string): Promise<void>
  /** `test_mail`: connects to the mail server and signs in; sends nothing. */
  testMail(): Promise<MailTested>
  /** `connect_processor {brand, key}`: asks whose account the key opens; connects it if it can. */
  connectProcessor(brand: string, key: string): Promise<ProcessorChecked>
  /** `begin_ledger {brand, client, secret, leads_to}`: opens the browser to sign in at a ledger. */
  beginLedger(asked: SignIn): Promise<{ pastes: boolean }>
  /** `finish_ledger {pasted}`: waits for the browser, or takes the address it ended at. */
  finishLedger(pasted: string): Promise<OrganisationThere[]>
  /** `choose_ledger {brand, reference}`: connects an organisation; answers its name. */
  chooseLedger(brand: string, reference: string): Promise<string>
  /** `cancel_ledger`: gives a sign-in up. */
  cancelLedger(): Promise<void>
  /** `disconnect_ledger`: ends the consent there, and forgets what signed in. */
  disconnectLedger(): Promise<void>
  /** `check_office {application, access}`: asks whose office the keys open; who works there. */
  checkOffice(application: string, access: string): Promise<PersonThere[]>
  /** `connect_office {application, access, assignee}`: connects it; work is given to `assignee`. */
  connectOffice(application: string, access: string, assignee: string): Promise<void>
  /** `reveal {path}`: shows a file in its folder. */
  reveal(path: string): Promise<void>
}

/** The commands that make a file for others to open. */
export type Maker =
  | 'packs.make'
  | 'evidence.make'
  | 'disputes.evidence'
  | 'ledger.export'
  | 'exports.make'
  | 'hand_offs.make'
  | 'forecast.paper'
  | 'ageing.paper'
  | 'metrics.paper'
  | 'fees.paper'
  | 'insights.paper'
  | 'leakage.paper'
  | 'summary.paper'
  | 'payouts.paper'
  | 'ledger.paper'

/** A file that was made and saved, and what that touched. */
export interface MadeSaved {
  name: string
  place: string
  touched: Tag[]
}

/** Whose account a key opens, and what keeps it from being connected. */
export interface ProcessorChecked {
  name: string
  live: boolean
  missing: { what: string; why: string; link: string }[]
}

/** How far a mail server let us in: the steps passed, the one that failed, and why, in words. */
export interface MailTested {
  passed: string[]
  failed: string | null
  words: string | null
}

/** The user's own application at a ledger. */
export interface SignIn {
  brand: string
  client: string
  secret: string
  leadsTo: string
}

/** An organisation that a sign-in reaches. */
export interface OrganisationThere {
  reference: string
  name: string
}

/** Somebody who works in an office. */
export interface PersonThere {
  name: string
  email: string
}

/** Saving what the window made or shows, with a word where it went. */

import { printPdf } from '../paper/print'
import type { Question } from './backend'
import type { ComposeMail } from './generated'
import type { Session } from './session.svelte'
import type { Maker } from './shell'

/** A text as the bytes of a file, base64. */
export function encodeText(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let out = ''
  for (let at = 0; at < bytes.length; at += 0x8000) {
    out += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  }
  return btoa(out)
}

/** Writes a file of text: what a list shows as CSV, a layout. */
export async function saveText(session: Session, name: string, text: string): Promise<void> {
  try {
    const place = await session.backend.shell.saveFile(name, encodeText(text))
    session.say({ text: `Saved ${name}`, detail: place })
  } catch (thrown) {
    session.refuse(thrown)
  }
}

/** Has a file made and saves it. Rejects with a `Failure`, to be shown where it was asked for. */
export async function saveMade<N extends Maker>(
  session: Session,
  name: N,
  question: Question<N>,
): Promise<void> {
  const saved = await session.backend.shell.saveMade(name, question)
  session.stale(saved.touched)
  session.say({ text: `Saved ${saved.name}`, detail: saved.place })
}

/** Saves a stored document. */
export async function saveDocument(session: Session, sha256: string): Promise<void> {
  try {
    session.say({ text: 'Saved', detail: await session.backend.shell.saveDocument(sha256) })
  } catch (thrown) {
    session.refuse(thrown)
  }
}

/** Prints a stored document by the dialog of the system. */
export async function printDocument(session: Session, sha256: string): Promise<void> {
  try {
    await printPdf((await session.ask('documents.show', { sha256 })).content)
  } catch (thrown) {
    session.refuse(thrown)
  }
}

/** Opens a stored document in the viewer of the system. */
export async function openDocument(session: Session, sha256: string): Promise<void> {
  try {
    await session.backend.shell.openDocument(sha256)
  } catch (thrown) {
    session.refuse(thrown)
  }
}

/**
 * Writes an e-mail: by the practice's own account where there is one, else as a draft that is handed
 * to the mail program.
 */
export async function writeMail(session: Session, about: ComposeMail): Promise<void> {
  try {
    const kept = await session.ask('mail.account', {})
    if (kept.account) session.writing = about
    else await draftMail(session, about)
  } catch (thrown) {
    session.refuse(thrown)
  }
}

async function draftMail(session: Session, about: ComposeMail): Promise<void> {
  try {
    const draft = await session.ask('mail.compose', about)
    await session.backend.shell.draftMail(draft.id)
    session.stale(['history'])
    session.say({
      text: draft.to
        ? `Draft to ${draft.to} is in your mail program`
        : 'Draft is in your mail program',
      detail: draft.attachment,
    })
  } catch (thrown) {
    session.refuse(thrown)
  }
}

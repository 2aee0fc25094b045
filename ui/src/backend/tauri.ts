/** The program behind the window. The only file that knows Tauri. */

import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import { asFailure, type Backend, type Done, type Name, type Question } from './backend'
import type { Tag } from './generated'
import type { Shell } from './shell'

async function ask<Reply>(command: string, args?: Record<string, unknown>): Promise<Reply> {
  try {
    return await invoke<Reply>(command, args)
  } catch (thrown) {
    throw asFailure(thrown)
  }
}

const shell: Shell = {
  saveDocument: (sha256) => ask('save_document', { sha256 }),
  openDocument: (sha256) => ask('open_document', { sha256 }),
  saveFile: (name, content) => ask('save_file', { name, content }),
  saveMade: (name, question) => ask('save_made', { name, question }),
  draftMail: (id) => ask('draft_mail', { id }),
  testMail: () => ask('test_mail'),
  connectProcessor: (brand, key) => ask('connect_processor', { brand, key }),
  beginLedger: (asked) => ask('begin_ledger', { ...asked }),
  finishLedger: (pasted) => ask('finish_ledger', { pasted }),
  chooseLedger: (brand, reference) => ask('choose_ledger', { brand, reference }),
  cancelLedger: () => ask('cancel_ledger'),
  disconnectLedger: () => ask('disconnect_ledger'),
  checkOffice: (application, access) => ask('check_office', { application, access }),
  connectOffice: (application, access, assignee) =>
    ask('connect_office', { application, access, assignee }),
  reveal: (path) => ask('reveal', { path }),
}

export const tauri: Backend = {
  call: <N extends Name>(name: N, question: Question<N>) =>
    ask<Done<N>>('call', { name, question }),
  ontouched(listener) {
    const stop = listen<Tag[]>('touched', (event) => listener(event.payload))
    return () => void stop.then((unlisten) => unlisten())
  },
  shell,
}

/** Whether this page runs inside the program and not in a browser. */
export function inProgram(): boolean {
  return '__TAURI_INTERNALS__' in window
}

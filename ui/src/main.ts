import '@fontsource-variable/inter/index.css'
import './styles/tokens.css'
import './styles/reset.css'
import './styles/type.css'
import './styles/control.css'
import './styles/print.css'
import { mount } from 'svelte'
import App from './App.svelte'
import type { Backend } from './backend/backend'
import { inProgram, tauri } from './backend/tauri'
import { restore } from './theme.svelte'

/** The program's backend, or, in a browser, one that is made up. */
async function backend(): Promise<Backend> {
  if (inProgram()) return tauri
  if (import.meta.env.DEV || import.meta.env.VITE_MADE_UP) {
    if (__DEV_HOST__) return (await import('./backend/loopback')).loopback
    const { fake } = await import('./backend/fake')
    return fake()
  }
  return tauri
}

restore()
const target = document.getElementById('app')!
if (import.meta.env.DEV && location.hash.startsWith('#/gallery')) {
  const { default: Gallery } = await import('./gallery/Gallery.svelte')
  mount(Gallery, { target })
} else {
  mount(App, { target, props: { backend: await backend() } })
}

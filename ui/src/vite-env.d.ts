/// <reference types="vite/client" />
/// <reference types="svelte" />

/** The version of the window, from package.json. */
declare const __VERSION__: string

/** Whether the real program stands behind the browser, in development. */
declare const __DEV_HOST__: boolean

declare module 'pdfjs-dist/legacy/build/pdf.min.mjs'
declare module 'pdfjs-dist/legacy/build/pdf.worker.min.mjs'

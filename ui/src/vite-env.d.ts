/// <reference types="vite/client" />
/// <reference types="svelte" />

/** The version of the window, from package.json. */
declare const __VERSION__: string

declare module 'pdfjs-dist/legacy/build/pdf.min.mjs'
declare module 'pdfjs-dist/legacy/build/pdf.worker.min.mjs'

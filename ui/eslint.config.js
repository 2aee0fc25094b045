import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

/** One fence: files here may not import what matches these patterns. */
const fence = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
})

const tauri = {
  group: ['@tauri-apps/*'],
  message: 'only backend/tauri.ts speaks to the shell; use the backend interface',
}
const bits = { group: ['bits-ui'], message: 'behaviour primitives are wrapped once in components/' }
const features = {
  group: ['**/features/**', '**/pages/**'],
  message: 'this room may not reach upwards',
}
const backend = { group: ['**/backend/**'], message: 'this room does not know the backend' }
const sibling = {
  group: ['../*/**', '!../../**', '**/features/**'],
  message: 'a feature may not import another feature; meet in pages/',
}
const pages = { group: ['**/pages/**'], message: 'only App and pages import pages' }

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/backend/generated.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/prefer-svelte-reactivity': 'off',
      'no-undef': 'off',
    },
  },
  fence(['src/**/*.{ts,svelte}'], [tauri], ['src/backend/tauri.ts']),
  fence(['src/format/**'], [tauri, bits, features, backend, { group: ['**/components/**'] }]),
  fence(['src/paper/**'], [tauri, bits, features, backend, { group: ['**/components/**'] }]),
  fence(['src/components/**'], [tauri, features, backend]),
  fence(
    ['src/backend/**'],
    [tauri, bits, features, { group: ['**/components/**'] }],
    ['src/backend/tauri.ts'],
  ),
  fence(['src/backend/tauri.ts'], [bits, features]),
  fence(['src/features/**'], [tauri, bits, pages, sibling]),
  fence(['src/pages/**', 'src/App.svelte', 'src/main.ts'], [tauri, bits]),
)

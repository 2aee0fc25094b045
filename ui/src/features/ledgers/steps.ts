/** How a practice makes an application of its own at Xero and at Intuit, and gives its consent. */

import { HIDDEN, button, choice, field, type Drawn, type Step } from '../../components/drawing'

const XERO: Step[] = [
  {
    words: 'Open developer.xero.com/app/manage, sign in, and choose New app.',
    page: {
      address: 'developer.xero.com/app/manage',
      title: 'My apps',
      parts: [button('New app')],
    },
  },
  {
    words:
      'Name it as you like, without the word Xero; choose Mobile or desktop app, give your ' +
      'website as the company URL, and as redirect URI http://localhost:28417/callback.',
    page: {
      address: 'developer.xero.com/app/manage',
      title: 'Add a new app',
      parts: [
        field('App name', 'Our books', 'Enter'),
        choice('Web app', false),
        choice('Mobile or desktop app', true),
        field('Company or application URL', 'https://your-website', 'Enter'),
        field('Redirect URI', 'http://localhost:28417/callback', 'Enter'),
        button('Create app'),
      ],
    },
  },
  {
    words:
      'In Configuration add http://localhost:38417/callback and http://localhost:48417/callback, ' +
      'and save: they are used when another program has the first. Copy the client id and paste ' +
      'it below. There is no secret.',
    page: {
      address: 'developer.xero.com/app/manage',
      title: 'Configuration',
      menu: ['App details', '*Configuration'],
      parts: [
        field('Redirect URIs', 'localhost:38417/callback', 'Enter'),
        field('Redirect URIs', 'localhost:48417/callback', 'Enter'),
        button('Save'),
        field('Client id', '4B7F0C…', 'Copy'),
      ],
    },
  },
]

const INTUIT = 'developer.intuit.com'
const SECTIONS = ['Dashboard', '*Keys']

const QUICKBOOKS: Step[] = [
  {
    words:
      'Open developer.intuit.com, sign in, and create an app for QuickBooks Online with the ' +
      'scope Accounting.',
    page: {
      address: INTUIT,
      title: 'Create an app',
      parts: [
        field('App name', 'Our books', 'Enter'),
        choice('com.intuit.quickbooks.accounting', true),
        choice('com.intuit.quickbooks.payment', false),
        button('Create app'),
      ],
    },
  },
  {
    words:
      'To try it first, take the development keys: enter http://localhost:28417/callback as ' +
      'redirect URI, copy id and secret, and leave the address below empty.',
    page: {
      address: INTUIT,
      title: 'Keys and credentials',
      menu: SECTIONS,
      parts: [
        choice('Development', true),
        choice('Production', false),
        field('Client ID', 'ABq9k…', 'Copy'),
        field('Client secret', HIDDEN, 'Copy'),
        field('Redirect URIs', 'localhost:28417/callback', 'Enter'),
      ],
    },
  },
  {
    words:
      'For your own books, answer Intuit’s questionnaire for production keys: the program runs on ' +
      'your computer, keeps its data there, and has no server. Enter an https address of your ' +
      'own website as redirect URI, and the same below.',
    page: {
      address: INTUIT,
      title: 'Keys and credentials',
      menu: SECTIONS,
      parts: [
        choice('Development', false),
        choice('Production', true),
        button('Production key questionnaire'),
        field('Client ID', 'ABx2m…', 'Copy'),
        field('Client secret', HIDDEN, 'Copy'),
        field('Redirect URIs', 'https://your-website/books', 'Enter'),
      ],
    },
  },
  { words: 'Paste the id and the secret here. Both go to this computer’s keyring, nowhere else.' },
]

/** Steps to an application of one's own, by ledger. */
export const STEPS: Record<string, Step[]> = { xero: XERO, quickbooks: QUICKBOOKS }

/** The page of consent, by ledger. */
export const CONSENT: Record<string, Drawn> = {
  xero: {
    address: 'login.xero.com',
    title: 'Our books wants access to',
    parts: [field('Organisation', 'Your own practice', 'Choose'), button('Allow access')],
  },
  quickbooks: {
    address: 'appcenter.intuit.com',
    title: 'Connect Our books to',
    parts: [field('Company', 'Your own practice', 'Choose'), button('Connect')],
  },
}

/** Where a consent for production keys ends: at the practice's own website. */
export const ENDS: Drawn = {
  address: 'https://your-website/books?code=…',
  copied: true,
  title: 'Page not found',
  parts: [{ kind: 'note', label: 'This is as it should be. Copy the whole address.' }],
}

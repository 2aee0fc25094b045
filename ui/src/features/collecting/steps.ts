/** Where a key of each processor is made. */

import { HIDDEN, button, choice, field, type Step } from '../../components/drawing'

/** The last step with each of them. */
export const PASTE: Step = {
  words: 'Paste the key here. It is kept in this computer’s keyring and nowhere else.',
}

/** Steps to a key, by processor. */
export const STEPS: Record<string, Step[]> = {
  stripe: [
    {
      words:
        'In Stripe’s dashboard open Developers, API keys, and create a restricted key named ' +
        'Quittance. Give it write access to customers, checkout sessions, payment methods, setup ' +
        'and payment intents, invoices and refunds, and read access to events, charges, disputes, ' +
        'balance and payouts.',
      page: {
        address: 'dashboard.stripe.com',
        title: 'Create a restricted API key',
        menu: ['Overview', '*API keys', 'Events'],
        parts: [
          field('Key name', 'Quittance', 'Enter'),
          field('Customers', 'Write', 'Choose'),
          field('Events', 'Read', 'Choose'),
          button('Create key'),
        ],
      },
    },
    {
      words: 'In Settings, Public details, name the address of your terms of service.',
    },
  ],
  gocardless: [
    {
      words: 'In GoCardless’ dashboard open Developers, Create, Access token.',
    },
    {
      words: 'Name it Quittance and give it read-write access.',
      page: {
        address: 'manage.gocardless.com',
        title: 'Create an access token',
        menu: ['Overview', '*Developers'],
        parts: [
          field('Name', 'Quittance', 'Enter'),
          choice('Read-only access', false),
          choice('Read-write access', true),
          button('Create access token'),
          field('Access token', HIDDEN, 'Copy'),
        ],
      },
    },
  ],
  square: [
    {
      words:
        'Open developer.squareup.com/apps, sign in with your Square account, and create an ' +
        'application named Quittance.',
    },
    {
      words:
        'Under Credentials choose Production and copy the access token. To try it first, choose ' +
        'Sandbox and write sandbox: before the token.',
      page: {
        address: 'developer.squareup.com/apps',
        title: 'Credentials',
        menu: ['*Credentials', 'OAuth', 'Locations'],
        parts: [
          choice('Sandbox', false),
          choice('Production', true),
          field('Access token', HIDDEN, 'Copy'),
        ],
      },
    },
    {
      words:
        'Connecting names each permission the token lacks, and whether your location takes cards.',
    },
  ],
}

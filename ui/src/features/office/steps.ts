/** Where the two keys of Karbon are. */

import { HIDDEN, button, field, type Step } from '../../components/drawing'

/** Steps to the keys; `name` is the office's. */
export const steps = (name: string): Step[] => [
  {
    words: `Open ${name}, then Settings, Connected Apps, and there API Applications.`,
    page: {
      address: 'karbonhq.com',
      title: 'Connected Apps',
      menu: ['Colleagues', '*Connected Apps', 'Billing'],
      parts: [button('API Applications')],
    },
  },
  {
    words:
      'Add an application of your own, or open the one you have; an account has one. Copy its ' +
      'application id and its access key. Both go to this computer’s keyring.',
    page: {
      address: 'karbonhq.com',
      title: 'API Applications',
      menu: ['Colleagues', '*Connected Apps', 'Billing'],
      parts: [field('Application ID', HIDDEN, 'Copy'), field('Access key', HIDDEN, 'Copy')],
    },
  },
]

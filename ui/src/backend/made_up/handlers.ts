import type { Answer, Name, Question } from '../backend'

/** Made-up answers, by command. */
export type Handlers = { [N in Name]?: (question: Question<N>) => Answer<N> }

/** Everything that is measured, by the name that the tables give it. */
export const libraries = {
  detent: () => import('detent'),
  'a detent actor': () => import('detent'),
  xstate: () => import('xstate'),
  robot3: () => import('robot3'),
  '@xstate/fsm': () => import('@xstate/fsm'),
  '@xstate/store': () => import('@xstate/store'),
  jssm: () => import('jssm'),
  'by hand': async () => ({}),
  'by hand, immutable': async () => ({}),
};

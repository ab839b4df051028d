import type { Step } from '../../format/timeline'

/** A request's life, newest on top; the present step is the large one. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    steps: { type: Array, value: [] as Step[] },
  },
})

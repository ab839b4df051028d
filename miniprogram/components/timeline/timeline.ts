import { mergeSteps, type Step } from '../../format/timeline'

/** A request's life, newest on top; the present step is the large one. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    steps: { type: Array, value: [] as Step[] },
    /** What happened beside it, such as a booking made for it: put in by time. */
    others: { type: Array, value: [] as Step[] },
  },
  data: { all: [] as Step[] },
  observers: {
    'steps, others'(steps: Step[], others: Step[]) {
      this.setData({ all: mergeSteps(steps, others) })
    },
  },
})

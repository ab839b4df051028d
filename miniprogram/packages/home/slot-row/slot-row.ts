import type { SlotWords } from '../words'

/** One slot: when, what and how many places; opens what a tap leads to. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    line: { type: Object, value: {} as SlotWords },
    /** Nothing stands above it that it has to be kept apart from. */
    isFirst: { type: Boolean, value: false },
  },
  methods: {
    onTap() {
      const { leads, id, mineId } = this.data.line
      if (leads !== 'nowhere') this.triggerEvent('choose', { leads, id, mineId })
    },
  },
})

import type { SlotWords } from '../words'

/** One slot: when, what and how many places; opens what a tap leads to. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: { line: { type: Object, value: {} as SlotWords } },
  methods: {
    onTap() {
      const { leads, id, mineId } = this.data.line
      if (leads !== 'nowhere') this.triggerEvent('choose', { leads, id, mineId })
    },
  },
})

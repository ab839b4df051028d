import type { Tone } from '../../format/words'

/** A state or a deadline as an icon, words and a tint: readable without seeing the colour. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    icon: { type: String, value: '' },
    text: { type: String, value: '' },
    tone: { type: String, value: 'plain' satisfies Tone as string },
  },
})

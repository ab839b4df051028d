/** A whole row that turns one thing on and off: TDesign's switch alone is small and has no name. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    icon: { type: String, value: '' },
    label: { type: String, value: '' },
    hint: { type: String, value: '' },
    value: { type: Boolean, value: false },
    testid: { type: String, value: '' },
  },
  methods: {
    onToggle() {
      this.triggerEvent('change', { value: !this.data.value })
    },
  },
})

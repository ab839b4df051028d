/** The one loud button of a page. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    icon: { type: String, value: '' },
    label: { type: String, value: '' },
    hint: { type: String, value: '' },
    testid: { type: String, value: '' },
  },
  methods: {
    onPress() {
      this.triggerEvent('press')
    },
  },
})

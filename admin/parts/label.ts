import type { Directive } from 'vue'

/**
 * `v-label="'街道'"`: the name by which a reader calls the field inside, for fields of the component
 * library that have no visible label.
 */
export const vLabel: Directive<HTMLElement, string> = {
  mounted: (element, { value }) => name(element, value),
  updated: (element, { value }) => name(element, value),
}

function name(element: HTMLElement, text: string): void {
  const field = element.matches('input, textarea')
    ? element
    : element.querySelector('input, textarea')
  field?.setAttribute('aria-label', text)
}

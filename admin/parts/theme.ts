import { computed, ref, watchEffect } from 'vue'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]

const place = 'admin.theme'
const preference = matchMedia('(prefers-color-scheme: dark)')
const isSystemDark = ref(preference.matches)

function stored(): Theme {
  const value = localStorage.getItem(place)
  return themes.find((theme) => theme === value) ?? 'system'
}

/** What the person chose; `system` follows the computer. */
export const theme = ref<Theme>(stored())

preference.addEventListener('change', ({ matches }) => (isSystemDark.value = matches))

/** What is shown now. */
export const isDark = computed(
  () => theme.value === 'dark' || (theme.value === 'system' && isSystemDark.value),
)

watchEffect(() => {
  document.documentElement.setAttribute('theme-mode', isDark.value ? 'dark' : 'light')
  localStorage.setItem(place, theme.value)
})

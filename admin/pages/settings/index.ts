import { SettingIcon } from 'tdesign-icons-vue-next'
import type { Area } from '../../parts/area'

export const settings: Area = {
  name: 'settings',
  title: '规则与时限',
  icon: SettingIcon,
  key: 's',
  routes: [
    {
      path: '/settings',
      component: () => import('./rules/RulesPage.vue'),
      meta: { title: '派单规则' },
    },
  ],
}

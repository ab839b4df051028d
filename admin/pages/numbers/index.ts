import { ChartBarIcon } from 'tdesign-icons-vue-next'
import type { Area } from '../../parts/area'

export const numbers: Area = {
  name: 'numbers',
  title: '数字',
  icon: ChartBarIcon,
  key: 'n',
  routes: [
    { path: '/numbers', component: () => import('./NumbersPage.vue'), meta: { title: '数字' } },
  ],
}

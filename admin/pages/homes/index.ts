import { HomeIcon } from 'tdesign-icons-vue-next'
import type { Area } from '../../parts/area'

export const homes: Area = {
  name: 'homes',
  title: '近邻家园',
  icon: HomeIcon,
  key: 'h',
  routes: [
    {
      path: '/homes',
      component: () => import('./day/DayPage.vue'),
      meta: { title: '近邻家园 · 当天名单' },
    },
    {
      path: '/homes/offer',
      component: () => import('./offer/OfferPage.vue'),
      meta: { title: '近邻家园 · 服务和时间' },
    },
  ],
}

import { SecuredIcon } from 'tdesign-icons-vue-next'
import type { Area } from '../../parts/area'

export const reviews: Area = {
  name: 'reviews',
  title: '内容审核',
  icon: SecuredIcon,
  key: 'v',
  routes: [
    {
      path: '/reviews',
      component: () => import('./ReviewsPage.vue'),
      meta: { title: '内容审核' },
    },
  ],
}

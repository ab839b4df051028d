import { postsOf } from '../../core/grids/duty'
import { posterOf, posterPage, posterScene } from '../../core/grids/poster'
import type { PosterView } from '../../typings/groups'
import type { CodePainter } from './code-painter'
import type { OperationContext } from './operation'
import { orRefuse, refused } from './serve'
import { findPosterCase } from './stores/groups'

/** A unit's poster, for its own people and those of the units above it. */
export async function findPoster(
  { openid, now, backend }: OperationContext,
  painter: CodePainter,
  unitId: string,
): Promise<PosterView> {
  const { unit, held } = await findPosterCase(backend.database, { unitId, openid })
  const posts = postsOf(held, openid, now)
  if (posts.length === 0) throw refused('NO_APPOINTMENT')
  if (!unit?.path.some((id) => posts.some((post) => post.unitId === id)))
    throw refused('FORBIDDEN', '只能打印自己负责的网格和下面网格的海报。')
  const { scene } = orRefuse(posterScene(unit))
  const image = await painter.paint({ page: posterPage, scene })
  if (!image) throw refused('UNAVAILABLE', '微信现在没有给出小程序码，请过一会儿再试。')
  return posterOf(unit, scene, image)
}

import type { Picture } from '../../engine/picture.js';
import type { ClusterResult } from '../../engine/result.js';
import type { Cluster } from '../../jobcenter/model.js';
import type { Output } from '../options/checking-options.js';

/** Makes the picture of a cluster right after its check, for models are not kept. */
export type Draw = (cluster: Cluster) => Picture;

/** What a run has to draw for its formats: nothing, unless one of them shows pictures. */
export async function drawFor(outputs: readonly Output[]): Promise<{ readonly draw?: Draw }> {
  if (!outputs.some(({ format }) => format === 'html')) return {};
  const { pictureOf } = await import('../../jobcenter/picture.js');
  return { draw: pictureOf };
}

/** A result with its cluster's picture, where one is drawn. */
export const withPicture = (
  result: ClusterResult,
  cluster: Cluster,
  draw: Draw | undefined,
): ClusterResult => (draw === undefined ? result : { ...result, picture: draw(cluster) });

import type { ConfRole } from './model.js';
import type { Platform } from './platform.js';

/** What a daemon.conf is for, as far as its place tells (domain.md §2); null where it does not. */
export function confRoleOf(path: string, platform: Platform): ConfRole | null {
  const place = path.replaceAll('\\', '/');
  if (platform === 'windows') return null;
  if (/(^|\/)usr\/lib\/nqs\/rc\/daemon\.conf$/.test(place)) return 'common';
  if (/(^|\/)(usr|var)\/spool\/nqs\/daemon\.conf$/.test(place)) return 'local';
  return /(^|\/)nqs\/daemon\.conf$/.test(place) ? 'site' : null;
}

import type { Localized } from '../../message/language.js';

/** Why the steps of a site pass where agents move alone. */
export const withoutSite: Localized = {
  en: 'does not apply: agents move here, and no site',
  ja: '対象外です（移動するのはエージェントだけで、サイトはありません）',
};

/** Why the steps of agents pass where none moves. */
export const withoutMovingAgent: Localized = {
  en: 'does not apply: no agent moves between these nodes',
  ja: '対象外です（これらのノード間で移動するエージェントはありません）',
};

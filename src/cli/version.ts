import manifest from '../../package.json' with { type: 'json' };
import type { Tool } from '../report/json.js';

/** What this program calls itself in reports. */
export const tool: Tool = { name: manifest.name, version: manifest.version };

import { arch, platform, release } from 'node:os';
import packageJson from '../package.json' with { type: 'json' };
import type { JsonObject } from '../shared/event.ts';

/** What every event says of where it was written down: from the process, never from a message. */
export const deviceInfo: JsonObject = {
  platform: platform(),
  osRelease: release(),
  arch: arch(),
  app: packageJson.name,
  appVersion: packageJson.version,
};

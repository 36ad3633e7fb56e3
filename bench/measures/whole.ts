import { copyOf } from '../lib/bigStore.ts';
import type { Measure } from '../lib/setting.ts';

/** Every projection derived anew, in a process of its own so that its memory is known. */
export const rebuild: Measure = {
  what: 'a rebuild of every projection, in times of scanC, and its memory',
  async run(setting) {
    const { path } = copyOf(setting.store(setting.size), setting.folder());
    return { ...Object(setting.alone('rebuild', { path })), parts: setting.alone('rebuildSteps', { path }) };
  },
};

/** Everything that can be checked, each part by itself. */
export const verify: Measure = {
  what: 'verify, by its parts, in times of scanC',
  async run(setting) {
    const { path, home } = setting.store(setting.size);
    return Object(setting.alone('verify', { path, home }));
  },
};

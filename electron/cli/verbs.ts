import type { Verb } from './verb.ts';

/** Each verb is read when it is given: a report's formats are nothing that a query should wait for. */
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  init: async () => (await import('./init.ts')).init,
  exec: async () => (await import('./exec.ts')).exec,
  query: async () => (await import('./query.ts')).query,
  events: async () => (await import('./events.ts')).events,
  verify: async () => (await import('./verify.ts')).verify,
  rebuild: async () => (await import('./rebuild.ts')).rebuild,
  import: async () => (await import('./import.ts')).importVerb,
  report: async () => (await import('./report.ts')).report,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  demo: async () => (await import('./demo.ts')).demo,
};

/** @returns null: there is no verb of this name */
export async function findVerb(name: string): Promise<Verb | null> {
  return Object.hasOwn(verbs, name) ? ((await verbs[name]?.()) ?? null) : null;
}

export const isVerb = (name: string): boolean => Object.hasOwn(verbs, name);

export async function listOfVerbs(): Promise<string> {
  const all = await Promise.all(Object.values(verbs).map((read) => read()));
  return `assettrack VERB …

${all.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`).join('\n')}

  assettrack VERB --help   says how a verb is used
  assettrack --version     says which release this is

Every verb takes --store FILE; without it, it works on the app's own store. The PIN of --as OPERATOR comes from the
environment variable ASSETTRACK_PIN, or is asked for. Answers are JSON on standard output, words for people go to
standard error. Exit status: 0 done, 1 refused, 2 wrong usage.`;
}

/** Everything the window may ask of the main process. Apart from their forms, so that the preload bundles no zod. */
export const endpointNames = [
  'app.info',
  'app.setTheme',
  'app.fault',
  'store.state',
  'store.create',
  'store.open',
  'store.removeSample',
  'store.verify',
  'store.stopVerify',
  'session.state',
  'session.operators',
  'session.signIn',
  'session.signOut',
  'session.lock',
  'session.unlock',
  'session.confirmPin',
  'recovery.make',
  'recovery.save',
  'recovery.confirm',
  'recovery.use',
  'command',
  'commandAtomic',
  'query',
  'assignment.open',
  'draft.list',
  'draft.save',
  'import.receive',
  'import.add',
  'import.run',
  'import.undo',
  'import.rows',
  'import.resume',
  'import.forget',
  'import.template',
  'labels.preview',
  'labels.save',
  'labels.forget',
  'backup.list',
  'backup.now',
  'backup.chooseRestore',
  'backup.preview',
  'backup.restore',
  'rescue.choose',
  'rescue.restore',
  'report.preview',
  'report.save',
  'report.show',
  'report.forget',
  'pack.opened',
  'pack.choose',
  'pack.check',
  'job.list',
  'job.cancel',
] as const;
export type EndpointName = (typeof endpointNames)[number];

/** What the main process announces unasked. */
export const channelNames = ['appended', 'session', 'store', 'theme', 'menu', 'job', 'pack'] as const;
export type ChannelName = (typeof channelNames)[number];

/**
 * What the preload puts into the page as `window.assettrack`. JSON text crosses, not objects: it is one copy instead
 * of two, its size can be judged before it is read, and nothing but plain values can be in it.
 */
export interface Bridge {
  readonly platform: string;
  readonly ask: { readonly [N in EndpointName]: (input: string) => Promise<string> };
  /** @returns how to stop listening */
  readonly on: { readonly [N in ChannelName]: (listener: (text: string) => void) => () => void };
}

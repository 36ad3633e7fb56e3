import { readAnswer } from '../shared/ipc/answerForms.ts';
import { type Announcement, channels, endpoints, fault, type Output, type Request } from '../shared/ipc/contract.ts';
import type { Bridge, ChannelName, EndpointName } from '../shared/ipc/names.ts';

/** A bug in the main process, or a request that is not of the contract's form. Nobody expects it; it is said aloud. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

/** The main process as this window sees it: typed, and checked on this side too. */
export interface Main {
  ask<N extends EndpointName>(name: N, input: Request<N>): Promise<Output<N>>;
  /** @returns how to stop listening */
  listen<N extends ChannelName>(channel: N, listener: (what: Announcement<N>) => void): () => void;
}

export function openMain(bridge: Bridge): Main {
  return {
    async ask(name, input) {
      const request = endpoints[name].input.parse(input);
      const answered: unknown = JSON.parse(await bridge.ask[name](JSON.stringify(request)));
      const failed = fault.safeParse(answered);
      if (failed.success) throw new Fault(failed.data.fault);
      // The one cast: TypeScript cannot see that `endpoints[name]` and `Output<N>` share their N.
      const output = endpoints[name].output.parse(answered) as Output<typeof name>;
      if (name === 'query') readQuery(request as Request<'query'>, output as Output<'query'>); // as the name says
      return output;
    },
    listen(channel, listener) {
      return bridge.on[channel]((text) => {
        // The same cast, for channels.
        listener(channels[channel].parse(JSON.parse(text)) as Announcement<typeof channel>);
      });
    },
  };
}

/** What was answered is read before a view relies on it. */
function readQuery({ name }: Request<'query'>, answer: Output<'query'>): void {
  if (answer.ok) readAnswer(name, answer.value);
}

declare global {
  // Put here by electron/preload.ts.
  var assettrack: Bridge;
}

import { z } from 'zod';
import { endpoints, type fault, type Input, MAX_REQUEST_CHARS, type Output } from '../../shared/ipc/contract.ts';
import type { EndpointName } from '../../shared/ipc/names.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { refusedOf } from './refusedOf.ts';
import { MOST_WAITING } from './turns.ts';

export type Handler<N extends EndpointName> = (input: Input<N>) => Output<N> | Promise<Output<N>>;
export type Handlers = { readonly [N in EndpointName]: Handler<N> };

/** Told of every error that is no refusal. Those are bugs. */
export type Report = (what: string, error: unknown) => void;

/**
 * One request of the window, from untrusted text to the text of its answer. Never throws: a request that is not of
 * its form, and a bug, answer `{fault}`; expected refusals are part of the endpoint's own answer.
 */
export async function answer<N extends EndpointName>(
  name: N,
  handlers: Handlers,
  text: unknown,
  report: Report,
): Promise<string> {
  // Before anything of it is read: so much text alone would hold up everybody.
  if (typeof text === 'string' && text.length > MAX_REQUEST_CHARS) {
    const why = `has ${text.length} characters, more than the ${MAX_REQUEST_CHARS} of one request`;
    return declined(name, { code: 'INVALID', details: { field: 'request', why } });
  }
  try {
    const input = readRequest(name, text);
    const output: unknown = await handlers[name](input);
    return JSON.stringify(endpoints[name].output.parse(output));
  } catch (error) {
    report(`answering ${name}`, error);
    return JSON.stringify({ fault: name } satisfies z.output<typeof fault>);
  }
}

/** The answer to a request that waits behind too many others: nothing of it is read or done. */
export const tooMany = (name: EndpointName): string =>
  declined(name, { code: 'STORE_BUSY', details: { waiting: MOST_WAITING } });

/** A refusal in the form of the endpoint's own answer; a fault, where that form has no refusals. */
function declined(name: EndpointName, refusal: Refusal): string {
  const no = { ok: false, error: refusedOf(refusal) };
  const { output } = endpoints[name];
  const fitting = [no, [no]].find((value) => output.safeParse(value).success);
  return JSON.stringify(fitting ?? ({ fault: name } satisfies z.output<typeof fault>));
}

function readRequest<N extends EndpointName>(name: N, text: unknown): Input<N> {
  if (typeof text !== 'string') throw new Error('the request is no text');
  const parsed = endpoints[name].input.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`the request is not of its form: ${z.prettifyError(parsed.error)}`);
  // The one cast: TypeScript cannot see that `endpoints[name]` and `Input<N>` share their N.
  return parsed.data as Input<N>;
}

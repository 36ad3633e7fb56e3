/** Closes a switch: the compiler complains here when a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`not a known case: ${JSON.stringify(value)}`);
}

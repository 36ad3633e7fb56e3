/** A word of progress for whoever waits; the figures alone go to standard output. */
export function say(words: string): void {
  process.stderr.write(`${words}\n`);
}

import type { StoredEvent } from '../../shared/event.ts';
import type { HeadFile, HeadPosition } from './headFile.ts';

type Position = Omit<HeadPosition, 'at' | 'closed'>;

/** Whoever reads one of these may copy its number and hash, or print it: it must not be newer than what we can prove. */
const isShownAsReceipt = ({ type }: StoredEvent): boolean => type === 'HANDOVER_COMMITTED';

/**
 * The head file of an open store, following its log: behind every commit without waiting for the disk, and on the disk
 * before a receipt is answered. The order is log, head, answer.
 *
 * @param head  null: this process keeps none, because it reads, or writes for the one that does
 * @param last  where this device's chain has come to; null: nowhere yet
 * @param now  ms since 1970 UTC
 */
export function keepHead(head: HeadFile | null, last: () => Position | null, now: () => number) {
  const write = (closed: boolean): void => {
    const position = last();
    if (position) head?.write({ ...position, at: now(), closed });
  };
  // From now on the log may run ahead of the head: without this on the disk, that would look like another's events.
  if (head) {
    write(false);
    head.sync();
  }
  return {
    appended(events: readonly StoredEvent[]): void {
      write(false);
      if (events.some(isShownAsReceipt)) head?.sync();
    },
    sync(): void {
      head?.sync();
    },
    /** @param inOrder  whether the log is known to end where this process left it */
    close(inOrder: boolean): void {
      write(inOrder);
      head?.sync();
      head?.close();
    },
  };
}

import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lookAtPack, openInbox, packArgument, packHandedOver } from './openedFile.ts';

test('the pack that the app was started for is found among options, and none where there is none', () => {
  const found = (...words: string[]) => packArgument(['assettrack', ...words], '/home/ada');
  expect(found('--no-sandbox', '.', 'a.CustodyPack')).toBe('/home/ada/a.CustodyPack');
  expect(found('--store', 'x.custodypack', '/usb/b.custodypack')).toBe('/usb/b.custodypack');
  expect(found('--store=/x.custodypack', '--log-file=c.custodypack', 'notes.txt')).toBeNull();
  expect(packArgument(['/opt/odd.custodypack'], '/')).toBeNull();
});

test('what a second start hands over is a path or nothing', () => {
  expect(packHandedOver({ pack: '/usb/b.custodypack' })).toBe('/usb/b.custodypack');
  for (const other of [null, undefined, 'x', { pack: null }, { pack: '' }, { pack: 'a'.repeat(5000) }])
    expect(packHandedOver(other)).toBeNull();
});

test('only an ordinary file can be a pack, whatever its name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assettrack-opened-'));
  const pack = join(folder, 'a.custodypack');
  writeFileSync(pack, 'PK');
  symlinkSync(pack, join(folder, 'b.custodypack'));
  symlinkSync('/dev/zero', join(folder, 'c.custodypack'));
  const why = (path: string) => {
    const found = lookAtPack(path);
    return found.ok ? found.value.bytes : found.error.details.why;
  };
  expect(why(pack)).toBe(2);
  expect(why(join(folder, 'b.custodypack'))).toBe(2);
  expect(why(join(folder, 'c.custodypack'))).toBe('it is no ordinary file');
  expect(why(folder)).toBe('it is no ordinary file');
  expect(why(join(folder, 'gone.custodypack'))).toBe('it is not there');
  expect(why('a\0b.custodypack')).toBe('it is no ordinary file');
  rmSync(folder, { recursive: true });
});

test('a file that comes before anybody listens waits, and only the last one', () => {
  const taken: string[] = [];
  const inbox = openInbox('first');
  inbox.put('second');
  inbox.listen((path) => taken.push(path));
  inbox.put('third');
  expect(taken).toEqual(['second', 'third']);
});

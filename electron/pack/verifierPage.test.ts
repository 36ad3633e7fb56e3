import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { verifierPage } from './verifierPage.ts';

test('the page is found from the sources as from the bundle, holds all it needs, and is none where nothing was built', async () => {
  const page = await verifierPage();
  expect(page).toMatch(
    /^<!doctype html>[\s\S]*default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+';/,
  );
  expect(page).not.toMatch(/<(script|link|img|iframe)[^>]*(src|href)=/);
  expect(await verifierPage(tmpdir())).toBeNull();
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { reportNames } from '../shared/contract/reports.ts';

const root = join(import.meta.dirname, '..');
const pages = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** What `npm run screenshots` takes, by the names in its own files: they know the page, which this test does not. */
const pictureNames = readdirSync(join(root, 'e2e', 'pictures')).flatMap((file) =>
  [...readFileSync(join(root, 'e2e', 'pictures', file), 'utf8').matchAll(/\bname: '([a-z-]+)'/g)].map(
    ([, name = '']) => name,
  ),
);

/** A page without its fenced code, in which nothing is a link. */
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8').replace(/^```.*?^```/gms, '');

/** What its headings are called in an address, as GitHub makes it. */
const anchorsOf = (page: string): readonly string[] =>
  [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );

test('every link of the docs leads somewhere, down to its heading, and every picture is one that the script takes', () => {
  const taken = new Set([
    ...pictureNames.map((name) => `${name}-light-1280.png`),
    ...reportNames.map((name) => join('reports', `${name}.png`)),
  ]);
  const links = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, to = '']) =>
      /^[a-z]+:/.test(to) ? [] : { page, to, path: join(dirname(page), to.split('#')[0] ?? ''), at: to.split('#')[1] },
    ),
  );
  const leads = ({ page, to, path, at }: (typeof links)[number]): boolean => {
    // Taken anew as a whole now and then: a new one may not lie there yet.
    if (to.endsWith('.png')) return taken.has(relative('docs/pictures', path)) || existsSync(join(root, path));
    const file = to.startsWith('#') ? page : path;
    return existsSync(join(root, file)) && (at === undefined || anchorsOf(file).includes(at));
  };
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter((link) => !leads(link)).map(({ page, to }) => `${page}: ${to}`)).toEqual([]);
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LabelWish } from '../../shared/labels/labelWish.ts';
import { accept, type Result } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import type { Custody } from '../custody.ts';
import { type LabelPages, labelPages } from '../labels/labelPages.ts';
import { labelsOf } from '../labels/labelsOf.ts';
import { testPage } from '../labels/testPage.ts';
import type { PrintWish } from '../report/printWish.ts';
import { writeAside } from '../store/writeAside.ts';

export interface LabelKeeperNeeds {
  /** folder of the fonts */
  readonly fonts: string;
  newId(): string;
  print(wish: PrintWish): Promise<void>;
  /** asks where to; null: the person thought better of it */
  chooseTarget(proposed: string): Promise<string | null>;
}

export type LabelKeeper = ReturnType<typeof openLabelKeeper>;

/** Labels for the window: a preview, and a PDF at exactly their size. A label records nothing, so it is no export. */
export function openLabelKeeper({ fonts, newId, print, chooseTarget }: LabelKeeperNeeds) {
  /** the pages that the window shows; one preview at a time */
  let shown: { readonly id: string; readonly html: string } | null = null;

  function make(
    custody: Custody,
    session: Session,
    { subject, ...how }: LabelWish,
  ): Result<LabelPages & { labels: number }> {
    if (subject.of === 'test') return accept({ ...testPage(how), labels: 0 });
    const labels = labelsOf(custody, session, subject);
    if (!labels.ok) return labels;
    const pages = labelPages(labels.value, how, fonts);
    return pages.ok ? accept({ ...pages.value, labels: labels.value.length }) : pages;
  }

  return {
    preview(custody: Custody, session: Session, wish: LabelWish) {
      const made = make(custody, session, wish);
      if (!made.ok) return made;
      shown = { id: newId(), html: made.value.html };
      return accept({ page: shown.id, pages: made.value.pages, labels: made.value.labels });
    },

    /** @returns where the PDF lies; null: the person thought better of it */
    async save(custody: Custody, session: Session, wish: LabelWish): Promise<Result<{ readonly path: string | null }>> {
      const made = make(custody, session, wish);
      if (!made.ok) return made;
      const out = await chooseTarget('labels.pdf');
      if (out === null) return accept({ path: null });
      const folder = await mkdtemp(join(tmpdir(), 'assettrack-labels-'));
      try {
        const [page, pdf] = [join(folder, 'labels.html'), join(folder, 'labels.pdf')];
        await writeFile(page, made.value.html, { mode: 0o600 });
        await print({ page, pdf, paper: made.value.paper, foot: null });
        const written = await writeAside(out, async (aside) => {
          await writeFile(aside, await readFile(pdf));
          return accept(null);
        });
        return written.ok ? accept({ path: written.value.path }) : written;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },

    /** The pages that are previewed, by their id. */
    page: (id: string): string | null => (shown?.id === id ? shown.html : null),
    /** Somebody else may sit here: nothing of the last preview stays. */
    forget(): void {
      shown = null;
    },
  };
}

import { words } from '../../../shared/uiWords.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Page } from '../../parts/Page.tsx';
import { to } from '../../routes.ts';
import { useOperatorRole } from '../../state/useMay.ts';
import { NotFound } from '../NotFound.tsx';
import type { ViewProps } from '../viewProps.ts';
import css from './Admin.module.css';
import { sectionNames } from './sectionNames.ts';
import { adminSections } from './sections.ts';

/** The admin's desk: its sections at the left, each at an address of its own. */
export function Admin({ address }: ViewProps<'admin'> | ViewProps<'adminSection'>) {
  const wanted = 'section' in address.params ? address.params.section : sectionNames[0];
  const section = sectionNames.find((name) => name === wanted);
  const role = useOperatorRole();
  const { admin } = words;
  if (!section) return <NotFound />;
  if (role !== 'admin') {
    return (
      <Page title={admin.title}>
        <Empty title={admin.onlyAdmins} hint={admin.onlyAdminsHint} />
      </Page>
    );
  }
  const { Section } = adminSections[section];
  return (
    <Page title={admin.title}>
      <div className={css.desk}>
        <nav aria-label={admin.sections.label}>
          <ul className={css.sections}>
            {sectionNames.map((name) => (
              <li key={name}>
                <a
                  className="nav-entry"
                  href={to('adminSection', { section: name })}
                  aria-current={name === section ? 'page' : undefined}
                >
                  {adminSections[name].label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className={css.body} key={section}>
          <Section />
        </div>
      </div>
    </Page>
  );
}

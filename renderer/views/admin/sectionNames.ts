/**
 * The sections of the admin's desk, in their order, as the address has them: `/admin/operators`. The first is where
 * `/admin` leads. Another one adds its name here and its line in `sections.ts`; the compiler asks for it.
 */
export const sectionNames = [
  'operators',
  'settings',
  'terms',
  'store',
  'backup',
  'device',
  'import',
  'recovery',
] as const;
export type SectionName = (typeof sectionNames)[number];

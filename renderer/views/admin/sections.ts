import type { ComponentType } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { ImportSection } from '../import/ImportSection.tsx';
import { BackupSection } from './BackupSection.tsx';
import { DeviceSection } from './DeviceSection.tsx';
import { OperatorsSection } from './OperatorsSection.tsx';
import { RecoverySection } from './RecoverySection.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { StoreSection } from './StoreSection.tsx';
import type { SectionName } from './sectionNames.ts';
import { TermsSection } from './TermsSection.tsx';

export interface AdminSection {
  readonly label: string;
  readonly Section: ComponentType;
}

const { sections } = words.admin;

export const adminSections: Readonly<Record<SectionName, AdminSection>> = {
  operators: { label: sections.operators, Section: OperatorsSection },
  settings: { label: sections.settings, Section: SettingsSection },
  terms: { label: sections.terms, Section: TermsSection },
  store: { label: sections.store, Section: StoreSection },
  backup: { label: words.backup.title, Section: BackupSection },
  device: { label: sections.device, Section: DeviceSection },
  import: { label: words.imports.entry, Section: ImportSection },
  recovery: { label: sections.recovery, Section: RecoverySection },
};

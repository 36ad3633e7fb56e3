import type { Address, ViewName } from '../routes.ts';

/** What a view is given: its own address, values and all. */
export interface ViewProps<V extends ViewName> {
  readonly address: Extract<Address, { readonly view: V }>;
}

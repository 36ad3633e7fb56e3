import type { ReactNode } from 'react';
import type { ViewName } from '../routes.ts';
import type { ViewProps } from './viewProps.ts';

/** A component that takes the address of its view. */
export type ViewComponent<V extends ViewName> = (props: ViewProps<V>) => ReactNode;

/** A view whose code is fetched when it is first wanted. */
export interface Later<V extends ViewName> {
  /** null until its code is there */
  shown(): ViewComponent<V> | null;
  /** Fetches its code, once; after a failure, once more. */
  fetch(): Promise<void>;
}

/** What stands in the table of views: a component, or the way to it. */
export type View<V extends ViewName> = ViewComponent<V> | Later<V>;

/**
 * A view that the start need not read: what is wanted first is drawn first, and the rest comes from the disk in
 * milliseconds. Not React's `lazy`: that shows nothing for a moment even when the code is there already.
 */
export function later<V extends ViewName>(load: () => Promise<ViewComponent<V>>): Later<V> {
  let component: ViewComponent<V> | null = null;
  let fetching: Promise<void> | null = null;
  return {
    shown: () => component,
    fetch() {
      fetching ??= load().then(
        (loaded) => {
          component = loaded;
        },
        (error: unknown) => {
          fetching = null;
          throw error;
        },
      );
      return fetching;
    },
  };
}

export function isLater<V extends ViewName>(view: View<V>): view is Later<V> {
  return 'fetch' in view;
}

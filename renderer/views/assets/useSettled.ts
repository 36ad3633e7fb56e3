import { useEffect, useState } from 'react';

/** ms; who drags the scroll bar passes a page in less, and need not be shown each */
const SETTLED_MS = 50;

/** The rows in sight, once scrolling has rested for a moment. */
export function useSettled(from: number, to: number): { readonly from: number; readonly to: number } {
  const [settled, setSettled] = useState({ from, to });
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled((known) => (known.from === from && known.to === to ? known : { from, to }));
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [from, to]);
  return settled;
}

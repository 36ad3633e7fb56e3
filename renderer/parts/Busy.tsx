import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { words } from '../../shared/uiWords.ts';

/** ms of waiting that nobody needs to be told of */
const PATIENCE_MS = 200;

/** An answer is on its way. Short waits show nothing, so that nothing flickers. */
export function Busy({ label = words.loading }: { readonly label?: string }) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className="quiet">
      {long && (
        <>
          <Loader size="xs" aria-hidden="true" /> {label}
        </>
      )}
    </div>
  );
}

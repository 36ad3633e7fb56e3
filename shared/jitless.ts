import { z } from 'zod';

// The policies of our pages allow no code that is made at run time. zod tries whether it may when the first form of an
// object is made, and Firefox writes the refusal into the console: this module comes before any that makes one.
z.config({ jitless: true });

/** What had the focus, and what it stood in: known also once it is gone. */
interface Stood {
  readonly element: Focused;
  /** innermost first */
  readonly within: readonly Element[];
  /** the middle of where it was seen last, px of the window */
  readonly at: Point;
}
type Focused = HTMLElement | SVGElement;
interface Point {
  readonly x: number;
  readonly y: number;
}

/** Until it was seen. */
const NOWHERE: Point = { x: 0, y: 0 };
/** Further back nobody remembers where they were either. */
const REMEMBERED = 24;
/** ms in which a view or a dialog sends the focus somewhere itself; whoever knows better comes first */
const WAIT_MS = 50;
/** What comes and goes over the view; the lock is a `main` of its own. */
const COVER = '[role="dialog"], [role="menu"], main';
/** Nobody is sent from one of these into another, only because a button has gone. */
const ROOM = 'header, nav, [role="dialog"], [role="menu"]';
const TABBED = 'a[href], button, input, select, textarea, [tabindex]';

/**
 * Keeps the focus in the window, for as long as it stands: where what had it is gone, with a dialog that was closed or
 * a line that was removed, the focus goes to what opened the dialog, else to what stands next to the place. A button
 * that is busy gets it back. Without this it would be on nothing, and who works with the keys would not know where.
 */
export function keepFocus(): void {
  let trail: readonly Stood[] = [];
  let looking = false;
  let movedUnderKey = false;

  const isLost = (): boolean => document.activeElement === document.body && trail.length > 0;

  function look(): void {
    looking = false;
    if (!isLost()) return;
    movedUnderKey = true;
    refuge(trail)?.focus();
  }

  function seeWhere(): void {
    const last = trail.at(-1);
    if (last?.element !== document.activeElement) return;
    trail = [...trail.slice(0, -1), stood(last.element, middleOf(last.element))];
  }

  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement || target instanceof SVGElement)) return;
    trail = [...trail.filter(({ element }) => element !== target), stood(target, NOWHERE)].slice(-REMEMBERED);
    // With the next frame: asked at once, a view that has just come would be laid out twice.
    requestAnimationFrame(seeWhere);
  });
  // Who presses beside everything lets go of what had the focus, and has lost nothing.
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    if (relatedTarget !== null || !(target instanceof Element)) return;
    setTimeout(() => {
      if (document.activeElement === document.body && isThere(target) && !target.matches(':disabled')) trail = [];
    });
  });
  document.addEventListener(
    'keydown',
    (event) => {
      seeWhere();
      // The Enter that closed one thing, still held down, does not press what has the focus since.
      if (event.key === 'Enter' && event.repeat && movedUnderKey) event.preventDefault();
      if (!event.repeat) movedUnderKey = false;
    },
    { capture: true },
  );
  document.addEventListener('click', seeWhere, { capture: true });
  new MutationObserver(() => {
    if (looking || !isLost()) return;
    looking = true;
    setTimeout(look, WAIT_MS);
  }).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden'],
  });
}

/** Where the focus goes. @returns null: nowhere yet, what had it is only busy */
function refuge(trail: readonly Stood[]): Focused | null {
  const over = [...document.querySelectorAll('[aria-modal="true"]')].filter(isThere).at(-1);
  for (const before of trail.toReversed()) {
    const { element, within } = before;
    if (over && !within.includes(over)) continue;
    if (isThere(element)) return element.matches(':disabled') ? null : element;
    const beside = nearest(before);
    if (beside) return beside;
    // Of a dialog that was closed, or of the lock, what was there before counts; of a view, the view that is there now.
    if (within.every((one) => one.isConnected || !one.matches(COVER))) break;
  }
  return over ? (tabbedIn(over)[0] ?? null) : document.querySelector<HTMLElement>('main h1');
}

/** What takes the focus next to where the element was, within the innermost of what it stood in that has anything. */
function nearest({ within, at }: Stood): Focused | null {
  for (const room of within) {
    if (room.matches('main') || room.querySelector('main')) return null;
    const [closest] = tabbedIn(room)
      .map((element) => ({ element, far: distance(middleOf(element), at) }))
      .sort((a, b) => a.far - b.far);
    if (closest) return closest.element;
    if (room.matches(ROOM)) return null;
  }
  return null;
}

function stood(element: Focused, at: Point): Stood {
  const within: Element[] = [];
  for (let up = element.parentElement; up; up = up.parentElement) within.push(up);
  return { element, within, at };
}

const isThere = (element: Element): boolean => element.isConnected && element.checkVisibility();

const tabbedIn = (room: Element): readonly Focused[] =>
  [...room.querySelectorAll<Focused>(TABBED)].filter(
    (element) => element.tabIndex >= 0 && !element.matches(':disabled') && isThere(element),
  );

function middleOf(element: Element): Point {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

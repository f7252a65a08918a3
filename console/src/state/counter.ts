// Milliseconds that only go on, also while the computer sleeps: the browser's own counter may stand
// still then, and the wall clock may be set back. Small differences of the two are left alone.

const SLEEP_MS_MIN = 1_000;

export function restlessCounter(
  counter: () => number = () => performance.now(),
  wall: () => number = Date.now
): () => number {
  let total = 0;
  let counted = counter();
  let walled = wall();
  return () => {
    const step = counter() - counted;
    const wallStep = wall() - walled;
    counted += step;
    walled += wallStep;
    total += wallStep > step + SLEEP_MS_MIN ? wallStep : step;
    return total;
  };
}

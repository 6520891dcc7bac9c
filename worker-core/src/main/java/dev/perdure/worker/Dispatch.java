package dev.perdure.worker;

/**
 * How requests are dispatched to the handler: one at a time by default; many at once by {@code
 * Multiplex} of the module worker-multiplex. Immutable and thread-safe.
 *
 * <p>A choice among those that this library has, not an interface to implement: {@link
 * Worker#multiplex(Dispatch)} refuses all others.
 */
public interface Dispatch {
  /** What the runtime makes its loops with; of a type that only the runtime knows. */
  Object loops();
}

package dev.perdure.worker.runtime.request;

/**
 * A step that the serving thread takes at a given time while it waits for the end.
 *
 * <p>The classes that stop work get a step as a {@code TimedStep}, never as one of its subclasses:
 * to check that those are steps, the JVM would load them before the first request.
 */
public abstract class TimedStep {
  /** When to take it, as a value of {@link System#nanoTime()}. */
  private long due;

  public TimedStep(long due) {
    this.due = due;
  }

  public final long due() {
    return due;
  }

  /** Makes the step due again {@code nanos} nanoseconds from now. */
  public final void again(long nanos) {
    due = System.nanoTime() + nanos;
  }

  /**
   * Takes the step, which must not wait.
   *
   * @return whether there is another one, at {@link #due()}
   */
  public abstract boolean take();

  /** Whether the step is for {@code run}, whose work has stopped. */
  public boolean isFor(RequestRun run) {
    return false;
  }
}

package dev.perdure.worker.runtime.request;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A task that works for the request that it was made for, on whatever thread it runs. Thread-safe
 * if the task is.
 */
public final class BoundTask<V extends @Nullable Object> implements Runnable, Callable<V> {
  /** The binding of a thread whose inherited scope does not count. */
  private static final ThreadLocal<@Nullable RequestScope> SHARED = new ThreadLocal<>();

  private final @Nullable RequestScope scope;
  private final Callable<V> task;

  private BoundTask(@Nullable RequestScope scope, Callable<V> task) {
    this.scope = scope;
    this.task = Objects.requireNonNull(task, "task");
  }

  /**
   * Returns {@code task} bound to the request of the calling thread, or to none if that thread has
   * none.
   */
  public static Runnable ofCaller(Runnable task) {
    return of(RequestScope.current(), task);
  }

  public static Runnable of(@Nullable RequestScope scope, Runnable task) {
    Objects.requireNonNull(task, "task");
    return new BoundTask<@Nullable Void>(
        scope,
        () -> {
          task.run();
          return null;
        });
  }

  public static <V extends @Nullable Object> Callable<V> of(
      @Nullable RequestScope scope, Callable<V> task) {
    return new BoundTask<>(scope, task);
  }

  /** The scope that a thread shared by the JDK is bound to while it runs such a task, or null. */
  static @Nullable RequestScope ofSharedThread() {
    return SHARED.get();
  }

  @Override
  public void run() {
    try {
      call();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Exception e) { // Undeclared, as a Runnable threw it.
      throw BoundTask.<RuntimeException>undeclared(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T undeclared(Throwable failure) throws T {
    throw (T) failure;
  }

  @Override
  public V call() throws Exception {
    RequestScope inherited = RequestScope.inheritable();
    RequestScope shared = SHARED.get();
    bind(scope, scope);
    try {
      return task.call();
    } finally {
      bind(inherited, shared);
    }
  }

  private static void bind(@Nullable RequestScope inheritable, @Nullable RequestScope shared) {
    RequestScope.set(inheritable);
    if (shared == null) {
      SHARED.remove();
    } else {
      SHARED.set(shared);
    }
  }
}

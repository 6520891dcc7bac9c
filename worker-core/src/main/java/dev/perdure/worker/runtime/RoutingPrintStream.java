package dev.perdure.worker.runtime;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What System.out and System.err are in a worker. A thread of a request that runs prints into that
 * request's answer; a thread whose request has stopped, to the worker log. A thread that never
 * belonged to a request, such as one of the common pool, prints into the answer of the only request
 * that runs, if there is just one; else to the log. In a program that has a worker inside, such a
 * thread is the program's, and prints where it did before. Thread-safe.
 *
 * <p>Every method is delegated, so that the lock and the half-encoded characters of a stream are
 * its request's alone; a test holds this class against PrintStream's methods of each JDK.
 */
final class RoutingPrintStream extends PrintStream {
  private final PrintStream fallback;

  /** Whether the fallback is the stream of a program around the worker, and not a worker log. */
  private final boolean embedded;

  /** For a process that is a worker. */
  RoutingPrintStream(PrintStream log) {
    this(log, false);
  }

  private RoutingPrintStream(PrintStream fallback, boolean embedded) {
    super(fallback, false, StandardCharsets.UTF_8);
    this.fallback = fallback;
    this.embedded = embedded;
  }

  /** For a program that has a worker inside, over the stream that it has. */
  static PrintStream embedded(PrintStream stream) {
    return stream instanceof RoutingPrintStream ? stream : new RoutingPrintStream(stream, true);
  }

  /** What {@code stream} is for the program around the worker. */
  static PrintStream under(PrintStream stream) {
    return stream instanceof RoutingPrintStream routing ? routing.fallback : stream;
  }

  private PrintStream target() {
    RequestScope scope = RequestScope.current();
    RequestRun run;
    if (scope != null) {
      run = scope.run();
      return run == null ? scope.log().stream() : run.out();
    }
    run = embedded ? null : RunningRequests.only();
    return run == null ? fallback : run.out();
  }

  private boolean isOfProgram() {
    return embedded && RequestScope.current() == null;
  }

  /**
   * What those go by who encode by themselves. Overrides a method that is newer than the Java that
   * this is compiled for.
   */
  public Charset charset() {
    if (isOfProgram()) {
      try {
        return (Charset) PrintStream.class.getMethod("charset").invoke(fallback);
      } catch (ReflectiveOperationException e) {
        return StandardCharsets.UTF_8; // Nobody calls this in a JDK that has no such method.
      }
    }
    return StandardCharsets.UTF_8;
  }

  @Override
  public void flush() {
    target().flush();
  }

  /** Only flushes: a tool that closes System.out must not silence the next one. */
  @Override
  public void close() {
    if (isOfProgram()) {
      fallback.close();
    } else {
      target().flush();
    }
  }

  @Override
  public boolean checkError() {
    return target().checkError();
  }

  @Override
  public void write(int b) {
    target().write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    target().write(bytes, offset, length);
  }

  @Override
  public void write(byte[] bytes) {
    target().write(bytes, 0, bytes.length);
  }

  @Override
  public void writeBytes(byte[] bytes) {
    target().write(bytes, 0, bytes.length);
  }

  @Override
  public void print(boolean value) {
    target().print(value);
  }

  @Override
  public void print(char value) {
    target().print(value);
  }

  @Override
  public void print(int value) {
    target().print(value);
  }

  @Override
  public void print(long value) {
    target().print(value);
  }

  @Override
  public void print(float value) {
    target().print(value);
  }

  @Override
  public void print(double value) {
    target().print(value);
  }

  @Override
  public void print(char[] value) {
    target().print(value);
  }

  @Override
  public void print(@Nullable String value) {
    target().print(value);
  }

  @Override
  public void print(@Nullable Object value) {
    target().print(value);
  }

  @Override
  public void println() {
    target().println();
  }

  @Override
  public void println(boolean value) {
    target().println(value);
  }

  @Override
  public void println(char value) {
    target().println(value);
  }

  @Override
  public void println(int value) {
    target().println(value);
  }

  @Override
  public void println(long value) {
    target().println(value);
  }

  @Override
  public void println(float value) {
    target().println(value);
  }

  @Override
  public void println(double value) {
    target().println(value);
  }

  @Override
  public void println(char[] value) {
    target().println(value);
  }

  @Override
  public void println(@Nullable String value) {
    target().println(value);
  }

  @Override
  public void println(@Nullable Object value) {
    target().println(value);
  }

  @Override
  public PrintStream printf(String format, @Nullable Object... parts) {
    target().printf(format, parts);
    return this;
  }

  @Override
  public PrintStream printf(@Nullable Locale locale, String format, @Nullable Object... parts) {
    target().printf(locale, format, parts);
    return this;
  }

  @Override
  public PrintStream format(String format, @Nullable Object... parts) {
    target().format(format, parts);
    return this;
  }

  @Override
  public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... parts) {
    target().format(locale, format, parts);
    return this;
  }

  @Override
  public PrintStream append(@Nullable CharSequence text) {
    target().append(text);
    return this;
  }

  @Override
  public PrintStream append(@Nullable CharSequence text, int start, int end) {
    target().append(text, start, end);
    return this;
  }

  @Override
  public PrintStream append(char c) {
    target().append(c);
    return this;
  }
}

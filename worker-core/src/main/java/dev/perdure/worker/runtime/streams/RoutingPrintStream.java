package dev.perdure.worker.runtime.streams;

import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.RequestScope;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * System.out and System.err in a worker. A thread of a running request prints into that request's
 * answer. A thread whose request has stopped prints to the worker log. A thread that never belonged
 * to a request, such as one of the common pool, prints into the answer of the only running request
 * if there is just one, otherwise to the log. In a program that embeds a worker, such a thread
 * belongs to the program and prints where it did before. Thread-safe.
 *
 * <p>Every method is delegated, so that requests share neither a stream's lock nor its half-encoded
 * characters. A test compares this class with the methods of PrintStream in each JDK.
 */
final class RoutingPrintStream extends PrintStream {
  private final PrintStream fallback;

  /** Whether the fallback is the stream of a program around the worker, and not a worker log. */
  private final boolean embedded;

  /** Creates the stream of a process that is a worker. */
  RoutingPrintStream(PrintStream log) {
    this(log, false);
  }

  private RoutingPrintStream(PrintStream fallback, boolean embedded) {
    super(fallback, false, StandardCharsets.UTF_8);
    this.fallback = fallback;
    this.embedded = embedded;
  }

  /** Creates the stream of a program that embeds a worker, over the program's own stream. */
  static PrintStream embedded(PrintStream stream) {
    return stream instanceof RoutingPrintStream ? stream : new RoutingPrintStream(stream, true);
  }

  /** The stream that the program around the worker sees as {@code stream}. */
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
   * Read by code that encodes text itself. Overrides a method of newer Java versions than the one
   * that this is compiled for.
   */
  public Charset charset() {
    if (isOfProgram()) {
      try {
        return (Charset) PrintStream.class.getMethod("charset").invoke(fallback);
      } catch (ReflectiveOperationException e) {
        return StandardCharsets.UTF_8; // In a JDK without this method, nobody calls it.
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

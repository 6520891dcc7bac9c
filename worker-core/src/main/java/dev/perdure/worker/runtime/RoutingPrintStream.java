package dev.perdure.worker.runtime;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What System.out and System.err are in a worker: each call goes to the stream of the request that
 * the calling thread works for, or to the worker log if it works for none. Thread-safe.
 *
 * <p>Every method is delegated, so that the lock and the half-encoded characters of a stream are
 * its request's alone; a test holds this class against PrintStream's methods of each JDK.
 */
final class RoutingPrintStream extends PrintStream {
  private final PrintStream fallback;

  RoutingPrintStream(PrintStream fallback) {
    // UTF-8 is what charset() tells those who encode by themselves.
    super(fallback, false, StandardCharsets.UTF_8);
    this.fallback = fallback;
  }

  private PrintStream target() {
    RequestRun run = RequestRun.current();
    return run == null || run.isStopped() ? fallback : run.out();
  }

  @Override
  public void flush() {
    target().flush();
  }

  /** Only flushes: a tool that closes System.out must not silence the next one. */
  @Override
  public void close() {
    target().flush();
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

package dev.perdure.worker.jobserver;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Records job tokens as events of JDK Flight Recorder, once that is in use. Otherwise the first
 * event would start it, which takes longer than everything else that a client does.
 */
final class TokenEvents {
  private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  /** Tokens that were held together; the duration is the time for which they were held. */
  @Name("dev.perdure.worker.JobTokens")
  @Label("Job Tokens")
  @Category("Persistent Worker")
  @StackTrace(false)
  static final class Tokens extends Event implements Runnable {
    @Label("Waited")
    @Timespan(Timespan.NANOSECONDS)
    long waited;

    @Label("Tokens")
    int tokens;

    @Override
    public void run() {
      commit();
    }
  }

  /** Tokens that a job server had to replace because processes ended with them. */
  @Name("dev.perdure.worker.JobTokensLost")
  @Label("Job Tokens Lost")
  @Category("Persistent Worker")
  @StackTrace(false)
  static final class Lost extends Event {
    @Label("Tokens")
    int tokens;
  }

  private TokenEvents() {}

  /** Begins an event, and returns an action that ends it. */
  static Runnable held(int tokens, long waited) {
    return isUsed() ? Recorder.held(tokens, waited) : () -> {};
  }

  static void lost(int tokens) {
    if (isUsed()) {
      Recorder.lost(tokens);
    }
  }

  private static boolean isUsed() {
    return PRESENT && FlightRecorder.isInitialized();
  }

  /** Uses the event classes, so that these are loaded only if the JDK has the module. */
  private static final class Recorder {
    static Runnable held(int tokens, long waited) {
      Tokens event = new Tokens();
      event.tokens = tokens;
      event.waited = waited;
      event.begin();
      return event;
    }

    static void lost(int tokens) {
      Lost event = new Lost();
      event.tokens = tokens;
      event.commit();
    }
  }
}

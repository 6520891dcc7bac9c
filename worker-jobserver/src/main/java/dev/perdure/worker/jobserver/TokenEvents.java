package dev.perdure.worker.jobserver;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Records job tokens as events of JDK Flight Recorder, from the moment on at which that is first
 * used: the first event would start it, which costs more than all else that a client does.
 */
final class TokenEvents {
  private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  /** Tokens that were held together; its duration is the time for which they were. */
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

  /** Tokens that a job server had to make anew, since processes ended with them. */
  @Name("dev.perdure.worker.JobTokensLost")
  @Label("Job Tokens Lost")
  @Category("Persistent Worker")
  @StackTrace(false)
  static final class Lost extends Event {
    @Label("Tokens")
    int tokens;
  }

  private TokenEvents() {}

  /** Begins to record; what is returned ends it. */
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

  /** What names the events, so that they are loaded only where they can be. */
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

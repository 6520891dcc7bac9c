package dev.perdure.worker.exit;

import java.lang.instrument.Instrumentation;

/**
 * The agent that sets the exit trap in a JVM. A jar's manifest names it; see the description of the
 * package.
 *
 * <p>It sees the classes that are loaded after it. Those that were loaded earlier keep their calls,
 * because the trap adds a method to a class, which is impossible for a loaded one. So attach the
 * agent to a running JVM only before the tool is loaded. The JVM ignores {@code
 * Launcher-Agent-Class} in a run-time image without the module java.instrument.
 */
public final class ExitTrapAgent {
  /** The class that rewritten calls go to; found through the system class loader. */
  static final String TRAP = "dev.perdure.worker.ExitTrap";

  private ExitTrapAgent() {}

  /** Sets the trap for {@code -javaagent}; {@code options} has no meaning. */
  public static void premain(String options, Instrumentation instrumentation) {
    set(instrumentation);
  }

  /** Sets the trap for {@code Launcher-Agent-Class}; {@code options} has no meaning. */
  public static void agentmain(String options, Instrumentation instrumentation) {
    set(instrumentation);
  }

  /**
   * Sets the trap, except in a JVM without worker-core: that has no request to end, so an exit must
   * stay an exit.
   */
  private static void set(Instrumentation instrumentation) {
    try {
      Class.forName(TRAP, false, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException e) {
      ExitCallTransformer.log("perdure: no exit trap in this JVM, as it has no worker-core: " + e);
      return;
    }
    instrumentation.addTransformer(new ExitCallTransformer());
  }
}

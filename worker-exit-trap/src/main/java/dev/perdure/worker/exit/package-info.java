/**
 * Turns {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt} of a tool into the exit
 * code of the request that called them. If a worker's executable jar contains this module and ASM,
 * one line in the jar's manifest is enough, without a flag on the command line:
 *
 * <pre>Launcher-Agent-Class: dev.perdure.worker.exit.ExitTrapAgent</pre>
 *
 * <p>{@code java -jar} then starts the agent before it loads the main class. A worker that is
 * started from a class path or module path needs {@code -javaagent:worker-exit-trap.jar}, and ASM
 * and worker-core on its class path or module path. Without one of the two, nothing of this package
 * is loaded.
 *
 * <p>Only calls that are in the class files of tools are trapped. So these end the worker, as they
 * do without the trap: {@code System.exit} by reflection, through a method handle that was looked
 * up by name, or from native code, and calls in hidden classes, which a JVM shows to no agent.
 */
@NullMarked
package dev.perdure.worker.exit;

import org.jspecify.annotations.NullMarked;

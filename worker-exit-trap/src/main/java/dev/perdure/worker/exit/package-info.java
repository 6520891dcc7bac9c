/**
 * Turns {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt} of a tool into the exit
 * code of the request that called them. A worker whose executable jar holds this module and ASM
 * asks for it with one line in the jar's manifest, and no flag on the command line:
 *
 * <pre>Launcher-Agent-Class: dev.perdure.worker.exit.ExitTrapAgent</pre>
 *
 * <p>{@code java -jar} then starts the agent before it loads the main class. A worker that is
 * started by class path or module path asks with {@code -javaagent:worker-exit-trap.jar}, and has
 * ASM and worker-core on its class path or module path. Without either, nothing of this package is
 * loaded.
 *
 * <p>Calls are found in the class files of tools, so what is not a call there is not trapped:
 * {@code System.exit} by reflection, through a method handle that was looked up by name, or from
 * native code, and calls in hidden classes, which a JVM shows to no agent. They end the worker, as
 * they do without the trap.
 */
@NullMarked
package dev.perdure.worker.exit;

import org.jspecify.annotations.NullMarked;

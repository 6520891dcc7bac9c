package dev.perdure.samples.kotlinc;

import dev.perdure.worker.PathArguments;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.common.Usage;
import org.jetbrains.kotlin.cli.common.arguments.K2JVMCompilerArguments;
import org.jetbrains.kotlin.cli.common.arguments.ParseCommandLineArgumentsKt;
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSeverity;
import org.jetbrains.kotlin.cli.common.messages.MessageRenderer;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.jetbrains.kotlin.cli.jvm.compiler.CompatKt;
import org.jetbrains.kotlin.cli.jvm.compiler.CompileEnvironmentException;
import org.jetbrains.kotlin.config.Services;
import org.jetbrains.kotlin.progress.CompilationCanceledStatus;

/**
 * Compiles with the arguments of the kotlinc command, and answers with its exit codes: 0 is
 * success, 1 errors in the sources or arguments, 2 an internal error, 137 exhausted memory.
 *
 * <p>Thread-safe: each request has its own compiler. What all compilers of a process share is kept
 * apart by {@link AgreeingRequests} and {@link CancelledByThread}.
 */
public final class KotlincHandler implements WorkHandler {
  private static final PathArguments PATHS =
      PathArguments.create()
          .classPath("-cp", "-classpath", "-class-path")
          .files("-Xjava-source-roots=", "-Xmodule-path=", "-Xklib=")
          .filesSeparatedBy(",", "-Xplugin=", "-Xfriend-paths=", "-Xcommon-sources=")
          .file("-jdk-home", "-kotlin-home", "-Xbuild-file=")
          .output("-d", "-Xdump-directory=", "-Xdump-perf=")
          .value("-P", "-api-version", "-expression", "-e", "-jvm-default", "-jvm-target")
          .value("-language-version", "-module-name", "-opt-in", "-script-templates")
          .operands();

  private final AgreeingRequests requests = new AgreeingRequests();
  private final CancelledByThread cancelled = new CancelledByThread();
  private final Services services =
      new Services.Builder().register(CompilationCanceledStatus.class, cancelled).build();
  private final IncrementalCompiler incremental;

  /** Prepares the process as the kotlinc command does. */
  KotlincHandler(IncrementalCompiler incremental) {
    this.incremental = incremental;
    System.setProperty("java.awt.headless", "true");
    CompatKt.setupIdeaStandaloneExecution();
  }

  @Override
  public int work(WorkContext context) throws Exception {
    requests.enter(context);
    cancelled.bind(context);
    // What the worker was started with is the same for all requests, and outside of their
    // sandboxes.
    List<String> arguments = new ArrayList<>(context.startupArguments());
    arguments.addAll(PATHS.relocate(context.requestArguments(), context));
    ExitCode code = compile(arguments, context);
    // kotlinc calls a cancelled compilation a success, or an internal error.
    context.cancellation().throwIfCancelled();
    if (code.getCode() >= ExitCode.INTERNAL_ERROR.getCode()) {
      context.retireWorker("kotlinc ended with " + code);
    }
    return code.getCode();
  }

  /** What the command does with its arguments; its own method for this takes no services. */
  private ExitCode compile(List<String> commandLine, WorkContext context)
      throws InterruptedException {
    K2JVMCompiler compiler = new K2JVMCompiler();
    K2JVMCompilerArguments arguments = compiler.createArguments();
    ParseCommandLineArgumentsKt.parseCommandLineArguments(commandLine, arguments, false);
    RequestMessages messages = new RequestMessages(context, arguments.getVerbose());
    List<String> complaints =
        ParseCommandLineArgumentsKt.validateArgumentsAllErrors(arguments.getErrors());
    if (!complaints.isEmpty()) {
      complaints.forEach(it -> messages.report(CompilerMessageSeverity.ERROR, it, null));
      messages.report(CompilerMessageSeverity.INFO, "Use -help for more information", null);
      return ExitCode.COMPILATION_ERROR;
    }
    if (arguments.getHelp() || arguments.getExtraHelp()) {
      String usage = Usage.INSTANCE.render(compiler, arguments);
      context.err().print(MessageRenderer.PLAIN_RELATIVE_PATHS.renderUsage(usage));
      return ExitCode.OK;
    }
    try {
      return incremental.compile(
          arguments, context, messages, () -> compiler.exec(messages, services, arguments));
    } catch (CompileEnvironmentException e) {
      context.err().println(e.getMessage());
      return ExitCode.INTERNAL_ERROR;
    }
  }
}

package dev.perdure.samples.kotlinc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.devtools.build.lib.worker.ProtoWorkerMessageProcessor;
import com.google.devtools.build.lib.worker.WorkRequestHandler;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestCallback;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestHandlerBuilder;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;

/** The worker on the API of the official library: what each author of a wrapper writes again. */
// #region before
final class BeforeKotlincWorker {
  private static final Set<String> CLASS_PATHS = Set.of("-cp", "-classpath");
  private static final Set<String> FILES = Set.of("-d", "-jdk-home", "-kotlin-home");
  private static final Set<String> VALUES = Set.of("-module-name", "-jvm-target", "-opt-in");

  public static void main(String[] args) throws IOException {
    WorkRequestCallback callback =
        new WorkRequestCallback((request, out) -> work(List.of(args), request, out));
    try (WorkRequestHandler handler =
        new WorkRequestHandlerBuilder(
                callback, System.err, new ProtoWorkerMessageProcessor(System.in, System.out))
            .build()) {
      handler.processRequests();
    }
  }

  private static int work(List<String> startup, WorkRequest request, PrintWriter out) {
    String sandbox = request.getSandboxDir();
    // The startup arguments, without --persistent_worker; then those of the request, relocated.
    List<String> arguments = new ArrayList<>(startup);
    arguments.remove("--persistent_worker");
    String option = "";
    for (String argument : request.getArgumentsList()) {
      if (CLASS_PATHS.contains(option)) {
        arguments.add(
            Stream.of(argument.split(":", -1))
                .map(file -> relocated(sandbox, file))
                .collect(Collectors.joining(":")));
      } else if (FILES.contains(option)
          || (!VALUES.contains(option) && !argument.startsWith("-"))) {
        arguments.add(relocated(sandbox, argument));
      } else {
        arguments.add(argument); // And those with = or commas: -Xplugin=, -Xfriend-paths=, ...
      }
      option = argument;
    }
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int exitCode =
        new K2JVMCompiler()
            .exec(new PrintStream(printed, true, UTF_8), arguments.toArray(String[]::new))
            .getCode();
    out.print(sandbox.isEmpty() ? printed : printed.toString(UTF_8).replace(sandbox + "/", ""));
    return exitCode;
  }

  /** Nothing stops a path here that leaves the sandbox. */
  private static String relocated(String sandbox, String file) {
    return sandbox.isEmpty() ? file : Path.of(sandbox).resolve(file).toString();
  }
}
// #endregion before

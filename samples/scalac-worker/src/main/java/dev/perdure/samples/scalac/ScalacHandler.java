package dev.perdure.samples.scalac;

import dev.perdure.worker.PathArguments;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dotty.tools.dotc.Driver;
import dotty.tools.dotc.core.Contexts;
import dotty.tools.dotc.reporting.ConsoleReporter;
import dotty.tools.dotc.reporting.Reporter;
import dotty.tools.dotc.sbt.interfaces.ProgressCallback;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles with the arguments of the scalac command, and answers with its exit codes: 0 is success,
 * 1 anything else. A jar that it writes depends only on the files in it.
 *
 * <p>Thread-safe: each request has its own compiler.
 */
public final class ScalacHandler implements WorkHandler {
  private static final PathArguments PATHS =
      PathArguments.create()
          .classPath("-classpath", "-cp", "--class-path", "-class-path")
          .files("-bootclasspath", "-extdirs", "-javabootclasspath", "-javaextdirs", "-sourcepath")
          .filesSeparatedBy(",", "-Xplugin:")
          .file("-Xpluginsdir", "-sourceroot", "-Yfrom-tasty-ignore-list")
          .output("-d", "-semanticdb-target", "-coverage-out", "-Ydump-classes")
          .output("-Yprofile-destination", "-Yprofile-trace")
          .value("-color", "-encoding", "-java-output-version", "-release", "-language")
          .value("-pagewidth", "-project-url", "-source", "-Xmax-inlines", "-Ycheck")
          .operands(".scala", ".java", ".tasty", ".jar");

  /** Lets scalac close each jar that it has read. It must be set before scalac is loaded. */
  public ScalacHandler() {
    System.setProperty("scala.classpath.closeZip", "true");
  }

  @Override
  public int work(WorkContext context) throws IOException {
    // What the worker was started with is the same for all requests, and outside of their
    // sandboxes.
    List<String> arguments = new ArrayList<>(context.startupArguments());
    // Its own cache of jars goes by name, time and inode.
    arguments.add("-YdisableFlatCpCaching");
    if (!context.root().toString().isEmpty()) {
      // Paths of sources, which TASTy files contain, are relative to that.
      arguments.addAll(List.of("-sourceroot", context.root().toString()));
    }
    arguments.addAll(PATHS.relocate(context.requestArguments(), context));

    Driver driver = new Driver();
    Contexts.FreshContext scalac = driver.initCtx().fresh();
    BufferedReader nothing = new BufferedReader(Reader.nullReader());
    scalac.setReporter(new ConsoleReporter(nothing, new RequestWriter(context)));
    scalac.setProgressCallback(
        new ProgressCallback() {
          @Override
          public boolean isCancelled() {
            return context.cancellation().isCancelled();
          }
        });
    Reporter result;
    try {
      result = driver.process(arguments.toArray(String[]::new), scalac);
    } finally {
      // A cancelled compilation ends without an error, or with an exception of any kind.
      context.cancellation().throwIfCancelled();
    }
    if (result.hasErrors()) {
      return 1;
    }
    int output = arguments.lastIndexOf("-d") + 1;
    if (output > 0 && arguments.get(output).endsWith(".jar")) {
      ReproducibleJar.rewrite(Path.of(arguments.get(output)));
    }
    return 0;
  }
}

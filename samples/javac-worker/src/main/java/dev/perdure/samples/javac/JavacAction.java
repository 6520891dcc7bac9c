package dev.perdure.samples.javac;

import com.sun.tools.javac.main.Option;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.remote.Action;
import java.io.File;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a compilation reads and makes, according to its arguments. If the arguments don't tell all
 * inputs and outputs, the result is not kept: with argument files or module source paths, without a
 * class path, or with classes written next to their sources.
 */
final class JavacAction {
  private static final Set<Option> UNCLEAR =
      EnumSet.of(
          Option.XSTDOUT,
          Option.EXTDIRS,
          Option.ENDORSEDDIRS,
          Option.DJAVA_EXT_DIRS,
          Option.DJAVA_ENDORSED_DIRS,
          Option.MODULE_SOURCE_PATH,
          Option.PATCH_MODULE,
          Option.SYSTEM,
          Option.INHERIT_RUNTIME_ENVIRONMENT,
          Option.PLUGIN);

  private static final List<String> HIDDEN = List.of("CLASSPATH", EnvironmentOptions.NAME);

  private final List<String> reads = new ArrayList<>();
  private final List<String> directories = new ArrayList<>();
  private final WorkContext context;
  private boolean classPath;
  private boolean classFolder;
  private String obstacle = "";

  private JavacAction(WorkContext context) {
    this.context = context;
  }

  /** The action of a request. */
  static Action of(WorkContext context) {
    return new JavacAction(context).declare();
  }

  private Action declare() {
    JavacArguments arguments = JavacArguments.parse(context.arguments());
    for (JavacArgument argument : JavacArgument.split(arguments.javac())) {
      add(argument);
    }
    for (String name : HIDDEN) {
      if (System.getenv(name) != null) {
        obstacle = "the environment variable " + name + " adds to the arguments";
      }
    }
    if (!arguments.complaint().isEmpty()) {
      obstacle = arguments.complaint();
    } else if (!classFolder && arguments.outputJar().isEmpty()) {
      obstacle = "without -d, classes are written beside their sources";
    } else if (!classPath) {
      addDefaultClassPath();
    }
    if (!obstacle.isEmpty()) {
      return Action.uncacheable(obstacle);
    }
    Action action =
        Action.of("javac-worker")
            .property("locale", Locale.getDefault().toLanguageTag())
            .property("encoding", Charset.defaultCharset().name())
            .reading(reads)
            .writingInto(directories.toArray(String[]::new));
    return arguments.outputJar().isEmpty() ? action : action.writing(arguments.outputJar());
  }

  private void add(JavacArgument argument) {
    Option option = argument.option();
    String value = argument.value();
    if (option == null) {
      addOperand(value == null ? argument.head() : value);
    } else if (UNCLEAR.contains(option)) {
      obstacle = "what " + argument.head() + " reads or writes is not told by the arguments";
    } else if (value != null && PathOptions.WRITTEN.contains(option)) {
      directories.add(value);
      classFolder |= option == Option.D;
    } else if (value != null && PathOptions.READ.contains(option)) {
      classPath |= option == Option.CLASS_PATH;
      addPath(value);
    }
  }

  private void addOperand(String operand) {
    if (operand.startsWith("@")) {
      obstacle = "there are more arguments in " + operand;
    } else if (operand.endsWith(".java")) {
      reads.add(operand);
    }
  }

  private void addPath(String path) {
    for (String element : path.split(File.pathSeparator, -1)) {
      // All jars of a folder, so everything in the folder must be known.
      reads.add(element.isEmpty() ? "." : element.replaceFirst("(^|/)\\*$", "$1."));
    }
  }

  /**
   * javac then searches the working directory, which has only inputs if it is that of a sandbox.
   */
  private void addDefaultClassPath() {
    if (WorkRoot.of(context).isWorkingDirectory()) {
      obstacle = "without a class path, javac looks for classes in the working directory";
    } else {
      reads.add(".");
    }
  }
}

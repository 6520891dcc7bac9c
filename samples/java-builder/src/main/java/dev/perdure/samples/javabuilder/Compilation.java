package dev.perdure.samples.javabuilder;

import com.sun.tools.javac.api.JavacTaskImpl;
import com.sun.tools.javac.api.JavacTool;
import com.sun.tools.javac.file.CacheFSInfo;
import com.sun.tools.javac.main.Main;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Log;
import com.sun.tools.javac.util.Options;
import com.sun.tools.javac.util.PropagatedException;
import dev.perdure.samples.javac.CancellationListener;
import dev.perdure.samples.javac.KeptJars;
import dev.perdure.samples.javac.OwnNames;
import dev.perdure.samples.javac.WorkRoot;
import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;

/** One run of javac. */
final class Compilation {
  /**
   * How it ended.
   *
   * @param fullPathMayHelp whether a failure may be due to a class path that was reduced
   * @param crashed whether javac failed, not the sources
   * @param text what to print
   */
  record Result(
      boolean successful,
      boolean fullPathMayHelp,
      boolean crashed,
      String text,
      Map<String, byte[]> classes,
      Map<String, byte[]> nativeHeaders,
      Dependencies dependencies) {}

  private static final Path OWN_JDK = Path.of(System.getProperty("java.home"));

  /** Where a JDK has its modules. */
  private static final String IMAGE = "lib/modules";

  private static final Pattern MODULE_OPTIONS =
      Pattern.compile("(-m|--module|--(add|limit|patch|upgrade|processor)-[a-z]+)([= ].*)?");

  private final BuilderArguments arguments;
  private final JavacOptions options;
  private final WorkFolders folders;
  private final KeptJars kept;
  private final ProcessorLoaders processorLoaders;
  private final WorkContext request;

  Compilation(
      BuilderArguments arguments,
      JavacOptions options,
      WorkFolders folders,
      KeptJars kept,
      ProcessorLoaders processorLoaders,
      WorkContext request) {
    this.arguments = arguments;
    this.options = options;
    this.folders = folders;
    this.kept = kept;
    this.processorLoaders = processorLoaders.suiting(arguments.all(BuilderOption.PROCESSORS));
    this.request = request;
  }

  private boolean processes() {
    return !arguments.all(BuilderOption.PROCESSORS).isEmpty();
  }

  /** Compiles {@code sources} with a part of the class path. */
  Result run(List<Path> sources, List<String> classPath, Dependencies dependencies)
      throws IOException {
    Context context = new Context();
    OwnNames.register(context);
    CacheFSInfo.preRegister(context);
    ObservedCompiler.register(context, dependencies);
    Messages messages = new Messages(context, options.werror());
    context.put(DiagnosticListener.class, messages);
    StringWriter printed = new StringWriter();
    PrintWriter printer = new PrintWriter(printed);
    Log.instance(context).setWriters(printer);
    // As Bazel's own builder has them: the first tells of jars that are not there.
    Options.instance(context).put("-Xlint:path", "path");
    Options.instance(context).put("expandJarClassPaths", "false");
    boolean headers = arguments.has(BuilderOption.NATIVE_HEADER_OUTPUT);
    try (BuildFileManager files =
        new BuildFileManager(context, kept, request, processorLoaders, headers)) {
      setLocations(files, sources, classPath);
      Main.Result ended = call(context, files, messages, printer, sources);
      boolean failing = ended == Main.Result.OK && messages.hasFailingWarning();
      if (failing) {
        printer.print("error: warnings found and -Werror specified\n");
      }
      printer.print(dependencies.advice());
      printer.flush();
      StringBuilder text = new StringBuilder();
      messages.texts(failing).forEach(it -> text.append(it).append('\n'));
      return new Result(
          ended == Main.Result.OK && !failing,
          !messages.isEmpty(),
          ended == Main.Result.ABNORMAL || ended == Main.Result.SYSERR,
          strip(text.append(printed).toString()),
          files.classes(),
          files.nativeHeaders(),
          dependencies);
    }
  }

  private Main.Result call(
      Context context,
      BuildFileManager files,
      Messages messages,
      PrintWriter printer,
      List<Path> sources) {
    try {
      JavacTaskImpl task =
          (JavacTaskImpl)
              JavacTool.create()
                  .getTask(
                      printer,
                      files,
                      messages,
                      javacArguments(),
                      null,
                      files.getJavaFileObjectsFromPaths(sources),
                      context);
      task.addTaskListener(new CancellationListener(request.cancellation()));
      return task.doCall();
    } catch (IllegalArgumentException e) {
      // Of javac's options, which it has words for.
      printer.println(e.getMessage());
      return Main.Result.CMDERR;
    } catch (RuntimeException e) {
      // javac wraps what annotation processors and plugins throw.
      Throwable cause = e instanceof PropagatedException ? e.getCause() : e;
      (cause == null ? e : cause).printStackTrace(printer);
      return Main.Result.ABNORMAL;
    }
  }

  private List<String> javacArguments() {
    List<String> all = new ArrayList<>(options.javac());
    if (processes()) {
      all.add("-processor");
      all.add(String.join(",", new LinkedHashSet<>(arguments.all(BuilderOption.PROCESSORS))));
    } else {
      // Some jars of class paths hold processors that nobody asked for.
      all.add("-proc:none");
    }
    return all;
  }

  private void setLocations(BuildFileManager files, List<Path> sources, List<String> classPath)
      throws IOException {
    List<Path> jars = paths(classPath);
    files.setLocationFromPaths(StandardLocation.CLASS_PATH, jars);
    if (usesModules(sources)) {
      files.setLocationFromPaths(StandardLocation.MODULE_PATH, jars);
    }
    files.setLocationFromPaths(
        StandardLocation.CLASS_OUTPUT, List.of(WorkFolders.empty(folders.classes())));
    if (processes()) {
      files.setLocationFromPaths(
          StandardLocation.SOURCE_OUTPUT, List.of(WorkFolders.empty(folders.sources())));
    }
    files.setLocationFromPaths(StandardLocation.SOURCE_PATH, sourcePath(sources));
    if (!options.release()) {
      if (arguments.has(BuilderOption.SYSTEM)) {
        Path system = request.resolve(arguments.one(BuilderOption.SYSTEM));
        files.setLocationFromPaths(StandardLocation.SYSTEM_MODULES, List.of(system(system)));
      }
      List<String> boot = arguments.all(BuilderOption.BOOTCLASSPATH);
      if (!boot.isEmpty()) {
        setLocation(files, StandardLocation.PLATFORM_CLASS_PATH, boot);
      }
    }
    setLocation(
        files,
        StandardLocation.ANNOTATION_PROCESSOR_PATH,
        arguments.all(BuilderOption.PROCESSORPATH));
  }

  /**
   * The JDK that runs this by its own name, if {@code system} is another name for it, such as a
   * folder of links that Bazel has made: of any other, javac opens the image for each compilation.
   */
  private static Path system(Path system) throws IOException {
    Path image = system.resolve(IMAGE);
    return Files.exists(image) && Files.isSameFile(image, OWN_JDK.resolve(IMAGE))
        ? OWN_JDK
        : system;
  }

  /** Whether modules of the class path can matter: to find them, javac opens each of its jars. */
  private boolean usesModules(List<Path> sources) {
    return sources.stream().anyMatch(it -> it.endsWith("module-info.java"))
        || options.javac().stream().anyMatch(MODULE_OPTIONS.asMatchPredicate());
  }

  private void setLocation(BuildFileManager files, Location location, List<String> path)
      throws IOException {
    files.setLocationFromPaths(location, paths(path));
  }

  private List<Path> paths(List<String> names) {
    return names.stream().map(request::resolve).toList();
  }

  /** Of a module, javac wants to see its declaration on the source path. */
  private List<Path> sourcePath(List<Path> sources) {
    List<String> given = arguments.all(BuilderOption.SOURCEPATH);
    if (!given.isEmpty()) {
      return paths(given);
    }
    List<Path> modules = sources.stream().filter(it -> it.endsWith("module-info.java")).toList();
    return modules.size() == 1 ? List.of(modules.get(0).toAbsolutePath().getParent()) : List.of();
  }

  /** Takes off the directory of the request, which is another one for the same action later. */
  private String strip(String text) {
    WorkRoot root = WorkRoot.of(request);
    return root.isWorkingDirectory()
        ? text
        : text.replace(root.path() + root.path().getFileSystem().getSeparator(), "");
  }
}

package dev.perdure.samples.javabuilder;

import dev.perdure.samples.javac.KeptJars;
import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request: from source jars to compiled ones, with what else was asked for. */
final class Build {
  private final WorkContext context;
  private final Coverage coverage;
  private final BuilderArguments arguments;
  private final StrictDeps strict;
  private final ReducedClassPath reduced;
  private final WorkFolders folders;
  private final CompilationUnits units;
  private final Compilation compilation;

  Build(WorkContext context, KeptJars kept, ProcessorLoaders processorLoaders, Coverage coverage)
      throws BadArgumentsException {
    this.context = context;
    this.coverage = coverage;
    this.arguments = BuilderArguments.parse(context.arguments());
    if (arguments.has(BuilderOption.POST_PROCESSOR)) {
      coverage.check();
    }
    this.strict =
        arguments.constant(BuilderOption.STRICT_JAVA_DEPS, StrictDeps.class, StrictDeps.OFF);
    this.reduced =
        arguments.constant(
            BuilderOption.REDUCE_CLASSPATH_MODE,
            ReducedClassPath.class,
            arguments.has(BuilderOption.REDUCE_CLASSPATH)
                ? ReducedClassPath.JAVABUILDER_REDUCED
                : ReducedClassPath.NONE);
    this.folders = WorkFolders.of(arguments, context);
    this.units = new CompilationUnits(context.relativize(folders.sources()).toString());
    JavacOptions options = JavacOptions.of(arguments.all(BuilderOption.JAVACOPTS));
    this.compilation =
        new Compilation(arguments, options, folders, kept, processorLoaders, context);
  }

  /** Does it; returns the exit code. */
  int run() throws BadArgumentsException, IOException {
    SourceJars unpacked =
        SourceJars.unpack(arguments.all(BuilderOption.SOURCE_JARS), folders.temporary(), context);
    List<Path> sources = new ArrayList<>();
    arguments.all(BuilderOption.SOURCES).forEach(it -> sources.add(context.resolve(it)));
    sources.addAll(unpacked.sources());
    Compilation.Result result = compile(sources);
    context.cancellation().throwIfCancelled();
    if (result.crashed()) {
      // Such as memory that ran out: it may have left anything behind.
      context.retireWorker("javac crashed");
    }
    boolean again =
        reduced == ReducedClassPath.BAZEL_REDUCED
            && !result.successful()
            && result.fullPathMayHelp();
    if (!again) {
      context.err().print(result.text());
    }
    write(result, unpacked, again);
    return result.successful() || again ? 0 : 1;
  }

  private Compilation.Result compile(List<Path> sources) throws IOException {
    if (sources.isEmpty()) {
      return new Compilation.Result(true, false, false, "", Map.of(), Map.of(), dependencies(null));
    }
    List<String> all = arguments.all(BuilderOption.CLASSPATH);
    List<String> part = reduced == ReducedClassPath.JAVABUILDER_REDUCED ? reduce(all) : all;
    Compilation.Result result = compilation.run(sources, part, dependencies(null));
    context.cancellation().throwIfCancelled();
    return !result.successful() && result.fullPathMayHelp() && part.size() < all.size()
        ? compilation.run(sources, all, dependencies(result.dependencies()))
        : result;
  }

  private Dependencies dependencies(@Nullable Dependencies before) {
    return new Dependencies(arguments, strict, context, units, before);
  }

  /** What direct dependencies are, and what they used themselves. */
  private List<String> reduce(List<String> classPath) throws IOException {
    Set<String> needed = new HashSet<>(arguments.all(BuilderOption.DIRECT_DEPENDENCIES));
    for (String jdeps : arguments.all(BuilderOption.DEPS_ARTIFACTS)) {
      Jdeps.readUsed(Files.readAllBytes(context.resolve(jdeps)), needed);
    }
    return classPath.stream().filter(needed::contains).toList();
  }

  private void write(Compilation.Result result, SourceJars unpacked, boolean again)
      throws BadArgumentsException, IOException {
    boolean processed = !arguments.all(BuilderOption.PROCESSORS).isEmpty();
    if (result.successful()) {
      OutputJar jar = jar();
      jar.attribute(JarOwner.TARGET_LABEL, arguments.label());
      if (arguments.has(BuilderOption.INJECTING_RULE_KIND)) {
        jar.attribute(
            JarOwner.INJECTING_RULE_KIND, arguments.one(BuilderOption.INJECTING_RULE_KIND));
      }
      if (processed && Files.isDirectory(folders.classes())) {
        jar.addFolder(folders.classes());
      }
      jar.addAll(result.classes());
      if (arguments.has(BuilderOption.POST_PROCESSOR)) {
        coverage.instrument(jar);
        String paths = arguments.all(BuilderOption.POST_PROCESSOR).get(1);
        jar.addAlone(paths, Files.readAllBytes(context.resolve(paths)));
      }
      jar.addAll(unpacked.others());
      jar.write(output(BuilderOption.OUTPUT));
      if (arguments.has(BuilderOption.NATIVE_HEADER_OUTPUT)) {
        OutputJar headers = jar();
        headers.addAll(result.nativeHeaders());
        headers.write(output(BuilderOption.NATIVE_HEADER_OUTPUT));
      }
    }
    if (processed && arguments.has(BuilderOption.GENERATED_SOURCES_OUTPUT)) {
      OutputJar generated = jar();
      if (Files.isDirectory(folders.sources())) {
        generated.addFolder(folders.sources());
      }
      generated.write(output(BuilderOption.GENERATED_SOURCES_OUTPUT));
    }
    if (arguments.has(BuilderOption.OUTPUT_DEPS_PROTO)) {
      Files.write(output(BuilderOption.OUTPUT_DEPS_PROTO), jdeps(result, again).encode());
    }
    if (arguments.has(BuilderOption.OUTPUT_MANIFEST_PROTO)) {
      Files.write(output(BuilderOption.OUTPUT_MANIFEST_PROTO), units.encode());
    }
  }

  private OutputJar jar() {
    return new OutputJar(arguments.has(BuilderOption.COMPRESS_JAR));
  }

  private Path output(BuilderOption option) {
    return context.resolveOutput(arguments.one(option));
  }

  private Jdeps jdeps(Compilation.Result result, boolean again) {
    return new Jdeps(
        arguments.label(),
        result.successful(),
        result.dependencies().of(arguments.all(BuilderOption.CLASSPATH)),
        result.dependencies().packages(),
        again);
  }
}

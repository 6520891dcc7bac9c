package dev.perdure.samples.kotlinc;

import dev.perdure.worker.CancellationToken;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlin.buildtools.api.BaseCompilationOperation;
import org.jetbrains.kotlin.buildtools.api.CompilationResult;
import org.jetbrains.kotlin.buildtools.api.CompilerMessageRenderer;
import org.jetbrains.kotlin.buildtools.api.KotlinLogger;
import org.jetbrains.kotlin.buildtools.api.KotlinToolchains;
import org.jetbrains.kotlin.buildtools.api.SourcesChanges;
import org.jetbrains.kotlin.buildtools.api.jvm.ClassSnapshotGranularity;
import org.jetbrains.kotlin.buildtools.api.jvm.JvmPlatformToolchain;
import org.jetbrains.kotlin.buildtools.api.jvm.JvmSnapshotBasedIncrementalCompilationConfiguration;
import org.jetbrains.kotlin.buildtools.api.jvm.operations.JvmClasspathSnapshottingOperation;
import org.jetbrains.kotlin.buildtools.api.jvm.operations.JvmCompilationOperation;
import org.jetbrains.kotlin.cli.common.messages.OutputMessageUtil;
import org.jspecify.annotations.Nullable;

/** The Kotlin build tools API, with the compiler of this process. Thread-safe. */
final class BuildTools {
  /** Which of its sources a class was made from. */
  record Made(Path file, List<Path> sources) {}

  /** Loaded for the first request that needs it. */
  private static final class Loaded {
    static final KotlinToolchains TOOLS =
        KotlinToolchains.loadImplementation(BuildTools.class.getClassLoader());
    static final JvmPlatformToolchain JVM = JvmPlatformToolchain.from(TOOLS);
  }

  /** What a compilation can see of {@code jar}. The file is used meanwhile. */
  byte[] snapshot(Path jar, Path file) throws IOException {
    JvmClasspathSnapshottingOperation.Builder operation =
        Loaded.JVM.classpathSnapshottingOperationBuilder(jar);
    operation.set(
        JvmClasspathSnapshottingOperation.GRANULARITY, ClassSnapshotGranularity.CLASS_LEVEL);
    operation.set(JvmClasspathSnapshottingOperation.PARSE_INLINED_LOCAL_CLASSES, true);
    try (KotlinToolchains.BuildSession session = Loaded.TOOLS.createBuildSession()) {
      session.executeOperation(operation.build()).saveSnapshot(file);
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  /**
   * Compiles what {@code changes} concern.
   *
   * @param state a folder with the caches of the last compilation
   * @return what was made, in the order in which kotlinc puts it into a jar; null if there were
   *     errors, or anything at all was said
   */
  @Nullable List<Made> compile(
      IncrementalTarget target,
      SourcesChanges changes,
      Path classes,
      Path state,
      List<Path> snapshots,
      CancellationToken cancellation) {
    JvmCompilationOperation.Builder builder =
        Loaded.JVM.jvmCompilationOperationBuilder(List.copyOf(target.sources()), classes);
    builder.getCompilerArguments().applyArgumentStrings(target.options());
    JvmSnapshotBasedIncrementalCompilationConfiguration.Builder configuration =
        builder.snapshotBasedIcConfigurationBuilder(state, changes, snapshots);
    configuration.set(
        JvmSnapshotBasedIncrementalCompilationConfiguration.ASSURED_NO_CLASSPATH_SNAPSHOT_CHANGES,
        changes instanceof SourcesChanges.Known);
    builder.set(JvmCompilationOperation.INCREMENTAL_COMPILATION, configuration.build());
    Listener listener = new Listener();
    builder.set(BaseCompilationOperation.COMPILER_MESSAGE_RENDERER, listener);
    JvmCompilationOperation operation = builder.build();
    CompilationResult result;
    CancellationToken.Registration cancelling = cancellation.onCancel(operation::cancel);
    try (KotlinToolchains.BuildSession session = Loaded.TOOLS.createBuildSession()) {
      result =
          session.executeOperation(
              operation, Loaded.TOOLS.createInProcessExecutionPolicy(), listener);
    } finally {
      cancelling.close();
    }
    cancellation.throwIfCancelled();
    boolean isClean = result == CompilationResult.COMPILATION_SUCCESS && !listener.hasMessage;
    return isClean ? listener.made : null;
  }

  /** Hears what the compiler says: about classes that it makes, and other things. */
  private static final class Listener implements CompilerMessageRenderer, KotlinLogger {
    private final List<Made> made = new ArrayList<>();
    private boolean hasMessage;

    @Override
    public String render(
        CompilerMessageRenderer.Severity severity,
        String message,
        CompilerMessageRenderer.@Nullable SourceLocation location) {
      if (severity != CompilerMessageRenderer.Severity.DEBUG) {
        hasMessage = true;
        return message;
      }
      OutputMessageUtil.Output output = OutputMessageUtil.parseOutputMessage(message);
      if (output != null && output.outputFile != null) {
        made.add(
            new Made(
                output.outputFile.toPath(),
                output.sourceFiles.stream().map(File::toPath).toList()));
      }
      return message;
    }

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public void error(String message, @Nullable Throwable cause) {
      hasMessage = true;
    }

    @Override
    public void warn(String message, @Nullable Throwable cause) {
      hasMessage = true;
    }

    @Override
    public void info(String message) {}

    @Override
    public void debug(String message) {}

    @Override
    public void lifecycle(String message) {}
  }
}

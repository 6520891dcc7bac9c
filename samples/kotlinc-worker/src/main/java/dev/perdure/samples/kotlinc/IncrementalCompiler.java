package dev.perdure.samples.kotlinc;

import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.ContentDigests;
import dev.perdure.worker.cache.InputChanges;
import dev.perdure.worker.cache.StateFolder;
import dev.perdure.worker.cache.StateFolders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jetbrains.kotlin.buildtools.api.SourcesChanges;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.common.arguments.K2JVMCompilerArguments;
import org.jspecify.annotations.Nullable;

/**
 * Compiles only what is concerned by the changes since the last request for the same output, as
 * long as that gives what compiling everything would give.
 *
 * <p>Messages about files that are not compiled again would be missing, and after an error the
 * compiler stops before it has seen all files. So a state is kept only of a compilation that has
 * said nothing. As soon as one says something, everything is compiled, and the user reads what that
 * says.
 *
 * <p>Thread-safe.
 */
final class IncrementalCompiler implements AutoCloseable {
  /** The argument of the worker itself without which everything is compiled each time. */
  static final String FLAG = "--incremental";

  private static final int MAX_TALKATIVE = 1_000;

  private static final String CLASSES = "classes";
  private static final String SNAPSHOTS = "snapshots";

  /** The code of an inline function is a part of other files, with its lines and classes. */
  private static final Pattern INLINE = Pattern.compile("\\binline\\b");

  /** Annotations that are in no class file can still have a meaning for other sources. */
  private static final Pattern RETENTION =
      Pattern.compile("(?s)\\bRetention\\b.*\\bSOURCE\\b|\\bSOURCE\\b.*\\bRetention\\b");

  /** A main function is named in the manifest of a jar. */
  private static final Pattern MAIN = Pattern.compile("\\bmain\\b");

  private final BuildTools tools = new BuildTools();
  private final ContentDigests contents = ContentDigests.create();
  private final ClassPathSnapshots snapshots = new ClassPathSnapshots(tools);
  private final StateFolders states;
  private final LongAdder taken = new LongAdder();

  /** The targets about which something was said last time. Guarded by itself. */
  private final Set<Object> talkative = new LinkedHashSet<>();

  /** Keeps states in {@code root}. */
  IncrementalCompiler(Path root) {
    states = StateFolders.in(root);
  }

  /**
   * Compiles what has changed, or everything.
   *
   * @param full compiles everything
   */
  ExitCode compile(
      K2JVMCompilerArguments arguments,
      WorkContext context,
      RequestMessages messages,
      Supplier<ExitCode> full)
      throws InterruptedException {
    IncrementalTarget target =
        context.workerArguments().contains(FLAG)
            ? IncrementalTarget.of(arguments, context, contents)
            : null;
    if (target == null) {
      return full.get();
    }
    if (!isTalkative(target.key()) && compileChanges(target, context)) {
      return ExitCode.OK;
    }
    ExitCode code = full.get();
    setTalkative(target.key(), code != ExitCode.OK || messages.arePrinted());
    return code;
  }

  /** How many requests were answered without compiling everything. */
  long incrementals() {
    return taken.sum();
  }

  private boolean compileChanges(IncrementalTarget target, WorkContext context)
      throws InterruptedException {
    try {
      StateFolder state = states.lend(context, target.key());
      if (compileChanges(target, context, state)) {
        state.keep();
        return true;
      }
    } catch (IOException | RuntimeException e) {
      context.cancellation().throwIfCancelled();
      // The user reads what kotlinc itself says of the file, if that can't be read.
      System.getLogger(IncrementalCompiler.class.getName())
          .log(System.Logger.Level.WARNING, "everything is compiled, since this failed", e);
    }
    context.cancellation().throwIfCancelled();
    return false;
  }

  private boolean compileChanges(IncrementalTarget target, WorkContext context, StateFolder state)
      throws IOException {
    Set<Path> changed = changed(target, context, state);
    boolean isKnown =
        snapshots.update(
            context, target, changed == null ? Set.of() : changed, state.resolve(SNAPSHOTS));
    Set<Path> modified = new TreeSet<>(target.sources());
    if (changed != null) {
      modified.retainAll(changed);
    }
    if (haveAny(RETENTION, modified) || (target.makesJar() && haveAny(MAIN, modified))) {
      return false;
    }
    KeptClasses classes = classes(target, state);
    if (changed != null && isKnown && !haveAny(INLINE, modified)) {
      List<File> files = modified.stream().map(Path::toFile).toList();
      List<BuildTools.Made> made =
          files.isEmpty()
              ? List.of()
              : make(target, context, state, new SourcesChanges.Known(files, List.of()));
      if (made == null) {
        return false;
      }
      if (classes.replace(made)) {
        classes.writeTo(target.output());
        taken.increment();
        return true;
      }
      classes = classes(target, state);
    }
    List<BuildTools.Made> made = make(target, context, state, SourcesChanges.Unknown.INSTANCE);
    if (made == null || !classes.replaceAll(made)) {
      return false;
    }
    classes.writeTo(target.output());
    return true;
  }

  private static KeptClasses classes(IncrementalTarget target, StateFolder state) {
    return new KeptClasses(state.resolve(CLASSES), state.resolve("names"), target.makesJar());
  }

  private @Nullable List<BuildTools.Made> make(
      IncrementalTarget target, WorkContext context, StateFolder state, SourcesChanges changes) {
    return tools.compile(
        target,
        changes,
        state.resolve(CLASSES),
        state.resolve("caches"),
        ClassPathSnapshots.files(target, state.resolve(SNAPSHOTS)),
        context.cancellation());
  }

  /** The sources and jars that have changed since the state was kept; null if nobody can tell. */
  private static @Nullable Set<Path> changed(
      IncrementalTarget target, WorkContext context, StateFolder state) {
    InputChanges changes = state.changes();
    if (changes == null) {
      return null;
    }
    Set<Path> changed = new HashSet<>();
    List<Input> inputs =
        Stream.of(changes.added(), changes.changed(), changes.removed())
            .flatMap(List::stream)
            .toList();
    for (Input input : inputs) {
      Path file = IncrementalTarget.absolute(context.resolve(input.path()));
      if (target.sources().contains(file) || target.classPath().containsKey(file)) {
        changed.add(file);
      } else if (!input.path().endsWith(".params")) {
        return null; // Perhaps it is read. A file of parameters was, by the client.
      }
    }
    return changed;
  }

  private static boolean haveAny(Pattern words, Set<Path> sources) throws IOException {
    for (Path source : sources) {
      if (words.matcher(Files.readString(source)).find()) {
        return true;
      }
    }
    return false;
  }

  private boolean isTalkative(Object key) {
    synchronized (talkative) {
      return talkative.contains(key);
    }
  }

  private void setTalkative(Object key, boolean isTalkative) {
    synchronized (talkative) {
      talkative.remove(key);
      if (isTalkative) {
        talkative.add(key);
      }
      if (talkative.size() > MAX_TALKATIVE) {
        talkative.remove(talkative.iterator().next());
      }
    }
  }

  @Override
  public void close() {
    states.close();
    snapshots.close();
  }
}

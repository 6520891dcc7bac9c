package dev.perdure.samples.javac;

import com.sun.tools.javac.main.Option;
import java.util.EnumSet;
import java.util.Set;

/** The options of javac that take one path, or several with the path separator between. */
final class PathOptions {
  /** What a compilation reads, if it is there. */
  static final Set<Option> READ =
      EnumSet.of(
          Option.CLASS_PATH,
          Option.SOURCE_PATH,
          Option.MODULE_PATH,
          Option.UPGRADE_MODULE_PATH,
          Option.PROCESSOR_PATH,
          Option.PROCESSOR_MODULE_PATH,
          Option.BOOT_CLASS_PATH,
          Option.XBOOTCLASSPATH,
          Option.XBOOTCLASSPATH_PREPEND,
          Option.XBOOTCLASSPATH_APPEND);

  /** The directories that it writes files into. */
  static final Set<Option> WRITTEN = EnumSet.of(Option.D, Option.S, Option.H);

  /** These, and what is neither. */
  static final Set<Option> ALL = all();

  private PathOptions() {}

  private static Set<Option> all() {
    Set<Option> all = EnumSet.of(Option.XSTDOUT, Option.EXTDIRS, Option.ENDORSEDDIRS);
    all.addAll(READ);
    all.addAll(WRITTEN);
    return all;
  }
}

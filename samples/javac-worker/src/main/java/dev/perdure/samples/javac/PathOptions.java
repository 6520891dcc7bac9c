package dev.perdure.samples.javac;

import com.sun.tools.javac.main.Option;
import java.util.EnumSet;
import java.util.Set;

/** The options of javac whose values are or contain paths; no other options have paths. */
final class PathOptions {
  /** Several paths that a compilation reads, separated by the path separator. */
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

  /** Several folders; it reads all jars in them. */
  static final Set<Option> FOLDERS =
      EnumSet.of(
          Option.EXTDIRS, Option.DJAVA_EXT_DIRS, Option.ENDORSEDDIRS, Option.DJAVA_ENDORSED_DIRS);

  /** The directories that it writes files into. */
  static final Set<Option> WRITTEN = EnumSet.of(Option.D, Option.S, Option.H);

  /** Several paths, after {@code module=} or alone. */
  static final Set<Option> OF_MODULES = EnumSet.of(Option.PATCH_MODULE, Option.MODULE_SOURCE_PATH);

  /** One path, or a word that stands for something else. */
  static final Set<Option> OTHER = EnumSet.of(Option.SYSTEM, Option.XSTDOUT);

  private PathOptions() {}
}

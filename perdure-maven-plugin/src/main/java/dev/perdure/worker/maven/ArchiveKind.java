package dev.perdure.worker.maven;

import java.nio.file.Path;

/** A file of loaded classes that lets the worker start faster. */
enum ArchiveKind {
  /** A dynamic class-data archive. */
  CDS("class archive", "jsa", "-XX:ArchiveClassesAtExit=", "-Xshare:on"),
  /** The cache of JDK 25 (JEP 514). */
  AOT("AOT cache", "aot", "-XX:AOTCacheOutput=", "-XX:AOTMode=on");

  private final String title;
  private final String suffix;
  private final String dump;
  private final String strict;

  ArchiveKind(String title, String suffix, String dump, String strict) {
    this.title = title;
    this.suffix = suffix;
    this.dump = dump;
    this.strict = strict;
  }

  String title() {
    return title;
  }

  /** Where the launch script looks for it. */
  Path file(Path launcher) {
    return launcher.resolveSibling(launcher.getFileName() + "." + suffix);
  }

  /** The flag with which the JVM writes it when it ends. */
  String dumpFlag(Path launcher) {
    return dump + file(launcher);
  }

  /** The flag with which the JVM fails if it can't use it, instead of going on without it. */
  String strictFlag() {
    return strict;
  }
}

package dev.perdure.worker.maven;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which archive the project asks for. */
enum ArchiveChoice {
  /** The best that this JDK and this worker allow. */
  AUTO,
  CDS,
  AOT,
  NONE;

  static ArchiveChoice of(String name) throws PackagingException {
    for (ArchiveChoice choice : values()) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(name)) {
        return choice;
      }
    }
    throw new PackagingException("the archive is auto, cds, aot or none, not " + name);
  }

  /** The kinds to try, in this order. */
  List<ArchiveKind> kinds(TargetJdk jdk, boolean agent) {
    return switch (this) {
      case NONE -> List.of();
      case CDS -> List.of(ArchiveKind.CDS);
      case AUTO, AOT ->
          aotObstacle(jdk, agent) == null
              ? List.of(ArchiveKind.AOT, ArchiveKind.CDS)
              : List.of(ArchiveKind.CDS);
    };
  }

  /** What the project should know before the archive is made, or null. */
  @Nullable String warning(TargetJdk jdk, boolean agent) {
    String obstacle = this == AOT ? aotObstacle(jdk, agent) : null;
    return obstacle == null ? null : "a class archive is made instead of an AOT cache: " + obstacle;
  }

  private static @Nullable String aotObstacle(TargetJdk jdk, boolean agent) {
    if (jdk.version() < 25) {
      return "only JDK 25 and newer have it, and this is JDK " + jdk.version();
    }
    // The agent starts after the JVM has linked the cached classes, and JDK 25.0.3 crashes when the
    // first of them is loaded (SIGSEGV in AOTLinkedClassBulkLoader). A cache without linked classes
    // does not crash, but a worker starts slower with it than with a class archive.
    return agent
        ? "with an agent in the manifest, the JVM can crash; the exitTrap packaged needs none"
        : null;
  }
}

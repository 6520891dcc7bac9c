package dev.perdure.samples.javabuilder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * Which jars a compilation used: the file that Bazel knows as {@code .jdeps}, message {@code
 * Dependencies} of its {@code deps.proto}.
 *
 * @param dependencies in the order of the class path
 * @param packages of the sources, sorted
 * @param needsFullClassPath whether the client is to ask again, with all of its class path
 */
record Jdeps(
    String label,
    boolean success,
    List<Dependency> dependencies,
    List<String> packages,
    boolean needsFullClassPath) {

  /** How a jar was used; the strongest first. */
  enum Kind {
    /** Sources name a class of it. */
    EXPLICIT(0),
    /** The compiler read a class of it. */
    IMPLICIT(1),
    /** The compiler saw that it has a class, and did not read that. */
    INCOMPLETE(3),
    /** None of it was seen. */
    UNUSED(2);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    /** The number in the message. */
    int number() {
      return number;
    }
  }

  /** A jar, by the name that the client has for it. */
  record Dependency(String path, Kind kind) {}

  private static final int DEPENDENCY = 1;
  private static final int RULE_LABEL = 2;
  private static final int SUCCESS = 3;
  private static final int CONTAINED_PACKAGE = 4;
  private static final int REQUIRES_FALLBACK = 5;
  private static final int PATH = 1;
  private static final int KIND = 2;

  Jdeps {
    dependencies = List.copyOf(dependencies);
    packages = List.copyOf(packages);
  }

  byte[] encode() {
    ProtoWriter out = new ProtoWriter();
    for (Dependency dependency : dependencies) {
      out.message(
          DEPENDENCY,
          new ProtoWriter().text(PATH, dependency.path()).number(KIND, dependency.kind().number()));
    }
    out.text(RULE_LABEL, label).number(SUCCESS, success ? 1 : 0);
    packages.forEach(it -> out.text(CONTAINED_PACKAGE, it));
    if (needsFullClassPath) {
      out.number(REQUIRES_FALLBACK, 1);
    }
    return out.toByteArray();
  }

  /** Adds the jars that another compilation used to {@code used}. */
  static void readUsed(byte[] encoded, Set<String> used) throws IOException {
    ProtoReader in = new ProtoReader(ByteBuffer.wrap(encoded));
    while (in.next()) {
      if (in.field() == DEPENDENCY) {
        String path = "";
        long kind = Kind.EXPLICIT.number();
        ProtoReader dependency = in.message();
        while (dependency.next()) {
          switch (dependency.field()) {
            case PATH -> path = dependency.text();
            case KIND -> kind = dependency.number();
            default -> {}
          }
        }
        if (kind != Kind.UNUSED.number()) {
          used.add(path);
        }
      }
    }
  }
}

package dev.perdure.samples.javabuilder;

import com.sun.tools.javac.tree.JCTree;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sources of a compilation, those of annotation processors included: what Bazel knows as the
 * manifest, message {@code Manifest} of its {@code java_compilation.proto}.
 */
final class CompilationUnits {
  private static final int COMPILATION_UNIT = 1;
  private static final int PATH = 1;
  private static final int PACKAGE = 2;
  private static final int GENERATED = 3;
  private static final int TOP_LEVEL = 4;

  private final String generatedFolder;
  private final SortedMap<String, ProtoWriter> units = new TreeMap<>();

  /**
   * @param generatedFolder where annotation processors write sources, as the client names it
   */
  CompilationUnits(String generatedFolder) {
    this.generatedFolder = generatedFolder + "/";
  }

  /**
   * Adds a source.
   *
   * @param name as the client has it
   */
  void add(String name, JCTree.JCCompilationUnit unit) {
    boolean generated = name.startsWith(generatedFolder);
    String path = generated ? name.substring(generatedFolder.length()) : name;
    ProtoWriter message = new ProtoWriter().text(PATH, path);
    if (unit.getPackageName() != null) {
      message.text(PACKAGE, unit.getPackageName().toString());
    }
    message.number(GENERATED, generated ? 1 : 0);
    for (JCTree declaration : unit.defs) {
      if (declaration instanceof JCTree.JCClassDecl type) {
        message.text(TOP_LEVEL, type.getSimpleName().toString());
      }
    }
    units.put(path, message);
  }

  byte[] encode() {
    ProtoWriter out = new ProtoWriter();
    units.values().forEach(it -> out.message(COMPILATION_UNIT, it));
    return out.toByteArray();
  }
}
